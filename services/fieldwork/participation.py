"""Who is missing, while parents still answer: people by district, channel, language and place, never an answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from services.accounts import access
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.campaigning import campaigns
from services.campaigning.campaigns import CampaignSummary
from services.context import Context, Transaction
from services.fieldwork import priority
from services.fieldwork.priority import Living
from services.hours import NANTES
from services.turnout import Axis, Line, Stage, latest, share
from storage import campaigns as store
from storage import turnout, ways
from storage.campaigns import Campaign
from storage.turnout import Figure, Population

HALF = 0.5  # of its target: a district below it at mid-field asks for a boost


class Boost(Enum):
    """What may help a district in which too few answer."""

    MEETING = "meeting"
    ASSISTED = "assisted"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the monitor. name: slug, channel, tag or code. label: of a place, as officers call it. people: by
    stage; who has no figure yet is not there. target: people hoped for. inhabitants: in per cent of the city's.
    priority: inhabitants of priority neighbourhoods in per cent of the district's."""

    name: str
    people: Mapping[Stage, int]
    label: str = ""
    target: int | None = None
    inhabitants: int | None = None
    priority: int | None = None

    @property
    def finished(self) -> int | None:
        return self.people.get(Stage.FINISHED)

    @property
    def is_short(self) -> bool:
        """Whether fewer finished than were hoped for."""
        return bool(self.target) and (self.finished or 0) < (self.target or 0)


@dataclass(frozen=True, slots=True)
class Week:
    """sunday: its last day. people: by stage, in the whole campaign, as shown then."""

    sunday: date
    people: Mapping[Stage, int]


@dataclass(frozen=True, slots=True)
class Participation:
    """seen_on: the day of the figures, None before the first. rates: by their AAPOR names
    ("completion", "break_off", "refusal"), intervals in per cent of those who began; none where too few are on a side.
    behind: districts that ask for a boost. boosts: what may help them. above: districts in which more people than in
    the whole city live in priority neighbourhoods. waited_for: those of them that are under their target. editable: the
    districts whose targets whoever asks may set. population, priority: who counted them, and when."""

    code: str
    title: str
    state: str
    seen_on: date | None
    city: Row
    rates: Mapping[str, tuple[int, int]]
    districts: tuple[Row, ...]
    channels: tuple[Row, ...]
    languages: tuple[Row, ...]
    places: tuple[Row, ...]
    weeks: tuple[Week, ...]
    behind: tuple[str, ...]
    boosts: tuple[Boost, ...]
    above: frozenset[str]
    waited_for: tuple[str, ...]
    editable: tuple[str, ...]
    population: Population | None
    priority: Population | None


# --- what staff see --------------------------------------------------------------------------------------------------
def participation(transaction: Transaction, context: Context, who: Actor, code: str) -> Participation:
    """How many take part, as last shown: an officer sees the city and their own districts. NotFound, Refused."""
    access.require(who, Action.SEE_PARTICIPATION)
    return of(transaction, context, who, campaigns.seen(transaction, context, who, code))


def of(transaction: Transaction, context: Context, who: Actor, summary: CampaignSummary) -> Participation:
    """The same of a campaign that was listed to `who`. Refused."""
    campaign, own = _seen_by(transaction, who, summary)
    figures = turnout.shown(transaction, campaign.id)
    shown = latest(figures)
    rows = {axis: _rows(shown, axis) for axis in Axis}
    city = rows[Axis.CITY][0] if rows[Axis.CITY] else Row("", {})
    living = priority.living(transaction)
    districts = _districts(rows[Axis.DISTRICT], own, turnout.targets(transaction, campaign.id), living)
    places = {way.code: way for way in ways.of_campaign(transaction, campaign.id) if way.district in (*own, "")}
    behind = _behind(districts, campaign, NANTES.today(context.now()))
    return Participation(
        code=campaign.code,
        title=summary.title,
        state=campaign.state,
        seen_on=turnout.seen_on(transaction, campaign.id),
        city=city,
        rates=_rates(city),
        districts=districts,
        channels=tuple(rows[Axis.CHANNEL]),
        languages=tuple(rows[Axis.LANGUAGE]),
        places=tuple(
            Row(row.name, row.people, places[row.name].label) for row in rows[Axis.PLACE] if row.name in places
        ),
        weeks=_weeks(figures),
        behind=behind,
        boosts=tuple(Boost) if behind else (),
        above=living.above,
        waited_for=tuple(row.name for row in districts if row.name in living.above and row.is_short),
        editable=tuple(slug for slug in own if access.may(who, Action.MANAGE_CAMPAIGNS, [slug])),
        population=living.population,
        priority=living.priority,
    )


