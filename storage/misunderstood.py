"""Which items parents said not to understand, counted without the person."""

from collections.abc import Collection

from sqlalchemy import func, select, update

from storage import editions
from storage.schema.fieldwork import campaign, misunderstood
from storage.transaction import Transaction
from storage.upserts import insert_new


def add(transaction: Transaction, campaign_id: int, questionnaire_id: int, item: int) -> None:
    """One more parent did not understand the item at this place of the sheet."""
    at = {"campaign_id": campaign_id, "questionnaire_id": questionnaire_id, "item": item}
    transaction.execute(insert_new(transaction, misunderstood).values(**at, count=0))
    where = [misunderstood.c[name] == value for name, value in at.items()]
    transaction.execute(update(misunderstood).where(*where).values(count=misunderstood.c.count + 1))


def counts(transaction: Transaction, campaign_ids: Collection[int]) -> dict[int, dict[int, int]]:
    """How often each item was not understood, by campaign, then by its place in the sheet; all editions together."""
    query = (
        select(misunderstood.c.campaign_id, misunderstood.c.item, func.sum(misunderstood.c.count).label("count_"))
        .join(campaign, campaign.c.id == misunderstood.c.campaign_id)
        .where(
            campaign.c.id.in_(campaign_ids),
            editions.is_of(misunderstood.c.questionnaire_id, campaign.c.id, campaign.c.questionnaire_id),
        )
        .group_by(misunderstood.c.campaign_id, misunderstood.c.item)
    )
    found: dict[int, dict[int, int]] = {}
    for row in transaction.execute(query):
        found.setdefault(row.campaign_id, {})[row.item] = int(row.count_)
    return found
