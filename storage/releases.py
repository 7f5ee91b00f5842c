"""Frozen releases: bytes as they were approved, never computed again; and the ledger of who is counted in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from sqlalchemy import bindparam, exists, func, insert, literal, select, update

from storage.schema.fieldwork import answer, consent, interview
from storage.schema.operations import counted, release, release_file
from storage.schema.results import approval
from storage.transaction import Transaction
from surveys.interview import Disposition

_ROWS = 5_000  # inserted at once


@dataclass(frozen=True, slots=True)
class Kept:
    """number: in its campaign, from 1; 0 when it is older than the ledger. newcomers: people counted for the first
    time. gone: of those counted before, how many had left or changed an answer. files: (name, media type, size). waits:
    for a second person to look at it."""

    id: int
    campaign_id: int
    number: int
    synthetic: bool
    built_at: datetime
    policy: str
    newcomers: int
    gone: int
    revoked_at: datetime | None
    revoked_for: str
    files: tuple[tuple[str, str, int], ...]
    waits: bool = False

    @property
    def is_out(self) -> bool:
        """Whether anybody may see it: approved where it has to be, and not taken back."""
        return self.revoked_at is None and not self.waits


@dataclass(frozen=True, slots=True)
class Place:
    """Where an interview is counted: 1 with its group, 2 in the city only. mark: of its answers as counted."""

    place: int
    mark: bytes


def freeze(transaction: Transaction, values: Mapping[str, object], files: Mapping[str, tuple[str, bytes]]) -> int:
    """Keep the files ({name: (media type, bytes)}) of a release; its id. values: columns of the table by name."""
    release_id = int(transaction.execute(insert(release).values(**values).returning(release.c.id)).scalar_one())
    rows = [
        {"release_id": release_id, "name": name, "media_type": media_type, "content": content}
        for name, (media_type, content) in files.items()
    ]
    transaction.execute(insert(release_file), rows)
    return release_id


def every(transaction: Transaction, campaign_id: int | None = None) -> list[Kept]:
    """All releases, or those of a campaign, newest first."""
    query = select(
        release_file.c.release_id, release_file.c.name, release_file.c.media_type, func.length(release_file.c.content)
    ).order_by(release_file.c.name)
    files: dict[int, list[tuple[str, str, int]]] = {}
    for release_id, name, media_type, size in transaction.execute(query):
        files.setdefault(release_id, []).append((name, media_type, size))
    waits = approval.c.release_id.is_not(None) & approval.c.approved_at.is_(None)
    beside = release.outerjoin(approval, approval.c.release_id == release.c.id)
    chosen = select(release, waits.label("waits")).select_from(beside).order_by(release.c.id.desc())
    if campaign_id is not None:
        chosen = chosen.where(release.c.campaign_id == campaign_id)
    return [
        Kept(
            row.id, row.campaign_id, row.number, row.synthetic, row.built_at, row.policy, row.newcomers, row.gone,
            row.revoked_at, row.revoked_for, tuple(files.get(row.id, ())), bool(row.waits),
        )
        for row in transaction.execute(chosen)
    ]  # fmt: skip


def file(transaction: Transaction, release_id: int, name: str) -> tuple[str, bytes] | None:
    """(media type, bytes) of one file, of a revoked release too."""
    query = select(release_file.c.media_type, release_file.c.content).where(
        release_file.c.release_id == release_id, release_file.c.name == name
    )
    row = transaction.execute(query).first()
    return (row.media_type, bytes(row.content)) if row else None


def contents(transaction: Transaction, release_id: int) -> dict[str, bytes]:
    """All files of a release by name."""
    query = select(release_file.c.name, release_file.c.content).where(release_file.c.release_id == release_id)
    return {name: bytes(content) for name, content in transaction.execute(query)}


def count(transaction: Transaction, release_id: int, places: Iterable[tuple[int, Place]]) -> None:
    """Write down whose answers are counted for the first time, as (interview, place). Who was erased while the release
    was built is left out: gone, as the next one will see."""
    there = select(interview.c.id, literal(release_id), bindparam("place"), bindparam("mark"))
    counting = insert(counted).from_select(
        ["interview_id", "release_id", "place", "mark"], there.where(interview.c.id == bindparam("number"))
    )
    in_order = sorted(places, key=itemgetter(0))  # as the table lies: a writer of SQLite keeps all others waiting
    rows = [{"number": number, "place": place.place, "mark": place.mark} for number, place in in_order]
    for start in range(0, len(rows), _ROWS):
        transaction.execute(counting, rows[start : start + _ROWS])


def places(transaction: Transaction, campaign_id: int) -> dict[int, Place]:
    """Interviews of a campaign that are counted in a release, by id. The erased are not among them."""
    query = (
        select(counted.c.interview_id, counted.c.place, counted.c.mark)
        .join(release, release.c.id == counted.c.release_id)
        .where(release.c.campaign_id == campaign_id)
    )
    return {number: Place(place, bytes(mark)) for number, place, mark in transaction.execute(query)}


def uncounted(transaction: Transaction, campaign_id: int) -> tuple[int, int]:
    """People who said no to the consent, and people who agreed and gave no answer at all."""
    of = interview.c.campaign_id == campaign_id
    refused = of & (interview.c.disposition == Disposition.REFUSED.value)
    begun = (Disposition.OPEN.value, Disposition.BROKEN_OFF.value, Disposition.EXPIRED.value)
    answered = exists().where(answer.c.interview_id == interview.c.id)
    silent = of & interview.c.disposition.in_(begun) & ~answered
    agreed = exists().where(consent.c.interview_id == interview.c.id)
    found = [transaction.execute(select(func.count()).where(one)).scalar_one() for one in (refused, silent & agreed)]
    return found[0], found[1]


def revoke(transaction: Transaction, release_id: int, at: datetime, reason: str) -> bool:
    """Take a release back; whether it was there and not revoked yet. Its bytes and its place in the ledger stay."""
    revoked = transaction.execute(
        update(release)
        .where(release.c.id == release_id, release.c.revoked_at.is_(None))
        .values(revoked_at=at, revoked_for=reason)
        .returning(release.c.id)
    )
    return revoked.first() is not None
