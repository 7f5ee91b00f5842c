"""The conversation as a page: what to show now, and one reply. Same questionnaire, same road in as any channel."""

from dataclasses import dataclass
from enum import Enum

from services.channels import InboundMessage
from services.context import Context, Transaction
from services.messages import Message


class Standing(Enum):
    """Where this browser stands with the campaign of the code."""

    UNKNOWN_CODE = "unknown_code"
    NOT_OPEN = "not_open"  # the campaign is closed or paused
    FRESH = "fresh"  # never began: nothing is stored
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question answered before: its text, the answer in words, and the token that reopens it ("" when it cannot)."""

    question: str
    answer: str
    change: str


@dataclass(frozen=True, slots=True)
class ChatView:
    """All a page shows. `remarks` are what the last reply made the bot say; `prompt` the open question or None.

    language: of the words. languages: tags the questionnaire has, for the chooser. title: of the questionnaire.
    """

    standing: Standing
    language: str
    languages: tuple[str, ...] = ()
    title: str = ""
    turns: tuple[Turn, ...] = ()
    remarks: tuple[Message, ...] = ()
    prompt: Message | None = None
    progress: tuple[int, int] = (0, 0)  # question n of N, (0, 0) when it does not count
    synthetic: bool = False


def view(transaction: Transaction, context: Context, code: str, address: str, language: str) -> ChatView:
    """What the page of `code` shows to the browser known as `address` ("" : a new one). Stores nothing."""
    raise NotImplementedError


def reply(transaction: Transaction, context: Context, code: str, message: InboundMessage) -> ChatView:
    """Take one reply from the page and show what follows. `Commanded("start", code)` begins the conversation."""
    raise NotImplementedError
