"""When a person is reminded of a conversation, and when not. What is due are rows."""

from datetime import date, datetime, time, timedelta

from services.context import Context, Transaction
from services.hours import NANTES
from storage import contacts, respondents
from storage.contacts import Contact
from storage.respondents import Due

DAYS = (3, 10)  # after the consent: the first reminder, the last one
HOUR = time(18, 0)  # by the clock on the wall
WEEK = timedelta(days=7)


def begin(transaction: Transaction, context: Context, interview_id: int) -> None:
    """Somebody consented: when they will be reminded, should they not finish."""
    whose = respondents.of_interview(transaction, interview_id)
    if whose is not None and whose.reminders < len(DAYS):
        when = NANTES.at(context.now(), DAYS[whose.reminders], HOUR)
        respondents.schedule(transaction, whose, when, whose.reminders)


def postpone(transaction: Transaction, context: Context, interview_id: int) -> datetime | None:
    """« Plus tard »: the next reminder, a day from now, is one they asked for. None when there will be no more."""
    whose = respondents.of_interview(transaction, interview_id)
    if whose is None or whose.reminders >= len(DAYS):
        return None
    when = NANTES.at(context.now(), 1, HOUR)
    respondents.schedule(transaction, whose, when, whose.reminders)
    contacts.amend(transaction, whose.contact_id, unsolicited_on=None)
    return when


def hush(transaction: Transaction, contact_id: int) -> None:
    """No more reminders for this person, whatever the campaign."""
    contacts.amend(transaction, contact_id, no_reminders=True)
    respondents.hush(transaction, contact_id)


def queued(transaction: Transaction, context: Context, whose: Due) -> None:
    """A reminder was queued: the week of silence begins, and the next reminder has its date."""
    count = whose.reminders + 1
    again = NANTES.at(context.now(), DAYS[count] - DAYS[count - 1], HOUR) if count < len(DAYS) else None
    contacts.amend(transaction, whose.contact_id, unsolicited_on=NANTES.today(context.now()))
    respondents.schedule(transaction, whose, again, count)


def put_off(transaction: Transaction, context: Context, whose: Due, contact: Contact) -> None:
    """Another message came within the week: the reminder waits until the week is over."""
    today = NANTES.today(context.now())
    left = WEEK - (today - (contact.unsolicited_on or today))
    respondents.schedule(transaction, whose, NANTES.at(context.now(), left.days, HOUR), whose.reminders)


def may_write(contact: Contact, today: date) -> bool:
    """Whether a message that nobody asked for may be queued for a person today."""
    rested = contact.unsolicited_on is None or today - contact.unsolicited_on >= WEEK
    return rested and not contact.no_reminders and not contact.unreachable
