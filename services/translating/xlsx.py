"""Translations as a workbook with one row per text. Two columns are for the translator; the others say what it is."""

import io
from typing import TYPE_CHECKING

from locales.languages import autonym, is_rtl
from services.sheets.languages import tag_of
from services.sheets.workbook import unpacked_size
from services.translating.records import State
from services.translating.sheaf import Entry, Sheaf
from surveys.problems import Place, Problem

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_TITLE = "translation"
_HEADS = ("key of {name}", "where", "Français (fr)", "", "state", "most")
_WIDTHS = (34, 14, 60, 60, 14, 8)
_KEY, _SOURCE, _TEXT, _STATE = 1, 3, 4, 5  # columns
_COLOURS = {State.MISSING: "FFE0E0", State.STALE: "FFF0C0"}
_MOST_ROWS = 5000


def write(sheaf: Sheaf) -> bytes:
    """The workbook; missing texts are red, stale ones yellow, and the state is chosen from a list."""
    from openpyxl import Workbook  # heavy, and for staff only
    from openpyxl.styles import Font
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    page = book.worksheets[0]
    page.title = _TITLE
    key, where, source, _, *others = _HEADS
    target = f"{autonym(sheaf.language)} ({sheaf.language})"
    page.append((key.format(name=sheaf.questionnaire), where, source, target, *others))
    for entry in sheaf.entries:
        page.append((entry.key, entry.where, None, None, entry.state.value, entry.most or None))
        _fill(page, entry, is_rtl(sheaf.language))
    for place, width in enumerate(_WIDTHS, start=1):
        page.cell(1, place).font = Font(bold=True)
        page.column_dimensions["ABCDEF"[place - 1]].width = width
    page.freeze_panes = "D2"
    choice = DataValidation(type="list", formula1=f'"{",".join(state.value for state in State)}"')
    page.add_data_validation(choice)
    choice.add(f"E2:E{max(2, len(sheaf.entries) + 1)}")
    page.protection.sheet = True  # no password: it keeps from accidents, nothing else
    page.protection.formatColumns = page.protection.formatRows = False  # a cell may be made larger
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(page: "Worksheet", entry: Entry, rtl: bool) -> None:
    from openpyxl.styles import Alignment, PatternFill, Protection

    row = page.max_row
    for column, text in ((_SOURCE, entry.source), (_TEXT, entry.text)):
        cell = page.cell(row, column)
        cell.value = text or None
        cell.data_type = "s" if text else cell.data_type  # "=..." is text here, no formula
        order = 2 if rtl and column == _TEXT else 0
        cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=order)
    for column in (_TEXT, _STATE):
        page.cell(row, column).protection = Protection(locked=False)
    if entry.state in _COLOURS:
        page.cell(row, _TEXT).fill = PatternFill("solid", start_color=_COLOURS[entry.state])


def read(data: bytes) -> Sheaf | Problem:
    """What a translator sent back."""
    if isinstance(refused := unpacked_size(data), Problem):
        return refused
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True)  # "=..." is text, not a result
        page = book[_TITLE]
        rows = [tuple(row) for row in page.iter_rows(max_row=_MOST_ROWS, max_col=len(_HEADS), values_only=True)]
    except Exception:  # openpyxl answers a damaged file with any exception there is
        return Problem("not_translations")
    heads = [str(head or "") for head in (*rows[:1], (None,) * len(_HEADS))[0]]
    language = tag_of(heads[_TEXT - 1])
    before = _HEADS[0].partition("{")[0]
    if not language or not heads[0].startswith(before):
        return Problem("not_translations")
    entries = []
    for number, row in enumerate(rows[1:], start=2):
        key, source, text, state = (str(row[column - 1] or "").strip() for column in (_KEY, _SOURCE, _TEXT, _STATE))
        if not key and not text:
            continue
        if state not in {one.value for one in State}:
            allowed = ", ".join(one.value for one in State)
            return Problem("bad_value", Place(_TITLE, number, "state"), {"value": state, "allowed": allowed})
        known = State(state)
        if text and known is State.MISSING:
            known = State.TRANSLATED
        entries.append(Entry(key, source, text, known if text else State.MISSING, row=number))
    return Sheaf(heads[0].removeprefix(before), language, tuple(entries))
