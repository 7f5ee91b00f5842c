"""Draws docs/images/translation-sheet.png from a real file: `python -m tests.translating.picture`. Look at it first."""

import html
import io
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell as Written

import questionnaires
from services.sheets import read
from services.sheets.editing import Cell, edited
from services.translating import export
from services.translating.records import digest
from tests.web.browser import chromium

IMAGE = Path(__file__).parents[2] / "docs" / "images" / "translation-sheet.png"
ROWS = 14
STYLE = """
body { margin: 0; font: 14px sans-serif } table { border-collapse: collapse }
td { border: 1px solid #bbb; padding: 4px 8px; vertical-align: top; max-width: 320px }
tr:first-child td { font-weight: bold; background: #eee } .locked { color: #555 }
"""


def workbook() -> bytes:
    """A shipped form where one text is missing, and one changed in French since it was reviewed."""
    changes = (
        Cell("survey", 2, "translation::العربية (ar)", f"label: reviewed {digest('le français de hier')}"),
        Cell("choices", 2, "label::العربية (ar)", ""),
    )
    form = edited(questionnaires.text("every-kind").encode(), changes)
    return export(read(form, "every-kind"), "ar", ".xlsx")


def drawn(data: bytes) -> str:
    """The sheet as a page."""
    page = load_workbook(io.BytesIO(data)).worksheets[0]
    rows = ["".join(map(_cell, row)) for row in page.iter_rows(max_row=ROWS)]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style><table>{body}</table>"


def _cell(cell: Written) -> str:
    colour = f"background:#{cell.fill.start_color.rgb[2:]}" if cell.fill.fill_type else ""
    text = html.escape(str(cell.value or "")).replace("\n", "<br>")
    direction = "rtl" if cell.alignment.readingOrder == 2 else "ltr"
    return f'<td dir="{direction}" class="{"locked" * cell.protection.locked}" style="{colour}">{text}</td>'


if __name__ == "__main__":
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1180, "height": 600}, device_scale_factor=1)
        page.set_content(drawn(workbook()))
        page.locator("table").screenshot(path=IMAGE)
