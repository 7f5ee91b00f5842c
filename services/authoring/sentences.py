"""A text as sentences and words, as a reader meets them."""

import re

# A sentence ends at its mark or at the end of the line. A dot inside a number, an address or an abbreviation does not.
_MARK = r"[.!?…؟。！？](?=[\s»”\")\]]|$)"
_END = re.compile(rf"(?:{_MARK}[»”\")\]]*\s*)+|\n+")
_ABBREVIATIONS = re.compile(
    r"\b(?:M|MM|Mme|Mmes|Dr|St|Ste|Mr|Mrs|cf|Cf|tél|Tél|p\. ex|e\.g|i\.e)\.(?=\s+\S)|\betc\.(?=\s+[a-zà-ÿ])"
)
_DOT = "\u2024"  # stands for a dot that ends nothing
_LETTER = re.compile(r"\w", re.UNICODE)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, without the marks that end them; lines without any word are none."""
    guarded = _ABBREVIATIONS.sub(lambda found: found[0].replace(".", _DOT), text)
    return tuple(part.replace(_DOT, ".").strip() for part in _END.split(guarded) if words(part))


def questions(text: str) -> tuple[str, ...]:
    """The sentences that end with a question mark."""
    pieces = re.findall(r"([^.!?…؟\n]+)([.!?…؟\n]|$)", text)
    return tuple(piece.strip() for piece, mark in pieces if mark in ("?", "؟") and words(piece))


def words(text: str) -> tuple[str, ...]:
    """Words between spaces: « l'école » and « est-ce » are one. Lone punctuation is none."""
    return tuple(part for part in text.split() if _LETTER.search(part))
