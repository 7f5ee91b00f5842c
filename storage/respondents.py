"""The one join between a person and their interviews."""

from datetime import date

from sqlalchemy import insert, select

from storage.schema.identity import agreement, respondent
from storage.transaction import Transaction


def interview_of(transaction: Transaction, contact_id: int, campaign_id: int) -> int | None:
    """The person's interview in a campaign: there is at most one."""
    query = select(respondent.c.interview_id).where(
        respondent.c.contact_id == contact_id, respondent.c.campaign_id == campaign_id
    )
    return transaction.execute(query).scalar()


def interviews_of(transaction: Transaction, contact_id: int) -> list[int]:
    """All interviews of a person."""
    query = select(respondent.c.interview_id).where(respondent.c.contact_id == contact_id)
    return list(transaction.execute(query).scalars())


def link(transaction: Transaction, contact_id: int, campaign_id: int, interview_id: int) -> None:
    """Join a person to a new interview. The primary key refuses a second one in the same campaign."""
    transaction.execute(
        insert(respondent).values(contact_id=contact_id, campaign_id=campaign_id, interview_id=interview_id)
    )


def agree(transaction: Transaction, contact_id: int, campaign_id: int, purpose: str, today: date) -> None:
    """Keep what a person agreed to; saying it twice changes nothing."""
    where = (
        agreement.c.contact_id == contact_id,
        agreement.c.campaign_id == campaign_id,
        agreement.c.purpose == purpose,
    )
    if transaction.execute(select(agreement.c.purpose).where(*where)).first() is None:
        values = {"contact_id": contact_id, "campaign_id": campaign_id, "purpose": purpose, "given_on": today}
        transaction.execute(insert(agreement).values(values))
