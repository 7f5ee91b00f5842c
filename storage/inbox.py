"""What channels received: durable first, looked into later, in order within a person."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain

from sqlalchemy import BindParameter, bindparam, exists, insert, select, update

from storage.schema.operations import fact, inbox
from storage.transaction import Transaction
from storage.upserts import insert_new
from storage.vault import Vault

TRIES = 3  # then the row is set aside, and its neighbours go on


@dataclass(frozen=True, slots=True)
class Claimed:
    """One arrival in hand. queue: whose it is."""

    id: int
    channel: str
    queue: bytes
    payload: bytes
    received_at: datetime


def _digest(channel: str, key: str) -> bytes:
    return hashlib.sha256(f"{channel}\x00{key}".encode()).digest()[:16]


@dataclass(frozen=True, slots=True)
class Received:
    """One arrival to keep. keys: names of this very fact. nonce: 12 random bytes."""

    channel: str
    keys: Sequence[str]
    queue: bytes
    payload: bytes
    nonce: bytes


_KEEP = insert(inbox)


def accept(transaction: Transaction, vault: Vault, received: Sequence[Received], now: datetime) -> int:
    """Keep arrivals, except those that have a key which is known, or which an earlier one has; how many were new."""
    if not received:
        return 0
    digests = [[_digest(each.channel, key) for key in each.keys] for each in received]
    today = now.date()
    # In one order everywhere, so that two processes that keep the same facts never wait for each other.
    facts = [{"key": key, "seen_on": today} for key in sorted({*chain.from_iterable(digests)})]
    fresh = set(transaction.execute(insert_new(transaction, fact).returning(fact.c.key), facts).scalars())
    rows = []
    for each, own in zip(received, digests, strict=True):
        if fresh.issuperset(own):
            fresh.difference_update(own)
            sealed = vault.seal(each.payload, f"inbox:{each.queue.hex()}", each.nonce)
            rows.append(
                {
                    "channel": each.channel,
                    "queue": each.queue,
                    "payload": sealed,
                    "state": "waiting",
                    "received_at": now,
                }
            )
    if rows:
        transaction.execute(_KEEP, rows)
    return len(rows)


_EARLIER = inbox.alias("earlier")
# Written out as the indexes of waiting rows have it.
_WAITING: BindParameter[str] = bindparam("waiting", "waiting", literal_execute=True)
_HEADS = (
    select(inbox.c.id, inbox.c.channel, inbox.c.queue, inbox.c.payload, inbox.c.received_at)
    .where(
        inbox.c.state == _WAITING,
        inbox.c.channel.in_(bindparam("channels", expanding=True)),
        ~exists().where(_EARLIER.c.queue == inbox.c.queue, _EARLIER.c.state == _WAITING, _EARLIER.c.id < inbox.c.id),
    )
    .order_by(inbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(of=inbox, skip_locked=True)
)
_DONE = update(inbox).where(inbox.c.id.in_(bindparam("ids", expanding=True))).values(state="done", payload=None)


def claim(transaction: Transaction, vault: Vault, channels: Collection[str], most: int) -> list[Claimed]:
    """The oldest waiting arrival of each person, in the order they came, nobody else's meanwhile.

    Whoever has the first row of a person has the person: until this transaction ends, the next row is no first row.
    So each person's arrivals are looked into in order, however many processes look.
    """
    rows = transaction.execute(_HEADS, {"channels": list(channels), "most": most})
    return [
        Claimed(row.id, row.channel, row.queue, vault.open(row.payload, f"inbox:{row.queue.hex()}"), row.received_at)
        for row in rows
    ]


def done(transaction: Transaction, arrival_ids: Sequence[int]) -> None:
    """These are looked into; only the fact that they came is kept."""
    transaction.execute(_DONE, {"ids": arrival_ids})


def failed(transaction: Transaction, arrival_id: int, reason: str) -> bool:
    """Count a failed try; whether the row was given up (its payload stays, sealed, for a replay)."""
    attempts = transaction.execute(select(inbox.c.attempts).where(inbox.c.id == arrival_id)).scalar_one() + 1
    dead = int(attempts) >= TRIES
    transaction.execute(
        update(inbox)
        .where(inbox.c.id == arrival_id)
        .values(attempts=attempts, reason=reason[:200], state="dead" if dead else "waiting")
    )
    return dead


def purge(transaction: Transaction, before: date) -> None:
    """Forget facts and finished rows older than `before` (channels repeat themselves for a day at most)."""
    transaction.execute(fact.delete().where(fact.c.seen_on < before))
    moment = datetime.combine(before, datetime.min.time(), UTC)
    transaction.execute(inbox.delete().where(inbox.c.state == "done", inbox.c.received_at < moment))
