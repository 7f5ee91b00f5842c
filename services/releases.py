"""List the releases and hand out their frozen bytes. Nothing is computed here (see `release_building`)."""

from dataclasses import dataclass
from datetime import datetime

from exports import heads as heads_of
from services import access
from services.access import Action
from services.context import Context, Transaction
from services.staff import Actor
from storage import audit, campaigns, releases
from storage.releases import Kept


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
    access.require(who, Action.SEE_RELEASES)
    return [_summary(transaction, context, kept) for kept in releases.every(transaction)]


def file(transaction: Transaction, context: Context, who: Actor, release: int, name: str) -> tuple[str, bytes] | None:
    """(media type, frozen bytes) of one file, None when there is none; the download is put in the audit trail."""
    access.require(who, Action.DOWNLOAD)
    found = releases.file(transaction, release, name)
    if found is not None:
        audit.note(transaction, context.now(), who.id, "download", f"{release}/{name}")
    return found


def heads(transaction: Transaction, context: Context, who: Actor, campaign: str) -> ReleasedHeads | None:
    """Participation as released; None before the first release. There are no live counters."""
    access.require(who, Action.SEE_RELEASES)
    asked = campaigns.by_code(transaction, campaign)
    if asked is None:
        return None
    last = next((kept for kept in releases.every(transaction) if kept.campaign_id == asked.id), None)
    found = releases.file(transaction, last.id, heads_of.FILE) if last else None
    if last is None or found is None:
        return None
    people = heads_of.heads(found[1])
    return ReleasedHeads(last.id, people.city, dict(people.groups))


def _summary(transaction: Transaction, context: Context, kept: Kept) -> ReleaseSummary:
    campaign = campaigns.by_id(transaction, kept.campaign_id)
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    return ReleaseSummary(kept.id, campaign.code, form.title.in_("fr"), kept.built_at, kept.synthetic, kept.files)
