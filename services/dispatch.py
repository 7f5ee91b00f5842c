"""What is due leaves: leased in one transaction, delivered outside any, marked in another."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from services import orders
from services.channels import Edit, Order, Outcome, Rejected, RetryAfter, Sent, Uncertain, Unreachable
from services.context import Context, Transaction
from storage import contacts, interviews, outbox

LEASE = timedelta(seconds=90)
QUESTION_PAUSE = timedelta(minutes=2)  # an uncertain question is shown again after this, if it is still open
MOST_TRIES = 8


@dataclass(frozen=True, slots=True)
class Delivery:
    """One order to carry out now."""

    row: outbox.Leased
    address: str
    order: Order


def lease(
    transaction: Transaction, context: Context, channels: Collection[str], most: int, busy: frozenset[int]
) -> list[Delivery]:
    """Take what is due on these channels, in order; contacts in `busy` wait. What another channel has to say stays
    until it is back. Rows that make no sense any more are closed on the way."""
    now = context.now()
    rows = outbox.lease(transaction, context.vault, channels, now, now + LEASE, most, busy)
    addresses = contacts.addresses(transaction, context.vault, {row.contact_id for row in rows}) if rows else {}
    deliveries, closed = [], []
    for row in rows:
        order = orders.from_bytes(row.order, row.reference)
        if row.contact_id not in addresses:
            closed.append(outbox.Settled(row.id, "unreachable"))
        elif isinstance(order, Edit) and not order.reference:
            closed.append(outbox.Settled(row.id, "rejected", reason="nothing to edit"))
        elif row.attempts > 1 and not _still_asked(transaction, row):
            closed.append(outbox.Settled(row.id, "uncertain", reason="answered meanwhile"))
        else:
            deliveries.append(Delivery(row, addresses[row.contact_id], order))
    outbox.settle(transaction, closed)
    return deliveries


def _still_asked(transaction: Transaction, row: outbox.Leased) -> bool:
    """Whether the question of a row is the open one; always true for rows that ask nothing."""
    if not row.item or row.interview_id is None:
        return True
    stored = interviews.get(transaction, row.interview_id)
    return stored is not None and stored.interview.position == row.item


def settle(transaction: Transaction, context: Context, results: Sequence[tuple[Delivery, Outcome]]) -> None:
    """Mark what became of deliveries."""
    final = []
    for delivery, outcome in results:
        row = delivery.row
        match outcome:
            case Sent(reference=reference):
                final.append(outbox.Settled(row.id, "sent", reference or row.reference))
            case Unreachable():
                contacts.amend(transaction, row.contact_id, unreachable=True)
                final.append(outbox.Settled(row.id, "unreachable"))
                outbox.withdraw(transaction, row.contact_id)
            case Rejected(reason=reason):
                final.append(outbox.Settled(row.id, "rejected", reason=reason))
            case RetryAfter(seconds=seconds) if row.attempts < MOST_TRIES:
                outbox.postpone(transaction, row.id, context.now() + timedelta(seconds=seconds))
            case RetryAfter():
                final.append(outbox.Settled(row.id, "rejected", reason="too many tries"))
            case Uncertain(reason=reason):
                _uncertain(transaction, context, delivery, reason, final)
    outbox.settle(transaction, final)


def _uncertain(
    transaction: Transaction, context: Context, delivery: Delivery, reason: str, final: list[outbox.Settled]
) -> None:
    """Edits are repeated at once (they change nothing twice), questions later, remarks never."""
    row = delivery.row
    if row.attempts >= MOST_TRIES:
        final.append(outbox.Settled(row.id, "uncertain", reason=reason))
    elif isinstance(delivery.order, Edit):
        outbox.postpone(transaction, row.id, context.now() + timedelta(seconds=row.attempts))
    elif row.item:
        outbox.postpone(transaction, row.id, context.now() + QUESTION_PAUSE)
    else:
        final.append(outbox.Settled(row.id, "uncertain", reason=reason))
