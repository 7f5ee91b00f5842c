"""JSON of Telegram to plain data."""

import re
from typing import Any

import msgspec

# Half of a letter that JSON writes in two halves, without its other half.
_HALF = re.compile(rb"\\u[dD](?:[89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..\\u[dD])[c-fC-F]..)")


def decoded(raw: bytes) -> Any:
    """The value `raw` spells; ValueError when it is no JSON. Half letters, which no text can hold, become U+FFFD: one
    of them must not make a whole batch of updates unreadable."""
    try:
        return msgspec.json.decode(raw)
    except ValueError:
        return msgspec.json.decode(_HALF.sub(rb"\\ufffd", raw))
