"""The reference tables of docs/xlsform.md, asked of the code: each line is what a small form became when read."""

import inspect
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from locales.catalogues import translator
from services.forms.problem_texts import sentence
from services.sheets import choices, layout, read, reader, rows, types
from services.sheets.kinds import _APPEARANCES
from services.sheets.reader import Reading
from surveys.expressions import _ARITY, _CLOCKS
from surveys.problems import Level, Problem
from tests.xlsforms import FORMS

PAGE = Path(__file__).parents[2] / "docs" / "xlsform.md"
_BEGIN, _END = "<!-- written by python -m tests.xlsforms: {} -->", "<!-- end of {} -->"
_LISTS = """
| choices |
| | list_name | name | label::fr | purpose |
| | LIST | yes | Oui | PURPOSE |
| | LIST | no | Non | PURPOSE |
| | LIST | maybe | Peut-être | PURPOSE |
"""
_SEVERAL_WORDS = {"begin_group", "end_group", "calculate"}


def blocks() -> dict[str, str]:
    """The text of each block of the page, by name."""
    return {"types": _types(), "columns": _columns(), "formulas": _formulas(), "forms": _forms()}


def written(page: str) -> str:
    """The page with today's blocks."""
    for name, text in blocks().items():
        begin, end = _BEGIN.format(name), _END.format(name)
        before, _, rest = page.partition(begin)
        _, found, after = rest.partition(end)
        assert found, f"{PAGE.name} has no block {name}"
        page = f"{before}{begin}\n{text}\n{end}{after}"
    return page


def _table(head: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    titles = list(head)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (titles, ["---"] * len(titles), *lines))


def _types() -> str:
    return _table(("`type`", "`appearance`", "becomes", "which is"), [*_asked(), *_refused()])


def _asked() -> Iterator[tuple[str, ...]]:
    """Each kind of row that is read, with all its spellings, for each appearance that means something."""
    spellings: dict[types.Kind, list[str]] = {}
    for spelling, kind in types._PLAIN.items() | types._SELECTS.items():
        spellings.setdefault(kind, []).append(spelling)
    for kind in types.Kind:
        if kind not in spellings or kind.value in _SEVERAL_WORDS:
            continue
        names = sorted(spellings[kind], key=lambda name: (name != kind.value, name))
        several = " LIST" if kind.value in types._SELECTS else ""
        for appearance in ("", *sorted(_APPEARANCES.get(kind, ()))):
            item = type(_only_item(kind.value + several, appearance))
            cells = ", ".join(f"`{name}{several}`" for name in (names if not appearance else names[:1]))
            yield cells, f"`{appearance}`" * bool(appearance), f"`{item.__name__}`", _first_sentence(item)
    yield "`begin_group` … `end_group`", "`best-worst`", "`BestWorst`", "Two `select_one` of one list inside."
    yield "`begin_group` … `end_group`", "", "", "Its condition holds for every question inside."
    yield "`calculate`", "", "`Calculation`", "A value for conditions, never asked."


def _only_item(kind: str, appearance: str) -> object:
    purpose = "results" if appearance == "follow-up" else ""
    consent = "yes" if appearance == "consent" else ""
    lists = _LISTS.replace("PURPOSE", purpose)
    lists = lists.replace("| | LIST | maybe | Peut-être |  |\n", "") if consent else lists
    form = f"| survey |\n| | type | name | label::fr | appearance |\n| | {kind} | q | Quoi ? | {appearance} |\n{lists}"
    questionnaire = read(form, "reference").questionnaire
    assert questionnaire is not None, form
    return questionnaire.items[0]


def _refused() -> Iterator[tuple[str, ...]]:
    for code in dict.fromkeys(types._PROBLEMS.values()):
        names = [spelling for spelling, problem in types._PROBLEMS.items() if problem == code]
        yield _code(names), "", "refused", _said(code)
    for code, names in (("metadata_ignored", types._METADATA), ("identifying_ignored", types._IDENTIFYING)):
        yield _code(sorted(names)), "", "left out", _said(code)


def _said(code: str) -> str:
    return sentence(Problem(code, values={"type": "…"}), translator("en").gettext)


def _first_sentence(kind: type) -> str:
    return " ".join((inspect.getdoc(kind) or "").split()).split(". ")[0].rstrip(".") + "."


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _columns() -> str:
    sheets = (("survey", rows.FIELDS), ("choices", choices.FIELDS), ("settings", reader._SETTINGS))
    lines = []
    for sheet, fields in sheets:
        translated = sorted(fields & layout._TRANSLATED)
        lines.append((sheet, _code(sorted(fields - layout._TRANSLATED)), _code(f"{name}::…" for name in translated)))
    aliases = _code(f"{alias} = {name}" for alias, name in sorted(layout._ALIASES.items()))
    return _table(("sheet", "columns", "with a language"), lines) + f"\n\nOther spellings: {aliases}."


def _formulas() -> str:
    refused = f"Refused, since a formula depends on answers alone: {_code(sorted(_CLOCKS))}."
    return f"Functions: {_code(sorted(_ARITY))}. {refused}"


def _forms() -> str:
    lines = [(f"`{path.name}`", *_result(path)) for path in FORMS]
    imported = sum(line[1].startswith("imported") for line in lines)
    count = f"{len(lines)} forms: {imported} imported, {len(lines) - imported} refused."
    return f"{count}\n\n{_table(('file', 'result', 'the first reason, or what became of it'), lines)}"


def _result(path: Path) -> tuple[str, str]:
    reading = reading_of(path)
    if reading.questionnaire is None:
        first = next(problem for problem in reading.problems if problem.level is Level.ERROR)
        return "refused", sentence(first, translator("en").gettext).replace("|", "\\|")
    kinds = [type(item).__name__ for item in reading.questionnaire.items]
    told = f", {len(reading.problems)} remarks" if reading.problems else ""
    return f"imported{told}", ", ".join(f"{kinds.count(kind)} × `{kind}`" for kind in dict.fromkeys(kinds))


def reading_of(path: Path) -> Reading:
    """The form in a file, without what openpyxl has to say on extensions of spreadsheet programs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return read(path.read_bytes(), path.stem)
