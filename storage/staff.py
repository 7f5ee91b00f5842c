"""Staff: who they are, what they look after from when to when, their one-time links and sessions (digests only)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select, update
from sqlalchemy.schema import Table

from storage.schema.identity import assignment, credential, staff
from storage.transaction import Transaction
from storage.vault import Vault


class _Dated:
    """What holds from a first day to a last, both included."""

    __slots__ = ()
    valid_from: date
    valid_until: date | None

    def holds(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Assignment(_Dated):
    """Something that a member of staff looks after. kind: "district", "school", "unit", "session". Both days are
    included; valid_until None: without end."""

    id: int
    kind: str
    name: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Member(_Dated):
    """called: the name colleagues use, "" for none. assignments: all there ever were, oldest first."""

    id: int
    role: str
    called: str
    valid_from: date
    valid_until: date | None
    assignments: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in that still lasts. digest: names it, opens nothing."""

    digest: bytes
    opened_at: datetime | None
    expires_at: datetime
    device: str


def hire(transaction: Transaction, role: str, valid_from: date, valid_until: date | None) -> int:
    """A new member of staff; their id."""
    values = {"role": role, "valid_from": valid_from, "valid_until": valid_until}
    return int(transaction.execute(insert(staff).values(values).returning(staff.c.id)).scalar_one())


def name(transaction: Transaction, vault: Vault, nonce: bytes, staff_id: int, called: str) -> None:
    """Colleagues call them `called` from now on."""
    sealed = vault.seal(called.encode(), _about(staff_id), nonce)
    transaction.execute(update(staff).where(staff.c.id == staff_id).values(called=sealed))


def settle(transaction: Transaction, staff_id: int, role: str, valid_from: date, valid_until: date | None) -> None:
    """Their role and the days of their account."""
    values = {"role": role, "valid_from": valid_from, "valid_until": valid_until}
    transaction.execute(update(staff).where(staff.c.id == staff_id).values(values))


def every(transaction: Transaction, vault: Vault, only: int | None = None) -> list[Member]:
    """All who ever worked here, newest first; or the one with the id `only`."""
    chosen, theirs = select(staff).order_by(staff.c.id.desc()), select(assignment).order_by(assignment.c.id)
    if only is not None:
        chosen, theirs = chosen.where(staff.c.id == only), theirs.where(assignment.c.staff_id == only)
    kept: dict[int, list[Assignment]] = {}
    for row in transaction.execute(theirs):
        found = Assignment(row.id, row.kind, row.name, row.valid_from, row.valid_until)
        kept.setdefault(row.staff_id, []).append(found)
    return [
        Member(
            row.id,
            row.role,
            vault.open(row.called, _about(row.id)).decode() if row.called else "",
            row.valid_from,
            row.valid_until,
            tuple(kept.get(row.id, ())),
        )
        for row in transaction.execute(chosen)
    ]


def anybody(transaction: Transaction) -> bool:
    """Whether anybody was ever hired."""
    return transaction.execute(select(staff.c.id).limit(1)).first() is not None


def assign(
    transaction: Transaction, staff_id: int, kind: str, name: str, valid_from: date, valid_until: date | None
) -> None:
    """They look after `name` from then on."""
    values = {"kind": kind, "name": name, "valid_from": valid_from, "valid_until": valid_until}
    transaction.execute(insert(assignment).values(staff_id=staff_id, **values))


def end_assignments(transaction: Transaction, staff_id: int, ids: Collection[int], valid_until: date) -> None:
    """`valid_until` is the last day of these; one that had not begun by then is as if it had never been."""
    chosen = and_(assignment.c.staff_id == staff_id, assignment.c.id.in_(ids))
    transaction.execute(delete(assignment).where(chosen, assignment.c.valid_from > valid_until))
    transaction.execute(update(assignment).where(chosen).values(valid_until=valid_until))


def working(transaction: Transaction, staff_id: int, today: date) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """Role and what they look after today, as (kind, name); None when their account is not valid today."""
    role = transaction.execute(
        select(staff.c.role).where(staff.c.id == staff_id, _valid(staff, today))
    ).scalar_one_or_none()
    if role is None:
        return None
    rows = transaction.execute(
        select(assignment.c.kind, assignment.c.name)
        .where(assignment.c.staff_id == staff_id, _valid(assignment, today))
        .order_by(assignment.c.id)
    )
    return role, tuple(dict.fromkeys((row.kind, row.name) for row in rows))


def give(
    transaction: Transaction,
    kind: str,
    digest: bytes,
    staff_id: int,
    expires_at: datetime,
    opened_at: datetime | None = None,
    device: str = "",
) -> None:
    """Keep the digest of a "link" or "session" secret."""
    values = {"kind": kind, "digest": digest, "staff_id": staff_id, "expires_at": expires_at}
    transaction.execute(insert(credential).values(opened_at=opened_at, device=device, **values))


def holder(transaction: Transaction, kind: str, digest: bytes, now: datetime) -> int | None:
    """Who holds this secret, None when it is unknown or too old."""
    return transaction.execute(
        select(credential.c.staff_id).where(
            credential.c.kind == kind, credential.c.digest == digest, credential.c.expires_at > now
        )
    ).scalar_one_or_none()


def spend(transaction: Transaction, digest: bytes) -> bool:
    """The secret works no more; whether it was there to spend."""
    return transaction.execute(delete(credential).where(credential.c.digest == digest)).rowcount > 0


def spend_all(
    transaction: Transaction, staff_id: int, kinds: Sequence[str], but: bytes = b"", only: bytes = b""
) -> None:
    """None of their secrets works any more, except `but`; with `only`, that one alone."""
    query = delete(credential).where(
        credential.c.staff_id == staff_id, credential.c.kind.in_(kinds), credential.c.digest != but
    )
    transaction.execute(query.where(credential.c.digest == only) if only else query)


def sessions(transaction: Transaction, staff_id: int, now: datetime) -> list[Session]:
    """Where they are signed in, newest first."""
    rows = transaction.execute(
        select(credential.c.digest, credential.c.opened_at, credential.c.expires_at, credential.c.device)
        .where(credential.c.staff_id == staff_id, credential.c.kind == "session", credential.c.expires_at > now)
        .order_by(credential.c.expires_at.desc())
    )
    return [Session(*row) for row in rows]


def purge(transaction: Transaction, now: datetime) -> None:
    """Forget secrets that open nothing any more."""
    transaction.execute(delete(credential).where(credential.c.expires_at <= now))


def _valid(table: Table, today: date) -> ColumnElement[bool]:
    return and_(table.c.valid_from <= today, or_(table.c.valid_until.is_(None), table.c.valid_until >= today))


def _about(staff_id: int) -> str:
    return f"staff:{staff_id}"
