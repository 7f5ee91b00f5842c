"""Arrivals that could not be taken: what an operator may see of them, and one more try.

Nobody reads what a parent wrote. A try comes late: what the person did since would be mixed up with it, so whatever was
overtaken stays aside.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from services.context import Context, Transaction
from services.errors import NotFound
from services.upkeep import FACTS_KEPT
from storage import audit, deadletters
from storage.deadletters import DeadLetter

_NAME = re.compile(r"[a-z_]{1,32}")  # of a field; anything else might be somebody's words


class Kind(Enum):
    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    NOTHING = "nothing"
    LIST = "list"
    BYTES = "bytes"  # not readable at all


@dataclass(frozen=True, slots=True)
class Part:
    """One field of an arrival, without its value. path: "message.text". size: characters, digits, entries or bytes."""

    path: str
    kind: Kind
    size: int


class Replay(Enum):
    """What became of a wish to try again."""

    BEGUN = "begun"
    REPLAYED = "replayed"  # once is all
    OVERTAKEN = "overtaken"  # the same person did something else since
    TOO_OLD = "too_old"  # what the person did since is not known any more


def latest(transaction: Transaction, most: int) -> list[DeadLetter]:
    """The latest `most`, newest first."""
    return deadletters.latest(transaction, most)


def look(transaction: Transaction, context: Context, number: int) -> tuple[DeadLetter, list[Part]]:
    """A letter and its shape; NotFound when there is none of that number."""
    letter = _found(transaction, number)
    return letter, list(shape(deadletters.content(transaction, context.vault, number)))


def replay(transaction: Transaction, context: Context, number: int) -> Replay:
    """Let the worker try a letter once more; NotFound when there is none of that number."""
    letter = _found(transaction, number)
    if letter.was_replayed:
        return Replay.REPLAYED
    if context.now() - letter.received_at >= FACTS_KEPT:
        return Replay.TOO_OLD
    if deadletters.was_overtaken(transaction, number):
        return Replay.OVERTAKEN
    if not deadletters.replay(transaction, number):  # somebody else was quicker
        return Replay.REPLAYED
    audit.note(transaction, context.now(), audit.OPERATOR, "replay", f"arrival {number}")
    return Replay.BEGUN


def _found(transaction: Transaction, number: int) -> DeadLetter:
    letter = deadletters.find(transaction, number)
    if letter is None:
        raise NotFound("dead letter")
    return letter


def shape(content: bytes) -> Iterator[Part]:
    """The fields of an arrival as its channel wrote it down (JSON), in its order."""
    if not content:
        return
    try:
        read = json.loads(content)
    except (ValueError, RecursionError):
        yield Part("", Kind.BYTES, len(content))
        return
    yield from _parts("", read)


def _parts(path: str, value: object) -> Iterator[Part]:
    match value:
        case dict():
            for name, field in value.items():
                known = name if _NAME.fullmatch(name) else "?"
                yield from _parts(f"{path}.{known}" if path else known, field)
        case list():
            yield Part(path, Kind.LIST, len(value))
        case bool():
            yield Part(path, Kind.TRUTH, 1)
        case int() | float():
            yield Part(path, Kind.NUMBER, len(str(value).lstrip("-")))
        case str():
            yield Part(path, Kind.TEXT, len(value))
        case _:
            yield Part(path, Kind.NOTHING, 0)
