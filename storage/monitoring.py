"""How long the queues are and since when they wait, for whoever watches: counts and moments, never contents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, case, func, or_, select

from storage.inbox import TRIES
from storage.outbox import OPEN_STATES
from storage.schema.operations import inbox, outbox, pace
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Line:
    """How many wait, and since when the one that has waited longest (None when none waits)."""

    count: int
    since: datetime | None


# A letter under replay is as old as its arrival; its age says nothing about how quickly arrivals are looked into.
_ARRIVED = case((inbox.c.attempts < TRIES, inbox.c.received_at))
_ARRIVALS = (
    select(inbox.c.channel, func.count().label("many"), func.min(_ARRIVED).label("since"))
    .where(inbox.c.state == "waiting")
    .group_by(inbox.c.channel)
)
_DEAD = select(func.count()).select_from(inbox).where(inbox.c.state == "dead")
_PAUSES = select(pace.c.channel, pace.c.paused_until).where(pace.c.paused_until > bindparam("now"))

_QUEUED, _LEASED = outbox.c.state == "queued", outbox.c.state == "leased"
_TARGET = outbox.alias("target")
_IS_PACED = outbox.c.mailing_id.is_not(None)
# What could leave now: its time has come, or whoever had it in hand has died; an edit waits for its message.
_DUE = (
    select(
        outbox.c.channel,
        _IS_PACED.label("paced"),
        func.count().label("many"),
        func.min(case((_QUEUED, outbox.c.not_before), else_=outbox.c.lease_until)).label("since"),
    )
    .outerjoin(_TARGET, _TARGET.c.id == outbox.c.target)
    .where(
        # Written out as the index has it: SQLite does not use it for a list of values told later.
        outbox.c.state.in_(bindparam("open", OPEN_STATES, expanding=True, literal_execute=True)),
        or_(
            and_(_QUEUED, outbox.c.not_before <= bindparam("now")),
            and_(_LEASED, outbox.c.lease_until < bindparam("now")),
        ),
        or_(_TARGET.c.id.is_(None), _TARGET.c.state.not_in(OPEN_STATES)),
    )
    .group_by(outbox.c.channel, _IS_PACED)
)


def arrivals(transaction: Transaction) -> Mapping[str, Line]:
    """By channel: arrivals nobody looked into yet."""
    return {row.channel: Line(row.many, row.since) for row in transaction.execute(_ARRIVALS)}


def due(transaction: Transaction, now: datetime) -> Mapping[tuple[str, bool], Line]:
    """By channel and whether nobody asked for it: what could leave now."""
    rows = transaction.execute(_DUE, {"now": now})
    return {(row.channel, bool(row.paced)): Line(row.many, row.since) for row in rows}


def dead(transaction: Transaction) -> int:
    """How many arrivals are set aside."""
    return transaction.execute(_DEAD).scalar_one()


def pauses(transaction: Transaction, now: datetime) -> Mapping[str, datetime]:
    """By channel: until when it asked all senders to wait."""
    return {row.channel: row.paused_until for row in transaction.execute(_PAUSES, {"now": now})}
