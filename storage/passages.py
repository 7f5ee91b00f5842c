"""Other ways in for the same person: links from a chat to the page, and the browsers that used one. By digest only."""

from datetime import datetime

from sqlalchemy import delete, insert, select

from storage.schema.identity import passage
from storage.transaction import Transaction

LINK, BROWSER = "link", "browser"


def give(transaction: Transaction, kind: str, digest: bytes, contact_id: int, expires_at: datetime) -> None:
    """Whoever holds what has this digest is this contact, until then."""
    values = {"digest": digest, "kind": kind, "contact_id": contact_id, "expires_at": expires_at}
    transaction.execute(insert(passage).values(values))


def holder(transaction: Transaction, kind: str, digest: bytes, now: datetime) -> int | None:
    """The contact, None when the digest is unknown, spent or too old."""
    where = (passage.c.digest == digest, passage.c.kind == kind, passage.c.expires_at > now)
    found: int | None = transaction.execute(select(passage.c.contact_id).where(*where)).scalar()
    return found


def spend(transaction: Transaction, kind: str, digest: bytes, now: datetime) -> int | None:
    """The same, and it is good no more: of two who come at once, one gets it."""
    where = (passage.c.digest == digest, passage.c.kind == kind, passage.c.expires_at > now)
    found: int | None = transaction.execute(delete(passage).where(*where).returning(passage.c.contact_id)).scalar()
    return found


def purge(transaction: Transaction, now: datetime) -> None:
    transaction.execute(delete(passage).where(passage.c.expires_at <= now))
