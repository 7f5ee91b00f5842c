"""Invitations to people who agreed, in an earlier campaign, to be asked again; nobody else is ever invited."""

from dataclasses import dataclass
from datetime import timedelta

from services import calendar, orders, reminder_plan, wording
from services.channels import Send
from services.context import Context, Transaction
from services.errors import NotFound
from storage import campaigns, contacts, mailings, outbox, posted, respondents
from storage.campaigns import Campaign
from storage.outbox import Draft
from surveys.items import Purpose

KIND = "invitation"
_LATE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Part of a mailing. queued: messages. last: the contact to go on after, None when everybody was looked at."""

    queued: int
    last: int | None


def begin(transaction: Transaction, context: Context, code: str) -> int:
    """A mailing that invites to an open campaign; its id. NotFound when no open campaign has this code.

    One that runs already is gone on with: nobody is invited twice.
    """
    campaign = _open(transaction, code)
    running = mailings.running(transaction, KIND, campaign.id)
    return running or mailings.begin(transaction, KIND, campaign.id, context.now())


def queue(transaction: Transaction, context: Context, code: str, mailing: int, after: int, most: int) -> Chunk:
    """Queue invitations for the next `most` people who may be invited: as rows, so each leaves once whatever dies."""
    campaign = _open(transaction, code)
    people = respondents.invitable(transaction, campaign.id, Purpose.RECONTACT.value, after, most)
    hours = calendar.hours(transaction, campaign.kind)
    opens = hours.next_open(context.now())
    leaves_on, rest = hours.today(opens), reminder_plan.rest(campaign.kind)
    keys = {contact_id: f"invite{campaign.id}:{contact_id}" for contact_id in people}
    known = posted.known(transaction, keys.values())
    title = context.shelf.get(transaction, campaign.questionnaire_id).title
    invited = [
        contact
        for contact in contacts.get_all(transaction, people).values()
        if keys[contact.id] not in known and reminder_plan.may_write(contact, leaves_on, rest)
    ]
    drafts = [
        Draft(
            key=keys[contact.id],
            channel=contact.channel,
            contact_id=contact.id,
            order=orders.to_bytes(Send(wording.invitation(contact.language, title, campaign.code))),
            not_before=opens,
            not_after=opens + _LATE,
            mailing=mailing,
        )
        for contact in invited
    ]
    contacts.unsolicited(transaction, [contact.id for contact in invited], leaves_on)
    outbox.queue(transaction, context.vault, [context.chance(12) for _ in drafts], drafts)
    return Chunk(len(drafts), people[-1] if len(people) == most else None)


def cancel(transaction: Transaction, code: str) -> int:
    """Stop every mailing of a campaign at its next row, and the reminders that are planned; how many messages stay
    unsent. NotFound without a campaign."""
    campaign = campaigns.by_code(transaction, code)
    if campaign is None:
        raise NotFound(code)
    respondents.hush_all(transaction, campaign.id)
    return mailings.cancel(transaction, campaign.id)


def _open(transaction: Transaction, code: str) -> Campaign:
    campaign = campaigns.by_code(transaction, code)
    if campaign is None or not campaign.is_open:
        raise NotFound(code)
    return campaign
