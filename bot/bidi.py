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
_LINES = re.compile("[\u2028\u2029]|\r\n?")
_MARKS = re.compile(f"[{_LRM}{_RLM}]+(?=[{_LRM}{_RLM}])")
_REMOVED = re.compile("[\u202a-\u202e\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u030a\u0333\u033f]")
_ODD = re.compile(f"[\u2028\u2029\t{_LRM}{_RLM}{_REMOVED.pattern[1:]}")  # one set, since every message is searched
_RTL_LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
# The first letter outside isolated runs is a right-to-left one: rules P2 and P3 of UAX 9.
_STARTS_RTL = re.compile(f"(?:[{_OPENERS}][^{_PDI}]*{_PDI}?|[^\\w{_OPENERS}]|[\\d_])*[{_RTL_LETTER}]")
_INVISIBLE = re.compile("[\u0300-\u036f\u064b-\u065f\u200b-\u200f\u2060-\u2069\u20e3\ufe00-\ufe0f]")


def clean(text: str) -> str:
    """`text` composed (NFC), without embeddings, lone surrogates, control characters and runs of direction marks."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if not _ODD.search(text):
        return text
    text = _REMOVED.sub("", _LINES.sub("\n", text).replace("\t", " "))
    return unicodedata.normalize("NFC", _MARKS.sub("", text))


def directed(line: str, language: str) -> str:
    """`line` fit to stand in a right-to-left language: with a mark in front when it does not start so by itself."""
    if not line or not is_rtl(language) or _STARTS_RTL.match(line):
        return line
    return _RLM + line.lstrip(_LRM + _RLM)


def cut(text: str, length: int) -> str:
    """`text` in at most `length` UTF-16 units, an ellipsis for what is missing; no isolate is left open."""
    if units(text) <= length:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * length].decode("utf-16-le", "ignore")
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
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def width(text: str) -> int:
    """Characters one sees: marks, isolates and accents of their own not counted."""
    return len(text) if text.isascii() else len(_INVISIBLE.sub("", text))
