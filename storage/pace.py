"""What all senders of a channel obey, in every process and after a restart: its pause, and the next free moment for
what nobody asked for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import case, select, update

from storage.schema.operations import pace
from storage.transaction import Transaction
from storage.upserts import insert_new

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pace:
    """free_at: before this, nothing unasked for. paused_until: before this, nothing at all."""

    free_at: datetime = LONG_AGO
    paused_until: datetime = LONG_AGO


def open_channels(transaction: Transaction, channels: Collection[str], now: datetime) -> list[str]:
    """Those of the channels that are not paused."""
    paused = select(pace.c.channel).where(pace.c.paused_until > now)
    resting = set(transaction.execute(paused).scalars())
    return [channel for channel in channels if channel not in resting]


def get(transaction: Transaction, channel: str) -> Pace:
    """The pace of a channel; until this transaction ends, nobody else gets it."""
    wanted = select(pace.c.free_at, pace.c.paused_until).where(pace.c.channel == channel).with_for_update()
    row = transaction.execute(wanted).first()
    if row is None:
        values = {"channel": channel, "free_at": LONG_AGO, "paused_until": LONG_AGO}
        transaction.execute(insert_new(transaction, pace).values(values))
        row = transaction.execute(wanted).one()
    return Pace(row.free_at, row.paused_until)


def occupy(transaction: Transaction, channel: str, free_at: datetime) -> None:
    """A message leaves: the next one not before `free_at`."""
    transaction.execute(update(pace).where(pace.c.channel == channel).values(free_at=free_at))


def pause(transaction: Transaction, channel: str, until: datetime) -> None:
    """The channel wants silence. A pause is never shortened."""
    get(transaction, channel)
    longest = case((pace.c.paused_until < until, until), else_=pace.c.paused_until)
    transaction.execute(update(pace).where(pace.c.channel == channel).values(paused_until=longest))
