"""What a campaign must meet before it is launched. Pure: problems, each on the screen where it is mended."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from services.campaigning.plans import DIGITAL
from services.fieldwork.drafts import Draft
from services.fieldwork.weaving import LOCAL
from services.hours import NANTES
from storage.campaigns import CRISIS
from surveys.checks import check
from surveys.items import Consent, District, FollowUp, Notice, Review
from surveys.limits import LONGEST_LABEL, units
from surveys.problems import Level, Problem

SHORT = 21  # days; a shorter field period needs a reason (domain S-28)
MOST_LOCAL = 3  # questions of one district (domain S-23)
MOST_IN_CRISIS = 3  # questions of a crisis campaign, the district left out (domain S-46)
LONGEST_PILOT = 31  # days
_MOST_CHOICES = 8
EXCUSED: Mapping[str, frozenset[str]] = {CRISIS: frozenset({"short_period", "one_channel"})}
"""Rules that do not hold for a kind of campaign: an emergency waits neither for 21 days nor for paper."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a plan is held against. has_bot: whether the house has a Telegram bot. follows_ended, follows_learnt: of the
    pilot it follows, True when it follows none."""

    now: datetime
    has_bot: bool
    follows_ended: bool = True
    follows_learnt: bool = True


SCREENS = {
    **dict.fromkeys(("no_title", "follows_running", "no_lesson", "crisis_too_long"), 1),
    **dict.fromkeys(("no_french", "one_channel", "no_bot", "no_opening", "no_closing", "opens_past"), 2),
    **dict.fromkeys(("closes_first", "short_period", "no_cap", "pilot_too_long"), 2),
    **dict.fromkeys(("no_rules", "no_decides", "no_contact", "local_empty", "local_elsewhere", "local_many"), 3),
    **dict.fromkeys(("local_one_choice", "local_many_choices", "local_long_choice", "local_twice"), 3),
    **dict.fromkeys(("local_no_district",), 3),
}
"""On which of the five screens a problem is mended; 1 for those of the questionnaire itself."""


def blockers(draft: Draft, around: Surroundings) -> tuple[Problem, ...]:
    """What stands in the way of the launch; none when it may be launched."""
    mistakes = (one for one in check(draft.launched) if one.level is Level.ERROR and not _is_local(one))
    found = (
        *_version(draft, around),
        *_reach(draft, around),
        *_days(draft, around),
        *_pilot(draft),
        *_words(draft),
        *_local(draft),
        *mistakes,
    )
    excused = EXCUSED.get(draft.campaign.kind, frozenset())
    return tuple(problem for problem in found if problem.code not in excused)


def _is_local(problem: Problem) -> bool:
    """Local questions are looked at where they were written."""
    return problem.values.get("item", "").startswith(LOCAL)


def _problem(code: str, **values: str) -> Problem:
    return Problem(code, values=values)


def _version(draft: Draft, around: Surroundings) -> Iterator[Problem]:
    if not draft.plan.title.strip():
        yield _problem("no_title")
    if not around.follows_ended:
        yield _problem("follows_running")
    elif not around.follows_learnt:
        yield _problem("no_lesson")
    asked = [
        one for one in draft.launched.items if not isinstance(one, Consent | District | Notice | Review | FollowUp)
    ]
    if draft.campaign.kind == CRISIS and len(asked) > MOST_IN_CRISIS:
        yield _problem("crisis_too_long", most=str(MOST_IN_CRISIS), count=str(len(asked)))


def _reach(draft: Draft, around: Surroundings) -> Iterator[Problem]:
    channels = set(draft.plan.channels)
    if "telegram" in channels and not around.has_bot:
        yield _problem("no_bot")
        channels.discard("telegram")
    if len(channels) < 2 and channels <= DIGITAL:
        yield _problem("one_channel")


def _days(draft: Draft, around: Surroundings) -> Iterator[Problem]:
    opens, closes = draft.campaign.opens_at, draft.campaign.closes_on
    if opens is None:
        yield _problem("no_opening")
    elif NANTES.today(opens) < NANTES.today(around.now):
        yield _problem("opens_past")
    if closes is None:
        yield _problem("no_closing")
    if opens is None or closes is None:
        return
    days = (closes - NANTES.today(opens)).days + 1
    if days < 1:
        yield _problem("closes_first")
    elif days < SHORT and not draft.plan.reason.strip():
        yield _problem("short_period", days=str(days), least=str(SHORT))
    if draft.campaign.kind == "pilot" and days > LONGEST_PILOT:
        yield _problem("pilot_too_long", most=str(LONGEST_PILOT))


def _pilot(draft: Draft) -> Iterator[Problem]:
    caps = draft.districts.values()
    if draft.campaign.kind == "pilot" and (not caps or not all(caps)):
        yield _problem("no_cap")


def _words(draft: Draft) -> Iterator[Problem]:
    for name in ("rules", "decides", "contact"):
        if not getattr(draft.plan, name).strip():
            yield _problem(f"no_{name}")


def _local(draft: Draft) -> Iterator[Problem]:
    questions, own = draft.plan.questions, set(draft.districts)
    for district, count in Counter(question.district for question in questions).items():
        if own and district not in own:
            yield _problem("local_elsewhere", district=district)
        if count > MOST_LOCAL:
            yield _problem("local_many", district=district, most=str(MOST_LOCAL))
    if questions and not any(isinstance(item, District) for item in draft.form.items):
        yield _problem("local_no_district")
    for number, question in enumerate(questions, start=1):
        yield from _choices(str(number), question.text, question.choices)


def _choices(number: str, text: str, choices: Collection[str]) -> Iterator[Problem]:
    if not text.strip():
        yield _problem("local_empty", number=number)
    if len(choices) == 1:
        yield _problem("local_one_choice", number=number)
    if len(choices) > _MOST_CHOICES:
        yield _problem("local_many_choices", number=number, most=str(_MOST_CHOICES))
    if len(set(choices)) < len(choices):
        yield _problem("local_twice", number=number)
    for choice in choices:
        if units(choice) > LONGEST_LABEL:
            yield _problem("local_long_choice", number=number, choice=choice, most=str(LONGEST_LABEL))
