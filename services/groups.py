"""A group of people in which the bot is a member: it says where it talks, and keeps nothing of what is said there."""

from datetime import timedelta

from services import posting, wording
from services.campaigning.campaigns import telegram_link
from services.context import Context, Transaction
from services.posting import Cause
from storage import campaigns, posted
from storage.contacts import Contact

QUIET = timedelta(minutes=1)  # whatever happens in between, one message is enough


def point_away(transaction: Transaction, context: Context, cause: Cause, contact: Contact) -> None:
    """Lead who speaks to the bot in a group into a private chat: to the open campaign, when there is only one."""
    last = posted.last_reply(transaction, contact.id)
    if last is not None and context.now() < last + QUIET:
        return
    running = [campaign.code for campaign in campaigns.every(transaction) if campaign.is_open]
    link = telegram_link(transaction, running[0] if len(running) == 1 else "")
    posting.say(transaction, context, cause, wording.in_private(contact.language, link))
