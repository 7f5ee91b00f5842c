"""Which language a column header means."""

import re

from surveys.texts import FRENCH

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_IN_PARENTHESES = re.compile(rf"\(\s*({_TAG.pattern})\s*\)\s*$")
# Forms without tags are common; these names are what their headers say.
_NAMES = {
    "french": "fr", "français": "fr", "francais": "fr", "english": "en", "anglais": "en",
    "arabic": "ar", "arabe": "ar", "العربية": "ar", "turkish": "tr", "turc": "tr", "türkçe": "tr",
    "portuguese": "pt", "portugais": "pt", "português": "pt", "spanish": "es", "espagnol": "es", "español": "es",
    "romanian": "ro", "roumain": "ro", "română": "ro", "german": "de", "allemand": "de", "deutsch": "de",
    "russian": "ru", "russe": "ru", "русский": "ru", "ukrainian": "uk", "ukrainien": "uk", "українська": "uk",
    "persian": "fa", "persan": "fa", "farsi": "fa", "فارسی": "fa", "dari": "fa", "دری": "fa",
    "somali": "so", "soomaali": "so", "breton": "br", "brezhoneg": "br",
}  # fmt: skip

DEFAULT = FRENCH


def tag_of(words: str) -> str:
    """The BCP 47 tag in "Français (fr)", "fr" or a well-known name; "" when the words name no language."""
    found = _IN_PARENTHESES.search(words)
    if found:
        return _canonical(found[1])
    if words.strip().lower() in _NAMES:
        return _NAMES[words.strip().lower()]
    return _canonical(words.strip()) if _TAG.fullmatch(words.strip()) else ""


def is_guessed(words: str) -> bool:
    """Whether the tag was told from a name alone."""
    return words.strip().lower() in _NAMES


def _canonical(tag: str) -> str:
    """The usual letter case: language small, Script capitalised, REGION in capitals, private parts small."""
    first, *rest = tag.split("-")
    parts, private = [first.lower()], False
    for part in rest:
        private = private or len(part) == 1
        parts.append(
            part.lower() if private or len(part) not in (2, 4) else part.upper() if len(part) == 2 else part.title()
        )
    return "-".join(parts)
