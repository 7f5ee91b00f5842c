"""Words and buttons of everything the bot says, each message in one language. Pure.

Prompts start with the question; sentences are short; emojis only decorate words that say the same.
"""

from services.wording.answers import answer_text
from services.wording.notices import (
    apology,
    choose_code,
    help_,
    not_open,
    nothing_kept,
    privacy,
    stopped,
    unknown_code,
    unsupported,
)
from services.wording.prompts import ask
from services.wording.recaps import languages, resumed, settled
from services.wording.remarks import tell
from services.wording.setting import Setting

__all__ = [
    "Setting",
    "answer_text",
    "apology",
    "ask",
    "choose_code",
    "help_",
    "languages",
    "not_open",
    "nothing_kept",
    "privacy",
    "resumed",
    "settled",
    "stopped",
    "tell",
    "unknown_code",
    "unsupported",
]
