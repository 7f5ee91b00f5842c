"""What channels received: durable first, looked into later, in order within a person."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain

from sqlalchemy import bindparam, insert, select, update

from storage.schema.operations import fact, inbox
from storage.transaction import Transaction
from storage.vault import Vault

TRIES = 3  # then the row is set aside, and its neighbours go on


@dataclass(frozen=True, slots=True)
class Waiting:
    """One arrival to look into. queue: whose it is."""

    id: int
    channel: str
    queue: bytes
    payload: bytes


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


_KNOWN = select(fact.c.key).where(fact.c.key.in_(bindparam("keys", expanding=True)))
_REMEMBER = insert(fact)
_KEEP = insert(inbox)


def accept(transaction: Transaction, vault: Vault, received: Sequence[Received], now: datetime) -> int:
    """Keep arrivals, except those that have a key which is known, or which an earlier one has; how many were new."""
    digests = [[_digest(each.channel, key) for key in each.keys] for each in received]
    known = set(transaction.execute(_KNOWN, {"keys": list(chain.from_iterable(digests))}).scalars())
    facts: dict[bytes, None] = {}
    rows = []
    for each, own in zip(received, digests, strict=True):
        if known.isdisjoint(own) and facts.keys().isdisjoint(own):
            facts |= dict.fromkeys(own)
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
        today = now.date()
        transaction.execute(_REMEMBER, [{"key": digest, "seen_on": today} for digest in facts])
        transaction.execute(_KEEP, rows)
    return len(rows)


_WAITING = (
    select(inbox.c.id, inbox.c.channel, inbox.c.queue, inbox.c.payload)
    .where(inbox.c.state == "waiting", inbox.c.channel.in_(bindparam("channels", expanding=True)))
    .order_by(inbox.c.id)
    .limit(bindparam("most"))
)
_TAKE = (
    update(inbox)
    .where(inbox.c.id.in_(bindparam("ids", expanding=True)), inbox.c.state == "waiting")
    .values(state="done", payload=None)
    .returning(inbox.c.id)
)


def waiting(transaction: Transaction, vault: Vault, channels: Collection[str], most: int) -> list[Waiting]:
    """The oldest arrivals of these channels not yet looked into."""
    return [
        Waiting(row.id, row.channel, row.queue, vault.open(row.payload, f"inbox:{row.queue.hex()}"))
        for row in transaction.execute(_WAITING, {"channels": list(channels), "most": most})
    ]


def take(transaction: Transaction, arrival_ids: Sequence[int]) -> set[int]:
    """Those of the arrivals that nobody looked into yet: they are done with this transaction, and only the fact that
    they came is kept."""
    return set(transaction.execute(_TAKE, {"ids": arrival_ids}).scalars())


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
