"""What the house does by itself: take up after a crash, forget what has served."""

from datetime import timedelta

from services.context import Context, Transaction
from storage import inbox, outbox

FACTS_KEPT = timedelta(days=7)  # channels repeat a delivery for a day at most


def at_start(transaction: Transaction, context: Context) -> None:
    """Rows a dead process had in hand are due again."""
    outbox.reclaim(transaction)


def daily(transaction: Transaction, context: Context) -> None:
    """Forget facts and rows that have served."""
    inbox.purge(transaction, (context.now() - FACTS_KEPT).date())
