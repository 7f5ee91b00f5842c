"""Typed text to choices: the number shown, the text of a choice in any language, its unique beginning, one slip of the
finger. What fits several choices is never guessed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from surveys.items import Choice
from surveys.normalise import normalise, plain_digits
from surveys.vocabulary import small_number

_LONGEST = 300  # characters; no choice is longer, and matching takes time
_BEFORE = "n|no|nr|numero|number|num|choix|reponse|номер|شماره|lambar|niverenn|le|la"  # "n° 3", "la 3"
_BEHIND = "e|er|ere|eme|st|nd|rd|th"  # "3e", "3rd"
_NUMBER = re.compile(rf"(?:(?:{_BEFORE}) )?(\d{{1,3}})(?:{_BEHIND})?")
_BELOW_ZERO = re.compile(r"\s*[-\u2212\u2010\u2011\u2013]\d+\W*")  # the sign must not get lost
_BETWEEN = re.compile(r"[,;،؛/+&]|\s(?:et|and|y|e|i|ve|si|și|и|і|та|iyo|ha|hag|و)\s|\sو(?=\d)", re.IGNORECASE)
_NUMBERS_IN_A_ROW = re.compile(r"\d+[.)]?(?:\s+\d+[.)]?)+")


@dataclass(frozen=True, slots=True)
class Read:
    """Understood: names of choices, in the order typed."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unclear:
    """Several choices fit."""

    names: tuple[str, ...]


Reading = Read | Unclear | None


def read_one(text: str, choices: Sequence[Choice], language: str) -> Reading:
    """The one choice that `text` means; None when it means none. `choices` as shown: numbers are places in them."""
    said = normalise(text) if len(text) <= _LONGEST else ""
    if not said or _BELOW_ZERO.fullmatch(text):
        return None
    return (
        _reading(_matching(_equals, said, choices, language))
        or _by_number(said, choices, language)
        or _by_part(said, choices, language)
    )


def read_several(text: str, choices: Sequence[Choice], language: str) -> Reading:
    """The choices that `text` lists ("1,3", "2 et 3", texts between commas), each once, in the order typed."""
    whole = read_one(text, choices, language)
    parts = _parts(text)
    if isinstance(whole, Read) or len(parts) < 2:
        return whole
    names: dict[str, None] = {}
    for part in parts:
        reading = read_one(part, choices, language)
        if not isinstance(reading, Read):
            return reading
        names.update(dict.fromkeys(reading.names))
    return Read(tuple(names))


def _parts(text: str) -> tuple[str, ...]:
    """What a list is made of. A hyphen separates nothing: "1-3" may mean two choices or three."""
    plain = plain_digits(text.replace("\n", ",")) if len(text) <= _LONGEST else ""
    parts = (part.strip() for part in _BETWEEN.split(plain))
    return tuple(
        piece for part in parts if part for piece in (part.split() if _NUMBERS_IN_A_ROW.fullmatch(part) else (part,))
    )


def _by_number(said: str, choices: Sequence[Choice], language: str) -> Reading:
    """A place in the list. A text that is that number wins over it, and a point of a scale (0 to 10) has no place; a
    text that only begins with that number ("3 à 5 ans") may be meant as well."""
    digits = _NUMBER.fullmatch(said)
    number = int(digits[1]) if digits else small_number(said, language)
    if number is None:
        return None
    if equal := _matching(_equals, str(number), choices, language):
        return _reading(equal)
    placed = {choice.name for choice in choices[max(number - 1, 0) : number] if not _is_number(choice)}
    begun = {
        choice.name
        for choice in choices
        if any(label.partition(" ")[0] in (said, str(number)) for label in _labels(choice))
    }
    return _reading([choice.name for choice in choices if choice.name in placed | begun])


def _by_part(said: str, choices: Sequence[Choice], language: str) -> Reading:
    for fits in (_begins, _nearly_equals, _has_words):
        if names := _matching(fits, said, choices, language):
            return _reading(names)
    return None


def _matching(fits: Callable[[str, str], bool], said: str, choices: Sequence[Choice], language: str) -> list[str]:
    """Choices whose text fits: in the current language if any does, else in whatever language."""
    own = [choice.name for choice in choices if fits(_label(choice.text.in_(language)), said)]
    return own or [choice.name for choice in choices if any(fits(label, said) for label in _labels(choice))]


def _reading(names: Sequence[str]) -> Reading:
    if not names:
        return None
    return Read(tuple(names)) if len(names) == 1 else Unclear(tuple(names))


def _equals(label: str, said: str) -> bool:
    return label == said


def _begins(label: str, said: str) -> bool:
    return len(said) > 1 and label.startswith(said)


def _has_words(label: str, said: str) -> bool:
    return len(said) > 3 and f" {said} " in f" {label} "


def _nearly_equals(label: str, said: str) -> bool:
    """One letter missing, added, changed or swapped with its neighbour."""
    if len(said) < 4 or len(label) < 4 or abs(len(label) - len(said)) > 1 or any(sign.isdigit() for sign in said):
        return False
    shorter, longer = sorted((label, said), key=len)
    at = next((place for place, sign in enumerate(shorter) if sign != longer[place]), len(shorter))
    if len(shorter) < len(longer):
        return shorter[at:] == longer[at + 1 :]
    swapped = shorter[at : at + 2] == longer[at : at + 2][::-1] and shorter[at + 2 :] == longer[at + 2 :]
    return swapped or shorter[at + 1 :] == longer[at + 1 :]


def _is_number(choice: Choice) -> bool:
    return all(label.isdecimal() for label in _labels(choice))


def _labels(choice: Choice) -> tuple[str, ...]:
    return tuple(_label(wording) for wording in choice.text.wordings.values())


_label = lru_cache(maxsize=8192)(normalise)  # texts of questionnaires; what people type is never kept
