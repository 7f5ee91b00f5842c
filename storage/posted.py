"""Looking back at the outbox: what was asked, when somebody was last written to, what is still on its way."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select

from storage.outbox import IS_REPLY, is_open
from storage.schema.operations import outbox
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Prompt:
    """A message that asks something. reference: its name on the channel, "" until it is known. left_at: None while it
    waits."""

    row: int
    reference: str
    left_at: datetime | None


_PROMPT = (
    select(outbox.c.id, outbox.c.reference, outbox.c.left_at)
    .where(
        outbox.c.interview_id == bindparam("of"),
        outbox.c.item == bindparam("asks"),
        or_(outbox.c.left_at.is_not(None), outbox.c.proviso == ""),  # what may never leave asks nothing yet
    )
    .order_by(outbox.c.id.desc())
    .limit(1)
)
_LEFT = (
    select(outbox.c.left_at)
    .where(outbox.c.contact_id == bindparam("of"), outbox.c.left_at.is_not(None), IS_REPLY)
    .order_by(outbox.c.id.desc())
    .limit(1)
)


def prompt(transaction: Transaction, interview_id: int, item: str) -> Prompt | None:
    """The latest message that asks `item` of an interview."""
    row = transaction.execute(_PROMPT, {"of": interview_id, "asks": item}).first()
    return Prompt(*row) if row else None


def last_reply(transaction: Transaction, contact_id: int) -> datetime | None:
    """When we last replied to a contact (edits count)."""
    return transaction.execute(_LEFT, {"of": contact_id}).scalar()


def replied_to(transaction: Transaction, since: datetime, until: datetime) -> list[int]:
    """Contacts that a reply left for between two moments."""
    query = select(outbox.c.contact_id).distinct().where(IS_REPLY, outbox.c.left_at.between(since, until))
    return list(transaction.execute(query).scalars())


def is_delayed(transaction: Transaction, contact_id: int, now: datetime) -> bool:
    """Whether a reply to this contact waits for its time, never tried so far."""
    waits = (outbox.c.state == "queued", outbox.c.not_before > now, outbox.c.left_at.is_(None), IS_REPLY)
    query = select(outbox.c.id).where(outbox.c.contact_id == contact_id, is_open(outbox), *waits).limit(1)
    return transaction.execute(query).first() is not None


def is_recent(transaction: Transaction, interview_id: int, item: str, since: datetime) -> bool:
    """Whether a message about `item` was queued for an interview after `since`."""
    where = (outbox.c.interview_id == interview_id, outbox.c.item == item, outbox.c.not_before > since)
    return transaction.execute(select(outbox.c.id).where(*where).limit(1)).first() is not None


def known(transaction: Transaction, keys: Collection[str]) -> set[str]:
    """Those of the names that a row has, whatever became of it."""
    return set(transaction.execute(select(outbox.c.key).where(outbox.c.key.in_(keys))).scalars())


def unsent(transaction: Transaction, channel: str) -> int:
    """How many messages of a channel are on their way."""
    where = (is_open(outbox), outbox.c.channel == channel)
    return transaction.execute(select(func.count()).where(*where)).scalar_one()
