"""The one join between a person and their interviews."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, bindparam, delete, exists, func, insert, or_, select, update

from storage.campaigns import PAUSED
from storage.schema.fieldwork import campaign, consent, interview
from storage.schema.identity import agreement, contact, respondent
from storage.schema.reaching import postponed, reminder_plan
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


def part(transaction: Transaction, interview_id: int) -> None:
    """Cut the join between a person and one interview: they may begin another."""
    transaction.execute(update(contact).where(contact.c.current == interview_id).values(current=None))
    transaction.execute(delete(respondent).where(respondent.c.interview_id == interview_id))


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
    """Those whose reminder is due, the longest due first; nobody else gets them until this transaction ends. Those of a
    campaign that is paused, or whose reminders are held, wait."""
    held = select(reminder_plan.c.campaign_id).where(reminder_plan.c.held)
    paused = select(campaign.c.id).where(campaign.c.state == PAUSED)
    query = (
        select(*_DUE)
        .where(respondent.c.remind_at.is_not(None), respondent.c.remind_at <= now)
        .where(respondent.c.campaign_id.not_in(held), respondent.c.campaign_id.not_in(paused))
        .order_by(respondent.c.remind_at, respondent.c.contact_id)
        .limit(most)
        .with_for_update(of=respondent, skip_locked=True)
    )
    return [Due(*row) for row in transaction.execute(query)]


def schedule(transaction: Transaction, whose: Due, remind_at: datetime | None, reminders: int) -> None:
    """The next reminder, None for never; how many were queued by now."""
    where = (respondent.c.contact_id == whose.contact_id, respondent.c.campaign_id == whose.campaign_id)
    transaction.execute(update(respondent).where(*where).values(remind_at=remind_at, reminders=reminders))


@dataclass(frozen=True, slots=True)
class Planned:
    """Somebody who consented, did not finish, and wants reminders. remind_at: the next one, None for none that is
    planned. promised: they asked for it. written_on: the last day we wrote without being asked."""

    whose: Due
    remind_at: datetime | None
    consented_on: date
    promised: bool
    written_on: date | None


def planned(transaction: Transaction, campaign_id: int, exhausted: int | None = None) -> list[Planned]:
    """Everybody whom a reminder of the campaign waits for. exhausted: as well as those who had so many and wait for
    none."""
    waits: ColumnElement[bool] = respondent.c.remind_at.is_not(None)
    if exhausted is not None:
        waits = or_(waits, respondent.c.reminders == exhausted)
    promised = exists().where(postponed.c.interview_id == respondent.c.interview_id)
    query = (
        select(*_DUE, respondent.c.remind_at, consent.c.given_on, promised, contact.c.unsolicited_on)
        .join(contact, contact.c.id == respondent.c.contact_id)
        .join(interview, interview.c.id == respondent.c.interview_id)
        .join(consent, consent.c.interview_id == respondent.c.interview_id)
        .where(respondent.c.campaign_id == campaign_id, interview.c.disposition == "open", waits)
        .where(contact.c.no_reminders.is_(False), contact.c.unreachable.is_(False))
        .order_by(respondent.c.remind_at, respondent.c.contact_id)
    )
    return [Planned(Due(*row[:4]), *row[4:]) for row in transaction.execute(query)]


_MOVE = update(respondent).where(respondent.c.interview_id == bindparam("of")).values(remind_at=bindparam("moment"))


def move(transaction: Transaction, moments: Mapping[int, datetime | None]) -> None:
    """The next reminder of each interview, None for none."""
    if moments:
        transaction.execute(_MOVE, [{"of": of, "moment": moment} for of, moment in moments.items()])


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


def audience(transaction: Transaction, campaign_id: int, purpose: str, rested: date) -> list[tuple[str, str, int]]:
    """How many people `invitable` would give who may be written to, by channel and language. rested: nobody whom we
    wrote to after that day without having been asked."""
    here = select(respondent.c.contact_id).where(respondent.c.campaign_id == campaign_id)
    agreed = select(agreement.c.contact_id).where(
        agreement.c.purpose == purpose, agreement.c.campaign_id != campaign_id, agreement.c.contact_id.not_in(here)
    )
    at_rest = or_(contact.c.unsolicited_on.is_(None), contact.c.unsolicited_on <= rested)
    query = (
        select(contact.c.channel, contact.c.language, func.count())
        .where(contact.c.id.in_(agreed), contact.c.unreachable.is_(False), contact.c.no_reminders.is_(False), at_rest)
        .group_by(contact.c.channel, contact.c.language)
    )
    return [(channel, language, count) for channel, language, count in transaction.execute(query)]


def disagree(transaction: Transaction, campaign_id: int) -> None:
    """Forget what people agreed to in a campaign."""
    transaction.execute(delete(agreement).where(agreement.c.campaign_id == campaign_id))
