"""The city's list of places as a file: CSV or XLSX, one place a row, refused whole when a row is faulty."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.sheets.workbook import MAX_BYTES, unpacked_size
from storage.places import Entry
from surveys.districts import find
from surveys.normalise import normalise
from surveys.problems import Place, Problem

COLUMNS = ("name", "aliases", "district", "kind", "source", "date")
_NEEDED = ("name", "district", "source", "date")
_BETWEEN_ALIASES = ";"
_LONGEST = {"name": 120, "kind": 40, "source": 200}
_MOST_ROWS = 5000
_Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds; nothing when there are problems."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def read(content: bytes) -> Reading:
    """The places of a file. A district may be written in any of its names."""
    rows = _rows(content)
    if isinstance(rows, Problem):
        return Reading((), (rows,))
    header = next(iter(rows), (1, {}))[1]
    missing = [column for column in _NEEDED if column not in header]
    if missing or not rows:
        absent = missing or list(_NEEDED)
        return Reading((), tuple(Problem("places_no_column", values={"column": column}) for column in absent))
    read_rows = [_entry(number, row) for number, row in rows]
    problems = [each for each in read_rows if isinstance(each, Problem)]
    entries = [(number, each) for (number, _), each in zip(rows, read_rows, strict=True) if isinstance(each, Entry)]
    problems += _twice(entries)
    ordered = sorted(problems, key=lambda problem: problem.place.row)
    return Reading(() if ordered else tuple(entry for _, entry in entries), tuple(ordered))


def _entry(number: int, row: _Row) -> Entry | Problem:
    for column in _NEEDED:
        if not row.get(column):
            return Problem("places_empty", Place(row=number, column=column))
    for column, most in _LONGEST.items():
        if len(row.get(column, "")) > most:
            return Problem("cell_too_long", Place(row=number, column=column), {"most": str(most)})
    district = find(row["district"])
    if district is None:
        return Problem("places_district", Place(row=number, column="district"), {"text": row["district"][:60]})
    try:
        known_on = date.fromisoformat(row["date"])
    except ValueError:
        return Problem("places_date", Place(row=number, column="date"), {"text": row["date"][:60]})
    aliases = (alias.strip() for alias in row.get("aliases", "").split(_BETWEEN_ALIASES))
    return Entry(
        row["name"], tuple(alias for alias in aliases if alias), district, row.get("kind", ""), row["source"], known_on
    )


def _twice(entries: list[tuple[int, Entry]]) -> Iterator[Problem]:
    """The same name and kind in the same district: one of the rows is a mistake."""
    seen: dict[tuple[str, str, str], int] = {}
    for number, entry in entries:
        first = seen.setdefault((normalise(entry.name), entry.kind, entry.district), number)
        if first != number:
            yield Problem("places_twice", Place(row=number), {"name": entry.name, "first": str(first)})


def _rows(content: bytes) -> list[tuple[int, _Row]] | Problem:
    """Rows with their number as a spreadsheet shows it, cells by column name; empty rows are left out."""
    if len(content) > MAX_BYTES:
        return Problem("file_too_large", values={"megabytes": str(MAX_BYTES // 1_000_000)})
    if not content.strip():
        return Problem("empty_file")
    table = _from_xlsx(content) if content.startswith(b"PK\x03\x04") else _from_csv(content)
    if isinstance(table, Problem):
        return table
    titles = [normalise(title) for title in table[0]] if table else []
    numbered = enumerate(table[1:], start=2)
    return [
        (number, {title: cell for title, cell in zip(titles, cells, strict=False) if title})
        for number, cells in numbered
        if any(cells)
    ]


def _from_csv(content: bytes) -> list[list[str]] | Problem:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Problem("not_utf8")
    first = text.partition("\n")[0]
    between = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=between)
    try:
        return [[cell.strip() for cell in row] for row, _ in zip(rows, range(_MOST_ROWS + 1), strict=False)]
    except csv.Error:
        return Problem("not_a_form")


def _from_xlsx(content: bytes) -> list[list[str]] | Problem:
    size = unpacked_size(content)
    if isinstance(size, Problem):
        return size
    from openpyxl import load_workbook  # heavy, and for staff only

    try:
        page = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        return [[_text(cell) for cell in row] for row in page.iter_rows(max_row=_MOST_ROWS + 1, values_only=True)]
    except Exception:  # openpyxl answers a damaged file with any exception there is
        return Problem("not_a_form")


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell).strip()
