"""Words and buttons of everything the bot says, each message in one language. Pure.

Prompts start with the question; sentences are short; emojis only decorate words that say the same.
"""

from services.wording.answers import answer_text
from services.wording.closures import away
from services.wording.notices import (
    apology,
    choose_code,
    help_,
    in_private,
    not_open,
    nothing_kept,
    privacy,
    spent_code,
    stopped,
    unknown_code,
    unsupported,
)
from services.wording.prompts import ask
from services.wording.recaps import languages, settled
from services.wording.remarks import tell
from services.wording.setting import Setting
from services.wording.unasked import WISHES, crossed, hushed, invitation, outage, postponed, reminder
from services.wording.urgency import calling
from services.wording.voices import read_aloud, voice_lost, voice_too_long, voice_unreadable

__all__ = [
    "WISHES",
    "Setting",
    "answer_text",
    "apology",
    "ask",
    "away",
    "calling",
    "choose_code",
    "crossed",
    "help_",
    "hushed",
    "in_private",
    "invitation",
    "languages",
    "not_open",
    "nothing_kept",
    "outage",
    "postponed",
    "privacy",
    "read_aloud",
    "reminder",
    "settled",
    "spent_code",
    "stopped",
    "tell",
    "unknown_code",
    "unsupported",
    "voice_lost",
    "voice_too_long",
    "voice_unreadable",
]