def _seen_by(transaction: Transaction, who: Actor, summary: CampaignSummary) -> tuple[Campaign, tuple[str, ...]]:
    """The campaign, and the districts of it that `who` may look at."""
    access.require(who, Action.SEE_PARTICIPATION)
    [campaign] = store.every(transaction, code=summary.code)
    within = access.limits(who)
    concerned = campaigns.concerned(transaction, campaign)
    return campaign, tuple(slug for slug in concerned if within is None or slug in within)


def _rows(shown: Mapping[Line, int], axis: Axis) -> list[Row]:
    """The lines of an axis, the longest first. Nobody finished who did not begin: a late figure is held back."""
    found: dict[str, dict[Stage, int]] = {}
    for line, people in shown.items():
        if line.axis is axis:
            found.setdefault(line.name, {})[line.stage] = people
    for people_of in found.values():
        began = people_of.get(Stage.BEGAN, 0)
        for stage in (Stage.FINISHED, Stage.REFUSED, Stage.STOPPED):
            if stage in people_of:
                people_of[stage] = min(people_of[stage], began)
    return sorted((Row(name, people) for name, people in found.items()), key=lambda row: (-_size(row), row.name))


def _size(row: Row) -> int:
    return row.people.get(Stage.BEGAN, 0)


def _districts(rows: Iterable[Row], own: Iterable[str], targets: Mapping[str, int], living: Living) -> tuple[Row, ...]:
    """Every district of `own`, shown or not, in the order of the city."""
    people, inhabitants, shares = {row.name: row.people for row in rows}, living.inhabitants, living.shares
    return tuple(
        Row(slug, people.get(slug, {}), "", targets.get(slug), inhabitants.get(slug), shares.get(slug))
        for slug in sorted(own, key=access.CITY.index)
    )


def _rates(city: Row) -> dict[str, tuple[int, int]]:
    """Of the figures as shown, so they tell nothing more than these do. There is no response rate: codes hang in halls,
    nobody knows how many parents saw them (AAPOR, Standard Definitions, opt-in samples)."""
    began, stages = _size(city), {"completion": Stage.FINISHED, "break_off": Stage.STOPPED, "refusal": Stage.REFUSED}
    shares = {name: share(city.people.get(stage), began) for name, stage in stages.items()}
    return {name: interval for name, interval in shares.items() if interval}


def _weeks(figures: Iterable[Figure]) -> tuple[Week, ...]:
    """The city week by week, from its first figure to its last."""
    found: dict[date, dict[Stage, int]] = {}
    last: dict[Stage, int] = {}
    for each in figures:
        if each.axis == Axis.CITY.value:
            last[Stage(each.stage)] = each.people
            found[each.since + timedelta(days=6 - each.since.weekday())] = dict(last)
    return tuple(Week(sunday, people) for sunday, people in sorted(found.items()))


def _behind(districts: Iterable[Row], campaign: Campaign, today: date) -> tuple[str, ...]:
    """Districts under half of their target once half of the field period is over; all that has no target is left
    alone."""
    if campaign.closes_on is None or campaign.has_ended:
        return ()
    opened = NANTES.today(campaign.opened_at)
    if today < opened + (campaign.closes_on - opened) / 2:
        return ()
    return tuple(row.name for row in districts if row.target and (row.finished or 0) < HALF * row.target)
