"""What the house does by itself: take up after a crash, forget what has served."""

from datetime import timedelta

from services import crisis, dispatch
from services.accounts import signing
from services.context import Context, Transaction
from services.fieldwork import counting, launching
from services.officer_chat import binding, watching
from services.recordings.transcribing import RECORDINGS_KEPT
from services.reminding import reminders
from storage import campaigns, deadletters, erasure, inbox, outbox, passages, voices

FACTS_KEPT = timedelta(days=7)  # channels repeat a delivery for a day at most
LINKS_KEPT = timedelta(days=30)  # after the close; the questionnaire's notice promises these two
_PEOPLE = 200  # at once, so that nobody else waits long for the database
ANSWERS_KEPT = timedelta(days=365)
LETTERS_KEPT = timedelta(days=30)  # what could not be taken, for an operator to look at


def at_start(transaction: Transaction, context: Context, *, alone: bool) -> None:
    """Rows a dead process had in hand are due again; what should be forgotten by now is. alone: no other process works
    on this database, so whatever is in hand is a dead one's."""
    dispatch.reclaim(transaction, context, context.now() + (dispatch.LEASE if alone else timedelta(0)))
    daily(transaction, context)


def often(transaction: Transaction, context: Context) -> None:
    """Campaigns, figures, reminders and news for staff whose time has come."""
    launching.tick(transaction, context)
    counting.look_all(transaction, context)
    reminders.queue_due(transaction, context, _PEOPLE)
    watching.tick(transaction, context)


def daily(transaction: Transaction, context: Context) -> None:
    """Keep the promises of the notice, and forget rows that have served."""
    today = context.now().date()
    inbox.purge(transaction, today - FACTS_KEPT)
    outbox.purge(transaction, context.now() - FACTS_KEPT)
    deadletters.purge(transaction, context.now() - LETTERS_KEPT)
    passages.purge(transaction, context.now())
    voices.drop_before(transaction, today - RECORDINGS_KEPT)
    for campaign in campaigns.closed_before(transaction, today - LINKS_KEPT):
        erasure.sever(transaction, campaign)
    for campaign in campaigns.closed_before(transaction, today - ANSWERS_KEPT):
        erasure.discard(transaction, campaign)
    erasure.lonely_contacts(transaction)
    signing.forget(transaction, context)
    binding.tidy(transaction, context)
    crisis.forget(transaction, context)
