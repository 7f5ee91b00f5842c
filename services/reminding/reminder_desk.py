"""Reminders as staff see them: the plan, what leaves when, which wording brings more parents back."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from locales.languages import LANGUAGES
from services import calendar, reminder_plan, turnout, wording
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.campaigning import campaigns, concerns
from services.context import Context, Transaction
from services.errors import ServiceError
from services.hours import NANTES, Hours
from services.messages import Message
from services.reminder_plan import MOST, WEEK
from services.reminding import reminders
from services.turnout import Axis, Line, Stage
from services.wording import WISHES, Setting
from storage import audit, mailings, reminding, respondents
from storage.campaigns import CRISIS, Campaign
from storage.reminding import Plan, QuietDays, Step
from storage.respondents import Planned
from surveys.conversation import advance
from surveys.inputs import Began, Chose
from surveys.interview import Interview
from surveys.items import Consent
from surveys.questionnaire import Questionnaire

__all__ = ["BadPlan", "Effect", "Leaving", "Plan", "QuietDays", "Step", "ahead", "change", "check", "effects", "hold"]
__all__ += ["languages", "may_change", "plan", "preview", "specimens"]

LONGEST = 60  # days after the consent
_KEY = bytes(32)  # the buttons of a specimen lead nowhere


class BadPlan(ServiceError):
    """A plan that parents would not want. `args[0]`: "many", "order", "week", "hour", "days", "wording", "alike", or
    "urgent" for that of an emergency."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Messages of one kind that leave at one moment (UTC). number: of the reminder, from 1; 0 for an invitation."""

    at: datetime
    kind: str
    number: int
    wording: str
    messages: int


@dataclass(frozen=True, slots=True)
class Effect:
    """How many of those reminded in a wording finished, as shown that day. people, finished: at least so many, None for
    too few to say. share: 95 % interval of these in percent, None without both."""

    number: int
    wording: str
    people: int | None
    finished: int | None
    share: tuple[int, int] | None


# --- the plan --------------------------------------------------------------------------------------------------------
def plan(transaction: Transaction, who: Actor, code: str) -> Plan:
    """The plan of a campaign. NotFound, Refused."""
    return reminder_plan.of(transaction, concerns.seen(transaction, who, code, Action.INVITE).id)


def is_urgent(transaction: Transaction, who: Actor, code: str) -> bool:
    """Whether it is an emergency, which reminds nobody. NotFound, Refused."""
    return concerns.seen(transaction, who, code, Action.INVITE).kind == CRISIS


def may_change(transaction: Transaction, who: Actor, code: str) -> bool:
    """Whether `who` may change it: an officer not where it is for other districts too. NotFound, Refused."""
    return concerns.whole(transaction, who, concerns.seen(transaction, who, code, Action.INVITE), Action.INVITE)


def change(transaction: Transaction, context: Context, who: Actor, code: str, steps: Sequence[Step]) -> None:
    """The campaign has these reminders from now on: what was sent stays sent, and who asked for a later reminder keeps
    their day. BadPlan, NotFound, Refused."""
    campaign = campaigns.held(transaction, who, code, Action.INVITE)
    check(steps)
    if campaign.kind == CRISIS:
        raise BadPlan("urgent")
    before = reminder_plan.of(transaction, campaign.id)
    reminding.replace_plan(transaction, campaign.id, replace(before, steps=tuple(steps)))
    _reschedule(transaction, context, campaign, len(before.steps), steps)
    audit.note(transaction, context.now(), who.id, "reminder_plan", campaign.code)


def hold(transaction: Transaction, context: Context, who: Actor, code: str, *, held: bool) -> None:
    """No reminder leaves until it is let go again, not even one that waits in the queue. NotFound, Refused."""
    campaign = campaigns.held(transaction, who, code, Action.INVITE)
    reminding.replace_plan(transaction, campaign.id, replace(reminder_plan.of(transaction, campaign.id), held=held))
    audit.note(transaction, context.now(), who.id, "reminders_held" if held else "reminders_go_on", campaign.code)


def check(steps: Sequence[Step]) -> None:
    """BadPlan when a plan cannot be one."""
    names = [name for step in steps for name in step.wordings]
    days = [step.days for step in steps]
    refusals = {
        "many": len(steps) > MOST,
        "days": not all(1 <= day <= LONGEST for day in days),
        "order": sorted(set(days)) != days,
        "week": any(later - earlier < WEEK.days for earlier, later in pairwise(days)),
        "hour": not all(NANTES.opens <= step.at < NANTES.closes for step in steps),
        "wording": not all(1 <= len(step.wordings) <= 2 and set(step.wordings) <= set(WISHES) for step in steps),
        "alike": len(set(names)) < len(names),
    }
    for why, refused in refusals.items():
        if refused:
            raise BadPlan(why)


