"""What releases of a campaign would show by several plans, so that a coordinator may choose: each is built and thrown
away, once a day, and leaves counts of cells that a release would tell as well. The work itself is `job_building`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import msgspec

from exports.codebook import crossed_by
from exports.plan import crossable, plan
from exports.policy import PRESETS
from services.accounts import access
from services.accounts.access import CITY, Action
from services.accounts.staff import Actor
from services.context import Context, Transaction
from services.errors import Malformed, Taken
from services.hours import NANTES
from services.releasing import jobs
from services.releasing.frozen import BOOK
from storage import audit, comparisons, releases
from storage import jobs as stored
from storage.campaigns import Campaign
from storage.comparisons import Looked
from surveys.problems import Problem
from surveys.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Plan:
    """One that the questionnaire allows. crossing: name of the item that districts are crossed with, "" for none.
    question: its words. classes: of its answers, as they were merged before parents were asked. merges: it is the
    district, whose classes are counted in the place of their districts."""

    crossing: str
    question: str = ""
    classes: tuple[str, ...] = ()
    merges: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """What a release by one plan would show. shown: lines with figures, of `lines`. percent: of its figures that would
    be there. problem: why there would be none."""

    plan: Plan
    city_first: bool
    shown: int
    lines: int
    percent: int
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """plans: to choose from; the one that is settled, once there is a release. looked_on: the day of what is compared,
    None before the first. may_look: whether nobody has looked today."""

    plans: tuple[Plan, ...]
    is_settled: bool
    looked_on: date | None
    may_look: bool
    compared: tuple[Compared, ...]


def comparison(transaction: Transaction, context: Context, who: Actor, code: str, rules: str) -> Comparison:
    """NotFound, Refused; Malformed when there are no such rules."""
    access.require(who, Action.BUILD_RELEASES, CITY)
    if rules not in PRESETS:
        raise Malformed("rules")
    campaign = jobs.campaign_of(transaction, code)
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    plans = {each.crossing: each for each in _allowed(transaction, campaign, form)}
    day, looked = comparisons.last(transaction, campaign.id, rules) or (None, [])
    compared = tuple(_compared(plans[each.crossing], each) for each in looked if each.crossing in plans)
    may_look = day is None or day < NANTES.today(context.now())
    is_settled = bool(releases.every(transaction, campaign.id))
    return Comparison(tuple(plans.values()), is_settled, day, may_look, compared)


def look(transaction: Transaction, context: Context, who: Actor, code: str, rules: str) -> None:
    """Have the plans compared. NotFound, Refused; Malformed when there are no such rules; Taken when a release is under
    way, or when somebody has looked today."""
    if not comparison(transaction, context, who, code, rules).may_look:
        raise Taken(code)
    campaign = jobs.campaign_of(transaction, code)
    jobs.require_free(transaction, campaign)
    stored.ask(transaction, campaign.id, rules, False, "", None, who.id, context.now())
    audit.note(transaction, context.now(), who.id, "release_compare", campaign.code)


def wishes(transaction: Transaction, form: Questionnaire, campaign: Campaign) -> Iterator[tuple[str, bool]]:
    """What is compared, as (crossing, city first): every plan, and the first with small districts in the city."""
    plans = _allowed(transaction, campaign, form)
    yield plans[0].crossing, True
    yield from ((each.crossing, False) for each in plans)


def keep(transaction: Transaction, context: Context, job: stored.Job, looked: tuple[Looked, ...]) -> None:
    """What was found today, in place of what was known."""
    comparisons.keep(transaction, job.campaign_id, job.policy, NANTES.today(context.now()), looked)


def _allowed(transaction: Transaction, campaign: Campaign, form: Questionnaire) -> tuple[Plan, ...]:
    """The plans of a campaign; the one of its releases, once there are any: other lines would stand beside them."""
    earlier = releases.every(transaction, campaign.id)
    if not earlier:
        return tuple(_plan(form, name) for name in ("", *crossable(form)))
    book = releases.file(transaction, earlier[-1].id, BOOK)
    return (_plan(form, crossed_by(msgspec.json.decode(book[1])) if book else ""),)


def _plan(form: Questionnaire, name: str) -> Plan:
    made = plan(form, name)
    merges = bool(name) and name == made.axis
    of = made.groups if merges else made.crossing.classes if made.crossing else ()
    classes = tuple(each.text.in_("fr") for each in of if each.text and (each.members or not merges))
    return Plan(name, form.item(name).text.in_("fr") if name else "", classes, merges)


def _compared(of: Plan, looked: Looked) -> Compared:
    problem = msgspec.json.decode(looked.problem, type=Problem) if looked.problem else None
    percent = 100 * (looked.cells - looked.withheld) // max(looked.cells, 1)
    return Compared(of, looked.city_first, looked.shown, looked.lines, percent, problem)
