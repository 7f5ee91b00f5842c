"""Passwords: which are good enough, and how they are kept. Long, of any signs, and not what everybody tries first.

The rules are those of NIST SP 800-63B: a least length, no composition rules, no end date, common ones refused."""

import re
import unicodedata
from enum import Enum
from functools import cache
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

LEAST, MOST = 12, 200  # characters
_OWN = 6  # characters that are left when what everybody tries is taken away
_TRIED = re.compile(
    "motdepasse|password|passe|azerty(uiop)?|qwerty(uiop)?|qsdfgh(jklm)?|wxcvbn|asdfgh(jkl)?|bonjour|soleil|doudou|loulou|"
    "chouchou|jetaime|marseille|paris|france|nantes|naoned|mairie|metropole|loire|breton|bretagne|bienvenue|welcome|"
    "admin|coordinateur|coordinatrice|coordinator|officer|operator|onzevoix|onze|voix|voice|secret|letmein|iloveyou|"
    "football|dragon|monkey|master|princess|sunshine|parents?|ecole|quartier|enfants?"
)
_HASHER = PasswordHasher()  # Argon2id as RFC 9106 proposes for little memory: 64 MiB, about 0.1 s


class Weakness(Enum):
    """Why a password cannot be taken."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"


def weakness(password: str, name: str = "") -> Weakness | None:
    """What is wrong with a password, None when it is good. name: what its owner signs in with."""
    if len(password) < LEAST:
        return Weakness.SHORT
    if len(password) > MOST:
        return Weakness.LONG
    return Weakness.COMMON if len(_own(password, name)) < _OWN else None


def hashed(password: str, salt: bytes) -> str:
    """What is kept of a password. Takes a tenth of a second and 64 MiB. salt: 16 random bytes."""
    return _HASHER.hash(unicodedata.normalize("NFKC", password), salt=salt)


def matches(kept: str, password: str) -> bool:
    """Whether `password` is the one; where nothing is kept, no, after just as long."""
    nobody = _nobody()
    try:
        _HASHER.verify(kept or nobody, unicodedata.normalize("NFKC", password))
    except VerifyMismatchError:
        return False
    return bool(kept)


@cache
def _nobody() -> str:
    return _HASHER.hash("", salt=bytes(16))


def _own(password: str, name: str) -> str:
    """What of a password is its owner's: different signs, without words many take, their own name, and runs."""
    plain = _plain(password)
    for part in re.split(r"[\W_]+", _plain(name)):
        if len(part) > 2:
            plain = plain.replace(part, " ")
    left = _without_runs(re.sub(r"[\W_]+", "", _TRIED.sub(" ", re.sub(r"[\W_]+", "", plain))))
    return "".join(dict.fromkeys(left))


def _plain(text: str) -> str:
    """Small letters without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text).lower() if not unicodedata.combining(sign))


def _without_runs(text: str) -> str:
    """`text` without signs that follow the one before at the same distance as that one: "1234", "cba", "aaa"."""
    steps = [ord(after) - ord(before) for before, after in pairwise(text)]
    runs = [at for at in range(1, len(steps)) if steps[at] == steps[at - 1] and abs(steps[at]) <= 1]
    dropped = {place for at in runs for place in (at - 1, at, at + 1)}
    return "".join(sign for place, sign in enumerate(text) if place not in dropped)
