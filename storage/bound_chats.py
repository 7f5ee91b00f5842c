"""Chats of staff: who has bound which, and what each is told of. A chat is a contact of its own: its pseudonym is that
of no parent, so nobody who also answers there is joined to their name."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select, update

from storage.schema.identity import bound_chat, contact, watch
from storage.transaction import Transaction
from storage.upserts import insert_new


@dataclass(frozen=True, slots=True)
class Bound:
    """channel: of the contact, see `services.officer_chat.binding`."""

    staff_id: int
    contact_id: int
    bound_at: datetime
    channel: str
    language: str


@dataclass(frozen=True, slots=True)
class Watch:
    """What a chat is told of. told_at: when it last was, else when it was bound. again_at: not looked at before."""

    bound: Bound
    kind: str
    told_at: datetime
    again_at: datetime


_BOUND = (
    bound_chat.c.staff_id,
    bound_chat.c.contact_id,
    bound_chat.c.bound_at,
    contact.c.channel,
    contact.c.language,
)
_JOINED = bound_chat.join(contact, contact.c.id == bound_chat.c.contact_id)


def of(transaction: Transaction, staff_id: int) -> Bound | None:
    """The chat of a member of staff."""
    return _first(transaction, bound_chat.c.staff_id == staff_id)


def at(transaction: Transaction, contact_id: int) -> Bound | None:
    """Who has bound this chat."""
    return _first(transaction, bound_chat.c.contact_id == contact_id)


def every(transaction: Transaction) -> list[Bound]:
    """All of them."""
    return [Bound(*row) for row in transaction.execute(select(*_BOUND).select_from(_JOINED))]


def bind(transaction: Transaction, staff_id: int, contact_id: int, kinds: Collection[str], now: datetime) -> None:
    """This chat, which nobody has bound, is that of this person, who has none; it is told of these kinds."""
    transaction.execute(insert(bound_chat).values(staff_id=staff_id, contact_id=contact_id, bound_at=now))
    for kind in kinds:
        tell_of(transaction, staff_id, kind, now, now)


def unbind(transaction: Transaction, staff_id: int) -> bool:
    """The chat is nobody's; whether it was somebody's. Its contact stays until it is lonely, so that a last word finds
    it."""
    return transaction.execute(delete(bound_chat).where(bound_chat.c.staff_id == staff_id)).rowcount > 0


# --- what it is told of ----------------------------------------------------------------------------------------------
def tell_of(transaction: Transaction, staff_id: int, kind: str, now: datetime, again_at: datetime) -> None:
    """From now on, and first at `again_at`; nothing changes when it is told of this already."""
    values = {"staff_id": staff_id, "kind": kind, "told_at": now, "again_at": again_at}
    transaction.execute(insert_new(transaction, watch).values(values))


def spare(transaction: Transaction, staff_id: int, kind: str) -> bool:
    """Not told of this kind any more; whether it was."""
    own = (watch.c.staff_id == staff_id, watch.c.kind == kind)
    return transaction.execute(delete(watch).where(*own)).rowcount > 0


def is_told_of(transaction: Transaction, staff_id: int, kind: str) -> bool:
    """Whether the chat of somebody is told of this kind."""
    own = (watch.c.staff_id == staff_id, watch.c.kind == kind)
    return transaction.execute(select(watch.c.kind).where(*own)).first() is not None


def due(transaction: Transaction, now: datetime) -> list[Watch]:
    """What is to be looked at now, the longest due first; nobody else looks at it meanwhile."""
    query = (
        select(*_BOUND, watch.c.kind, watch.c.told_at, watch.c.again_at)
        .select_from(_JOINED.join(watch, watch.c.staff_id == bound_chat.c.staff_id))
        .where(watch.c.again_at <= now)
        .order_by(watch.c.again_at, watch.c.staff_id)
        .with_for_update(of=watch, skip_locked=True)
    )
    return [Watch(Bound(*row[:5]), *row[5:]) for row in transaction.execute(query)]


def looked(transaction: Transaction, seen: Watch, again_at: datetime, told_at: datetime | None = None) -> None:
    """Not again before `again_at`. told_at: now, when there was something to tell."""
    own = (watch.c.staff_id == seen.bound.staff_id, watch.c.kind == seen.kind)
    values = {"again_at": again_at, "told_at": told_at or seen.told_at}
    transaction.execute(update(watch).where(*own).values(values))


def _first(transaction: Transaction, chosen: ColumnElement[bool]) -> Bound | None:
    row = transaction.execute(select(*_BOUND).select_from(_JOINED).where(chosen)).first()
    return Bound(*row) if row else None
