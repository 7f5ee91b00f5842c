"""Questions read aloud. Found by the words they read, never by a questionnaire: new words have no clip yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from sqlalchemy import delete, insert, select, update

from storage.schema.sound import clip, clip_handle
from storage.transaction import Transaction

_FRESH = timedelta(seconds=10)  # for so long a process may not know what another one has added


@dataclass(frozen=True, slots=True)
class Clip:
    """seconds: how long it lasts. synthetic: a machine reads, and nobody has listened to it yet."""

    seconds: int
    synthetic: bool


def every(transaction: Transaction) -> dict[bytes, Clip]:
    """All clips, by the digest of their words."""
    query = select(clip.c.words, clip.c.seconds, clip.c.synthetic)
    return {row.words: Clip(row.seconds, row.synthetic) for row in transaction.execute(query)}


def content(transaction: Transaction, words: bytes) -> bytes | None:
    """The recording (OGG/Opus), None when there is none."""
    return transaction.execute(select(clip.c.content).where(clip.c.words == words)).scalar()


def put(transaction: Transaction, words: bytes, what: Clip, recording: bytes) -> None:
    """Keep a recording in place of an earlier one, which channels then forget."""
    drop(transaction, words)
    values = {"words": words, "seconds": what.seconds, "synthetic": what.synthetic, "content": recording}
    transaction.execute(insert(clip).values(values))


def drop(transaction: Transaction, words: bytes) -> bool:
    """Take a recording away; whether there was one."""
    transaction.execute(delete(clip_handle).where(clip_handle.c.words == words))
    return bool(transaction.execute(delete(clip).where(clip.c.words == words)).rowcount)


def vouch(transaction: Transaction, words: Collection[bytes]) -> int:
    """Somebody has listened to these: they are synthetic no more for a parent. How many were."""
    where = (clip.c.words.in_(words), clip.c.synthetic)
    return int(transaction.execute(update(clip).where(*where).values(synthetic=False)).rowcount)


# --- what channels call them -----------------------------------------------------------------------------------------
def handle(transaction: Transaction, words: bytes, account: str) -> str:
    """The name under which `account` has carried it before, "" when it never did."""
    query = select(clip_handle.c.handle).where(clip_handle.c.words == words, clip_handle.c.account == account)
    return transaction.execute(query).scalar() or ""


def know(transaction: Transaction, words: bytes, account: str, name: str) -> None:
    """Keep the name of `account` for it, "" to forget the one it had."""
    here = (clip_handle.c.words == words, clip_handle.c.account == account)
    transaction.execute(delete(clip_handle).where(*here))
    if name and transaction.execute(select(clip.c.seconds).where(clip.c.words == words)).first():
        transaction.execute(insert(clip_handle).values(words=words, account=account, handle=name))


class Recordings:
    """Which clips there are, as far as this process knows, each with whether it is synthetic. Asked for at every
    prompt, so not read every time."""

    def __init__(self) -> None:
        self.known: Mapping[bytes, bool] = MappingProxyType({})
        self._until = datetime.min.replace(tzinfo=UTC)

    def refresh(self, transaction: Transaction, now: datetime) -> None:
        """Read them again when that was some time ago."""
        if now >= self._until:
            found = {words: one.synthetic for words, one in every(transaction).items()}
            self.known, self._until = MappingProxyType(found), now + _FRESH

    def forget(self) -> None:
        """Something was changed here: read them again at the next occasion."""
        self._until = datetime.min.replace(tzinfo=UTC)
