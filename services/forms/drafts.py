"""Files that staff hand in: read, examined, given reasons and translations. No database; each takes a moment.

Imported when the first file comes: what reads workbooks weighs as much as a worker of the bot.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePath

from services import translating
from services.authoring import examine
from services.forms.templates import Draft
from services.sheets.acceptances import FIELD
from services.sheets.editing import Cell, edited, suffix_of
from services.sheets.reader import Reading
from services.sheets.writer import to_xlsx
from surveys.problems import Level, Place, Problem

LONGEST_REASON = 300
_LONGEST_NAME = 80


def drafted(content: bytes, file_name: str) -> Draft:
    """What is to be said of a file. Whatever its bytes are, nothing is raised."""
    path = PurePath(file_name.replace("\\", "/"))
    stem = "".join(sign for sign in path.stem if sign.isprintable())[:_LONGEST_NAME] or "questionnaire"
    reading = _examined(content, stem)
    refused = any(problem.level is Level.ERROR for problem in reading.problems)
    suffix = path.suffix.lower() if path.suffix.lower() in (".xlsx", ".xls", ".csv", ".md") else suffix_of(content)
    return Draft(content, stem + suffix, None if refused else reading.questionnaire, reading.problems)


@lru_cache(maxsize=16)
def _examined(content: bytes, name: str) -> Reading:
    """The same file is looked at again and again while somebody mends it."""
    return examine(content, name)


def for_a_spreadsheet(content: bytes, file_name: str) -> tuple[str, bytes]:
    """The file, one written as text made a workbook."""
    workbook = to_xlsx(content.decode("utf-8-sig")) if file_name.endswith(".md") else content
    return (file_name, content) if isinstance(workbook, Problem) else (_named(file_name, workbook), workbook)


def accepted(draft: Draft, reasons: Mapping[str, str]) -> Draft:
    """The file with a reason for all warnings of each code, written where an author would have written it."""
    before = _reading(draft).accepted
    cells: dict[Place, list[str]] = {}
    for problem in draft.open_warnings:
        reason = " ".join(reasons.get(problem.code, "").split())[:LONGEST_REASON]
        line = f"{problem.code}: {reason}"
        lines = cells.setdefault(_where(problem), []) if reason else [line]
        if line not in lines:
            lines.append(line)
    for one in reversed(before):
        place = Place(one.place.sheet, one.place.row)
        if place in cells:
            cells[place].insert(0, f"{one.code}: {one.reason}")
    headers = {one.place.sheet: one.place.column for one in before}
    written = [
        Cell(place.sheet, place.row, headers.get(place.sheet, FIELD), "\n".join(lines))
        for place, lines in cells.items()
    ]
    return _with(draft, edited(draft.content, written)) if written else draft


def _where(problem: Problem) -> Place:
    """The row whose cell covers the problem: its own, else that of the settings."""
    place = problem.place
    if place.row > 1 and place.sheet in ("survey", "choices"):
        return Place(place.sheet, place.row)
    return Place("settings", 2)


def to_translate(draft: Draft, language: str, suffix: str) -> bytes:
    """The file for a translator. suffix: one of `translating.FORMATS`."""
    return translating.export(_reading(draft), language, suffix)


def merged(draft: Draft, translations: bytes) -> tuple[Draft | None, tuple[Problem, ...], int]:
    """The draft with a translator's texts in it, None when they are refused; what is to be said of them; how many texts
    changed."""
    found = translating.merge(draft.content, PurePath(draft.file_name).stem, translations)
    return (_with(draft, found.form) if found.form else None), found.problems, found.changed


def _reading(draft: Draft) -> Reading:
    return _examined(draft.content, PurePath(draft.file_name).stem)


def _with(draft: Draft, content: bytes) -> Draft:
    return drafted(content, _named(draft.file_name, content))


def _named(file_name: str, content: bytes) -> str:
    """The name of a file that was written anew."""
    return PurePath(file_name).stem + suffix_of(content)
