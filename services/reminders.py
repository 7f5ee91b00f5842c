"""Reminders: what is due are rows, so a restart neither repeats nor loses one.

Only who consented and did not finish is reminded, at most twice in a campaign, and nobody gets two messages they did
not ask for in a week, over all campaigns. Whether one still makes sense is looked at again when it leaves
(`services.dispatch`).
"""

from datetime import timedelta

from services import conversations, orders, reminder_plan, wording
from services.channels import Send
from services.context import Context, Transaction
from services.conversations import Talk
from services.hours import NANTES
from services.posting import setting
from services.reminder_plan import DAYS
from storage import campaigns, contacts, mailings, outbox, respondents
from storage.contacts import Contact
from storage.outbox import Draft
from storage.respondents import Due

KIND = "reminder"
_LATE = timedelta(days=2)  # a queue that is later than this reminds of what nobody remembers


def queue_due(transaction: Transaction, context: Context, most: int) -> int:
    """Queue the reminders whose time has come; how many people were looked at."""
    due = respondents.due(transaction, context.now(), most)
    for whose in due:
        _look_at(transaction, context, whose)
    return len(due)


def _look_at(transaction: Transaction, context: Context, whose: Due) -> None:
    contact = contacts.get(transaction, whose.contact_id)
    talk = contact and conversations.load(transaction, context, contact.id, contact.channel, whose.interview_id)
    if contact is None or not talk or not _makes_sense(transaction, contact, talk, whose):
        respondents.schedule(transaction, whose, None, whose.reminders)
    elif not reminder_plan.may_write(contact, NANTES.today(context.now())):
        reminder_plan.put_off(transaction, context, whose, contact)
    else:
        _queue(transaction, context, contact, talk, whose)
        reminder_plan.queued(transaction, context, whose)


def _makes_sense(transaction: Transaction, contact: Contact, talk: Talk, whose: Due) -> bool:
    """Whether this person will ever be reminded of this conversation again."""
    is_open = talk.is_open and campaigns.by_id(transaction, whose.campaign_id).state == "open"
    return is_open and not (contact.no_reminders or contact.unreachable) and whose.reminders < len(DAYS)


def _queue(transaction: Transaction, context: Context, contact: Contact, talk: Talk, whose: Due) -> None:
    running = mailings.running(transaction, KIND, whose.campaign_id)
    opens = NANTES.next_open(context.now())
    reminder = wording.reminder(setting(context, talk), is_last=whose.reminders + 1 == len(DAYS))
    draft = Draft(
        key=f"remind{talk.id}:{whose.reminders}",
        channel=contact.channel,
        contact_id=contact.id,
        order=orders.to_bytes(Send(reminder)),
        not_before=opens,
        not_after=opens + _LATE,
        interview_id=talk.id,
        revision=talk.interview.revision,
        mailing=running or mailings.begin(transaction, KIND, whose.campaign_id, context.now()),
    )
    outbox.queue(transaction, context.vault, [context.chance(12)], [draft])
