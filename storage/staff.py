"""Staff, their one-time links and sessions. Secrets are kept as digests only."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from storage.schema.identity import credential, staff
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Member:
    id: int
    role: str
    districts: tuple[str, ...]


def hire(transaction: Transaction, role: str, districts: Sequence[str]) -> int:
    """A new member of staff."""
    values = {"role": role, "districts": json.dumps(list(districts))}
    return int(transaction.execute(insert(staff).values(values).returning(staff.c.id)).scalar_one())


def give(transaction: Transaction, kind: str, digest: bytes, staff_id: int, expires_at: datetime) -> None:
    """Keep the digest of a "link" or "session" secret."""
    values = {"kind": kind, "digest": digest, "staff_id": staff_id, "expires_at": expires_at}
    transaction.execute(insert(credential).values(values))


def holder(transaction: Transaction, kind: str, digest: bytes, now: datetime) -> Member | None:
    """Who holds this secret, None when it is unknown or too old."""
    query = (
        select(staff.c.id, staff.c.role, staff.c.districts)
        .join(credential, credential.c.staff_id == staff.c.id)
        .where(credential.c.kind == kind, credential.c.digest == digest, credential.c.expires_at > now)
    )
    row = transaction.execute(query).first()
    return Member(row.id, row.role, tuple(json.loads(row.districts))) if row else None


def spend(transaction: Transaction, digest: bytes) -> None:
    """The secret works no more."""
    transaction.execute(delete(credential).where(credential.c.digest == digest))
