"""Left-to-right words inside right-to-left text: isolates (Unicode UAX 9), never the older embeddings.

Telegram strips U+202A-202E and keeps the isolates U+2066-2069; a run in FSI ... PDI cannot disturb its neighbours.
"""

import re

from locales.languages import is_rtl

FSI, PDI = "\u2068", "\u2069"
_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RTL_LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_HAS_RTL_LETTER = re.compile(f"[{_RTL_LETTER}]")
_LTR = "0-9A-Za-z\u00c0-\u02b8\u0370-\u058f\u1e00-\u1fff"
_HAS_FOREIGN_SIGN = re.compile(f"[{_LTR}]")
# A run goes from one foreign letter or digit to the last one before the text's own letters, spaces in between included.
# The number of an option at the start of a line disturbs nothing.
_FOREIGN = re.compile(f"(?:^[0-9]+\\. )|{FSI}[^{PDI}]*{PDI}|[{_LTR}](?:[^{_RTL_LETTER}{FSI}\\n]*[{_LTR}%°€])?")


def isolated(value: str, language: str) -> str:
    """`value` fit to stand inside a text in `language`: wrapped in FSI ... PDI when directions may differ.

    Each line by itself: an isolate does not outlive its line.
    """
    bare = _CONTROLS.sub("", value)
    if not is_rtl(language) and not _HAS_RTL_LETTER.search(bare):
        return bare
    return "\n".join(f"{FSI}{line}{PDI}" if line else "" for line in bare.split("\n"))


def prepared(text: str, language: str) -> str:
    """`text` in `language`, ready to show: each foreign run inside a right-to-left line isolated, once."""
    if not is_rtl(language):
        return text
    return "\n".join(_FOREIGN.sub(_isolate, line) if _is_mixed(line) else line for line in text.split("\n"))


def _is_mixed(line: str) -> bool:
    return bool(_HAS_FOREIGN_SIGN.search(line) and _HAS_RTL_LETTER.search(line))


def _isolate(run: re.Match[str]) -> str:
    found = run.group()
    return found if found.startswith(FSI) or found.endswith(". ") else f"{FSI}{found}{PDI}"
