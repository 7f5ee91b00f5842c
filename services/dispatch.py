"""What is due leaves: leased in one transaction, delivered outside any, marked in another."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from services import orders
from services.channels import Edit, Order, Outcome, Rejected, RetryAfter, Sent, Uncertain, Unreachable
from services.context import Context, Transaction
from storage import contacts, interviews, outbox

LEASE = timedelta(seconds=90)
PATIENCE = timedelta(minutes=2)  # what may not have arrived is sent again after this, if nothing happened since
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
        elif row.attempts > 1 and not _still_makes_sense(transaction, row, order):
            closed.append(outbox.Settled(row.id, "uncertain", reason="overtaken"))
        else:
            deliveries.append(Delivery(row, addresses[row.contact_id], order))
    outbox.settle(transaction, closed)
    return deliveries


def at_start(transaction: Transaction, context: Context) -> None:
    """What a process that died had in hand is due again, with the same caution as any uncertain delivery."""
    outbox.reclaim(transaction, context.now(), context.now() + PATIENCE)


def _still_makes_sense(transaction: Transaction, row: outbox.Leased, order: Order) -> bool:
    """Whether a second try would tell the person anything new: the conversation has not moved since, and the question
    was not asked anew. An answered prompt is always worth showing as answered."""
    if row.interview_id is None or (isinstance(order, Edit) and not order.message.question):
        return True
    stored = interviews.get(transaction, row.interview_id)
    if stored is None or stored.interview.revision != row.revision:
        return False
    asked = outbox.prompt(transaction, row.interview_id, row.item) if row.item else None
    return asked is None or asked[0] == row.id


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
    """Edits are repeated at once, as they change nothing twice; messages later, if nothing happens until then."""
    row = delivery.row
    if row.attempts >= MOST_TRIES:
        final.append(outbox.Settled(row.id, "uncertain", reason=reason))
    elif isinstance(delivery.order, Edit):
        outbox.postpone(transaction, row.id, context.now() + timedelta(seconds=row.attempts))
    else:
        outbox.postpone(transaction, row.id, context.now() + PATIENCE)
