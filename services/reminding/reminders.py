"""Reminders: what is due are rows, so a restart neither repeats nor loses one.

Only who consented and did not finish is reminded, at most twice in a campaign, and nobody gets two messages they did
not ask for in a week, over all campaigns. Whether one still makes sense is looked at again when it leaves
(`services.dispatch`).
"""

from datetime import timedelta

from services import calendar, conversations, orders, reminder_plan, wording
from services.channels import Send
from services.context import Context, Transaction
from services.conversations import Talk
from services.posting import setting
from storage import campaigns, contacts, mailings, outbox, respondents
from storage.contacts import Contact
from storage.outbox import Draft
from storage.reminding import Plan
from storage.respondents import Due

KIND = "reminder"
_LATE = timedelta(days=2)  # a queue that is later than this reminds of what nobody remembers


def queue_due(transaction: Transaction, context: Context, most: int) -> int:
    """Queue the reminders whose time has come; how many people were looked at."""
    due = respondents.due(transaction, context.now(), most)
    plans = {of: reminder_plan.of(transaction, of) for of in {whose.campaign_id for whose in due}}
    for whose in due:
        _look_at(transaction, context, whose, plans[whose.campaign_id])
    return len(due)


def _look_at(transaction: Transaction, context: Context, whose: Due, plan: Plan) -> None:
    contact = contacts.get(transaction, whose.contact_id)
    talk = contact and conversations.load(transaction, context, contact.id, contact.channel, whose.interview_id)
    if contact is None or not talk or not _makes_sense(contact, talk, whose, plan):
        respondents.schedule(transaction, whose, None, whose.reminders)
        return
    hours = calendar.hours(transaction)
    leaves = hours.next_open(context.now())
    if leaves > context.now():  # what is not queued yet still follows the plan
        respondents.schedule(transaction, whose, leaves, whose.reminders)
        return
    if contact.unsolicited_on and not reminder_plan.has_rested(contact.unsolicited_on, hours.today(leaves)):
        reminder_plan.put_off(transaction, context, whose, plan.steps[whose.reminders], contact.unsolicited_on)
        return
    _queue(transaction, context, contact, talk, whose, plan)
    reminder_plan.queued(transaction, whose, plan, leaves, hours)


def _makes_sense(contact: Contact, talk: Talk, whose: Due, plan: Plan) -> bool:
    """Whether this person will ever be reminded of this conversation again. Who changes an answer after the end is
    reminded of nothing."""
    unfinished = talk.is_open and talk.campaign_open and not talk.interview.submitted
    return unfinished and not (contact.no_reminders or contact.unreachable) and whose.reminders < len(plan.steps)


def _queue(transaction: Transaction, context: Context, contact: Contact, talk: Talk, whose: Due, plan: Plan) -> None:
    running = mailings.running(transaction, KIND, whose.campaign_id)
    said = wording.reminder(
        setting(context, talk),
        reminder_plan.wording(plan.steps[whose.reminders], talk.id),
        is_last=whose.reminders + 1 == len(plan.steps),
        until=campaigns.by_id(transaction, whose.campaign_id).closes_on,
    )
    draft = Draft(
        key=f"remind{talk.id}:{whose.reminders}",
        channel=contact.channel,
        contact_id=contact.id,
        order=orders.to_bytes(Send(said)),
        not_before=context.now(),
        not_after=context.now() + _LATE,
        interview_id=talk.id,
        revision=talk.interview.revision,
        mailing=running or mailings.begin(transaction, KIND, whose.campaign_id, context.now()),
    )
    outbox.queue(transaction, context.vault, [context.chance(12)], [draft])
