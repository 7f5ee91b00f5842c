"""List the releases, hand out their frozen bytes, verify and revoke them. Nothing of a release is computed here (see
`release_building`)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from exports import heads as heads_of
from exports.manifest import FILE as MANIFEST
from services import access
from services.access import Action
from services.context import Context, Transaction
from services.errors import NotFound
from services.staff import Actor
from storage import audit, campaigns, releases
from storage.releases import Kept


class State(Enum):
    """What a release is good for today."""

    CURRENT = "current"
    SUPERSEDED = "superseded"  # a later one of the campaign is current
    REVOKED = "revoked"  # taken back: no longer handed out


@dataclass(frozen=True, slots=True)
class ReleaseSummary:
    """number: in its campaign. files: (name, media type, size in bytes), none when revoked. reason: why revoked."""

    id: int
    campaign: str
    title: str
    built_at: datetime
    synthetic: bool
    files: tuple[tuple[str, str, int], ...]
    number: int = 1
    policy: str = ""
    state: State = State.CURRENT
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReleasedHeads:
    """Released head-counts of a campaign's last release, by district slug; None where withheld."""

    release: int
    city: int | None
    districts: dict[str, int | None]


def listed(transaction: Transaction, context: Context, who: Actor) -> list[ReleaseSummary]:
    """Releases, newest first."""
    access.require(who, Action.SEE_RELEASES)
    return summaries(transaction, context)


def summaries(transaction: Transaction, context: Context) -> list[ReleaseSummary]:
    """As `listed`, for the operator at the command line."""
    current: set[int] = set()
    found = []
    for kept in releases.every(transaction):
        state = State.REVOKED if kept.revoked_at else State.SUPERSEDED if kept.campaign_id in current else State.CURRENT
        if state is State.CURRENT:
            current.add(kept.campaign_id)
        found.append(_summary(transaction, context, kept, state))
    return found


def file(transaction: Transaction, context: Context, who: Actor, release: int, name: str) -> tuple[str, bytes] | None:
    """(media type, frozen bytes) of one file, None when there is none or when its release was revoked; the download is
    put in the audit trail."""
    access.require(who, Action.DOWNLOAD)
    revoked = any(kept.id == release and kept.revoked_at for kept in releases.every(transaction))
    found = None if revoked else releases.file(transaction, release, name)
    if found is not None:
        audit.note(transaction, context.now(), who.id, "download", f"{release}/{name}")
    return found


def heads(transaction: Transaction, context: Context, who: Actor, campaign: str) -> ReleasedHeads | None:
    """Participation as released; None before the first release. There are no live counters."""
    access.require(who, Action.SEE_RELEASES)
    asked = campaigns.by_code(transaction, campaign)
    if asked is None:
        return None
    last = next((kept for kept in releases.every(transaction, asked.id) if kept.revoked_at is None), None)
    found = releases.file(transaction, last.id, heads_of.FILE) if last else None
    if last is None or found is None:
        return None
    people = heads_of.heads(found[1])
    return ReleasedHeads(last.id, people.city, dict(people.groups))


def changed_files(transaction: Transaction, release: int, held: Mapping[str, bytes]) -> tuple[str, ...]:
    """Names of the files of a release that are missing in `held` or have other bytes there. NotFound when there is no
    such release."""
    kept = releases.contents(transaction, found(transaction, release).id)
    expected = dict(json.loads(kept[MANIFEST])["sha256"])
    expected[MANIFEST] = hashlib.sha256(kept[MANIFEST]).hexdigest()
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in held.items()}
    return tuple(sorted(name for name, digest in expected.items() if digests.get(name) != digest))


def revoke(transaction: Transaction, context: Context, release: int, reason: str) -> None:
    """Take a release back, and say why. NotFound when there is none, or when it is revoked already."""
    if not releases.revoke(transaction, found(transaction, release).id, context.now(), reason):
        raise NotFound(str(release))
    audit.note(transaction, context.now(), audit.OPERATOR, "revoke", f"{release}: {reason}"[:120])


def found(transaction: Transaction, release: int) -> Kept:
    """A release by its number. NotFound when there is none."""
    kept = next((kept for kept in releases.every(transaction) if kept.id == release), None)
    if kept is None:
        raise NotFound(str(release))
    return kept


def _summary(transaction: Transaction, context: Context, kept: Kept, state: State) -> ReleaseSummary:
    campaign = campaigns.by_id(transaction, kept.campaign_id)
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    return ReleaseSummary(
        id=kept.id,
        campaign=campaign.code,
        title=form.title.in_("fr"),
        built_at=kept.built_at,
        synthetic=kept.synthetic,
        files=() if state is State.REVOKED else kept.files,
        number=kept.number,
        policy=kept.policy,
        state=state,
        reason=kept.revoked_for,
    )
