"""Answers that were spoken and are not written down yet: sealed recordings, and what is still to be fetched."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert, select, update

from storage.schema.fieldwork import campaign, interview
from storage.schema.sound import fetching, voice
from storage.transaction import Transaction
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Voice:
    """One spoken answer. item: place in the sheet. media: "" while the channel still has the recording."""

    id: int
    interview_id: int
    item: int
    seconds: int
    media: str
    spoken_on: date


@dataclass(frozen=True, slots=True)
class Fetching:
    """A recording to fetch. handle: what its channel calls it. attempts: this one included."""

    voice_id: int
    channel: str
    handle: str
    attempts: int


_VOICE = (voice.c.id, voice.c.interview_id, voice.c.item, voice.c.seconds, voice.c.media, voice.c.spoken_on)


def _about(voice_id: int) -> str:
    return f"voice:{voice_id}"


def _named(voice_id: int) -> str:
    return f"fetching:{voice_id}"


def begin(transaction: Transaction, value: Voice) -> None:
    """A new spoken answer in place of an earlier one. Its recording follows by `keep`, or is fetched after `expect`."""
    here = (voice.c.interview_id == value.interview_id, voice.c.item == value.item)
    transaction.execute(delete(voice).where(*here))
    transaction.execute(
        insert(voice).values(
            id=value.id,
            interview_id=value.interview_id,
            item=value.item,
            seconds=value.seconds,
            media=value.media,
            spoken_on=value.spoken_on,
        )
    )


def keep(
    transaction: Transaction, vault: Vault, nonce: bytes, voice_id: int, recording: bytes, media: str, seconds: int
) -> None:
    """Seal the recording."""
    sealed = vault.seal(recording, _about(voice_id), nonce)
    values = {"sealed": sealed, "media": media, "seconds": seconds}
    transaction.execute(update(voice).where(voice.c.id == voice_id).values(values))
    transaction.execute(delete(fetching).where(fetching.c.voice_id == voice_id))


def get(transaction: Transaction, voice_id: int) -> Voice | None:
    row = transaction.execute(select(*_VOICE).where(voice.c.id == voice_id)).first()
    return Voice(*row) if row else None


def recording(transaction: Transaction, vault: Vault, voice_id: int) -> tuple[str, bytes] | None:
    """Its media type and what was said; None when it is gone or not here yet."""
    row = transaction.execute(select(voice.c.media, voice.c.sealed).where(voice.c.id == voice_id)).first()
    if row is None or row.sealed is None:
        return None
    return row.media, vault.open(row.sealed, _about(voice_id))


def drop(transaction: Transaction, voice_id: int) -> None:
    """Forget the recording; that the answer was spoken stays with the answer."""
    transaction.execute(delete(fetching).where(fetching.c.voice_id == voice_id))
    transaction.execute(delete(voice).where(voice.c.id == voice_id))


def drop_before(transaction: Transaction, day: date) -> int:
    """Forget the recordings spoken before `day`; how many."""
    return int(transaction.execute(delete(voice).where(voice.c.spoken_on < day)).rowcount)


def waiting(transaction: Transaction, most: int, voice_id: int | None = None) -> list[tuple[Voice, str]]:
    """Recordings that are here, the oldest day first and within it in no telling order; with the campaign's code.
    voice_id: this one only."""
    query = (
        select(*_VOICE, campaign.c.code)
        .join(interview, interview.c.id == voice.c.interview_id)
        .join(campaign, campaign.c.id == interview.c.campaign_id)
        .where(voice.c.sealed.is_not(None), *([] if voice_id is None else [voice.c.id == voice_id]))
        .order_by(voice.c.spoken_on, voice.c.id)
        .limit(most)
    )
    return [(Voice(*row[:-1]), row[-1]) for row in transaction.execute(query)]


# --- what is still to be fetched -------------------------------------------------------------------------------------
def expect(
    transaction: Transaction, vault: Vault, nonce: bytes, voice_id: int, channel: str, handle: str, due_at: datetime
) -> None:
    """The channel still has it."""
    sealed = vault.seal(handle.encode(), _named(voice_id), nonce)
    values = {"voice_id": voice_id, "channel": channel, "handle": sealed, "attempts": 0, "due_at": due_at}
    transaction.execute(insert(fetching).values(values))


def is_due(transaction: Transaction, now: datetime) -> bool:
    """Whether anything is to be fetched now."""
    return transaction.execute(select(fetching.c.voice_id).where(fetching.c.due_at <= now).limit(1)).first() is not None


def lease(
    transaction: Transaction, vault: Vault, channels: Collection[str], now: datetime, until: datetime, most: int
) -> list[Fetching]:
    """Take what is due; nobody else gets it before `until`."""
    query = (
        select(fetching.c.voice_id, fetching.c.channel, fetching.c.handle, fetching.c.attempts)
        .where(fetching.c.due_at <= now, fetching.c.channel.in_(channels))
        .order_by(fetching.c.due_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    rows = transaction.execute(query).all()
    _postpone(transaction, [row.voice_id for row in rows], until)
    return [
        Fetching(
            row.voice_id, row.channel, vault.open(row.handle, _named(row.voice_id)).decode(), attempts=row.attempts + 1
        )
        for row in rows
    ]


def _postpone(transaction: Transaction, voice_ids: Sequence[int], until: datetime) -> None:
    values = {"due_at": until, "attempts": fetching.c.attempts + 1}
    transaction.execute(update(fetching).where(fetching.c.voice_id.in_(voice_ids)).values(values))


def again(transaction: Transaction, voice_id: int, due_at: datetime) -> None:
    """Another try at `due_at`."""
    transaction.execute(update(fetching).where(fetching.c.voice_id == voice_id).values(due_at=due_at))
