"""When a person is reminded of a conversation, and when not. The plan and what is due are rows."""

from datetime import date, datetime, time, timedelta

from services import calendar
from services.context import Context, Transaction
from services.hours import NANTES, Hours
from storage import campaigns, contacts, reminding, respondents
from storage.campaigns import CRISIS
from storage.contacts import Contact
from storage.reminding import Plan, Step
from storage.respondents import Due

MOST = 2  # reminders in a campaign
WEEK = timedelta(days=7)
_HOUR = time(18, 0)
_AHEAD = timedelta(days=366)  # nothing waits in the queue for longer
USUAL = Plan(False, (Step(3, _HOUR, ("kept",)), Step(10, _HOUR, ("counts",))))
"""The plan of a campaign that has none of its own (domain P-30): a first reminder, and a last one."""
NONE = Plan(False, ())


def of(transaction: Transaction, campaign_id: int) -> Plan:
    """The plan of a campaign. An emergency reminds nobody (domain S-46)."""
    if campaigns.by_id(transaction, campaign_id).kind == CRISIS:
        return NONE
    return reminding.plan(transaction, campaign_id) or USUAL


def wording(step: Step, interview_id: int) -> str:
    """Which wording of a reminder somebody gets. Interviews have random numbers: that is the draw."""
    return step.wordings[interview_id % len(step.wordings)]


def begin(transaction: Transaction, context: Context, interview_id: int) -> None:
    """Somebody consented: when they will be reminded, should they not finish."""
    whose = respondents.of_interview(transaction, interview_id)
    steps = of(transaction, whose.campaign_id).steps if whose else ()
    if whose is not None and whose.reminders < len(steps):
        when = due(calendar.hours(transaction), steps[whose.reminders], NANTES.today(context.now()))
        respondents.schedule(transaction, whose, when, whose.reminders)


def due(hours: Hours, step: Step, consented_on: date) -> datetime:
    """When a reminder is due for who consented that day."""
    return hours.on(consented_on + timedelta(days=step.days), step.at)


def postpone(transaction: Transaction, context: Context, interview_id: int) -> datetime | None:
    """« Plus tard »: the next reminder, a day from now, is one they asked for. None when there will be no more."""
    whose = respondents.of_interview(transaction, interview_id)
    steps = of(transaction, whose.campaign_id).steps if whose else ()
    if whose is None or whose.reminders >= len(steps):
        return None
    when = calendar.hours(transaction).at(context.now(), 1, steps[whose.reminders].at)
    respondents.schedule(transaction, whose, when, whose.reminders)
    reminding.promise(transaction, interview_id)
    contacts.amend(transaction, whose.contact_id, unsolicited_on=None)
    return when


def hush(transaction: Transaction, contact_id: int) -> None:
    """No more reminders for this person, whatever the campaign."""
    contacts.amend(transaction, contact_id, no_reminders=True)
    respondents.hush(transaction, contact_id)


def queued(transaction: Transaction, whose: Due, plan: Plan, leaves: datetime, hours: Hours) -> None:
    """A reminder was queued: the week of silence begins when it leaves, and the next reminder has its date."""
    count = whose.reminders + 1
    again = None
    if count < len(plan.steps):
        first = reminding.consented_on(transaction, [whose.interview_id]).get(whose.interview_id)
        again = due(hours, plan.steps[count], first) if first else None
    reminding.reminded(transaction, whose.interview_id, count - 1, wording(plan.steps[count - 1], whose.interview_id))
    reminding.kept(transaction, whose.interview_id)
    contacts.amend(transaction, whose.contact_id, unsolicited_on=hours.today(leaves))
    respondents.schedule(transaction, whose, again, count)


def put_off(transaction: Transaction, context: Context, whose: Due, step: Step, written_on: date) -> None:
    """Another message came within the week: the reminder waits until the week is over."""
    hours = calendar.hours(transaction)
    respondents.schedule(transaction, whose, hours.on(written_on + WEEK, step.at), whose.reminders)


def rest(kind: str) -> timedelta:
    """How long the last message that nobody asked for must lie back, before a campaign of this `kind` may invite; for
    an emergency it may even lie ahead."""
    return -_AHEAD if kind == CRISIS else WEEK


def has_rested(written_on: date | None, today: date, span: timedelta = WEEK) -> bool:
    """Whether the last message that nobody asked for is `span` ago. written_on may lie ahead: it waits in the queue."""
    return written_on is None or today - written_on >= span


def may_write(contact: Contact, today: date, span: timedelta = WEEK) -> bool:
    """Whether a message that nobody asked for may be queued for a person today, when the last is `span` ago."""
    return has_rested(contact.unsolicited_on, today, span) and not contact.no_reminders and not contact.unreachable
