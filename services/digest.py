"""One page a week for each officer: what happened in their districts. Paragraphs are data; a page or a channel words
them. Everything said here was released, stands on the page of participation, or is no figure at all: a digest is read
beside these, so it must not tell what they hide."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum

from services.accounts import access, staff
from services.accounts.access import CITY, Action
from services.accounts.people import Kind as Looks
from services.accounts.staff import Actor
from services.campaigning import campaigns
from services.campaigning.campaigns import CampaignSummary
from services.context import Context, Transaction
from services.fieldwork import participation
from services.hours import NANTES
from services.releasing import releases
from services.releasing.releases import ReleasedHeads
from storage import audit
from storage import staff as store

SOON = timedelta(days=14)
_RUNNING = ("open", "paused")
_TOLD = ("launch", "open", "pause", "resume", "close", "publish")  # of what happens to a campaign
_MOST = 5_000  # lines of the audit trail


class Kind(Enum):
    """What a paragraph tells. Which of the fields of `Paragraph` it fills is said beside it."""

    MOVED = "moved"  # a campaign opened, closed ...: code, title, word (the deed), day
    LAST_DAYS = "last_days"  # it closes by itself within a fortnight: code, title, day
    RELEASED = "released"  # code, title, number (of the release), day
    PEOPLE = "people"  # as last released: code, title, places (one district, none for the city), number
    WITHHELD = "withheld"  # too few to be shown as last released: code, title, places
    TAKING_PART = (
        "taking_part"  # finished so far, at least: code, title, places (as PEOPLE), number, day (of the count)
    )
    BEHIND = "behind"  # districts under half of their target at mid-field: code, title, places
    PUZZLING = "puzzling"  # a question that parents do not understand: code, title, word (the question)
    ASSIGNMENT = "assignment"  # one's own, which ends within a fortnight: word (what), day (the last)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One thing to tell; see `Kind`."""

    kind: Kind
    code: str = ""
    title: str = ""
    word: str = ""
    places: tuple[str, ...] = ()
    number: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """A week from Monday to Sunday. districts: of whoever reads. paragraphs: none in a quiet week."""

    monday: date
    districts: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]


def week(transaction: Transaction, context: Context, who: Actor, day: date) -> Digest:
    """The digest of the week in which `day` lies."""
    access.require(who, Action.SEE_DIGEST)
    monday = day - timedelta(days=day.weekday())
    districts = access.limits(who) or CITY
    news = {**_moves(transaction, monday)}
    for release in releases.listed(transaction, context, who):
        if _is_within(NANTES.today(release.built_at), monday):
            told = Paragraph(Kind.RELEASED, release.campaign, number=release.number, day=NANTES.today(release.built_at))
            news[release.campaign] = [*news.get(release.campaign, ()), told]
    found: list[Paragraph] = []
    heads = releases.heads(transaction, context, who)
    for campaign in campaigns.listed(transaction, context, who):
        happened = [replace(each, title=campaign.title) for each in news.get(campaign.code, ())]
        if happened or campaign.state in _RUNNING:
            found.extend(happened)
            found.extend(_standing(context, campaign, heads.get(campaign.code), districts))
            if campaign.state in _RUNNING:
                found.extend(_taking_part(transaction, context, who, campaign))
            found.extend(
                Paragraph(Kind.PUZZLING, campaign.code, campaign.title, word=question) for question in campaign.puzzling
            )
    found.extend(_own(transaction, context, who))
    return Digest(monday, districts, tuple(found))


def _moves(transaction: Transaction, monday: date) -> dict[str, list[Paragraph]]:
    """What was done to campaigns in the week, by code, in order."""
    found: dict[str, list[Paragraph]] = {}
    since, until = _midnight(monday), _midnight(monday + timedelta(days=7))
    for line in reversed(audit.every(transaction, _MOST, since=since, until=until)):
        deed = line.action.removeprefix("campaign_")
        if deed in _TOLD:
            told = Paragraph(Kind.MOVED, line.subject, word=deed, day=NANTES.today(line.at))
            found.setdefault(line.subject, []).append(told)
    return found


def _standing(
    context: Context, campaign: CampaignSummary, heads: ReleasedHeads | None, districts: tuple[str, ...]
) -> Iterator[Paragraph]:
    """Where a campaign stands: its end, and people as the last release has them in these districts."""
    code, title, today = campaign.code, campaign.title, staff.today(context)
    if campaign.state in _RUNNING and campaign.closes_on and today <= campaign.closes_on <= today + SOON:
        yield Paragraph(Kind.LAST_DAYS, code, title, day=campaign.closes_on)
    if heads is not None:
        if heads.city is not None:
            yield Paragraph(Kind.PEOPLE, code, title, number=heads.city)
        asked = [slug for slug in districts if slug in campaign.districts]
        for places in dict.fromkeys(heads.together.get(slug, (slug,)) for slug in asked):
            if (number := heads.districts.get(places[0])) is not None:
                yield Paragraph(Kind.PEOPLE, code, title, places=places, number=number)
        if hidden := tuple(slug for slug in asked if heads.districts.get(slug) is None):
            yield Paragraph(Kind.WITHHELD, code, title, places=hidden)


def _taking_part(
    transaction: Transaction, context: Context, who: Actor, campaign: CampaignSummary
) -> Iterator[Paragraph]:
    """The figures of the page of participation, in whole tens; fewer than ten are not told."""
    seen = participation.of(transaction, context, who, campaign)
    for row in (seen.city, *seen.districts):
        if row.finished:
            places = (row.name,) if row.name else ()
            yield Paragraph(
                Kind.TAKING_PART, campaign.code, campaign.title, places=places, number=row.finished, day=seen.seen_on
            )
    if seen.behind:
        yield Paragraph(Kind.BEHIND, campaign.code, campaign.title, places=seen.behind)


def _own(transaction: Transaction, context: Context, who: Actor) -> Iterator[Paragraph]:
    """What they look after that ends soon."""
    today = staff.today(context)
    for member in store.every(transaction, context.vault, who.id):
        for each in member.assignments:
            ends = each.valid_until
            if each.kind == Looks.DISTRICT.value and ends is not None and today <= ends <= today + SOON:
                yield Paragraph(Kind.ASSIGNMENT, word=each.name, day=ends)


def _is_within(day: date, monday: date) -> bool:
    return monday <= day < monday + timedelta(days=7)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), NANTES.zone).astimezone(UTC)
