"""Which campaigns ask a second person before a release leaves, and what that person said."""

from datetime import datetime

from sqlalchemy import delete, insert, select, update

from storage.schema.results import approval, double_check
from storage.transaction import Transaction
from storage.upserts import insert_new


def demand(transaction: Transaction, campaign_id: int, wanted: bool) -> None:
    """From now on; releases that are there already stay as they are."""
    transaction.execute(delete(double_check).where(double_check.c.campaign_id == campaign_id))
    if wanted:
        transaction.execute(insert_new(transaction, double_check).values(campaign_id=campaign_id))


def is_demanded(transaction: Transaction, campaign_id: int) -> bool:
    found = select(double_check.c.campaign_id).where(double_check.c.campaign_id == campaign_id)
    return transaction.execute(found).first() is not None


def begin(transaction: Transaction, release_id: int, built_by: int) -> None:
    """A release waits for a second person."""
    transaction.execute(insert(approval).values(release_id=release_id, built_by=built_by))


def built_by(transaction: Transaction, release_id: int) -> int | None:
    """Who built a release that waits; None when it does not wait."""
    waits = (approval.c.release_id == release_id, approval.c.approved_at.is_(None))
    found: int | None = transaction.execute(select(approval.c.built_by).where(*waits)).scalar()
    return found


def approve(transaction: Transaction, release_id: int, staff_id: int, at: datetime) -> bool:
    """Whether it still waited."""
    waits = (approval.c.release_id == release_id, approval.c.approved_at.is_(None))
    values = {"approved_by": staff_id, "approved_at": at}
    return bool(transaction.execute(update(approval).where(*waits).values(values)).rowcount)
