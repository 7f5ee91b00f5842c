"""How a pilot goes, as counts alone: of districts, of departures, of what went wrong."""

from sqlalchemy import case, func, select, update

from storage.schema.fieldwork import answer, interview, misunderstood, stumble
from storage.transaction import Transaction
from storage.upserts import insert_new
from surveys.interview import Disposition

_LEFT = tuple(end.value for end in (Disposition.BROKEN_OFF, Disposition.ERASED, Disposition.REFUSED))


def told(transaction: Transaction, campaign_id: int, item: int) -> dict[int, int]:
    """How many interviews chose each code of an item."""
    query = (
        select(answer.c.code, func.count())
        .join(interview, interview.c.id == answer.c.interview_id)
        .where(interview.c.campaign_id == campaign_id, answer.c.item == item)
        .group_by(answer.c.code)
    )
    return {code: count for code, count in transaction.execute(query)}  # noqa: C416


def under_way(transaction: Transaction, campaign_id: int) -> int:
    """How many interviews have not come to an end."""
    open_ = (interview.c.campaign_id == campaign_id, interview.c.disposition == Disposition.OPEN.value)
    return int(transaction.execute(select(func.count(interview.c.id)).where(*open_)).scalar_one())


def departures(transaction: Transaction, campaign_id: int) -> tuple[int, int]:
    """How many interviews began, and how many of them ended by leaving: a no, a stop, an erasure."""
    left = func.count(case((interview.c.disposition.in_(_LEFT), interview.c.id)))
    row = transaction.execute(
        select(func.count(interview.c.id), left).where(interview.c.campaign_id == campaign_id)
    ).one()
    return row[0], row[1]


def puzzled(transaction: Transaction, campaign_id: int) -> int:
    """How often a question was not understood."""
    query = select(func.coalesce(func.sum(misunderstood.c.count), 0)).where(misunderstood.c.campaign_id == campaign_id)
    return int(transaction.execute(query).scalar_one())


def stumble_over(transaction: Transaction, campaign_id: int) -> None:
    """One more thing that a parent sent could not be taken, by our fault."""
    transaction.execute(insert_new(transaction, stumble).values(campaign_id=campaign_id, count=0))
    transaction.execute(update(stumble).where(stumble.c.campaign_id == campaign_id).values(count=stumble.c.count + 1))


def stumbles(transaction: Transaction, campaign_id: int) -> int:
    """How often that happened."""
    query = select(stumble.c["count"]).where(stumble.c.campaign_id == campaign_id)
    return transaction.execute(query).scalar() or 0
