"""The one join between a person and their interviews."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select, update

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


# --- reminders -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Due:
    """Somebody whose reminder is due. reminders: how many they had in this campaign."""

    contact_id: int
    campaign_id: int
    interview_id: int
    reminders: int


_DUE = (respondent.c.contact_id, respondent.c.campaign_id, respondent.c.interview_id, respondent.c.reminders)


def of_interview(transaction: Transaction, interview_id: int) -> Due | None:
    """Whose interview it is, None when the join is cut."""
    row = transaction.execute(select(*_DUE).where(respondent.c.interview_id == interview_id)).first()
    return Due(*row) if row else None


def due(transaction: Transaction, now: datetime, most: int) -> list[Due]:
    """Those whose reminder is due, the longest due first; nobody else gets them until this transaction ends."""
    query = (
        select(*_DUE)
        .where(respondent.c.remind_at.is_not(None), respondent.c.remind_at <= now)
        .order_by(respondent.c.remind_at, respondent.c.contact_id)
        .limit(most)
        .with_for_update(of=respondent, skip_locked=True)
    )
    return [Due(*row) for row in transaction.execute(query)]


def schedule(transaction: Transaction, whose: Due, remind_at: datetime | None, reminders: int) -> None:
    """The next reminder, None for never; how many were queued by now."""
    where = (respondent.c.contact_id == whose.contact_id, respondent.c.campaign_id == whose.campaign_id)
    transaction.execute(update(respondent).where(*where).values(remind_at=remind_at, reminders=reminders))


def hush(transaction: Transaction, contact_id: int) -> None:
    """No reminder of any campaign."""
    transaction.execute(update(respondent).where(respondent.c.contact_id == contact_id).values(remind_at=None))


def hush_all(transaction: Transaction, campaign_id: int) -> None:
    """No reminder that is planned in a campaign."""
    transaction.execute(update(respondent).where(respondent.c.campaign_id == campaign_id).values(remind_at=None))


def invitable(transaction: Transaction, campaign_id: int, purpose: str, after: int, most: int) -> list[int]:
    """Contacts beyond `after`, in order, who agreed to `purpose` in another campaign and take no part in this one."""
    here = select(respondent.c.contact_id).where(respondent.c.campaign_id == campaign_id)
    query = (
        select(agreement.c.contact_id)
        .distinct()
        .where(
            agreement.c.purpose == purpose,
            agreement.c.campaign_id != campaign_id,
            agreement.c.contact_id > after,
            agreement.c.contact_id.not_in(here),
        )
        .order_by(agreement.c.contact_id)
        .limit(most)
    )
    return list(transaction.execute(query).scalars())
