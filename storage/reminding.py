"""Plans of reminders, who asked for a later one, which wording reminded whom, and quiet days."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import delete, func, insert, select

from storage.schema.fieldwork import consent, interview
from storage.schema.reaching import nudge, postponed, quiet_day, reminder_plan, reminder_step
from storage.transaction import Transaction
from storage.upserts import insert_new
from surveys.interview import Disposition


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder. days: after the consent. at: on the wall. wordings: one, or two that compete."""

    days: int
    at: time
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """held: nothing leaves for now. steps: the reminders in order."""

    held: bool
    steps: tuple[Step, ...]


def plan(transaction: Transaction, campaign_id: int) -> Plan | None:
    """The plan of a campaign, None while it is the usual one."""
    held = transaction.execute(select(reminder_plan.c.held).where(reminder_plan.c.campaign_id == campaign_id)).scalar()
    if held is None:
        return None
    query = (
        select(reminder_step.c.days, reminder_step.c.minute, reminder_step.c.wordings)
        .where(reminder_step.c.campaign_id == campaign_id)
        .order_by(reminder_step.c.number)
    )
    rows = transaction.execute(query)
    return Plan(held, tuple(Step(days, time(*divmod(at, 60)), tuple(names.split())) for days, at, names in rows))


def replace_plan(transaction: Transaction, campaign_id: int, value: Plan) -> None:
    """From now on the campaign has this plan."""
    for table in (reminder_step, reminder_plan):
        transaction.execute(delete(table).where(table.c.campaign_id == campaign_id))
    transaction.execute(insert(reminder_plan).values(campaign_id=campaign_id, held=value.held))
    rows = [
        {
            "campaign_id": campaign_id,
            "number": number,
            "days": step.days,
            "minute": step.at.hour * 60 + step.at.minute,
            "wordings": " ".join(step.wordings),
        }
        for number, step in enumerate(value.steps)
    ]
    if rows:
        transaction.execute(insert(reminder_step), rows)


def consented_on(transaction: Transaction, interview_ids: Collection[int]) -> dict[int, date]:
    """The day of each consent."""
    query = select(consent.c.interview_id, consent.c.given_on).where(consent.c.interview_id.in_(interview_ids))
    return {row.interview_id: row.given_on for row in transaction.execute(query)}


# --- later -----------------------------------------------------------------------------------------------------------
def promise(transaction: Transaction, interview_id: int) -> None:
    """Somebody asked for the next reminder at a moment of their own."""
    transaction.execute(insert_new(transaction, postponed).values(interview_id=interview_id))


def kept(transaction: Transaction, interview_id: int) -> None:
    """That reminder was queued."""
    transaction.execute(delete(postponed).where(postponed.c.interview_id == interview_id))


# --- which wording ---------------------------------------------------------------------------------------------------
def reminded(transaction: Transaction, interview_id: int, number: int, wording: str) -> None:
    """A reminder was queued in this wording."""
    values = {"interview_id": interview_id, "number": number, "wording": wording}
    transaction.execute(insert_new(transaction, nudge).values(values))


def effects(transaction: Transaction, campaign_id: int) -> list[tuple[int, str, int, int]]:
    """(reminder, wording, people reminded so, those of them who finished) of a campaign."""
    done = interview.c.disposition == Disposition.COMPLETE.value
    query = (
        select(nudge.c.number, nudge.c.wording, func.count(), func.count().filter(done))
        .join(interview, interview.c.id == nudge.c.interview_id)
        .where(interview.c.campaign_id == campaign_id)
        .group_by(nudge.c.number, nudge.c.wording)
        .order_by(nudge.c.number, nudge.c.wording)
    )
    return [(row[0], row[1], row[2], row[3]) for row in transaction.execute(query)]


# --- quiet days ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class QuietDays:
    """first and last are included. source: who says so."""

    first: date
    last: date
    name: str
    source: str


def quiet_days(transaction: Transaction) -> list[QuietDays]:
    """All quiet days, the earliest first."""
    query = select(quiet_day.c.first, quiet_day.c.last, quiet_day.c.name, quiet_day.c.source)
    return [QuietDays(*row) for row in transaction.execute(query.order_by(quiet_day.c.first))]


def replace_quiet_days(transaction: Transaction, days: Sequence[QuietDays]) -> None:
    """These are the quiet days from now on."""
    transaction.execute(delete(quiet_day))
    if days:
        rows = [{"first": each.first, "last": each.last, "name": each.name, "source": each.source} for each in days]
        transaction.execute(insert(quiet_day), rows)
