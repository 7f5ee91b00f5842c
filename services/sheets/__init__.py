"""Questionnaires as XLSForm workbooks: read them, say what is wrong and where, write them for officers."""

from services.sheets.reader import Reading, examine, read
from services.sheets.writer import to_xlsx

__all__ = ["Reading", "examine", "read", "to_xlsx"]
