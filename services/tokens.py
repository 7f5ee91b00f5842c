"""What a button carries: one press, sealed so that nobody can make up or borrow another person's.

55 characters at most, URL-safe: Telegram allows 64 for the data of a button. Layout before base64url:
action (1), place of the item (2), place of the choice (2), revision (4), language (0-24), keyed BLAKE2b (8).
"""

import hmac
import struct
from binascii import Error, a2b_base64, b2a_base64
from enum import IntEnum
from hashlib import blake2b

from msgspec import Struct

_PRESS = struct.Struct(">BHHI")
_INTERVIEW = struct.Struct(">q")
_LABEL = b"button/2"  # the key may seal other things elsewhere; a seal of one kind is none of another
_SEAL = 8  # bytes: one forgery in 2^64 tries, and each try costs a message
_LANGUAGE = 24
_ENTRY = "code:"  # no sealed token has a colon
LONGEST = -(-4 * (_PRESS.size + _LANGUAGE + _SEAL) // 3)  # characters
_TO_URL = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes.maketrans(b"-_", b"+/")


class Action(IntEnum):
    """What a button does. Numbers are stored in messages already sent: never reuse one."""

    CHOOSE = 1  # this choice is the answer (of best-worst: the best)
    WORST = 2  # this choice is the least important one of best-worst
    ON = 3  # this choice belongs to the answer
    OFF = 4  # this choice does not
    VALIDATE = 5
    SKIP = 6
    BACK = 7
    REVISIT = 8  # change the answer to this item
    LANGUAGE = 9  # go on in this language
    LANGUAGES = 10  # show the languages
    RESUME = 11  # ask the open item again
    KEEP = 12  # the answer given before is right
    WHY = 13  # why is this asked?
    PUZZLED = 14  # I do not understand
    ANSWERS = 15  # show my answers
    RESTART = 16  # begin again, if I say so once more
    RESTART_SURE = 17
    LATER = 20  # remind me later
    HUSH = 21  # no more reminders
    LISTEN = 22  # read this question aloud in this language


class Press(Struct, frozen=True):
    """One press. item, choice: places in the sheet, from 0 (`Questionnaire.place`; place in `item.choices`).
    revision: of the interview when the button was made. language: of LANGUAGE and LISTEN, at most 24 bytes."""

    action: Action
    item: int = 0
    choice: int = 0
    revision: int = 0
    language: str = ""


class Sealer:
    """Makes the tokens of one interview. The key and the interview are digested once, not for each button."""

    def __init__(self, key: bytes, interview: int) -> None:
        self._begun = blake2b(digest_size=_SEAL, key=key, salt=_INTERVIEW.pack(interview), person=_LABEL)

    def token(self, press: Press) -> str:
        """The token of `press`, good for this interview only. struct.error when a number is out of range."""
        language = press.language.encode()
        if len(language) > _LANGUAGE:
            raise ValueError(f"language tag too long for a button: {press.language!r}")
        body = _PRESS.pack(press.action, press.item, press.choice, press.revision) + language
        digest = self._begun.copy()
        digest.update(body)
        return b2a_base64(body + digest.digest(), newline=False).translate(_TO_URL).rstrip(b"=").decode()


def seal(key: bytes, interview: int, press: Press) -> str:
    """One token of an interview (`Sealer.token`)."""
    return Sealer(key, interview).token(press)


def unseal(key: bytes, interview: int, token: str) -> Press | None:
    """The press of a token of this interview; None for anything else, whatever it is."""
    if len(token) > LONGEST or not token.isascii():
        return None
    press = _read(token.encode())
    # Sealing again compares the whole token, so that no second spelling of the same bytes passes.
    return press if press is not None and hmac.compare_digest(seal(key, interview, press), token) else None


def _read(token: bytes) -> Press | None:
    try:
        raw = a2b_base64(token.translate(_FROM_URL) + b"=" * (-len(token) % 4))
        action, item, choice, revision = _PRESS.unpack_from(raw)
        return Press(Action(action), item, choice, revision, raw[_PRESS.size : -_SEAL].decode())
    except (Error, ValueError, struct.error):
        return None


def entry(code: str) -> str:
    """What a button carries that opens a campaign: no secret, anybody may type the code."""
    return f"{_ENTRY}{code}"


def entered(token: str) -> str:
    """The code of a token made by `entry`, "" for any other."""
    return token.removeprefix(_ENTRY) if token.startswith(_ENTRY) else ""
