"""Typed text to a number or a day. Nothing is cut off or guessed: "2,5" is not 2, "3-4" is not 3."""

import re
from datetime import date
from decimal import Decimal

from surveys.normalise import normalise, plain_digits
from surveys.vocabulary import small_number

_LONGEST = 40  # characters
_NUMBER = re.compile(r"([+-]?)(\d{1,15}|\d{1,3}(?:[ '\u2019٬]\d{3}){1,4})(?:[.,٫](\d{1,9}))?")
_MINUS = str.maketrans("\u2212\u2010\u2011\u2013", "----")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})")


def read_number(text: str, language: str, whole: bool) -> Decimal | None:
    """The number that `text` is, with a decimal comma or point; `whole` takes none with decimals."""
    if len(text) > _LONGEST:
        return None
    written = plain_digits(text).translate(_MINUS)
    match = _NUMBER.fullmatch(written.rstrip(".!"))
    if match is None:
        named = small_number(normalise(text), language)
        return None if named is None else Decimal(named)
    minus, digits, decimals = match.groups()
    if decimals and whole:
        return None
    units = "".join(sign for sign in digits if sign.isdigit())
    return Decimal(f"{minus}{units}.{decimals}" if decimals else f"{minus}{units}")


def read_date(text: str) -> date | None:
    """A day written 3/11/2026 (the day first) or 2026-11-03; None when there is no such day."""
    if len(text) > _LONGEST:
        return None
    written = plain_digits(text).translate(_MINUS).rstrip(".")
    if match := _YEAR_FIRST.fullmatch(written):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(written):
        day, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
