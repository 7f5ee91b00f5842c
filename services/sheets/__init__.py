"""Questionnaires as XLSForm workbooks: read them, say what is wrong and where, write them for officers."""

from services.sheets.reader import Reading, read
from services.sheets.writer import to_xlsx

__all__ = ["Reading", "read", "to_xlsx"]
