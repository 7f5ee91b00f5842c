"""A file becomes sheets of rows. pyxform opens it and has its say on it; no other module knows pyxform.

pyxform is imported where a form is read: the process that answers parents does without."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from surveys.problems import Place, Problem

MAX_BYTES = 2_000_000
MAX_UNZIPPED_BYTES = 20_000_000
MAX_CELLS = 100_000
MAX_CHARS = 10_000  # of one cell
SHEETS = ("survey", "choices", "settings")
_SETTINGS_FOR_PYXFORM = frozenset({"form_title", "form_id", "id_string", "default_language", "version"})
_OURS = re.compile(r"(?:accepted|translation)\s*(?:::|$)")  # pyxform stumbles over a language it does not expect
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_TABLE_LINE = re.compile(r"^[ \t]*\|", re.MULTILINE)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """number: as a spreadsheet shows it (headers are row 1). cells: header as written -> text, without empty ones."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    headers: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """The three sheets of a questionnaire (empty when absent); `others` are names of further sheets."""

    survey: Sheet
    choices: Sheet
    settings: Sheet
    others: tuple[str, ...] = ()


def open_workbook(data: bytes | str) -> Workbook | Problem:
    """The sheets of an .xlsx, .xls, .csv or Markdown form (recognised by content), or why they cannot be had."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import get_xlsform

    content = data.encode() if isinstance(data, str) else data
    if len(content) > MAX_BYTES:
        return Problem("file_too_large", values={"megabytes": str(MAX_BYTES // 1_000_000)})
    file_type = _file_type(content)
    if isinstance(file_type, Problem):
        return file_type
    try:
        raw = get_xlsform(content.removeprefix(b"\xef\xbb\xbf"), file_type=file_type)
    except PyXFormError as error:
        return Problem("not_a_form") if "not recognized as a supported type" in str(error) else as_problem(error)
    except Exception:  # openpyxl and xlrd answer a damaged file with any exception there is
        return Problem("not_a_form")
    sheets = {name: _sheet(name, getattr(raw, name), getattr(raw, f"{name}_header")) for name in SHEETS}
    if not sheets["survey"].headers:
        return Problem("no_survey_sheet")
    if sum(len(sheet.headers) * len(sheet.rows) for sheet in sheets.values()) > MAX_CELLS:
        return Problem("too_many_cells", values={"cells": str(MAX_CELLS)})
    for sheet, row in ((one, row) for one in sheets.values() for row in one.rows):
        if any(len(text) > MAX_CHARS for text in row.cells.values()):
            return Problem("cell_too_long", Place(sheet.name, row.number), {"most": str(MAX_CHARS)})
    names = tuple(str(name) for name in raw.sheet_names or ())
    alone = len(names) == 1  # a single sheet is the survey whatever its name
    return Workbook(**sheets, others=() if alone else tuple(name for name in names if name.lower() not in SHEETS))


def _file_type(content: bytes) -> str | Problem:
    """The suffix pyxform knows this kind of content by."""
    if not content.strip():
        return Problem("empty_file")
    if content.startswith(_ZIP):
        size = unpacked_size(content)
        return size if isinstance(size, Problem) else ".xlsx"
    if content.startswith(_OLE):
        return ".xls"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Problem("not_utf8")
    if "\0" in text:
        return Problem("not_a_form")
    return ".md" if _TABLE_LINE.search(text) else ".csv"


def unpacked_size(content: bytes) -> int | Problem:
    """Bytes that a zip unpacks to; a Problem when that is huge. zipfile never reads beyond the sizes announced here."""
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except Exception:  # zipfile has no single exception for a damaged archive
        return Problem("not_a_form")
    size = sum(member.file_size for member in members)
    if size > MAX_UNZIPPED_BYTES:
        return Problem("file_too_large", values={"megabytes": str(MAX_UNZIPPED_BYTES // 1_000_000)})
    return size


def _sheet(name: str, rows: Iterable[Mapping[str, Any]] | None, headers: Iterable[Mapping[str, Any]] | None) -> Sheet:
    header = next(iter(headers or ()), {})
    return Sheet(
        name,
        tuple(str(title) for title in header if title and title != "None"),
        tuple(
            Row(number, {str(title): str(text) for title, text in row.items() if title and text is not None})
            for number, row in enumerate(rows or (), start=2)
        ),
    )


def with_line_breaks(text: str) -> str:
    """A cell with `<br>`, the line break of Markdown tables, as a line break."""
    return _LINE_BREAK.sub("\n", text)


def complaint(workbook: Workbook, implied: Iterable[Mapping[str, str]] = ()) -> Problem | None:
    """The first thing pyxform itself refuses in this workbook. `implied`: rows to imagine in the choices sheet."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    raw: dict[str, Any] = {}
    for sheet in (workbook.survey, workbook.choices, workbook.settings):
        kept = [title for title in sheet.headers if not _OURS.match(title)]
        if sheet is workbook.settings:
            kept = [title for title in kept if title in _SETTINGS_FOR_PYXFORM]
        raw[sheet.name] = [{title: row.cells[title] for title in kept if title in row.cells} for row in sheet.rows]
        raw[f"{sheet.name}_header"] = [dict.fromkeys(kept)]
    for row in implied:
        raw["choices"].append(dict(row))
        raw["choices_header"][0].update(dict.fromkeys(row))
    try:
        convert({key: value for key, value in raw.items() if any(value)})
    except PyXFormError as error:
        return as_problem(error)
    except Exception:  # a fault of pyxform on odd content is still a refusal, and never ours to pass on
        return Problem("xlsform", values={"message": "internal error"})
    return None


def as_problem(error: Exception) -> Problem:
    """A refusal by pyxform, with the place its sentence names."""
    message = " ".join(str(error).split())
    duplicate = re.search(r"Duplicate column header: (.+)", message)
    if duplicate:
        return Problem("duplicate_column", Place(row=1, column=duplicate[1]), {"column": duplicate[1]})
    row = re.search(r"\[row : (\d+)\]", message)
    sheet = re.search(r"'(survey|choices|settings)' sheet|sheet: '(survey|choices|settings)'", message)
    column = re.search(r"sheet, the '([^']+)'", message)
    found = (sheet[1] or sheet[2]) if sheet else "survey" if row else ""
    place = Place(found, int(row[1]) if row else 0, column[1] if column else "")
    return Problem("xlsform", place, {"message": re.sub(r"^\[row : \d+\]\s*", "", message)[:300]})
