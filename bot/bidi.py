"""Text as Telegram keeps it, and its direction.

Telegram rewrites what it is sent: embeddings U+202A-202E vanish, combining rings are lost, runs of direction marks
become something else (clean_input_string in tdlib's misc.cpp). What passes here is what arrives.
"""

import re
import unicodedata

from locales.languages import is_rtl

_LRM, _RLM = "\u200e", "\u200f"
_PDI = "\u2069"
_OPENERS = "\u2066\u2067\u2068"
_EMBEDDINGS = re.compile("[\u202a-\u202e]")
_MARKS = re.compile(f"[{_LRM}{_RLM}]+")
_LINES = re.compile("[\u2028\u2029]|\r\n?")


def clean(text: str) -> str:
    """`text` composed (NFC), without embeddings, lone surrogates, control characters and runs of direction marks."""
    text = _EMBEDDINGS.sub("", _LINES.sub("\n", text)).replace("\t", " ")
    text = _MARKS.sub(lambda run: run.group()[-1], text)
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", text)


def directed(line: str, language: str) -> str:
    """`line` fit to stand in a right-to-left language: with a mark in front when it does not start so by itself."""
    if not line or not is_rtl(language) or _starts_rtl(line):
        return line
    return _RLM + line.lstrip(_LRM)


def cut(text: str, length: int) -> str:
    """`text` in at most `length` UTF-16 units, an ellipsis for what is missing; no isolate is left open."""
    if units(text) <= length:
        return text
    kept = text[:length]
    while kept and units(ended(kept)) > length:
        kept = kept[:-1]
    return ended(kept)


def ended(part: str) -> str:
    """The beginning of a text with an ellipsis, its isolates closed."""
    part = part.rstrip(" –-,;:\n\u200d" + _OPENERS)
    still_open = sum(part.count(opener) for opener in _OPENERS) - part.count(_PDI)
    return part + "…" + _PDI * max(still_open, 0)


def units(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts."""
    return len(text) + sum(1 for c in text if c > "\uffff")


def width(text: str) -> int:
    """Characters one sees: marks and isolates not counted."""
    return sum(1 for c in text if unicodedata.category(c) not in {"Cf", "Mn", "Me"})


def _starts_rtl(line: str) -> bool:
    """Whether the first strong character, isolated runs aside, is right-to-left: rules P2 and P3 of UAX 9."""
    depth = 0
    for character in line:
        kind = unicodedata.bidirectional(character)
        if kind in {"LRI", "RLI", "FSI"}:
            depth += 1
        elif kind == "PDI":
            depth = max(depth - 1, 0)
        elif depth == 0 and kind in {"L", "R", "AL"}:
            return kind != "L"
    return False
