"""Who did what, when: launches, downloads, releases, roles, sign-ins. No personal data."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from storage.schema.operations import audit
from storage.transaction import Transaction

OPERATOR = 0  # the command line


@dataclass(frozen=True, slots=True)
class Line:
    """One deed. staff_id: `OPERATOR` at the command line. subject: what it was done to, by code or number."""

    id: int
    at: datetime
    staff_id: int
    action: str
    subject: str


def note(transaction: Transaction, at: datetime, staff_id: int, action: str, subject: str) -> None:
    transaction.execute(insert(audit).values(at=at, staff_id=staff_id, action=action, subject=subject))


def every(
    transaction: Transaction,
    limit: int,
    before: int | None = None,
    staff_id: int | None = None,
    action: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    subject: str = "",
) -> list[Line]:
    """The newest lines, `limit` at most: older than the line `before`, of one member of staff, of one action, from a
    moment on, before another, about what begins like this."""
    query = select(audit.c.id, audit.c.at, audit.c.staff_id, audit.c.action, audit.c.subject)
    if before is not None:
        query = query.where(audit.c.id < before)
    if staff_id is not None:
        query = query.where(audit.c.staff_id == staff_id)
    if action:
        query = query.where(audit.c.action == action)
    if since is not None:
        query = query.where(audit.c.at >= since)
    if until is not None:
        query = query.where(audit.c.at < until)
    if subject:
        query = query.where(audit.c.subject.startswith(subject, autoescape=True))
    return [Line(*row) for row in transaction.execute(query.order_by(audit.c.id.desc()).limit(limit))]
