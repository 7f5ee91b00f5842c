"""What is to be sent: leased, carried out outside any transaction, marked with a closed set of outcomes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, insert, or_, select, update

from storage.schema.operations import outbox
from storage.transaction import Transaction
from storage.vault import Vault

OPEN_STATES = ("queued", "leased")


@dataclass(frozen=True, slots=True)
class Draft:
    """A row to be queued. key: unique name, so that a step that runs twice queues once. order: the sealed part.

    revision: of the interview, so that a second try can tell whether anything happened since.
    item: the item a prompt asks, "" otherwise. reference or target: the message an edit replaces, by its name on the
    channel or by the row that sends it.
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


@dataclass(frozen=True, slots=True)
class Leased:
    """A row handed to a sender. reference: the message to edit, "" for a new one (or when it is not known yet).

    interview_id, revision and item: what it belonged to, so that a second try can tell whether it still makes sense.
    """

    id: int
    channel: str
    contact_id: int
    order: bytes
    attempts: int
    reference: str
    interview_id: int | None
    revision: int | None
    item: str


def _about(key: str) -> str:
    return f"outbox:{key}"


_INSERT = insert(outbox)


def queue(transaction: Transaction, vault: Vault, nonces: Sequence[bytes], drafts: Sequence[Draft]) -> None:
    """Queue rows in this order."""
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
            "not_before": draft.not_before,
            "reference": draft.reference,
            "target": draft.target,
        }
        for draft, nonce in zip(drafts, nonces, strict=True)
    ]
    transaction.execute(_INSERT, rows)


# Written out as the index of due rows has it: SQLite does not use that index for a list of values told later.
_IS_OPEN = outbox.c.state.in_(bindparam("open", OPEN_STATES, expanding=True, literal_execute=True))
_TARGET = outbox.alias("target")
_DUE = (
    select(
        outbox.c.id,
        outbox.c.key,
        outbox.c.channel,
        outbox.c.contact_id,
        outbox.c.payload,
        outbox.c.attempts,
        outbox.c.reference,
        outbox.c.interview_id,
        outbox.c.revision,
        outbox.c.item,
        _TARGET.c.reference.label("target_reference"),
    )
    .outerjoin(_TARGET, _TARGET.c.id == outbox.c.target)
    .where(
        _IS_OPEN,
        or_(
            and_(outbox.c.state == "queued", outbox.c.not_before <= bindparam("now")),
            and_(outbox.c.state == "leased", outbox.c.lease_until < bindparam("now")),
        ),
        outbox.c.channel.in_(bindparam("channels", expanding=True)),
        # An edit waits until the message it edits has been sent.
        or_(_TARGET.c.id.is_(None), _TARGET.c.state.not_in(OPEN_STATES)),
    )
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
)
_LEASE = (
    update(outbox)
    .where(outbox.c.id == bindparam("of"))
    .values(state="leased", lease_until=bindparam("until"), attempts=outbox.c.attempts + 1)
)


def lease(
    transaction: Transaction,
    vault: Vault,
    channels: Collection[str],
    now: datetime,
    until: datetime,
    most: int,
    busy: frozenset[int],
) -> list[Leased]:
    """Hand out due rows of these channels in order. `busy` contacts have rows under way and wait, so that nobody reads
    out of order."""
    due = transaction.execute(_DUE, {"channels": list(channels), "now": now, "most": most})
    rows = [row for row in due if row.contact_id not in busy]
    if rows:
        transaction.execute(_LEASE, [{"of": row.id, "until": until} for row in rows])
    return [
        Leased(
            row.id,
            row.channel,
            row.contact_id,
            vault.open(row.payload, _about(row.key)),
            row.attempts + 1,
            row.reference or row.target_reference or "",
            row.interview_id,
            row.revision,
            row.item,
        )
        for row in rows
    ]


_SETTLE = (
    update(outbox)
    .where(outbox.c.id == bindparam("of"))
    .values(
        state=bindparam("to"), reference=bindparam("named"), reason=bindparam("why"), payload=None, lease_until=None
    )
)


@dataclass(frozen=True, slots=True)
class Settled:
    """state: "sent", "uncertain", "unreachable" or "rejected"."""

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


def postpone(transaction: Transaction, row_id: int, not_before: datetime) -> None:
    """Surely not sent: try again from `not_before`."""
    transaction.execute(
        update(outbox).where(outbox.c.id == row_id).values(state="queued", not_before=not_before, lease_until=None)
    )


def reclaim(transaction: Transaction, now: datetime, later: datetime) -> None:
    """At start: rows that a dead process had in hand may or may not have gone out. Edits are repeated at once, as they
    change nothing twice; messages are due again at `later`, should nothing have happened until then."""
    held = update(outbox).where(outbox.c.state == "leased").values(state="queued", lease_until=None)
    is_edit = or_(outbox.c.reference != "", outbox.c.target.is_not(None))
    transaction.execute(held.where(is_edit).values(not_before=now))
    transaction.execute(held.values(not_before=later))


def purge(transaction: Transaction, before: datetime) -> None:
    """Forget what was settled long ago, except prompts, which later edits need to find."""
    settled = (outbox.c.state.not_in(OPEN_STATES), outbox.c.not_before < before, outbox.c.item == "")
    transaction.execute(outbox.delete().where(*settled))


_PROMPT = (
    select(outbox.c.id, outbox.c.reference)
    .where(outbox.c.interview_id == bindparam("of"), outbox.c.item == bindparam("asks"))
    .order_by(outbox.c.id.desc())
    .limit(1)
)


def prompt(transaction: Transaction, interview_id: int, item: str) -> tuple[int, str] | None:
    """(row, reference) of the latest message that asks `item` of an interview."""
    row = transaction.execute(_PROMPT, {"of": interview_id, "asks": item}).first()
    return (row.id, row.reference) if row else None


def unsent(transaction: Transaction, channel: str) -> int:
    """How many messages of a channel are on their way."""
    return transaction.execute(select(func.count()).where(_IS_OPEN, outbox.c.channel == channel)).scalar_one()


def withdraw(transaction: Transaction, contact_id: int) -> None:
    """Nothing more is sent to this contact."""
    where = (outbox.c.contact_id == contact_id, outbox.c.state.in_(OPEN_STATES))
    transaction.execute(update(outbox).where(*where).values(state="unreachable", payload=None, lease_until=None))
