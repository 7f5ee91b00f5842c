"""After an outage: taps made meanwhile are lost for ever, so whoever was in a conversation is asked again.

Telegram keeps a tap for 150 seconds and a written message for a day (tdlib/telegram-bot-api, WebhookActor and Client).
Typed answers that come after all make the apology needless: it leaves only where nothing happened until then.
"""

from datetime import datetime, timedelta

from services import conversations, posting, wording
from services.channels import InboundMessage, Wrote
from services.context import Context, Transaction
from services.posting import Cause
from storage import contacts, installation, posted
from surveys.inputs import Resumed

TAP_LIFE = timedelta(seconds=150)
_IN_THE_MIDDLE = timedelta(minutes=10)  # who was written to this shortly before was talking to us
_LATER = timedelta(seconds=20)  # what waited at the channel arrives first
_BETWEEN = timedelta(seconds=60)  # more than between two calls of `heard` while all is well
_HEARD = "heard_at"


def heard(transaction: Transaction, context: Context) -> int:
    """We can be reached now. How many people are asked again because we could not be for too long before."""
    now, last = context.now(), installation.value(transaction, _HEARD)
    installation.replace(transaction, _HEARD, now.isoformat())
    before = datetime.fromisoformat(last) if last else now
    if now - before <= TAP_LIFE:
        return 0
    people = posted.replied_to(transaction, before - _IN_THE_MIDDLE, before + _BETWEEN)
    return sum(_ask_again(transaction, context, contact_id, before) for contact_id in people)


def _ask_again(transaction: Transaction, context: Context, contact_id: int, before: datetime) -> bool:
    contact = contacts.get(transaction, contact_id)
    if contact is None or contact.unreachable or contact.current is None:
        return False
    talk = conversations.load(transaction, context, contact.id, contact.channel, contact.current)
    if talk is None or not (talk.is_open and talk.campaign_open):
        return False
    name = f"outage{int(before.timestamp())}:{contact.id}"
    cause = Cause(name, InboundMessage(contact.channel, "", Wrote("")), contact.id, later=_LATER)
    after, effects = conversations.step(transaction, context, talk, Resumed())
    posting.carry_out(transaction, context, cause, after, effects, (wording.outage(talk.interview.language),))
    return True
