"""A text form (Markdown, CSV) as the .xlsx workbook an officer edits."""

import io
from typing import TYPE_CHECKING

from services.sheets.workbook import Sheet, open_workbook, with_line_breaks
from surveys.problems import Problem

if TYPE_CHECKING:
    from openpyxl import Workbook as Spreadsheet

_WIDTHS = {"label": 50, "hint": 40, "guidance_hint": 60}


def to_xlsx(form: bytes | str) -> bytes | Problem:
    """The same sheets, columns and rows as a workbook, `<br>` as line breaks. A Problem when `form` is no form."""
    from openpyxl import Workbook as Spreadsheet  # heavy, and for staff only

    source = open_workbook(form)
    if isinstance(source, Problem):
        return source
    spreadsheet = Spreadsheet()
    spreadsheet.remove(spreadsheet.worksheets[0])
    for sheet in (source.survey, source.choices, source.settings):
        if sheet.headers:
            _write(sheet, spreadsheet)
    buffer = io.BytesIO()
    spreadsheet.save(buffer)
    return buffer.getvalue()


def _write(sheet: Sheet, spreadsheet: "Spreadsheet") -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    page = spreadsheet.create_sheet(sheet.name)
    page.append(sheet.headers)
    page.freeze_panes = "C2"
    for row in sheet.rows:
        page.append([with_line_breaks(row.cells.get(title, "")) or None for title in sheet.headers])
    for place, title in enumerate(sheet.headers, start=1):
        page.cell(1, place).font = Font(bold=True)
        page.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(title.split("::")[0], 18)
        for number in range(2, len(sheet.rows) + 2):
            cell = page.cell(number, place)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.data_type = "s" if cell.value is not None else cell.data_type  # "=..." is text here, no formula
