"""What every use case may need besides its transaction: time, chance, keys, settings. No globals."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

from exports.heads import Heads
from storage.clips import Recordings
from storage.questionnaires import Shelf
from storage.transaction import Transaction
from storage.vault import Vault

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """now: aware UTC. chance(n): n random bytes. public_url: where the pages are, without a final slash.
    version: of the software. shelf: questionnaires already read. heads: released participation already read, by
    release. recordings: which questions can be heard. events: what happened in this process that nobody is told of, by
    name (`services.metrics.EVENTS`)."""

    now: Callable[[], datetime]
    chance: Callable[[int], bytes]
    vault: Vault
    public_url: str
    version: str = ""
    shelf: Shelf = field(default_factory=Shelf)
    heads: dict[int, Heads] = field(default_factory=dict)
    recordings: Recordings = field(default_factory=Recordings)
    events: Counter[str] = field(default_factory=Counter)

    def whole(self) -> int:
        """A random positive number of 53 bits: fits every database, every JSON reader, and tells nothing."""
        return int.from_bytes(self.chance(7), "big") >> 3


class Desk(Protocol):
    """Runs use cases. `write` returns after the transaction is durable (several may share one commit)."""

    @property
    def context(self) -> Context: ...

    async def read(self, use_case: Callable[[Transaction], T]) -> T: ...

    def write(self, use_case: Callable[[Transaction], T]) -> Awaitable[T]: ...


__all__ = ["Context", "Desk", "Transaction"]
