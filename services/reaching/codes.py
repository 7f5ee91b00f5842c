"""One-time codes as they are printed: eight signs no one confuses, in two groups. Pure.

40 bits: with ten thousand codes in circulation, one guess in a hundred million is right, and a code opens nothing but
one more response.
"""

import re

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's 32: without I, L, O, U
_READ_AS = str.maketrans("OIL", "011")
_CODE = re.compile(rf"[{_SIGNS}]{{8}}")
BYTES = 5


def written(chance: bytes) -> str:
    """A code out of 5 random bytes: "K7QX-3M9P"."""
    number = int.from_bytes(chance, "big")
    signs = "".join(_SIGNS[number >> 5 * place & 31] for place in range(8))
    return f"{signs[:4]}-{signs[4:]}"


def read(text: str) -> str:
    """The code that somebody typed, however they wrote it; "" when it cannot be one."""
    signs = re.sub(r"[\s-]", "", text.upper()).translate(_READ_AS)
    return f"{signs[:4]}-{signs[4:]}" if _CODE.fullmatch(signs) else ""


def short(chance: bytes) -> str:
    """Four signs out of 5 random bytes, for the code of a place."""
    return written(chance)[:4]
