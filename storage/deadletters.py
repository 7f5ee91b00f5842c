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
    """An arrival that failed too often. attempts: how often it was tried. is_aside: nobody is to try it again now."""

    id: int
    channel: str
    reason: str
    attempts: int
    received_at: datetime
    is_aside: bool

    @property
    def was_replayed(self) -> bool:
        return self.attempts > TRIES or not self.is_aside


_IS_ASIDE = inbox.c.state == "dead"
_LETTERS = select(
    inbox.c.id, inbox.c.channel, inbox.c.reason, inbox.c.attempts, inbox.c.received_at, _IS_ASIDE.label("is_aside")
)


def latest(transaction: Transaction, most: int) -> list[DeadLetter]:
    """The latest `most` that are set aside, newest first."""
    rows = transaction.execute(_LETTERS.where(_IS_ASIDE).order_by(inbox.c.id.desc()).limit(most))
    return [DeadLetter(*row) for row in rows]


def find(transaction: Transaction, letter_id: int) -> DeadLetter | None:
    """A letter that is set aside, or was until it was replayed."""
    row = transaction.execute(_LETTERS.where(inbox.c.id == letter_id, inbox.c.attempts >= TRIES)).first()
    return DeadLetter(*row) if row else None


def content(transaction: Transaction, vault: Vault, letter_id: int) -> bytes:
    """What arrived, b"" once it was taken: for its shape to be looked at, never to be shown."""
    row = transaction.execute(select(inbox.c.queue, inbox.c.payload).where(inbox.c.id == letter_id)).one()
    return vault.open(row.payload, f"inbox:{row.queue.hex()}") if row.payload else b""


def was_overtaken(transaction: Transaction, letter_id: int) -> bool:
    """Whether something the same person did later was taken since."""
    whose = select(inbox.c.queue).where(inbox.c.id == letter_id).scalar_subquery()
    later = select(inbox.c.id).where(inbox.c.id > letter_id, inbox.c.queue == whose, inbox.c.state == "done")
    return transaction.execute(later.limit(1)).first() is not None


def replay(transaction: Transaction, letter_id: int) -> bool:
    """Let it wait again for one try; whether that is done by this call. A failure sets it aside again, with one attempt
    more, and for good."""
    aside = (inbox.c.id == letter_id, _IS_ASIDE, inbox.c.attempts == TRIES)
    return transaction.execute(update(inbox).where(*aside).values(state="waiting")).rowcount == 1


def purge(transaction: Transaction, before: datetime) -> None:
    """Forget letters that arrived before this moment."""
    transaction.execute(delete(inbox).where(_IS_ASIDE, inbox.c.received_at < before))
