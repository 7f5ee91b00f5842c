"""Buttons laid out in rows for a phone. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import groupby, pairwise

from bot.bidi import clean, cut, directed, ended, width
from locales.languages import is_rtl
from services.messages import Button, Role

Row = list[dict[str, str]]

LABEL = 46  # UTF-16 units; phones cut longer labels, and the text has them in full
ROW = 34  # characters that fit side by side on a narrow phone
HALF = 20  # characters of a label when there are two in a row
MANY = 9  # choices from which two columns save scrolling
PER_ROW = 8  # Telegram's limit
MOST = 100  # buttons of a message, Telegram's limit
TOKEN_BYTES = 64  # Telegram's limit
_NOTHING = "…"  # Telegram refuses a button without text

_KEYCAP = "\ufe0f\u20e3"
_CHOICES = (Role.CHOICE, Role.TOGGLE, Role.RANK)
_BELOW = (Role.LISTEN, Role.VALIDATE, Role.LANGUAGE, Role.NAVIGATE, Role.HELP, Role.LINK)
_JOINT = re.compile(r" [–—-] | [(/]")  # where a long name may end: "Malakoff – Saint-Donatien"


class _Size(Enum):
    """How much of a row a choice takes."""

    POINT = "point"  # of a scale
    HALF = "half"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class _Look:
    """What is written on a button. half: the same, or its beginning, where it fits beside another; else "". width: in
    characters one sees."""

    text: str
    half: str
    width: int
    is_point: bool


_Shown = tuple[Button, _Look]


def keyboard(buttons: Sequence[Button], language: str) -> list[Row]:
    """Rows of an inline keyboard as plain data: choices, then validate, languages, navigation, help."""
    usable = [(button, _looks(button, language)) for button in buttons if _is_usable(button)]
    below = [row for role in _BELOW for row in _side_by_side([one for one in usable if one[0].role is role])]
    room = MOST - sum(map(len, below))
    rows = [*_choice_rows([one for one in usable if one[0].role in _CHOICES][:room]), *below]
    return [row[::-1] for row in rows] if is_rtl(language) else rows


def _is_usable(button: Button) -> bool:
    token = button.token
    return 0 < (len(token) if token.isascii() else len(token.encode())) <= TOKEN_BYTES or button.role is Role.LINK


def label(button: Button) -> str:
    """What is written on a button: mark, number, text. A ticked one carries its place in an order, if there is one."""
    text = clean(button.label)
    numbered = text if button.number == 0 or text.isdecimal() else f"{button.number}. {text}"
    if button.chosen and button.badge:
        return f"✅ {_digit(button.badge)} {text}"
    if button.chosen:
        return f"✅ {numbered}"
    return numbered if button.role not in (Role.TOGGLE, Role.RANK) else f"⬜ {numbered}"


def _digit(badge: str) -> str:
    return badge + _KEYCAP if len(badge) == 1 and badge in "0123456789" else badge


def _looks(button: Button, language: str) -> _Look:
    return _look(button.label, button.number, button.chosen, button.badge, button.role, language)


@lru_cache(maxsize=8192)  # labels are words of questionnaires and our own, never a parent's
def _look(words: str, number: int, chosen: bool, badge: str, role: Role, language: str) -> _Look:
    text = label(Button(words, "", role, number, chosen, badge))
    short = text if width(text) <= HALF else _first_part(text)
    half = _written(short, language) if width(short) <= HALF else ""
    return _Look(_written(text, language), half, width(text), text.isdecimal())


def _written(text: str, language: str) -> str:
    return directed(cut(text, LABEL), language) or _NOTHING


def _drawn(text: str, button: Button) -> dict[str, str]:
    return {"text": text, "url" if button.token.startswith("https://") else "callback_data": button.token}


def _choice_rows(choices: Sequence[_Shown]) -> list[Row]:
    """Points of a scale in a grid; many short names in two columns; everything else one per row."""
    many = len(choices) >= MANY
    rows: list[Row] = []
    for size, group in groupby(choices, key=lambda one: _size(one[1], many)):
        match size:
            case _Size.POINT:
                rows += _spread([_drawn(look.text, button) for button, look in group], PER_ROW)
            case _Size.HALF:
                cells = [_drawn(look.half, button) for button, look in group]
                rows += [cells[at : at + 2] for at in range(0, len(cells), 2)]
            case _Size.WHOLE:
                rows += [[_drawn(look.text, button)] for button, look in group]
    return rows


def _size(look: _Look, many: bool) -> _Size:
    if look.is_point:
        return _Size.POINT
    return _Size.HALF if many and look.half else _Size.WHOLE


def _first_part(text: str) -> str:
    joint = _JOINT.search(text)
    return ended(text[: joint.start()]) if joint else text


def _side_by_side(shown: Sequence[_Shown]) -> list[Row]:
    """As many in a row as can be read in full there, three at most."""
    if not shown:
        return []
    widest = max(look.width for _, look in shown)
    fitting = next(count for count in (3, 2, 1) if count * widest <= ROW or count == 1)
    return _spread([_drawn(look.text, button) for button, look in shown], fitting)


def _spread(cells: Row, most: int) -> list[Row]:
    """Rows of at most `most`, as equal as can be: 11 are 6 and 5, not 8 and 3."""
    if len(cells) <= most:
        return [cells]
    count = -(-len(cells) // most)
    ends = [-(-len(cells) * row // count) for row in range(1, count + 1)]
    return [cells[start:end] for start, end in pairwise((0, *ends))]
