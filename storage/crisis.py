"""Calls for help and what was done about them: sealed, apart from contacts, interviews and answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, delete, insert, select, update

from storage.schema.crisis import help_call, help_note
from storage.transaction import Transaction
from storage.vault import Vault

WAITING, TAKEN, HANDLED = "waiting", "taken", "handled"


@dataclass(frozen=True, slots=True)
class Call:
    """A call without its words. answer_by: the day the parent was promised. taken_by: a member of staff, if any."""

    id: int
    campaign_id: int
    language: str
    received_at: datetime
    answer_by: date
    state: str
    taken_by: int | None
    forget_on: date


class Plea(msgspec.Struct, frozen=True):
    """What is sealed. reach: how to call back, as it was typed."""

    words: str
    reach: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a member of staff wrote down."""

    staff_id: int
    written_at: datetime
    text: str


_COLUMNS = (
    help_call.c.id,
    help_call.c.campaign_id,
    help_call.c.language,
    help_call.c.received_at,
    help_call.c.answer_by,
    help_call.c.state,
    help_call.c.taken_by,
    help_call.c.forget_on,
)


def keep(transaction: Transaction, vault: Vault, nonce: bytes, call: Call, plea: Plea) -> None:
    """A new call."""
    sealed = vault.seal(msgspec.json.encode(plea), _about(call.id), nonce)
    values = {column.name: getattr(call, column.name) for column in _COLUMNS}
    transaction.execute(insert(help_call).values(sealed=sealed, **values))


def every(transaction: Transaction) -> list[Call]:
    """All that are kept, the oldest first."""
    rows = transaction.execute(select(*_COLUMNS).order_by(help_call.c.received_at, help_call.c.id))
    return [Call(*row) for row in rows]


def one(transaction: Transaction, vault: Vault, call_id: int) -> tuple[Call, Plea] | None:
    """A call with its words; None when there is none."""
    row = transaction.execute(select(*_COLUMNS, help_call.c.sealed).where(help_call.c.id == call_id)).first()
    if row is None:
        return None
    *columns, sealed = row
    return Call(*columns), msgspec.json.decode(vault.open(sealed, _about(call_id)), type=Plea)


def move(transaction: Transaction, call_id: int, before: Sequence[str], state: str, **values: Any) -> bool:
    """Let a call that is in one of the states `before` be in another, with the columns it changes along. Of two who try
    at once, one succeeds."""
    chosen: tuple[ColumnElement[bool], ...] = (help_call.c.id == call_id, help_call.c.state.in_(before))
    return transaction.execute(update(help_call).where(*chosen).values(state=state, **values)).rowcount > 0


def write_down(
    transaction: Transaction, vault: Vault, nonce: bytes, call_id: int, staff_id: int, now: datetime, text: str
) -> None:
    """A note about a call."""
    sealed = vault.seal(text.encode(), _about(call_id), nonce)
    values = {"call_id": call_id, "staff_id": staff_id, "written_at": now, "sealed": sealed}
    transaction.execute(insert(help_note).values(values))


def notes(transaction: Transaction, vault: Vault, call_id: int) -> list[Note]:
    """What was written about a call, the oldest first."""
    columns = help_note.c.staff_id, help_note.c.written_at, help_note.c.sealed
    rows = transaction.execute(select(*columns).where(help_note.c.call_id == call_id).order_by(help_note.c.id))
    return [Note(row.staff_id, row.written_at, vault.open(row.sealed, _about(call_id)).decode()) for row in rows]


def forget(transaction: Transaction, today: date) -> None:
    """Delete what was to be kept until today at most, notes included."""
    gone = select(help_call.c.id).where(help_call.c.forget_on <= today)
    transaction.execute(delete(help_note).where(help_note.c.call_id.in_(gone)))
    transaction.execute(delete(help_call).where(help_call.c.forget_on <= today))


def _about(call_id: int) -> str:
    return f"help_call:{call_id}"
