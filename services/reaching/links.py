"""Ways into a campaign as staff see them: a code of its own for each place, counted without any person; and what is
printed of them: posters, questionnaires, one-time codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from services.accounts import access
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.campaigning import campaigns, concerns
from services.context import Context, Transaction
from services.errors import Malformed, NotFound
from services.reaching import codes
from services.reaching.printing import forms, posters
from services.reaching.printing.forms import Access
from services.reaching.printing.posters import Poster
from services.turnout import Axis, Line, Stage, shown
from storage import audit, slips, ways
from storage import campaigns as store
from storage.campaigns import Campaign
from storage.ways import Way
from surveys.districts import DISTRICTS

MOST_CODES = 500  # printed at once
_LONGEST = 80


class Kind(Enum):
    """What a way is."""

    SCHOOL = "school"
    CENTRE = "centre"
    MEETING = "meeting"
    NEWSLETTER = "newsletter"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Link:
    """A way in, ready to copy. kind, label, district (slug): "" for the campaign's own. telegram_link: "" without
    Telegram. started: at least so many began by it, as shown that day, None for too few to say."""

    code: str
    kind: str
    label: str
    district: str
    web_link: str
    telegram_link: str
    started: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """One-time codes printed together. spent: at least so many served, as shown that day, None for too few to say."""

    label: str
    size: int
    day: str
    spent: int | None


@dataclass(frozen=True, slots=True)
class WaysIn:
    """All ways into a campaign. districts: slugs for which `who` may make more; city: whether for all of it. languages:
    of the questionnaire."""

    title: str
    code: str
    is_open: bool
    links: tuple[Link, ...]
    batches: tuple[Batch, ...]
    districts: tuple[str, ...]
    city: bool
    languages: tuple[str, ...]


def listed(transaction: Transaction, context: Context, who: Actor, code: str) -> WaysIn:
    """The ways into a campaign; an officer sees those of their districts and of the whole city. NotFound, Refused."""
    campaign = concerns.seen(transaction, who, code, Action.INVITE)
    limits = access.limits(who)
    figures = shown(transaction, campaign.id)
    found = [
        each
        for each in ways.of_campaign(transaction, campaign.id)
        if limits is None or not each.district or each.district in limits
    ]
    own = _link(transaction, context, campaign.code)
    labels = {each.id: each.label for each in found}
    printed = [
        _batch(each, labels.get(each.way_id or 0, ""), figures)
        for each in slips.of_campaign(transaction, campaign.id)
        if each.way_id is None or each.way_id in labels
    ]
    concerned = campaigns.concerned(transaction, campaign)
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    return WaysIn(
        form.title.in_("fr"),
        campaign.code,
        campaign.is_open,
        (own, *(_link(transaction, context, each.code, each, figures) for each in found)),
        tuple(printed),
        tuple(slug for slug in concerned if limits is None or slug in limits),
        concerns.whole(transaction, who, campaign, Action.INVITE),
        form.languages,
    )


def _batch(printed: slips.Batch, label: str, figures: Mapping[Line, int]) -> Batch:
    spent = figures.get(Line(Axis.SHEETS, str(printed.id), Stage.FINISHED))
    return Batch(label, printed.size, printed.made_on.isoformat(), spent)


def add(
    transaction: Transaction, context: Context, who: Actor, code: str, kind: str, label: str, district: str
) -> Link:
    """A new way into a campaign for a place. Malformed ("label", "kind", "district"), NotFound, Refused."""
    campaign = concerns.seen(transaction, who, code, Action.INVITE)
    concerned = campaigns.concerned(transaction, campaign)
    label = " ".join(label.split())
    if not label or len(label) > _LONGEST:
        raise Malformed("label")
    if kind not in {each.value for each in Kind}:
        raise Malformed("kind")
    if district and district not in concerned:
        raise Malformed("district")
    access.require(who, Action.INVITE, (district,) if district else concerned)
    own = _fresh(transaction, context, campaign)
    way = ways.create(transaction, campaign.id, own, kind, label, district, context.now().date())
    audit.note(transaction, context.now(), who.id, "way_in", own)
    return _link(transaction, context, own, way)


def _fresh(transaction: Transaction, context: Context, campaign: Campaign) -> str:
    """A code for a place: that of the campaign and four signs."""
    while True:
        code = f"{campaign.code}-{codes.short(context.chance(codes.BYTES))}"
        if ways.by_code(transaction, code) is None and store.by_code(transaction, code) is None:
            return code


def one(transaction: Transaction, context: Context, who: Actor, code: str) -> Link:
    """A way in by its code. NotFound, Refused."""
    return _printed(transaction, context, who, code)[0]


# --- on paper --------------------------------------------------------------------------------------------------------
def poster(
    transaction: Transaction, context: Context, who: Actor, code: str, languages: Sequence[str], size: str
) -> bytes:
    """A poster for a way in, as PDF. BadPoster, NotFound, Refused."""
    link, campaign = _printed(transaction, context, who, code)
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    name = next((each.name for each in DISTRICTS if each.slug == link.district), "")
    drawn = Poster(form.title, link.web_link, link.telegram_link, link.code, name, campaign.closes_on)
    return posters.draw(drawn, languages, size, context.now())


def questionnaire(transaction: Transaction, context: Context, who: Actor, code: str, language: str) -> bytes:
    """The questionnaire to print and copy, without one-time codes. NotFound, Malformed, Refused."""
    link, campaign = _printed(transaction, context, who, code)
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    if language not in form.languages:
        raise Malformed("language")
    return forms.draw(form, language, [Access(link.web_link)], context.now())


def sheets(transaction: Transaction, context: Context, who: Actor, code: str, language: str, count: int) -> bytes:
    """Questionnaires to print, each with a one-time code of its own. NotFound, Malformed ("count", "language"),
    Refused."""
    _, campaign = _printed(transaction, context, who, code)
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    if language not in form.languages:
        raise Malformed("language")
    fresh = one_time_codes(transaction, context, who, code, count)
    return forms.draw(form, language, [Access(f"{context.public_url}/c/{own}", own) for own in fresh], context.now())


def one_time_codes(transaction: Transaction, context: Context, who: Actor, code: str, count: int) -> tuple[str, ...]:
    """Fresh codes for sheets of a way in. Only their digests are kept: this is the one moment they can be printed.
    NotFound, Malformed ("count"), Refused."""
    link, campaign = _printed(transaction, context, who, code)
    if not 1 <= count <= MOST_CODES:
        raise Malformed("count")
    fresh: dict[str, None] = {}
    while len(fresh) < count:
        fresh[codes.written(context.chance(codes.BYTES))] = None
    way = ways.by_code(transaction, link.code)
    today = context.now().date()
    slips.print_batch(transaction, context.vault, campaign.id, way.id if way else None, fresh, today)
    audit.note(transaction, context.now(), who.id, "codes_printed", f"{link.code} {count}")
    return tuple(fresh)


def _printed(transaction: Transaction, context: Context, who: Actor, code: str) -> tuple[Link, Campaign]:
    """The way in that bears `code`, once `who` may print for it."""
    way = ways.by_code(transaction, code)
    campaign = store.by_id(transaction, way.campaign_id) if way else store.by_code(transaction, code)
    if campaign is None:
        access.require(who, Action.INVITE)
        raise NotFound(code)
    concerns.seen(transaction, who, campaign.code, Action.INVITE)
    if way and way.district:
        access.require(who, Action.INVITE, (way.district,))
    return _link(transaction, context, way.code if way else campaign.code, way), campaign


def _link(
    transaction: Transaction,
    context: Context,
    code: str,
    way: Way | None = None,
    figures: Mapping[Line, int] | None = None,
) -> Link:
    return Link(
        code,
        way.kind if way else "",
        way.label if way else "",
        way.district if way else "",
        f"{context.public_url}/c/{code}",
        campaigns.telegram_link(transaction, code),
        (figures or {}).get(Line(Axis.PLACE, code, Stage.BEGAN)),
    )
