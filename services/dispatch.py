"""What is due leaves: leased in one transaction, delivered outside any, marked in another.

Replies go at once. What was held up and what nobody asked for go one by one, at a pace that all processes share, the
latter within the hours; what may have arrived of it is never repeated, as a missing reminder is better than two.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services import calendar, orders
from services.channels import (
    EDIT_TARGET_GONE,
    HANDLE_GONE,
    Edit,
    Moved,
    Order,
    Outcome,
    Rejected,
    RetryAfter,
    Send,
    Sent,
    Uncertain,
    Unreachable,
)
from services.context import Context, Transaction
from services.hours import NANTES
from services.pacing import PACED_PER_SECOND
from services.recordings import playing
from storage import contacts, interviews, mailings, outbox, pace, posted, respondents
from storage.campaigns import CRISIS
from storage.outbox import UNMOVED, Draft, Leased, Settled
from surveys.interview import Disposition

LEASE = timedelta(seconds=8)  # renewed by whoever is still at work
PATIENCE = timedelta(minutes=2)  # what may not have arrived is sent again after this, if nothing happened since
JUST_TALKED = timedelta(hours=1)  # nobody is reminded of what they are doing ...
ANOTHER_DAY = timedelta(days=1)  # ... but the day after
MOST_UNSURE = 3  # tries of a message that may have arrived each time
FORGOTTEN = timedelta(days=1)  # a reply that could not be sent for so long answers nothing any more
_LONGEST_PAUSE = 60.0  # seconds between two tries
_SPACING = timedelta(seconds=1 / PACED_PER_SECOND)
_LOOKS = 100  # rows without sense that one look may close


@dataclass(frozen=True, slots=True)
class Delivery:
    """One order to carry out now."""

    row: Leased
    address: str
    order: Order


@dataclass(frozen=True, slots=True)
class Slot:
    """The next of what must not leave in a crowd, or nothing. wait: seconds until another look, None when nothing is
    due."""

    delivery: Delivery | None
    wait: float | None


# --- leaving ---------------------------------------------------------------------------------------------------------
def lease(transaction: Transaction, context: Context, channels: Collection[str], most: int) -> list[Delivery]:
    """Take the replies that are due on these channels, in order. What another channel has to say stays until it is
    back. Rows that make no sense any more are closed on the way."""
    now = context.now()
    awake = pace.open_channels(transaction, channels, now)
    if not awake:
        return []
    rows = outbox.lease_replies(transaction, context.vault, awake, now, now + LEASE, most)
    return _sensible(transaction, context, rows)


def next_paced(transaction: Transaction, context: Context, channel: str) -> Slot:
    """Take the next message that must not leave in a crowd, when one may leave now: a reply that was held up, else one
    of an emergency, else, in the hours, another that nobody asked for."""
    now = context.now()
    free = pace.get(transaction, channel)
    may = max(free.free_at, free.paused_until)
    if may > now:
        return Slot(None, (may - now).total_seconds())
    in_hours = calendar.is_open(transaction, now)
    for _ in range(_LOOKS):
        row = outbox.lease_paced(transaction, context.vault, channel, now, now + LEASE, in_hours=in_hours)
        if row is None:
            return Slot(None, None)
        for delivery in _sensible(transaction, context, [row]):
            on_time = free.free_at if now - free.free_at <= _SPACING else now  # what is a little late is made up for
            pace.occupy(transaction, channel, on_time + _SPACING)
            return Slot(delivery, (on_time + _SPACING - now).total_seconds())
    return Slot(None, 0.0)


def _sensible(transaction: Transaction, context: Context, rows: Sequence[Leased]) -> list[Delivery]:
    """Those of the rows that are still worth sending; the others are closed, or wait for a better moment."""
    if not rows:
        return []
    addresses = contacts.addresses(transaction, context.vault, {row.contact_id for row in rows})
    redrawn = {(row.contact_id, row.reference): row.id for row in rows if row.reference}
    deliveries, closed = [], []
    for row in rows:
        order = playing.loaded(transaction, row.channel, orders.from_bytes(row.order, row.reference))
        if row.contact_id not in addresses:
            closed.append(Settled(row.id, "unreachable"))
        elif playing.is_empty(order) or (isinstance(order, Edit) and not order.reference):
            closed.append(Settled(row.id, "rejected", reason="nothing to edit or to play"))
        elif row.reference and redrawn[row.contact_id, row.reference] != row.id:
            closed.append(Settled(row.id, "dropped", row.reference, "drawn anew"))
        elif why := _senseless(transaction, context, row, order):
            closed.append(Settled(row.id, "uncertain" if row.attempts > 1 else "dropped", row.reference, why))
        elif later := _too_soon(transaction, context, row):
            _put_off(transaction, row, later)
        else:
            deliveries.append(Delivery(row, addresses[row.contact_id], order))
    outbox.settle(transaction, closed)
    return deliveries


def _senseless(transaction: Transaction, context: Context, row: Leased, order: Order) -> str:
    """Why a row would tell the person nothing any more, "" when it would."""
    if row.not_after is not None and row.not_after < context.now():
        return "too late"
    if row.left_at is not None and row.left_at + FORGOTTEN < context.now():
        return "forgotten"
    if row.proviso == UNMOVED and _has_moved(transaction, row, order):
        return "overtaken"
    return _unwanted(transaction, row, row.mailing) if row.mailing is not None else ""


def _has_moved(transaction: Transaction, row: Leased, order: Order) -> bool:
    """Whether something happened in the conversation since, or its question was asked anew. An answered prompt is
    always worth showing as answered."""
    if row.interview_id is None or (isinstance(order, Edit) and not order.message.question):
        return False
    stored = interviews.get(transaction, row.interview_id)
    if stored is None or stored.interview.revision != row.revision:
        return True
    asked = posted.prompt(transaction, row.interview_id, row.item) if row.item else None
    return asked is not None and asked.row > row.id


def _unwanted(transaction: Transaction, row: Leased, mailing_id: int) -> str:
    """Why somebody need not be invited to a campaign, or reminded of it."""
    mailing = mailings.get(transaction, mailing_id)
    if mailing.state != "running":
        return "cancelled"
    if row.interview_id is None:
        return "takes part" if respondents.interview_of(transaction, row.contact_id, mailing.campaign_id) else ""
    stored = interviews.get(transaction, row.interview_id)
    return "" if stored is not None and stored.interview.disposition is Disposition.OPEN else "ended"


def _too_soon(transaction: Transaction, context: Context, row: Leased) -> datetime | None:
    """When to look again at what nobody asked for, as the person is talking to us now; None when it may leave, as an
    emergency always may."""
    mailing = mailings.get(transaction, row.mailing) if row.mailing is not None else None
    talked = posted.last_reply(transaction, row.contact_id) if mailing else None
    if mailing is None or mailing.campaign_kind == CRISIS or talked is None or talked <= context.now() - JUST_TALKED:
        return None
    return calendar.hours(transaction).next_open(talked + ANOTHER_DAY)


def _put_off(transaction: Transaction, row: Leased, later: datetime) -> None:
    """A message that nobody asked for leaves later; the week of silence begins when it does."""
    outbox.release(transaction, row.id, later)
    contacts.amend(transaction, row.contact_id, unsolicited_on=NANTES.today(later))


# --- what became of it -----------------------------------------------------------------------------------------------
def settle(transaction: Transaction, context: Context, results: Sequence[tuple[Delivery, Outcome]]) -> None:
    """Mark what became of deliveries."""
    final = []
    for delivery, outcome in results:
        row = delivery.row
        match outcome:
            case Sent(reference=reference):
                playing.learn(transaction, row.channel, delivery.order, outcome.handle)
                final.append(Settled(row.id, "sent", reference or row.reference))
            case Unreachable():
                contacts.amend(transaction, row.contact_id, unreachable=True)
                final.append(Settled(row.id, "unreachable"))
                outbox.withdraw(transaction, row.contact_id)
            case Moved(address=address):
                contacts.move(transaction, context.vault, context.chance(12), row.contact_id, row.channel, address)
                outbox.postpone(transaction, row.id, context.now())
            case Rejected(reason=reason):
                final += _rejected(transaction, context, delivery, reason)
            case RetryAfter(seconds=seconds, everybody=True):
                until = context.now() + timedelta(seconds=seconds)
                pace.pause(transaction, row.channel, until)
                outbox.postpone(transaction, row.id, until, UNMOVED)
            case RetryAfter(seconds=seconds):
                wait = max(seconds, min(seconds * _growth(row), _LONGEST_PAUSE))
                outbox.postpone(transaction, row.id, context.now() + timedelta(seconds=wait), UNMOVED)
            case Uncertain(reason=reason):
                final += _uncertain(transaction, context, delivery, reason)
    outbox.settle(transaction, final)


def untried(transaction: Transaction, context: Context, deliveries: Sequence[Delivery]) -> None:
    """Deliveries that nobody began, because the channel asked for a pause: due again as soon as it ends."""
    for delivery in deliveries:
        outbox.release(transaction, delivery.row.id, context.now())


def _rejected(transaction: Transaction, context: Context, delivery: Delivery, reason: str) -> list[Settled]:
    row = delivery.row
    if reason == HANDLE_GONE and playing.forget(transaction, row.channel, delivery.order):
        outbox.postpone(transaction, row.id, context.now())
        return []
    if reason == EDIT_TARGET_GONE:
        _ask_anew(transaction, context, delivery)
    return [Settled(row.id, "rejected", reason=reason)]


def _uncertain(transaction: Transaction, context: Context, delivery: Delivery, reason: str) -> list[Settled]:
    """Edits are repeated soon, as they change nothing twice; questions later, if nothing happens until then; remarks
    and what nobody asked for never are."""
    row = delivery.row
    is_edit = isinstance(delivery.order, Edit)
    if not is_edit and (not row.item or row.attempts >= MOST_UNSURE):
        return [Settled(row.id, "uncertain", reason=reason)]
    wait = timedelta(seconds=min(_growth(row), _LONGEST_PAUSE)) if is_edit else PATIENCE * row.attempts
    outbox.postpone(transaction, row.id, context.now() + wait, UNMOVED)
    return []


def _growth(row: Leased) -> float:
    """How much longer than the first the pause before another try is."""
    return 2.0 ** min(row.attempts - 1, 6)


def _ask_anew(transaction: Transaction, context: Context, delivery: Delivery) -> None:
    """The message with the open question is gone: it is asked once more, in a message of its own."""
    row, message = delivery.row, delivery.order.message if isinstance(delivery.order, Edit) else None
    if message is None or not message.question:
        return
    again = Draft(
        key=f"anew{row.id}",
        channel=row.channel,
        contact_id=row.contact_id,
        order=orders.to_bytes(Send(message)),
        not_before=context.now(),
        interview_id=row.interview_id,
        revision=row.revision,
        item=message.key,
        proviso=UNMOVED,
    )
    outbox.queue(transaction, context.vault, [context.chance(12)], [again])


# --- whoever is at work ----------------------------------------------------------------------------------------------
def renew(transaction: Transaction, context: Context, row_ids: Collection[int]) -> None:
    """These are still in hand."""
    outbox.renew(transaction, row_ids, context.now() + LEASE)


def reclaim(transaction: Transaction, context: Context, expired: datetime) -> None:
    """What a process that died had in hand is due again, with the same caution as any uncertain delivery."""
    outbox.reclaim(transaction, expired, context.now(), context.now() + PATIENCE)
