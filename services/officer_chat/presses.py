"""What a button of a bound chat carries. It is no secret: what its owner may do is looked up for whoever taps."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

_ENTRY = "staff:"  # no sealed token has a colon, and no code of a campaign is entered by this word
_MADE = re.compile(r"staff:([a-z]+)(?::([A-Z0-9_-]{1,32}))?(?::([0-9]{1,9}))?")
_SURE_FOR = timedelta(minutes=10)


class Wish(Enum):
    """What is wanted. Values stand in messages already sent: never reuse one."""

    MENU = "menu"  # what there is, in a new message
    ALL = "all"  # the same, in place of this one
    ONE = "one"  # participation in a campaign
    PAUSE = "pause"  # a campaign, if I say so once more
    SURE = "sure"
    WEEK = "week"  # the digest, every week from now on
    NO_WEEK = "noweek"
    LEAVE = "leave"  # this chat is to be bound no more, if I say so once more
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Press:
    """code: of the campaign it is about, "" for none. minute: when SURE was offered, in minutes since 1970."""

    wish: Wish
    code: str = ""
    minute: int = 0

    def is_fresh(self, now: datetime) -> bool:
        """Whether it was offered just now: what lay in a chat for days is asked once more."""
        return timedelta(0) <= now - datetime.fromtimestamp(60 * self.minute, now.tzinfo) <= _SURE_FOR


def token(wish: Wish, code: str = "", now: datetime | None = None) -> str:
    """What a button carries. now: for SURE."""
    parts = [_ENTRY + wish.value, code, str(int(now.timestamp()) // 60) if now else ""]
    return ":".join(part for part in parts if part)


def is_ours(token: str) -> bool:
    """Whether a button is one of a bound chat."""
    return token.startswith(_ENTRY)


def read(token: str) -> Press | None:
    """The press of a token; None for what nobody made."""
    made = _MADE.fullmatch(token)
    if made is None or made[1] not in {wish.value for wish in Wish}:
        return None
    return Press(Wish(made[1]), made[2] or "", int(made[3] or 0))
