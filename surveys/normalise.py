"""Typed text made comparable, whatever keyboard it came from.

`normalise` forgets what people vary without meaning it: width, case, accents, vowel marks, digits of every script,
keycaps, emoji selectors, direction marks, apostrophes and punctuation. Two texts that differ only so become equal.
"""

import re
import unicodedata

_IGNORED = frozenset({"Mn", "Me", "Cf", "Cc", "Cs", "Co", "Cn", "Sk"})  # marks, direction and control characters
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ـ": None,  # Arabic stretching
        "ى": "ي",
        "ة": "ه",
        "ی": "ي",
        "ک": "ك",
    }
)
_WORD = re.compile(r"[^\W_]+")


def plain_digits(text: str) -> str:
    """`text` with digits of every script as 0-9, without marks and invisible characters; punctuation stays."""
    kept = []
    for character in unicodedata.normalize("NFKC", text):
        if character.isdecimal():
            kept.append(str(unicodedata.decimal(character)))
        elif character.isspace():
            kept.append(" ")
        elif unicodedata.category(character) not in _IGNORED:
            kept.append(character)
    return "".join(kept).strip()


def normalise(text: str) -> str:
    """Lower-case words and digits separated by single spaces; "" when nothing of the kind is left."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(_WORD.findall(plain_digits(_without_marks(decomposed)).translate(_LETTERS)))


def _without_marks(text: str) -> str:
    """Accents must go before characters are composed again. A line break or tab separates; other signs vanish."""
    spaced = (" " if character.isspace() else character for character in text)
    return "".join(character for character in spaced if unicodedata.category(character) not in _IGNORED)