def _reschedule(
    transaction: Transaction, context: Context, campaign: Campaign, exhausted: int, steps: Sequence[Step]
) -> None:
    """Move what waits. Who had every reminder of the old plan waits again when the new one has more."""
    hours, now = calendar.hours(transaction), context.now()

    def moment(each: Planned) -> datetime | None:
        if each.whose.reminders >= len(steps):
            return None
        return max(now, reminder_plan.due(hours, steps[each.whose.reminders], each.consented_on))

    waiting = respondents.planned(transaction, campaign.id, exhausted)
    respondents.move(transaction, {each.whose.interview_id: moment(each) for each in waiting if not each.promised})


# --- what leaves when ------------------------------------------------------------------------------------------------
def preview(
    transaction: Transaction, context: Context, who: Actor, code: str, since: datetime, until: datetime
) -> list[Leaving]:
    """What would leave from `since` up to (not including) `until` if nobody answered any more, in order. What other
    campaigns send meanwhile is left out. NotFound, Refused."""
    campaign = concerns.seen(transaction, who, code, Action.INVITE)
    hours, now = calendar.hours(transaction, campaign.kind), context.now()
    steps, count = reminder_plan.of(transaction, campaign.id), Counter[tuple[datetime, str, int, str]]()
    for moment, kind, messages in mailings.waiting(transaction, campaign.id):
        if kind != reminders.KIND or not steps.held:
            count[hours.next_open(max(moment, now)), kind, 0, ""] += messages
    if not steps.held and campaign.is_open:
        for each in respondents.planned(transaction, campaign.id):
            for moment, number in _future(hours, now, steps.steps, each, campaign):
                name = reminder_plan.wording(steps.steps[number], each.whose.interview_id)
                count[moment, reminders.KIND, number + 1, name] += 1
    return [Leaving(*key, messages) for key, messages in sorted(count.items()) if since <= key[0] < until]


def _future(
    hours: Hours, now: datetime, steps: Sequence[Step], each: Planned, campaign: Campaign
) -> Iterator[tuple[datetime, int]]:
    """(moment, place in the plan) of the reminders somebody will still get."""
    moment, written = each.remind_at, each.written_on
    for number in range(each.whose.reminders, len(steps)):
        due = moment or reminder_plan.due(hours, steps[number], each.consented_on)
        leaves = hours.next_open(max(due, now))
        if not reminder_plan.has_rested(written, hours.today(leaves)) and written:
            leaves = hours.on(written + WEEK, steps[number].at)
        if campaign.closes_on and hours.today(leaves) > campaign.closes_on:
            return
        yield leaves, number
        moment, written = None, hours.today(leaves)


def ahead(transaction: Transaction, context: Context, who: Actor, code: str, days: int) -> list[Leaving]:
    """The same for the next days."""
    now = context.now()
    return preview(transaction, context, who, code, now, now + timedelta(days=days))


# --- how it looks, what it brings ------------------------------------------------------------------------------------
def specimens(transaction: Transaction, context: Context, who: Actor, code: str, language: str) -> list[Message]:
    """Each reminder of the plan as it looks to a parent who stopped after the first question."""
    campaign = concerns.seen(transaction, who, code, Action.INVITE)
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    scene = Setting(form, _halfway(form, language), 0, _KEY)
    steps = reminder_plan.of(transaction, campaign.id).steps
    return [
        wording.reminder(scene, name, is_last=number + 1 == len(steps), until=campaign.closes_on)
        for number, step in enumerate(steps)
        for name in step.wordings
    ]


def languages(transaction: Transaction, context: Context, who: Actor, code: str) -> tuple[str, ...]:
    """The languages of a campaign that the interface has as well."""
    campaign = concerns.seen(transaction, who, code, Action.INVITE)
    spoken = context.shelf.get(transaction, campaign.questionnaire_id).languages
    return tuple(tag for tag in spoken if tag in LANGUAGES)


def _halfway(form: Questionnaire, language: str) -> Interview:
    """Somebody who consented and answered nothing yet."""
    begun = advance(form, Interview(language=language, seed=0), Began()).interview
    item = form.item(begun.position) if begun.position else None
    return advance(form, begun, Chose(item.name, "yes")).interview if isinstance(item, Consent) else begun


def effects(transaction: Transaction, who: Actor, code: str) -> list[Effect]:
    """Which wording brought more parents to the end: every one that was shown, and all that compete in the plan."""
    campaign = concerns.seen(transaction, who, code, Action.INVITE)
    figures = turnout.shown(transaction, campaign.id)
    steps = reminder_plan.of(transaction, campaign.id).steps
    rivals = [(place, step.wordings) for place, step in enumerate(steps) if len(step.wordings) > 1]
    competing = {f"{place} {name}" for place, names in rivals for name in names}
    reminded = {line.name for line in figures if line.axis is Axis.WORDING}
    return [_effect(figures, named) for named in sorted(competing | reminded)]


def _effect(figures: Mapping[Line, int], named: str) -> Effect:
    number, _space, name = named.partition(" ")
    people = figures.get(Line(Axis.WORDING, named, Stage.REMINDED))
    finished = figures.get(Line(Axis.WORDING, named, Stage.FINISHED))
    return Effect(int(number) + 1, name, people, finished, turnout.share(finished, people))
