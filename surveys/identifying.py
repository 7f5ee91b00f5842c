"""Signs that own words name or reach somebody: a telephone number, an e-mail address, the name of a child.

Meant to warn, never to refuse: it may see too much and overlook more, and all that follows is one sentence.
"""

import re
from collections.abc import Sequence
from functools import cache

from surveys.normalise import normalise, plain_digits

MASK = "(…)"
_EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+\.[a-z]{2,}", re.IGNORECASE)
_NUMBER = re.compile(r"\d(?:[ ./()-]{0,2}\d){8,14}")  # nine digits and more are no price, year or age
_WORD = re.compile(r"[^\W\d_]+")
_CHILD = (  # two words with a capital follow: "ma fille Inès Silva"
    "mon fils, ma fille, mon enfant, mon bébé, mon garçon, my son, my daughter, my child, oğlum, kızım, çocuğum, "
    "meu filho, minha filha, mi hijo, mi hija, fiul meu, fiica mea, мой сын, моя дочь, мій син, моя донька"
)
_CALLED = (  # one follows: "elle s'appelle Inès"; in a script without capitals any word does
    "s'appelle, se nomme, je m'appelle, mon nom est, is called, is named, my name is, adı, adım, chama-se, chamo-me, "
    "se llama, me llamo, se numește, mă numesc, зовут, звати, اسمه, اسمها, اسمي, إسمه, إسمها"
)


def is_identifying(text: str) -> bool:
    """Whether `text` shows one of the signs."""
    return bool(_EMAIL.search(text) or _NUMBER.search(plain_digits(text))) or _names_somebody(text)


def masked(text: str) -> str:
    """`text` with `MASK` in place of every sign: a proposal for somebody who reads it, never the last word."""
    said = list(_WORD.finditer(text))
    for place, count in sorted(_names(text), reverse=True):
        text = text[: said[place].start()] + MASK + text[said[place + count - 1].end() :]
    return _NUMBER.sub(MASK, _EMAIL.sub(MASK, text))


def _names_somebody(text: str) -> bool:
    return bool(_names(text))


def _names(text: str) -> set[tuple[int, int]]:
    """Where names stand: the place of their first word among the words of `text`, and how many they have."""
    words = _WORD.findall(text)
    plain = [normalise(word) for word in words]
    return {
        (place + len(phrase), count)
        for phrase, count in _phrases()
        for place in range(len(words))
        if tuple(plain[place : place + len(phrase)]) == phrase and _is_name(words[place + len(phrase) :], count)
    }


def _is_name(following: Sequence[str], count: int) -> bool:
    """Whether the first `count` of the words begin like names: not with a small letter."""
    return len(following) >= count and not any(word[0].islower() for word in following[:count])


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], int], ...]:
    """Introducing words, and how many words of a name follow them."""
    listed = ((_CHILD, 2), (_CALLED, 1))
    return tuple((tuple(normalise(phrase).split()), count) for row, count in listed for phrase in row.split(","))
