"""Write texts into the cells of a form, and leave all the rest of the file as it is."""

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from services.sheets.workbook import SHEETS
from services.sheets.writer import to_xlsx
from surveys.problems import Problem

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_CELL = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"\s*\|[|-]+\|.*")
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Cell:
    """A text for one cell. row: as a spreadsheet counts. header: of its column, which is added when it is not there."""

    sheet: str
    row: int
    header: str
    text: str


def edited(form: bytes, cells: Iterable[Cell]) -> bytes:
    """The form with these texts. A Markdown form stays one, every other becomes (or stays) an .xlsx.

    form: one that `services.sheets.read` reads; of an .xls or .csv the three sheets of a form are kept.
    """
    by_sheet: dict[str, list[Cell]] = {}
    for cell in cells:
        by_sheet.setdefault(cell.sheet, []).append(cell)
    if suffix_of(form) == ".md":
        return _edited_text(form.decode("utf-8-sig"), by_sheet).encode()
    workbook = form if form.startswith(_ZIP) else to_xlsx(form)
    assert not isinstance(workbook, Problem), "a form that was read"
    return _edited_workbook(workbook, by_sheet)


def suffix_of(form: bytes) -> str:
    """What `edited` makes of a form: ".md" or ".xlsx"."""
    if form.startswith((_ZIP, b"\xd0\xcf\x11\xe0")):
        return ".xlsx"
    return ".md" if re.search(rb"^[ \t]*\|", form.removeprefix(b"\xef\xbb\xbf"), re.MULTILINE) else ".xlsx"


def _edited_text(text: str, cells: Mapping[str, list[Cell]]) -> str:
    """The lines of pyxform's Markdown: a name in the first cell begins a sheet, its first row holds the headers."""
    lines = text.split("\n")
    sheet, number, places = "", 0, dict[str, int]()
    for at, line in enumerate(lines):
        parts = _CELL.split(line)
        if parts[0].strip() or len(parts) < 3 or _SEPARATOR.match(line):
            continue  # a remark, or a line drawn under the headers
        if parts[1].strip():
            sheet, number = parts[1].strip().lower(), 0
        if not any(part.strip() for part in parts[2:-1]) or sheet not in cells:
            continue
        number += 1
        if number == 1:
            headers = [part.strip() for part in parts[2:-1]]
            headers += dict.fromkeys(cell.header for cell in cells[sheet] if cell.header not in headers)
            places = {header: place for place, header in reversed(list(enumerate(headers, start=2)))}
        new = {places[cell.header]: cell.text for cell in cells[sheet] if cell.row == number}
        if number == 1:
            new = {place: header for header, place in places.items() if place >= len(parts) - 1}
        width = max(places.values()) + 1
        parts[-1:-1] = [" "] * (width - len(parts) + 1)
        for place, wording in new.items():
            parts[place] = f" {_in_table(wording)} "
        lines[at] = "|".join(parts)
    return "\n".join(lines)


def _in_table(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")


def _edited_workbook(form: bytes, cells: Mapping[str, list[Cell]]) -> bytes:
    from openpyxl import load_workbook  # heavy, and for staff only

    book = load_workbook(io.BytesIO(form))
    for name, wanted in cells.items():
        page = _page(book, name)
        headers = {_title(cell.value): cell.column for cell in reversed(page[1]) if cell.value}
        for cell in wanted:
            column = headers.setdefault(cell.header, max(headers.values(), default=0) + 1)
            _put(page, 1, column, cell.header)
            _put(page, cell.row, column, cell.text)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _page(book: Any, name: str) -> "Worksheet":
    """The worksheet of that name in any case; a single sheet is the survey. The settings may have none yet."""
    pages = {title.strip().lower(): book[title] for title in book.sheetnames}
    if name not in pages and len(pages) == 1 and name == SHEETS[0]:
        return next(iter(pages.values()))  # type: ignore[no-any-return]
    return pages[name] if name in pages else book.create_sheet(name)  # type: ignore[no-any-return]


def _title(header: object) -> str:
    return " ".join(str(header).split())


def _put(page: "Worksheet", row: int, column: int, text: str) -> None:
    cell = page.cell(row, column)
    if cell.value != text and _title(cell.value) != text:
        cell.value = text
        cell.data_type = "s"  # "=..." is text here, no formula
