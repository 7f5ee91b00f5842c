"""Workbooks for people who read spreadsheets: header rows that stay in sight, no formula, no link, stable bytes."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from exports.writers.csv import Value

PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST_NAME = 31  # signs that a spreadsheet allows for the name of a sheet
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
NOTICE_WIDTH = 100
WIDEST_PRINT = 12  # columns that can still be read when they share the width of a page


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. above: lines before its header. counts: columns where `zero` stands for 0. rtl: right to left."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int]
    counts: frozenset[int] = frozenset()
    above: Sequence[str] = ()
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """The first sheet: what this is, line by line."""

    name: str
    lines: Sequence[str]
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class _Formats:
    head: Format
    count: Format
    wrapped: Format
    title: Format


def workbook(title: str, day: date, notice: Notice, sheets: Iterable[Sheet], zero: str, mark: str = "") -> bytes:
    """A workbook. day: when it was made, so that the same release is the same bytes. mark: before each sheet's name."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, PLAIN)
    book.set_properties({"title": title, "created": datetime.combine(day, time())})
    formats = _Formats(
        head=book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        count=book.add_format({"num_format": f'[=0]"{zero}";0', "align": "right"}),
        wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
        title=book.add_format({"bold": True}),
    )
    names: set[str] = set()
    first = book.add_worksheet(_name(mark + notice.name, names))
    first.set_column(0, 0, NOTICE_WIDTH, formats.wrapped)
    _turn(first, notice.rtl)
    for place, line in enumerate(notice.lines):
        first.write_string(place, 0, line)
    for sheet in sheets:
        _fill(book.add_worksheet(_name(mark + sheet.name, names)), sheet, formats)
    book.close()
    return out.getvalue()


def _name(wanted: str, taken: set[str]) -> str:
    """A name that a spreadsheet takes, unlike the others (capitals make no difference to it)."""
    plain = " ".join(wanted.translate(FORBIDDEN).split())
    endings = ["", *(f" {number}" for number in range(2, len(taken) + 3))]
    names = (plain[: LONGEST_NAME - len(ending)].rstrip() + ending for ending in endings)
    name = next(name for name in names if name.casefold() not in taken)
    taken.add(name.casefold())
    return name


def _turn(sheet: Worksheet, rtl: bool) -> None:
    if rtl:
        sheet.right_to_left()


def _fill(page: Worksheet, sheet: Sheet, formats: _Formats) -> None:
    _turn(page, sheet.rtl)
    top = len(sheet.above)
    for place, line in enumerate(sheet.above):
        page.write_string(place, 0, line, formats.title)
    for column, (name, width) in enumerate(zip(sheet.columns, sheet.widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(top, column, name, formats.head)
    for place, values in enumerate(sheet.rows, start=top + 1):
        for column, value in enumerate(values):
            if isinstance(value, str):
                page.write_string(place, column, value)
            else:
                page.write_number(place, column, value, formats.count if column in sheet.counts else None)
    page.freeze_panes(top + 1, 1)
    page.autofilter(top, 0, top + max(1, len(sheet.rows)), len(sheet.columns) - 1)
    page.set_landscape()
    page.repeat_rows(top)
    page.repeat_columns(0)
    if len(sheet.columns) <= WIDEST_PRINT:
        page.fit_to_pages(1, 0)
