"""The people of the tests, and a house for them to live in."""

import hashlib
from datetime import UTC, datetime, timedelta

from services.channels import Commanded, InboundMessage, Tapped, What, Wrote
from services.context import Context
from services.messages import Button, Message
from storage.transaction import Database
from storage.vault import Vault

AICHA, MEHMET, INES, LEA = "1001", "1002", "1003", "1004"  # chat ids
LANGUAGE = {AICHA: "ar", MEHMET: "tr", INES: "pt", LEA: "fr"}


class Clock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def pass_(self, **time: float) -> None:
        self.moment += timedelta(**time)


class Dice:
    """Chance that repeats itself: never the same bytes twice, always the same in the same order."""

    def __init__(self) -> None:
        self._drawn = 0

    def __call__(self, count: int) -> bytes:
        self._drawn += 1
        return hashlib.sha512(str(self._drawn).encode()).digest()[:count]


def context(clock: Clock | None = None) -> Context:
    return Context(clock or Clock(), Dice(), Vault(b"k" * 32), "http://voix.test", version="test")


def says(address: str, what: What, reference: str = "", channel: str = "telegram") -> InboundMessage:
    return InboundMessage(channel, address, what, LANGUAGE.get(address, "fr"), reference)


__all__ = [
    "AICHA",
    "INES",
    "LEA",
    "MEHMET",
    "Button",
    "Clock",
    "Commanded",
    "Database",
    "Message",
    "Tapped",
    "Wrote",
    "context",
    "says",
]
