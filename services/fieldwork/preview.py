"""What a launch will do, before it does it: whom it reaches, when, with which words, and what stands in the way."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from locales.languages import chain, direction
from services import calendar, wording
from services.accounts.staff import Actor
from services.authoring.translations import own_words
from services.campaigning import campaigns
from services.context import Context, Transaction
from services.fieldwork import drafts
from services.fieldwork.drafts import Draft
from services.fieldwork.rules import Surroundings, blockers
from services.hours import NANTES, Hours
from services.messages import Message
from services.pacing import PACED_PER_SECOND
from services.recordings import clips
from services.reminder_plan import rest
from services.reminding import reminder_desk
from services.turnout import tens
from services.wording import Setting
from storage import campaigns as store
from storage import plans as lessons
from storage import respondents
from surveys.checks import check
from surveys.effects import Remark, Tell
from surveys.fingerprint import fingerprint
from surveys.interview import Interview
from surveys.items import Notice, Purpose, Review
from surveys.problems import Level, Problem
from surveys.questionnaire import Questionnaire
from surveys.texts import FRENCH

_NAMED = 3  # questions of a warning


@dataclass(frozen=True, slots=True)
class Audience:
    """People who will be invited, as far as it may be said: at least so many, None below ten. The districts of people
    who were never asked anything are not known, on purpose."""

    total: int | None
    languages: tuple[tuple[str, int | None], ...] = ()
    channels: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """first_at, last_at: when the first and the last invitation leave, None where nobody is invited. mark: of what is
    shown; a launch has to repeat it."""

    draft: Draft
    audience: Audience
    first_at: datetime | None
    last_at: datetime | None
    blockers: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    mark: str

    @property
    def languages(self) -> tuple[str, ...]:
        return self.draft.launched.languages


def preview(transaction: Transaction, context: Context, who: Actor, code: str) -> Preview:
    """What the launch of `code` will do. NotFound, Refused."""
    draft = drafts.look(transaction, context, who, code)
    people = _people(transaction, context, draft)
    audience = _audience(people)
    hours = calendar.hours(transaction, draft.campaign.kind)
    first, last = _leaving(hours, context.now(), draft.campaign.opens_at, sum(people.values()))
    return Preview(
        draft,
        audience,
        first,
        last,
        blockers(draft, surroundings(transaction, context, draft)),
        tuple(_warnings(transaction, draft)),
        _mark(draft, audience),
    )


def surroundings(transaction: Transaction, context: Context, draft: Draft) -> Surroundings:
    """What the rules of a launch ask of the house."""
    has_bot = bool(campaigns.telegram_link(transaction))
    earlier = store.by_id(transaction, draft.campaign.follows) if draft.campaign.follows else None
    if earlier is None or earlier.kind != "pilot":
        return Surroundings(context.now(), has_bot)
    learnt = bool(lessons.lesson(transaction, earlier.id))
    return Surroundings(context.now(), has_bot, follows_ended=earlier.has_ended, follows_learnt=learnt)


def messages(
    transaction: Transaction, context: Context, who: Actor, code: str, language: str
) -> tuple[tuple[str, Message], ...]:
    """Every message of a campaign in one language, each with the name of what it is: "invitation", an item, "reminder",
    "paused", "closed"."""
    draft = drafts.look(transaction, context, who, code)
    return tuple(_messages(transaction, context, who, draft, language))


def _messages(
    transaction: Transaction, context: Context, who: Actor, draft: Draft, language: str
) -> Iterator[tuple[str, Message]]:
    form = draft.launched
    yield "invitation", wording.invitation(language, form.title, draft.campaign.code)
    for item in form.items:
        scene = Setting(form, Interview(language, seed=1, position=item.name), 1, bytes(32))
        if isinstance(item, Notice):
            yield item.name, wording.tell(scene, Tell(Remark.NOTICE, item.name))
        elif not isinstance(item, Review):
            yield item.name, wording.ask(scene, item.name)
    for specimen in reminder_desk.specimens(transaction, context, who, draft.campaign.code, language):
        yield "reminder", specimen
    yield "paused", wording.away(language, "paused")
    yield "closed", wording.away(language, "closed")


def _people(transaction: Transaction, context: Context, draft: Draft) -> Counter[tuple[str, str]]:
    """How many people may be invited, by channel and language of the campaign."""
    if not draft.plan.invites:
        return Counter()
    opens = draft.campaign.opens_at or context.now()
    leaves_on = NANTES.today(max(opens, context.now()))
    rested = leaves_on - rest(draft.campaign.kind)
    counted: Counter[tuple[str, str]] = Counter()
    offered = draft.launched.languages
    groups = respondents.audience(transaction, draft.campaign.id, Purpose.RECONTACT.value, rested)
    for channel, language, count in groups:
        counted[channel, _read_in(language, offered)] += count
    return counted


def _read_in(language: str, offered: tuple[str, ...]) -> str:
    return next((tag for tag in chain(language) if tag in offered), FRENCH)


def _audience(people: Counter[tuple[str, str]]) -> Audience:
    languages: Counter[str] = Counter()
    channels: Counter[str] = Counter()
    for (channel, language), count in people.items():
        languages[language] += count
        channels[channel] += count
    return Audience(tens(sum(people.values())) or None, _said(languages), _said(channels))


def _said(counts: Counter[str]) -> tuple[tuple[str, int | None], ...]:
    return tuple((name, tens(count) or None) for name, count in sorted(counts.items()))


def _leaving(
    hours: Hours, now: datetime, opens: datetime | None, count: int
) -> tuple[datetime | None, datetime | None]:
    """When the first and the last of `count` messages leave, one after the other within the hours."""
    if not count or opens is None:
        return None, None
    first = moment = hours.next_open(max(opens, now))
    left = timedelta(seconds=count / PACED_PER_SECOND)
    while left > (today := hours.left(moment)):
        left -= today
        moment = hours.next_open(moment + today)
    return first, moment + left


def _warnings(transaction: Transaction, draft: Draft) -> Iterator[Problem]:
    form = draft.launched
    yield from (problem for problem in check(form) if problem.level is Level.WARNING)
    for language in form.languages:
        lacking = sum(not item.text.has(language) for item in form.items)
        if lacking:
            values = {"language": language, "direction": direction(language), "count": str(lacking)}
            yield Problem("texts_missing", values=values, level=Level.WARNING)
    unsaid = [tag for tag in form.languages if tag != FRENCH and "rules" not in draft.plan.translated.get(tag, {})]
    if unsaid:
        yield Problem("rules_in_french", values={"languages": ", ".join(unsaid)}, level=Level.WARNING)
    yield from own_words(form.languages)
    yield from (_in_words(problem, form) for problem in clips.missing(transaction, form))


def _in_words(unheard: Problem, form: Questionnaire) -> Problem:
    """A warning about questions by what they ask, not by their names: the first ones, and how many more there are."""
    names = unheard.values["items"].split(", ")
    lines = [form.item(name).text.in_(FRENCH).partition("\n")[0] for name in names[:_NAMED]]
    more = f" (+ {len(names) - _NAMED})" if len(names) > _NAMED else ""
    return replace(unheard, values={**unheard.values, "items": ", ".join(f"« {line} »" for line in lines) + more})


def _mark(draft: Draft, audience: Audience) -> str:
    """Changes whenever what the confirmation names does, or what is asked."""
    days: tuple[datetime | date | None, ...] = (draft.campaign.opens_at, draft.campaign.closes_on)
    shown = (draft.campaign.code, sorted(draft.districts), audience, days, fingerprint(draft.launched))
    return sha256(repr(shown).encode()).hexdigest()[:16]
