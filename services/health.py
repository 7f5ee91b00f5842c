"""Is the house well? What waits, since when, and from which moment on that is a complaint (N1 of the requirements)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.context import Context, Transaction
from services.metrics import Metrics
from storage import monitoring

ARRIVAL_SECONDS = 30  # the oldest arrival nobody looked into
REPLY_SECONDS = 60  # the oldest reply that could leave
PENDING_UPDATES = 50  # that Telegram keeps for us
ERROR_FRESH = timedelta(minutes=5)  # a delivery of Telegram's to us that failed since
SILENCE_SECONDS = 180  # of Telegram, which is asked every minute


@dataclass(frozen=True, slots=True)
class Queue:
    """count: how many wait. seconds: how long the oldest has, 0 when none does."""

    count: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class State:
    """What the database tells of itself, each by channel. pauses: seconds for which a channel asked senders to wait.

    Mailings are paced on purpose: many of them may wait for long, and nothing is wrong.
    """

    arrivals: Mapping[str, Queue]
    replies: Mapping[str, Queue]
    mailings: Mapping[str, Queue]
    dead_letters: int
    pauses: Mapping[str, float]


def look(transaction: Transaction, context: Context) -> State:
    """The queues as they are now."""
    now = context.now()

    due = monitoring.due(transaction, now)
    return State(
        {channel: _aged(line, now) for channel, line in monitoring.arrivals(transaction).items()},
        {channel: _aged(line, now) for (channel, paced), line in due.items() if not paced},
        {channel: _aged(line, now) for (channel, paced), line in due.items() if paced},
        monitoring.dead(transaction),
        {channel: (until - now).total_seconds() for channel, until in monitoring.pauses(transaction, now).items()},
    )


def _aged(line: monitoring.Line, now: datetime) -> Queue:
    return Queue(line.count, max(0.0, (now - line.since).total_seconds()) if line.since else 0.0)


def complaints(state: State, metrics: Metrics, now: datetime) -> list[str]:
    """What is wrong with this process' work, one short line each, for a machine or an operator."""
    waiting = max((state.arrivals.get(channel, Queue()).seconds for channel in metrics.channels), default=0.0)
    unsent = max((state.replies.get(channel, Queue()).seconds for channel in metrics.channels), default=0.0)
    found = []
    if waiting > ARRIVAL_SECONDS:
        found.append(f"inbox: the oldest arrival waits for {waiting:.0f} s (limit {ARRIVAL_SECONDS})")
    if unsent > REPLY_SECONDS:
        found.append(f"outbox: the oldest reply waits for {unsent:.0f} s (limit {REPLY_SECONDS})")
    if (webhook := metrics.webhook) is None:
        return found
    silent = (now - webhook.asked_at).total_seconds()
    if silent > SILENCE_SECONDS:
        found.append(f"telegram: has not answered for {silent:.0f} s (limit {SILENCE_SECONDS})")
    if webhook.pending > PENDING_UPDATES:
        found.append(f"telegram: {webhook.pending} updates are pending (limit {PENDING_UPDATES})")
    if webhook.failed_at is not None and now - webhook.failed_at < ERROR_FRESH:
        found.append(f"telegram: could not deliver to us {(now - webhook.failed_at).total_seconds():.0f} s ago")
    return found
