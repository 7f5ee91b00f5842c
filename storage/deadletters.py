"""Arrivals that failed too often and were set aside: to be looked at, and given one more try."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from storage.inbox import TRIES
from storage.schema.operations import inbox
from storage.transaction import Transaction
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """attempts: how often it was tried; more than the usual number when it was replayed already."""

    id: int
    channel: str
    reason: str
    attempts: int
    received_at: datetime

    @property
    def was_replayed(self) -> bool:
        return self.attempts > TRIES


_COLUMNS = (inbox.c.id, inbox.c.channel, inbox.c.reason, inbox.c.attempts, inbox.c.received_at)
_LETTERS = select(*_COLUMNS).where(inbox.c.state == "dead")


def latest(transaction: Transaction, most: int) -> list[DeadLetter]:
    """The latest `most`, newest first."""
    return [DeadLetter(*row) for row in transaction.execute(_LETTERS.order_by(inbox.c.id.desc()).limit(most))]


def find(transaction: Transaction, letter_id: int) -> DeadLetter | None:
    row = transaction.execute(_LETTERS.where(inbox.c.id == letter_id)).first()
    return DeadLetter(*row) if row else None


def content(transaction: Transaction, vault: Vault, letter_id: int) -> bytes:
    """What arrived: for its shape to be looked at, never to be shown."""
    sealed = select(inbox.c.queue, inbox.c.payload).where(inbox.c.id == letter_id)
    row = transaction.execute(sealed).one()
    return vault.open(row.payload, f"inbox:{row.queue.hex()}")


def was_overtaken(transaction: Transaction, letter_id: int) -> bool:
    """Whether something the same person did later was taken since."""
    whose = select(inbox.c.queue).where(inbox.c.id == letter_id).scalar_subquery()
    later = select(inbox.c.id).where(inbox.c.id > letter_id, inbox.c.queue == whose, inbox.c.state == "done")
    return transaction.execute(later.limit(1)).first() is not None


def replay(transaction: Transaction, letter_id: int) -> bool:
    """Let it wait again for one try; whether it was there and had not been replayed. A failure sets it aside again,
    with one attempt more, and for good."""
    aside = (inbox.c.id == letter_id, inbox.c.state == "dead", inbox.c.attempts == TRIES)
    return transaction.execute(update(inbox).where(*aside).values(state="waiting")).rowcount == 1


def purge(transaction: Transaction, before: datetime) -> None:
    """Forget letters that arrived before this moment."""
    transaction.execute(delete(inbox).where(inbox.c.state == "dead", inbox.c.received_at < before))
