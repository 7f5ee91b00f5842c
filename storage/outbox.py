"""What is to be sent: leased, carried out outside any transaction, marked with a closed set of outcomes.

A reply goes at once. What was held up (it has a proviso) and what nobody asked for (it belongs to a mailing) go one by
one, at a pace (`storage.pace`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from storage import mailings
from storage.schema.operations import outbox
from storage.transaction import Transaction
from storage.vault import Vault

OPEN_STATES = ("queued", "leased")
UNMOVED = "unmoved"  # a proviso: to be sent only while the conversation has not moved


@dataclass(frozen=True, slots=True)
class Draft:
    """A row to be queued. key: unique name, so that a step that runs twice queues once. order: the sealed part.

    revision: of the interview, so that a later look can tell whether anything happened since; proviso: "" or UNMOVED.
    item: the item a prompt asks, "" otherwise. reference or target: the message an edit replaces, by its name on the
    channel or by the row that sends it. mailing: what it belongs to when nobody asked for it.
    """

    key: str
    channel: str
    contact_id: int
    order: bytes
    not_before: datetime
    interview_id: int | None = None
    revision: int | None = None
    item: str = ""
    reference: str = ""
    target: int | None = None
    mailing: int | None = None
    not_after: datetime | None = None
    proviso: str = ""


@dataclass(frozen=True, slots=True)
class Leased:
    """A row handed to a sender. reference: the message to edit, "" for a new one (or when it is not known yet).
    left_at: when it was first handed over, None when this is the first time."""

    id: int
    channel: str
    contact_id: int
    order: bytes
    attempts: int
    reference: str
    interview_id: int | None
    revision: int | None
    item: str
    mailing: int | None
    not_after: datetime | None
    proviso: str
    left_at: datetime | None


def _about(key: str) -> str:
    return f"outbox:{key}"


_INSERT = insert(outbox)


def queue(transaction: Transaction, vault: Vault, nonces: Sequence[bytes], drafts: Sequence[Draft]) -> None:
    """Queue rows in this order. nonces: one of 12 random bytes each."""
    if not drafts:
        return
    rows = [
        {
            "key": draft.key,
            "channel": draft.channel,
            "contact_id": draft.contact_id,
            "interview_id": draft.interview_id,
            "revision": draft.revision,
            "item": draft.item,
            "payload": vault.seal(draft.order, _about(draft.key), nonce),
            "state": "queued",
            "mailing_id": draft.mailing,
            "not_before": draft.not_before,
            "not_after": draft.not_after,
            "proviso": draft.proviso,
            "reference": draft.reference,
            "target": draft.target,
        }
        for draft, nonce in zip(drafts, nonces, strict=True)
    ]
    transaction.execute(_INSERT, rows)


# --- what is due -----------------------------------------------------------------------------------------------------
# States are written out as the indexes have them: SQLite does not use a partial index for values told later.
def state(name: str) -> ColumnElement[str]:
    """A state as the indexes have it."""
    return bindparam(name, name, literal_execute=True)


def is_open(row: FromClause) -> ColumnElement[bool]:
    """It has not been settled."""
    return row.c.state.in_(bindparam("open", OPEN_STATES, expanding=True, literal_execute=True))


def _is_due(row: FromClause) -> ColumnElement[bool]:
    """Its time has come, and what it edits has been sent."""
    edited = outbox.alias()
    unsent = exists().where(edited.c.id == row.c.target, is_open(edited))
    return and_(
        row.c.state == state("queued"),
        row.c.not_before <= bindparam("now"),
        or_(row.c.target.is_(None), ~unsent),
    )


def _is_first() -> ColumnElement[bool]:
    """Nothing of its contact is under way, and no prompt reply is due before it: people read in order, whoever sends. A
    reply never waits for what nobody asked for, nor for what was held up."""
    other = outbox.alias()
    at_once = and_(other.c.mailing_id.is_(None), other.c.proviso == "")
    replied = and_(at_once, other.c.id < outbox.c.id, _is_due(other))
    before = or_(other.c.state == state("leased"), replied)
    return ~exists().where(other.c.contact_id == outbox.c.contact_id, is_open(other), before)


_EDITED = outbox.alias("edited")


def _rows(*where: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    """Due rows in the order they were queued, as long as nobody else has them."""
    return (
        select(outbox, _EDITED.c.reference.label("edited_reference"))
        .outerjoin(_EDITED, _EDITED.c.id == outbox.c.target)
        .where(is_open(outbox), _is_due(outbox), *where)
        .order_by(outbox.c.id)
        .limit(bindparam("most"))
        .with_for_update(of=outbox, skip_locked=True)
    )


_ON_THESE = outbox.c.channel.in_(bindparam("channels", expanding=True))
IS_REPLY = outbox.c.mailing_id.is_(None)
_AT_ONCE = outbox.c.proviso == ""
_FIRST_REPLIES = _rows(IS_REPLY, _AT_ONCE, _ON_THESE, _is_first())
_THEIR_REPLIES = _rows(IS_REPLY, _AT_ONCE, outbox.c.contact_id.in_(bindparam("contacts", expanding=True)))
_FIRST_HELD_UP = _rows(IS_REPLY, ~_AT_ONCE, _ON_THESE, _is_first())
_FIRST_MAILED = _rows(~IS_REPLY, outbox.c.mailing_id.not_in(mailings.STAYING), _ON_THESE, _is_first())
_FIRST_URGENT = _rows(outbox.c.mailing_id.in_(mailings.URGENT), _ON_THESE, _is_first())
_LEASE = (
    update(outbox)
    .where(outbox.c.id == bindparam("of"))
    .values(
        state="leased",
        lease_until=bindparam("until"),
        attempts=outbox.c.attempts + 1,
        left_at=func.coalesce(outbox.c.left_at, bindparam("moment", type_=outbox.c.left_at.type)),
    )
)


def lease_replies(
    transaction: Transaction, vault: Vault, channels: Collection[str], now: datetime, until: datetime, most: int
) -> list[Leased]:
    """Hand out due replies on these channels in order: all of a person, or none while one is under way."""
    first = transaction.execute(_FIRST_REPLIES, {"channels": list(channels), "now": now, "most": most}).all()
    if not first:
        return []
    theirs = {"contacts": [row.contact_id for row in first], "now": now, "most": 2 * most}
    rows = transaction.execute(_THEIR_REPLIES, theirs).all()
    return _leased(transaction, vault, rows, now, until)


def lease_paced(
    transaction: Transaction, vault: Vault, channel: str, now: datetime, until: datetime, *, in_hours: bool
) -> Leased | None:
    """Hand out the next due row that must not leave in a crowd: a reply that was held up, else one of an emergency,
    else (in_hours) another that nobody asked for."""
    for wanted in (_FIRST_HELD_UP, _FIRST_URGENT, *([_FIRST_MAILED] if in_hours else [])):
        if rows := transaction.execute(wanted, {"channels": [channel], "now": now, "most": 1}).all():
            return _leased(transaction, vault, rows, now, until)[0]
    return None


def _leased(
    transaction: Transaction, vault: Vault, rows: Sequence[Row[tuple[object, ...]]], now: datetime, until: datetime
) -> list[Leased]:
    if rows:
        transaction.execute(_LEASE, [{"of": row.id, "until": until, "moment": now} for row in rows])
    return [
        Leased(
            row.id,
            row.channel,
            row.contact_id,
            vault.open(row.payload, _about(row.key)),
            row.attempts + 1,
            row.reference or row.edited_reference or "",
            row.interview_id,
            row.revision,
            row.item,
            row.mailing_id,
            row.not_after,
            row.proviso,
            row.left_at,
        )
        for row in rows
    ]


# --- what became of it -----------------------------------------------------------------------------------------------
_SETTLE = (
    update(outbox)
    .where(outbox.c.id == bindparam("of"))
    .values(
        state=bindparam("to"), reference=bindparam("named"), reason=bindparam("why"), payload=None, lease_until=None
    )
)


@dataclass(frozen=True, slots=True)
class Settled:
    """state: "sent", "uncertain", "unreachable", "rejected", or "dropped" when there was no sense in sending it."""

    id: int
    state: str
    reference: str = ""
    reason: str = ""


def settle(transaction: Transaction, results: Sequence[Settled]) -> None:
    """Mark rows that need no further try; their content is emptied."""
    if results:
        transaction.execute(
            _SETTLE,
            [{"of": each.id, "to": each.state, "named": each.reference, "why": each.reason[:200]} for each in results],
        )


def postpone(transaction: Transaction, row_id: int, not_before: datetime, proviso: str = "") -> None:
    """Try again from `not_before`. proviso: UNMOVED when it may have arrived."""
    values = {"state": "queued", "not_before": not_before, "lease_until": None}
    values |= {"proviso": proviso} if proviso else {}
    transaction.execute(update(outbox).where(outbox.c.id == row_id).values(values))


def release(transaction: Transaction, row_id: int, not_before: datetime) -> None:
    """Give a row back that was not tried: as if nobody had looked at it."""
    before = {"attempts": outbox.c.attempts - 1, "left_at": case((outbox.c.attempts > 1, outbox.c.left_at))}
    values = {"state": "queued", "not_before": not_before, "lease_until": None, **before}
    transaction.execute(update(outbox).where(outbox.c.id == row_id).values(values))


def renew(transaction: Transaction, row_ids: Collection[int], until: datetime) -> None:
    """Still at work on these."""
    held = (outbox.c.id.in_(row_ids), outbox.c.state == "leased")
    transaction.execute(update(outbox).where(*held).values(lease_until=until))


def reclaim(transaction: Transaction, expired: datetime, now: datetime, later: datetime) -> None:
    """Rows whose lease ended by `expired` may or may not have gone out: their sender died. Edits are repeated at once,
    as they change nothing twice; questions are due again at `later`, should nothing have happened until then; remarks
    and what nobody asked for are never repeated."""
    held = update(outbox).where(is_open(outbox), outbox.c.state == state("leased"), outbox.c.lease_until <= expired)
    is_edit = or_(outbox.c.reference != "", outbox.c.target.is_not(None))
    unsure = {"state": "uncertain", "reason": "sender died", "payload": None, "lease_until": None}
    due = {"state": "queued", "lease_until": None, "proviso": UNMOVED}
    transaction.execute(held.where(is_edit).values({**due, "not_before": now}))
    transaction.execute(held.where(outbox.c.item == "").values(unsure))
    transaction.execute(held.values({**due, "not_before": later}))


def withdraw(transaction: Transaction, contact_id: int) -> None:
    """Nothing more is sent to this contact."""
    where = (outbox.c.contact_id == contact_id, is_open(outbox))
    transaction.execute(update(outbox).where(*where).values(state="unreachable", payload=None, lease_until=None))


def purge(transaction: Transaction, before: datetime) -> None:
    """Forget what was settled long ago, except prompts, which later edits need to find."""
    settled = (outbox.c.state.not_in(OPEN_STATES), outbox.c.not_before < before, outbox.c.item == "")
    transaction.execute(outbox.delete().where(*settled))
