"""Buttons laid out in rows for a phone. Pure."""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TypeVar

from bot.bidi import clean, cut, directed, ended, width
from locales.languages import is_rtl
from services.messages import Button, Role

T = TypeVar("T")
Row = list[dict[str, str]]
_Cell = tuple[str, str]  # what is written, what comes back

LABEL = 46  # UTF-16 units; phones cut longer labels, and the text has them in full
ROW = 34  # characters that fit side by side on a narrow phone
HALF = 20  # characters of a label when there are two in a row
MANY = 9  # choices from which two columns save scrolling
PER_ROW = 8  # Telegram's limit
MOST = 100  # buttons of a message, Telegram's limit
TOKEN_BYTES = 64  # Telegram's limit

_KEYCAP = "\ufe0f\u20e3"
_CHOICES = (Role.CHOICE, Role.TOGGLE, Role.RANK)
_BELOW = (Role.VALIDATE, Role.LANGUAGE, Role.NAVIGATE, Role.HELP, Role.LINK)
_JOINT = re.compile(r" [–—-] | [(/]")  # where a long name may end: "Malakoff – Saint-Donatien"


class _Size(Enum):
    """How much of a row a choice takes."""

    POINT = "point"  # of a scale
    HALF = "half"
    WHOLE = "whole"


def keyboard(buttons: Sequence[Button], language: str) -> list[Row]:
    """Rows of an inline keyboard as plain data: choices, then validate, languages, navigation, help."""
    usable = [button for button in buttons if _is_usable(button)]
    below = [[(label(button), button.token) for button in usable if button.role is role] for role in _BELOW]
    choices = [button for button in usable if button.role in _CHOICES][: MOST - sum(map(len, below))]
    cells = [*_choice_rows(choices), *(row for group in below for row in _side_by_side(group))]
    rows = [[_drawn(cell, language) for cell in row] for row in cells]
    return [row[::-1] for row in rows] if is_rtl(language) else rows


def _is_usable(button: Button) -> bool:
    return 0 < len(button.token.encode()) <= TOKEN_BYTES or button.role is Role.LINK


def label(button: Button) -> str:
    """What is written on a button: mark, number, text. A ticked one carries its place in an order, if there is one."""
    return _label(button.label, button.number, button.chosen, button.badge, button.role)


@lru_cache(maxsize=8192)
def _label(words: str, number: int, chosen: bool, badge: str, role: Role) -> str:
    text = clean(words)
    numbered = text if number == 0 or text.isdecimal() else f"{number}. {text}"
    if chosen and badge:
        return f"✅ {_digit(badge)} {text}"
    if chosen:
        return f"✅ {numbered}"
    return numbered if role not in (Role.TOGGLE, Role.RANK) else f"⬜ {numbered}"


def _digit(badge: str) -> str:
    return badge + _KEYCAP if len(badge) == 1 and badge in "0123456789" else badge


def _drawn(cell: _Cell, language: str) -> dict[str, str]:
    text, token = cell
    return {"text": _written(text, language), "url" if token.startswith("https://") else "callback_data": token}


@lru_cache(maxsize=8192)  # labels are words of questionnaires and our own, never a parent's
def _written(text: str, language: str) -> str:
    return directed(cut(text, LABEL), language)


def _choice_rows(choices: Sequence[Button]) -> list[list[_Cell]]:
    """Points of a scale in a grid; many short names in two columns; everything else one per row."""
    sized = [_sized(button, len(choices) >= MANY) for button in choices]
    rows: list[list[_Cell]] = []
    for size, group in groupby(sized, key=lambda pair: pair[0]):
        cells = [cell for _, cell in group]
        match size:
            case _Size.POINT:
                rows += _spread(cells, PER_ROW)
            case _Size.HALF:
                rows += [cells[at : at + 2] for at in range(0, len(cells), 2)]
            case _Size.WHOLE:
                rows += [[cell] for cell in cells]
    return rows


def _sized(button: Button, many: bool) -> tuple[_Size, _Cell]:
    size, text = _fitted(label(button), button.label.isdecimal(), many)
    return size, (text, button.token)


@lru_cache(maxsize=8192)
def _fitted(text: str, is_point: bool, many: bool) -> tuple[_Size, str]:
    if is_point:
        return _Size.POINT, text
    if not many:
        return _Size.WHOLE, text
    short = text if width(text) <= HALF else _first_part(text)
    return (_Size.HALF, short) if width(short) <= HALF else (_Size.WHOLE, text)


def _first_part(text: str) -> str:
    joint = _JOINT.search(text)
    return ended(text[: joint.start()]) if joint else text


def _side_by_side(cells: Sequence[_Cell]) -> list[list[_Cell]]:
    """As many in a row as can be read in full there, three at most."""
    widest = max((width(text) for text, _ in cells), default=0)
    fitting = next(count for count in (3, 2, 1) if count * widest <= ROW or count == 1)
    return _spread(cells, fitting)


def _spread(cells: Sequence[T], most: int) -> list[list[T]]:
    """Rows of at most `most`, as equal as can be: 11 are 6 and 5, not 8 and 3."""
    count = -(-len(cells) // most)
    ends = [-(-len(cells) * row // count) for row in range(1, count + 1)]
    return [list(cells[start:end]) for start, end in pairwise((0, *ends))]
