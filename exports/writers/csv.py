"""CSV: UTF-8, comma, a header. No cell starts a formula in a spreadsheet."""

from collections.abc import Iterable, Sequence

import pandas as pd

from exports.plan import DISTRICT
from exports.protected import Figure, Protected
from exports.study import Study, Translate
from exports.writers.entries import cells
from exports.writers.words import Line, answer_lines, head_lines, origin

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def sheet(header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """A CSV file."""
    cells = [[value if isinstance(value, int) else safe(value) for value in row] for row in rows]
    frame = pd.DataFrame(cells, columns=[safe(name) for name in header], dtype=object)
    return frame.to_csv(index=False, lineterminator="\r\n").encode()


def safe(text: str) -> str:
    """The text, behind an apostrophe when a spreadsheet would compute it. Negative whole numbers stay."""
    is_number = text.startswith("-") and text[1:].isdecimal()
    return f"'{text}" if text.startswith(FORMULA) and not is_number else text


def cells_csv(study: Study, protected: Protected) -> bytes:
    """Every cell, in the tidy layout that an outside checker reads."""
    axis = protected.plan.axis is not None
    dimensions = [*([DISTRICT] if axis else []), *(table.name for table in protected.plan.tables)]
    rows: list[list[str | int]] = []
    for entry in cells(protected):
        place = entry.coordinates(axis)
        value = entry.cell.value if isinstance(entry.cell, Figure) else ""
        where = [place.get(dimension, "") for dimension in dimensions]
        rows.append([study.release, entry.table_name, *where, value, status(entry.cell)])
    return sheet(["release", "table", *dimensions, "value", "status"], rows)


def status(cell: object) -> str:
    """`suppressed`, `rounded:5`, or `rounded:5:K1` when one more step was needed in this class of cells (K2: two)."""
    if not isinstance(cell, Figure):
        return "suppressed"
    return f"rounded:{cell.step}:K{cell.wide}" if cell.wide else f"rounded:{cell.step}"


def header(_: Translate) -> list[str]:
    return [
        _("quartier"), _("question"), _("réponse"), _("effectif"), _("pourcentage"), _("état"), _("remarque"),
        _("données"),
    ]  # fmt: skip


def row(line: Line, study: Study, _: Translate) -> list[str | int]:
    """A readable line. What is withheld is a word, never 0 and never empty."""
    hidden, none = _("non montré"), "" if line.count is None else _("pas de pourcentage")
    count: str | int = hidden if line.count is None else line.count
    percent: str | int = (none or hidden) if line.percent is None else line.percent
    return [line.district, line.question, line.answer, count, percent, line.state, line.remark, origin(study, _)]


def results_csv(study: Study, protected: Protected, _: Translate) -> bytes:
    """One line per district and answer, in words; head-counts first."""
    lines = [*_participation(protected, _), *answer_lines(protected, _)]
    return sheet(header(_), (row(line, study, _) for line in lines))


def _participation(protected: Protected, _: Translate) -> Iterable[Line]:
    for line in head_lines(protected, _):
        words = _("Participation"), _("Personnes comptées")
        yield Line(line.district, *words, line.count, line.percent, line.state, line.remark)
