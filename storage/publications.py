"""Which releases everybody may read."""

from datetime import datetime

from sqlalchemy import delete, insert, select

from storage.schema.operations import publication
from storage.transaction import Transaction


def publish(transaction: Transaction, release_id: int, at: datetime) -> None:
    """Once; a release that is published already must not be given again."""
    transaction.execute(insert(publication).values(release_id=release_id, published_at=at))


def withdraw(transaction: Transaction, release_id: int) -> bool:
    """Whether it was published."""
    gone = delete(publication).where(publication.c.release_id == release_id).returning(publication.c.release_id)
    return transaction.execute(gone).first() is not None


def published(transaction: Transaction) -> dict[int, datetime]:
    """When each published release was, by its id."""
    rows = transaction.execute(select(publication.c.release_id, publication.c.published_at))
    return {row.release_id: row.published_at for row in rows}
