"""What channels received: durable first, looked into later, in order within a person."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import bindparam, func, insert, select, update

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


def accept(
    transaction: Transaction,
    vault: Vault,
    nonce: bytes,
    *,
    channel: str,
    keys: Sequence[str],
    queue: bytes,
    payload: bytes,
    now: datetime,
) -> bool:
    """Keep an arrival unless one of its keys is known; whether it was new."""
    digests = [_digest(channel, key) for key in keys]
    if transaction.execute(select(fact.c.key).where(fact.c.key.in_(digests))).first() is not None:
        return False
    today = now.date()
    transaction.execute(insert(fact), [{"key": digest, "seen_on": today} for digest in dict.fromkeys(digests)])
    sealed = vault.seal(payload, f"inbox:{queue.hex()}", nonce)
    transaction.execute(
        insert(inbox),
        {"channel": channel, "queue": queue, "payload": sealed, "state": "waiting", "received_at": now},
    )
    return True


_WAITING = (
    select(inbox.c.id, inbox.c.channel, inbox.c.queue, inbox.c.payload)
    .where(inbox.c.state == "waiting", inbox.c.channel.in_(bindparam("channels", expanding=True)))
    .order_by(inbox.c.id)
    .limit(bindparam("most"))
)
_DONE = update(inbox).where(inbox.c.id == bindparam("of")).values(state="done", payload=None)


def waiting(transaction: Transaction, vault: Vault, channels: Collection[str], most: int) -> list[Waiting]:
    """The oldest arrivals of these channels not yet looked into."""
    return [
        Waiting(row.id, row.channel, row.queue, vault.open(row.payload, f"inbox:{row.queue.hex()}"))
        for row in transaction.execute(_WAITING, {"channels": list(channels), "most": most})
    ]


def is_waiting(transaction: Transaction, arrival_id: int) -> bool:
    return transaction.execute(select(inbox.c.state).where(inbox.c.id == arrival_id)).scalar() == "waiting"


def done(transaction: Transaction, arrival_id: int) -> None:
    """Looked into: only the fact that it came is kept."""
    transaction.execute(_DONE, {"of": arrival_id})


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


def oldest_waiting(transaction: Transaction) -> datetime | None:
    """When the oldest arrival still waiting came, for the health page."""
    return transaction.execute(select(func.min(inbox.c.received_at)).where(inbox.c.state == "waiting")).scalar()


def purge(transaction: Transaction, before: date) -> None:
    """Forget facts and finished rows older than `before` (channels repeat themselves for a day at most)."""
    transaction.execute(fact.delete().where(fact.c.seen_on < before))
    moment = datetime.combine(before, datetime.min.time(), UTC)
    transaction.execute(inbox.delete().where(inbox.c.state == "done", inbox.c.received_at < moment))
