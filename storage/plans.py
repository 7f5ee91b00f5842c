"""What officers wrote of a campaign, and what a pilot taught. Plain text; `services.fieldwork` knows its form."""

from collections.abc import Collection

from sqlalchemy import insert, select, update

from storage.schema.fieldwork import campaign_plan
from storage.transaction import Transaction


def keep(transaction: Transaction, campaign_id: int, content: str) -> None:
    """The plan of a campaign, in place of what was there."""
    changed = transaction.execute(
        update(campaign_plan).where(campaign_plan.c.campaign_id == campaign_id).values(content=content)
    )
    if not changed.rowcount:
        transaction.execute(insert(campaign_plan).values(campaign_id=campaign_id, content=content))


def contents(transaction: Transaction, campaign_ids: Collection[int]) -> dict[int, str]:
    """The plans of those campaigns that have one (those opened at the command line have none), by campaign."""
    query = select(campaign_plan.c.campaign_id, campaign_plan.c.content)
    rows = transaction.execute(query.where(campaign_plan.c.campaign_id.in_(campaign_ids)))
    return {row.campaign_id: row.content for row in rows}


def learn(transaction: Transaction, campaign_id: int, lesson: str) -> None:
    """What a pilot taught."""
    transaction.execute(update(campaign_plan).where(campaign_plan.c.campaign_id == campaign_id).values(lesson=lesson))


def lesson(transaction: Transaction, campaign_id: int) -> str:
    """What a pilot taught, "" as long as nobody wrote it down."""
    query = select(campaign_plan.c.lesson).where(campaign_plan.c.campaign_id == campaign_id)
    return transaction.execute(query).scalar() or ""


# --- invitations -----------------------------------------------------------------------------------------------------
def inviting(transaction: Transaction) -> list[int]:
    """Campaigns whose invitations are not all queued yet."""
    query = select(campaign_plan.c.campaign_id).where(campaign_plan.c.invited_to.is_not(None))
    return list(transaction.execute(query.order_by(campaign_plan.c.campaign_id)).scalars())


def invited_to(transaction: Transaction, campaign_id: int) -> int | None:
    """The contact that the invitations of a campaign have come to, None when nobody is to be looked at."""
    query = select(campaign_plan.c.invited_to).where(campaign_plan.c.campaign_id == campaign_id)
    return transaction.execute(query).scalar()


def invite(transaction: Transaction, campaign_id: int, after: int | None) -> None:
    """Invitations go on behind this contact; None: there are no more."""
    where = campaign_plan.c.campaign_id == campaign_id
    transaction.execute(update(campaign_plan).where(where).values(invited_to=after))
