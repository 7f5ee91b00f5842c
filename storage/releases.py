"""Frozen releases: bytes as they were approved, never computed again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from storage.schema.operations import release, release_file
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Kept:
    """files: (name, media type, size)."""

    id: int
    campaign_id: int
    synthetic: bool
    built_at: datetime
    files: tuple[tuple[str, str, int], ...]


def freeze(
    transaction: Transaction,
    campaign_id: int,
    synthetic: bool,
    built_at: datetime,
    files: Mapping[str, tuple[str, bytes]],
) -> int:
    """Keep the files ({name: (media type, bytes)}) of a release; its id."""
    values = {"campaign_id": campaign_id, "synthetic": synthetic, "built_at": built_at}
    release_id = int(transaction.execute(insert(release).values(values).returning(release.c.id)).scalar_one())
    rows = [
        {"release_id": release_id, "name": name, "media_type": media_type, "content": content}
        for name, (media_type, content) in files.items()
    ]
    transaction.execute(insert(release_file), rows)
    return release_id


def every(transaction: Transaction) -> list[Kept]:
    """All releases, newest first."""
    query = select(
        release_file.c.release_id, release_file.c.name, release_file.c.media_type, func.length(release_file.c.content)
    ).order_by(release_file.c.name)
    files: dict[int, list[tuple[str, str, int]]] = {}
    for release_id, name, media_type, size in transaction.execute(query):
        files.setdefault(release_id, []).append((name, media_type, size))
    rows = transaction.execute(select(release).order_by(release.c.id.desc()))
    return [Kept(row.id, row.campaign_id, row.synthetic, row.built_at, tuple(files.get(row.id, ()))) for row in rows]


def file(transaction: Transaction, release_id: int, name: str) -> tuple[str, bytes] | None:
    """(media type, bytes) of one file."""
    query = select(release_file.c.media_type, release_file.c.content).where(
        release_file.c.release_id == release_id, release_file.c.name == name
    )
    row = transaction.execute(query).first()
    return (row.media_type, bytes(row.content)) if row else None
