"""Build a release, list the releases, hand out their frozen bytes."""

from dataclasses import dataclass
from datetime import datetime

from services.context import Context, Transaction
from services.staff import Actor


@dataclass(frozen=True, slots=True)
class ReleaseSummary:
    """files: (name, media type, size in bytes). head_counts: released people per district (None: withheld)."""

    id: int
    campaign: str
    title: str
    built_at: datetime
    synthetic: bool
    files: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class ReleasedHeads:
    """Released head-counts of a campaign's last release, by district slug; None where withheld."""

    release: int
    city: int | None
    districts: dict[str, int | None]


def listed(transaction: Transaction, context: Context, who: Actor) -> list[ReleaseSummary]:
    """Releases, newest first."""
    raise NotImplementedError


def file(transaction: Transaction, context: Context, who: Actor, release: int, name: str) -> tuple[str, bytes] | None:
    """(media type, frozen bytes) of one file, None when there is none; the download is put in the audit trail."""
    raise NotImplementedError


def heads(transaction: Transaction, context: Context, who: Actor, campaign: str) -> ReleasedHeads | None:
    """Participation as released; None before the first release. There are no live counters."""
    raise NotImplementedError
