"""List the releases, hand out their frozen bytes, verify and revoke them. Nothing of a release is computed here (see
`release_building`)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from exports import heads as heads_of
from exports.manifest import FILE as MANIFEST
from services.accounts import access, people
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.context import Context, Transaction
from services.errors import Malformed, NotFound, Refused
from storage import approvals, audit, campaigns, publications, releases
from storage.campaigns import Campaign
from storage.releases import Kept
from surveys.questionnaire import Questionnaire

LONGEST_REASON = 200  # signs
_MOST = 200  # downloads shown


class State(Enum):
    """What a release is good for today."""

    CURRENT = "current"
    SUPERSEDED = "superseded"  # a later one of the campaign is current
    REVOKED = "revoked"  # taken back: no longer handed out
    WAITING = "waiting"  # for a second person to look at it


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
    published: bool = False


@dataclass(frozen=True, slots=True)
class ReleasedHeads:
    """Released head-counts of a campaign's last release, by district slug; None where withheld. together: of a district
    that is merged, all that have the same figure with it."""

    release: int
    city: int | None
    districts: dict[str, int | None]
    together: dict[str, tuple[str, ...]] = field(default_factory=dict)


def listed(transaction: Transaction, context: Context, who: Actor) -> list[ReleaseSummary]:
    """Releases, newest first; one that waits for a second person is for those who approve."""
    access.require(who, Action.SEE_RELEASES)
    found = summaries(transaction, context)
    approves = access.may(who, Action.APPROVE_RELEASES)
    return [one for one in found if approves or one.state is not State.WAITING]


def one(transaction: Transaction, context: Context, who: Actor, release: int) -> ReleaseSummary:
    """One of those `listed`. NotFound."""
    seen = next((one for one in listed(transaction, context, who) if one.id == release), None)
    if seen is None:
        raise NotFound(str(release))
    return seen


def summaries(transaction: Transaction, context: Context) -> list[ReleaseSummary]:
    """As `listed`, for the operator at the command line."""
    current: set[int] = set()
    found = []
    public = publications.published(transaction)
    every = releases.every(transaction)
    campaign_of = campaigns.by_ids(transaction, {kept.campaign_id for kept in every})
    for kept in every:
        state = _state(kept, current)
        if state is State.CURRENT:
            current.add(kept.campaign_id)
        campaign = campaign_of[kept.campaign_id]
        form = context.shelf.get(transaction, campaign.questionnaire_id)
        found.append(_summary(kept, campaign, form, state, published=kept.id in public))
    return found


def _state(kept: Kept, current: set[int]) -> State:
    """current: campaigns with a newer release that stands."""
    if kept.revoked_at is not None:
        return State.REVOKED
    if kept.waits:
        return State.WAITING
    return State.SUPERSEDED if kept.campaign_id in current else State.CURRENT


def file(transaction: Transaction, context: Context, who: Actor, release: int, name: str) -> tuple[str, bytes] | None:
    """(media type, frozen bytes) of one file, None when there is none, when its release was revoked, or waits for a
    second person; the download is put in the audit trail."""
    access.require(who, Action.DOWNLOAD)
    is_out = any(kept.id == release and kept.is_out for kept in releases.every(transaction))
    found = releases.file(transaction, release, name) if is_out else None
    if found is not None:
        audit.note(transaction, context.now(), who.id, "download", f"{release}/{name}")
    return found


def heads(transaction: Transaction, context: Context, who: Actor) -> dict[str, ReleasedHeads]:
    """Participation as last released, by code of the campaign, of those that have a release. There are no live
    counters."""
    access.require(who, Action.SEE_RELEASES)
    last: dict[int, int] = {}
    for kept in releases.every(transaction):
        if kept.is_out:
            last.setdefault(kept.campaign_id, kept.id)
    found = {}
    for campaign in campaigns.by_ids(transaction, last).values():
        people = _heads(transaction, context, last[campaign.id])
        if people is not None:
            own = {slug: people.groups[group] for slug, group in people.merged.items()}
            with_ = {slug: tuple(one for one in own if people.merged[one] == people.merged[slug]) for slug in own}
            found[campaign.code] = ReleasedHeads(last[campaign.id], people.city, {**people.groups, **own}, with_)
    return found


def _heads(transaction: Transaction, context: Context, release: int) -> heads_of.Heads | None:
    """Of one release, None when it has no such file. Its bytes are frozen, and long: they are read once."""
    if release not in context.heads and (file := releases.file(transaction, release, heads_of.FILE)):
        context.heads[release] = heads_of.heads(file[1])
    return context.heads.get(release)


def changed_files(transaction: Transaction, release: int, held: Mapping[str, bytes]) -> tuple[str, ...]:
    """Names of the files of a release that are missing in `held` or have other bytes there. NotFound when there is no
    such release."""
    kept = releases.contents(transaction, found(transaction, release).id)
    expected = dict(json.loads(kept[MANIFEST])["sha256"])
    expected[MANIFEST] = hashlib.sha256(kept[MANIFEST]).hexdigest()
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in held.items()}
    return tuple(sorted(name for name, digest in expected.items() if digests.get(name) != digest))


def revoke(transaction: Transaction, context: Context, who: Actor, release: int, reason: str) -> None:
    """Take a release back, and say why: its page goes with it. NotFound when there is none, or when it is revoked
    already. Malformed when the reason is empty or too long."""
    access.require(who, Action.BUILD_RELEASES, access.CITY)
    said = " ".join(reason.split())
    if not said or len(said) > LONGEST_REASON:
        raise Malformed("reason")
    if not releases.revoke(transaction, found(transaction, release).id, context.now(), said):
        raise NotFound(str(release))
    publications.withdraw(transaction, release)
    audit.note(transaction, context.now(), who.id, "revoke", f"{release}: {said}"[:120])


def approve(transaction: Transaction, context: Context, who: Actor, release: int) -> None:
    """Let a release leave. NotFound when it does not wait; Refused for whoever built it: four eyes are two people."""
    access.require(who, Action.APPROVE_RELEASES, access.CITY)
    builder = approvals.built_by(transaction, found(transaction, release).id)
    if builder is None or found(transaction, release).revoked_at is not None:
        raise NotFound(str(release))
    if builder == who.id:
        raise Refused(Action.APPROVE_RELEASES.value)
    approvals.approve(transaction, release, who.id, context.now())
    audit.note(transaction, context.now(), who.id, "approve", str(release))


def may_approve(transaction: Transaction, who: Actor, release: int) -> bool:
    """Whether `who` is the second person that a release waits for."""
    access.require(who, Action.SEE_RELEASES)
    builder = approvals.built_by(transaction, release)
    return access.may(who, Action.APPROVE_RELEASES, access.CITY) and builder not in (None, who.id)


def demand(transaction: Transaction, context: Context, who: Actor, code: str, *, wanted: bool) -> None:
    """Whether releases of a campaign wait for a second person from now on. NotFound."""
    access.require(who, Action.APPROVE_RELEASES, access.CITY)
    campaign = campaigns.by_code(transaction, code)
    if campaign is None:
        raise NotFound(code)
    approvals.demand(transaction, campaign.id, wanted)
    audit.note(transaction, context.now(), who.id, "two_people", f"{campaign.code} {'on' if wanted else 'off'}")


def is_demanded(transaction: Transaction, who: Actor, code: str) -> bool:
    """Whether releases of a campaign wait for a second person. NotFound."""
    access.require(who, Action.SEE_RELEASES)
    campaign = campaigns.by_code(transaction, code)
    if campaign is None:
        raise NotFound(code)
    return approvals.is_demanded(transaction, campaign.id)


@dataclass(frozen=True, slots=True)
class Download:
    """Who took which file, and when. who: what colleagues call them, "" at the command line."""

    who: str
    number: int
    file: str
    at: datetime


def downloads(transaction: Transaction, context: Context, who: Actor, release: int) -> list[Download]:
    """Of the files of a release, the newest first."""
    access.require(who, Action.DOWNLOAD)
    names, start = people.names(transaction, context), f"{release}/"
    return [
        Download(names.get(line.staff_id, ""), line.staff_id, line.subject.removeprefix(start), line.at)
        for line in audit.every(transaction, _MOST, action="download", subject=start)
    ]


def found(transaction: Transaction, release: int) -> Kept:
    """A release by its number. NotFound when there is none."""
    kept = next((kept for kept in releases.every(transaction) if kept.id == release), None)
    if kept is None:
        raise NotFound(str(release))
    return kept


def _summary(kept: Kept, campaign: Campaign, form: Questionnaire, state: State, *, published: bool) -> ReleaseSummary:
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
        published=published,
    )
