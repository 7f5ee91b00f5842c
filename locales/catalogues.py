"""Interface texts per language. A message id is the plain French text, so French needs no catalogue.

Only .po files are committed. One is read and compiled in memory when its language is first used; Babel comes then.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from locales.languages import FRENCH, LANGUAGES, chain

FOLDER = Path(__file__).parent


class French(NullTranslations):
    """The source language: texts are their own ids. Zero is singular in French."""

    def ngettext(self, msgid1: str, msgid2: str, n: float) -> str:
        return msgid1 if abs(n) < 2 else msgid2


@cache
def translator(tag: str, folder: Path = FOLDER) -> NullTranslations:
    """Translations into `tag`; a string missing there is looked up along `chain(tag)`, in French at last."""
    _, *others = chain(tag)
    if tag == FRENCH or not others:
        return French()
    fallback = translator(others[0], folder)
    path = folder / f"{tag}.po"
    if not path.is_file():
        return fallback
    own = _compiled(path)
    own.add_fallback(fallback)
    return own


def _compiled(path: Path) -> GNUTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source))
    compiled.seek(0)
    return GNUTranslations(compiled)


def format_number(value: int | Decimal, tag: str) -> str:
    """A number as the language writes it: "1 234,5" in French."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_babel(tag))


def format_percent(points: int, tag: str) -> str:
    """Points (0..100) as the language writes a percentage: "35 %" in French."""
    from babel.numbers import format_percent as format_

    return format_(points / 100, locale=_babel(tag))


def format_date(day: date, tag: str) -> str:
    """A day as the language writes it, with the month in letters."""
    from babel.dates import format_date as format_

    return format_(day, "long", locale=_babel(tag))


def format_moment(moment: datetime, tag: str) -> str:
    """Day and hour of a local moment: "22 novembre 2026, 23:06" in French."""
    from babel.dates import get_datetime_format

    pattern = get_datetime_format("medium", locale=_babel(tag))
    return str(pattern).format(f"{moment:%H:%M}", format_date(moment.date(), tag))


@cache
def format_minutes(count: int, tag: str) -> str:
    """A number of minutes in words: "2 minutes" in French."""
    from babel.units import format_unit

    unit, locale = "duration-minute", _babel(tag)
    said = format_unit(count, unit, "long", locale=locale)
    return format_unit(count, unit, "short", locale=locale) if unit in said else said  # Persian has no long form there


def format_list(parts: Sequence[str], tag: str) -> str:
    """Parts in one sentence: "a, b et c" in French."""
    from babel.lists import format_list as format_

    return format_(parts, locale=_babel(tag)) if parts else ""


def format_size(count: int, tag: str) -> str:
    """The size of a file in words: "12 ko" or "1,4 Mo" in French. Below a thousand bytes it is one."""
    from babel.units import format_unit

    kilo = max(1, round(count / 1000))
    if kilo < 1000:
        return format_unit(kilo, "digital-kilobyte", "short", locale=_babel(tag))
    return format_unit(round(kilo / 1000, 1), "digital-megabyte", "short", locale=_babel(tag))


def _babel(tag: str) -> str:
    return next(LANGUAGES[known].babel for known in chain(tag) if known in LANGUAGES)
