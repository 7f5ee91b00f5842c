"""The report for word processors, with headings, table headers and alternatives that they understand."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time

import docx
from docx.document import Document as Pages
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as Grid
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph as Line

from exports.writers.report.document import (
    Block,
    Document,
    Exhibit,
    Listing,
    Paragraph,
    Picture,
    Points,
    Quotes,
    Refusal,
    Table,
)

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day of a ZIP file: the same release is the same bytes
WIDTH = Pt(300)
PAGE, MARGIN = (Mm(210), Mm(297)), Mm(20)
FIRST, OTHERS = 2, 1  # widths of columns beside each other


def docx_(document: Document, drawn: Sequence[bytes]) -> bytes:
    """The same bytes for the same document. drawn: its pictures as PNG."""
    writer = _Writer(document, drawn)
    out = io.BytesIO()
    writer.written().save(out)
    return _stable(out.getvalue())


class _Writer:
    def __init__(self, document: Document, drawn: Sequence[bytes]) -> None:
        self._document = document
        self._pages: Pages = docx.Document()
        self._drawn = iter(drawn)

    def written(self) -> Pages:
        said = self._document
        self._settings()
        self._line(said.banner).runs[0].bold = True
        self._turn(self._pages.add_heading(said.title, 0))
        self._line(said.subtitle)
        for block in said.lead:
            self._block(block)
        for section in said.sections:
            self._turn(self._pages.add_heading(section.title, 1)).paragraph_format.page_break_before = section.dense
            for block in section.blocks:
                self._block(block)
        return self._pages

    def _settings(self) -> None:
        said, properties = self._document, self._pages.core_properties
        day = datetime.combine(date.fromisoformat(said.day), time())
        properties.title, properties.subject, properties.language = said.title, said.subtitle, said.language
        properties.created = properties.modified = day
        properties.author = properties.last_modified_by = "Onze Voix"
        properties.comments = ""
        page = self._pages.sections[0]
        page.page_width, page.page_height = PAGE
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
        for spacing in self._pages.styles["Title"].element.rPr.findall(qn("w:spacing")):  # would tear joined letters
            spacing.getparent().remove(spacing)
        style = self._pages.styles["Normal"]
        style.font.size = Pt(10)
        language = OxmlElement("w:lang")
        language.set(qn("w:bidi" if said.rtl else "w:val"), said.language.split("-")[0])
        style.element.get_or_add_rPr().append(language)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._line(block.text).runs[0].bold = block.strong
            case Points():
                for item in block.items:
                    self._line(item, "List Bullet")
            case Refusal():
                self._turn(self._pages.add_heading(block.title, 2))
                self._line(block.text)
            case Listing():
                self._turn(self._pages.add_heading(block.title, 2))
                for item in filter(None, (*block.items, block.note)):
                    self._line(item)
            case Quotes():
                self._quotes(block)
            case Exhibit():
                self._turn(self._pages.add_heading(block.title, 2))
                if block.picture:
                    self._picture(block.picture)
                self._table(block.table, block.title)

    def _quotes(self, block: Quotes) -> None:
        """Each in the direction of its own language; what is said of it, in that of the report."""
        self._turn(self._pages.add_heading(block.title, 2))
        for quote in block.quotes:
            self._turn(self._pages.add_paragraph(quote.text, "Quote"), quote.dir == "rtl")
            for note in filter(None, (quote.translation, quote.about)):
                self._line(note)

    def _line(self, words: str, style: str | None = None) -> Line:
        return self._turn(self._pages.add_paragraph(words, style))

    def _turn(self, line: Line, rtl: bool | None = None) -> Line:
        """Right to left where the language is: that of the document, unless told."""
        if self._document.rtl if rtl is None else rtl:
            line._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            for run in line.runs:
                run.font.rtl = True
        return line

    def _picture(self, picture: Picture) -> None:
        line = self._turn(self._pages.add_paragraph())
        shape = line.add_run().add_picture(io.BytesIO(next(self._drawn)), width=WIDTH)
        shape._inline.docPr.set("descr", picture.alt)

    def _table(self, table: Table, title: str) -> None:
        words = [[cell for cell in row if isinstance(cell, str)] for row in table.rows]
        drawn = {place for row in table.rows for place, cell in enumerate(row) if not isinstance(cell, str)}
        kept = [name for place, name in enumerate(table.header) if place not in drawn]
        if table.caption != title:
            self._line(table.caption).paragraph_format.keep_with_next = True
        grid = self._pages.add_table(rows=1, cols=len(kept), style="Light List")
        self._head(grid)
        room = (PAGE[0] - 2 * MARGIN) // (FIRST + OTHERS * (len(kept) - 1))
        for place, column in enumerate(grid.columns):
            column.width = room * (FIRST if place == 0 else OTHERS)
        self._row(grid.rows[0], kept)
        for row in words:
            self._row(grid.add_row(), row)
        for note in table.notes:
            self._line(note)

    def _head(self, grid: Grid) -> None:
        grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        if self._document.rtl:
            grid._tbl.tblPr.append(OxmlElement("w:bidiVisual"))

    def _row(self, row: Row, words: list[str]) -> None:
        """Cell by cell in the file itself: the library would look for merged cells at every step."""
        for cell, text in zip(row._tr.tc_lst, words, strict=True):
            line = Line(cell.p_lst[0], self._pages._body)
            line.add_run(text)
            self._turn(line)


def _stable(content: bytes) -> bytes:
    """The same ZIP file, with no trace of when it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(zipfile.ZipInfo(name, EPOCH), given.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
