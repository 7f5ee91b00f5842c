"""A questionnaire on paper: numbered questions, a code beside every answer, and what a clerk types of a filled sheet.

Pure. The order of choices is that of the sheet, for everybody: a clerk types what stands on the paper. What is typed
goes the way of any answer, so paper is checked as chat is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from surveys.answers import Chosen
from surveys.conditions import Scope
from surveys.conversation import advance
from surveys.design import sets, shown
from surveys.effects import Remark, Tell
from surveys.expressions import compile_
from surveys.inputs import Began, Chose, Input, Picked, Replied, Skipped, Validated
from surveys.interview import Disposition, Interview
from surveys.items import (
    BestWorst,
    Choice,
    Comparison,
    Consent,
    FollowUp,
    Item,
    Multiple,
    Notice,
    Ranking,
    Review,
    WithChoices,
)
from surveys.questionnaire import Questionnaire

SEED = 1  # draws the sets of comparisons: all sheets of a questionnaire are alike
_MOST_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Condition:
    """Whom a question is for: who took one of `choices` at the question `number`; anybody told by the sheet as a whole
    when number is 0."""

    number: int = 0
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """number: from 1; 0 for the consent, -1 for a notice. codes: what stands beside each of `choices`. sets: of a
    comparison, coded from 1 within each."""

    number: int
    item: Item
    choices: tuple[Choice, ...] = ()
    codes: tuple[int, ...] = ()
    sets: tuple[tuple[Choice, ...], ...] = ()
    condition: Condition | None = None


def questions(form: Questionnaire) -> tuple[Question, ...]:
    """What is printed of a questionnaire. What needs a conversation is left out: the review, and what else somebody
    wants."""
    found: list[Question] = []
    numbers: dict[str, int] = {}
    for item in form.items:
        if isinstance(item, Review | FollowUp):
            continue
        if isinstance(item, Consent | Notice):
            number = 0 if isinstance(item, Consent) else -1
        else:
            number = numbers[item.name] = len(numbers) + 1
        choices = _choices(item)
        condition = _condition(form, item, numbers)
        found.append(Question(number, item, choices, _codes(choices), _sets(item), condition))
    return tuple(found)


def _choices(item: Item) -> tuple[Choice, ...]:
    if isinstance(item, Consent):  # what there is more to read is printed
        return tuple(choice for choice in item.choices if choice.name in ("yes", "no"))
    return item.choices if isinstance(item, WithChoices) else ()


def _codes(choices: Sequence[Choice]) -> tuple[int, ...]:
    """Places from 1; of a scale of numbers, the numbers themselves."""
    marks = [choice.text.in_("fr") for choice in choices if choice.missing is None]
    if not marks or not all(mark.isdecimal() for mark in marks):
        return tuple(range(1, len(choices) + 1))
    beyond = iter(range(max(map(int, marks)) + 1, 10_000))
    return tuple(int(choice.text.in_("fr")) if choice.missing is None else next(beyond) for choice in choices)


def _sets(item: Item) -> tuple[tuple[Choice, ...], ...]:
    if not isinstance(item, Comparison):
        return ()
    order = shown(item, SEED, {})
    return tuple(
        tuple(order[place] for place in one) for one in sets(SEED, item.name, len(order), item.size, item.rounds)
    )


def _condition(form: Questionnaire, item: Item, numbers: Mapping[str, int]) -> Condition | None:
    """Where one earlier choice alone decides, which ones do."""
    if not item.relevant:
        return None
    names = compile_(item.relevant).names
    name = next(iter(names)) if len(names) == 1 else ""
    earlier = form.item(name) if form.has(name) else None
    if name not in numbers or not isinstance(earlier, WithChoices) or isinstance(earlier, Comparison | BestWorst):
        return Condition()
    fitting = (
        choice
        for choice in earlier.choices
        if choice.missing is None and Scope(form, {name: Chosen((choice.name,))}).applies(item)
    )
    return Condition(numbers[name], tuple(fitting))


# --- a filled sheet --------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Sheet:
    """What somebody typed of a sheet. inputs: as the conversation takes them. problems: by item, a stable word each;
    none when the sheet is complete."""

    inputs: tuple[Input, ...]
    problems: Mapping[str, str] = field(default_factory=dict)


def read(form: Questionnaire, language: str, typed: Mapping[str, str]) -> Sheet:
    """Go through the questionnaire with what was typed, by item name ("3", "1 4", own words; "" for nothing)."""
    by_name = {question.item.name: question for question in questions(form)}
    interview = advance(form, Interview(language=language, seed=SEED, reachable=False), Began()).interview
    inputs: list[Input] = []
    problems: dict[str, str] = {}
    asked: set[str] = set()
    for _ in range(_MOST_STEPS):
        if interview.disposition is not Disposition.OPEN or interview.position is None:
            break
        name = interview.position
        asked.add(name)
        given, problem = _given(by_name.get(name), form.item(name), typed.get(name, "").strip())
        after, refused = _take(form, interview, given)
        problem = problem or refused
        if problem:
            problems[name] = problem
            after, refused = _take(form, interview, (Skipped(name),))  # what else is wrong with this sheet?
            if refused:
                return Sheet((), problems)
        inputs.extend(given)
        interview = after
    idle = {name: "not_asked" for name, text in typed.items() if text.strip() and name not in asked and name in by_name}
    problems = {**problems, **idle}
    return Sheet(() if problems else tuple(inputs), problems)


def _take(form: Questionnaire, interview: Interview, given: Sequence[Input]) -> tuple[Interview, str]:
    """The interview after these inputs, and why it did not move on ("" when it did)."""
    start = interview.position
    said = "unreadable"
    for each in given:
        step = advance(form, interview, each)
        interview = step.interview
        said = next((effect.remark.value for effect in step.effects if isinstance(effect, Tell)), said)
        if said == Remark.IDENTIFYING.value:
            said = "unreadable"
    stays = interview.disposition is Disposition.OPEN and interview.position == start
    return interview, said if stays else ""


def _given(question: Question | None, item: Item, text: str) -> tuple[tuple[Input, ...], str]:
    """What was typed as inputs, or why it cannot be."""
    if question is None:  # a review, a follow-up: nothing is on the paper
        return (Validated(item.name),), ""
    if not text:
        return (Skipped(item.name),), ""
    if not isinstance(item, WithChoices):
        return (Replied(text),), ""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if not numbers or re.sub(r"[\d\s.,;/+-]", "", text):
        return (), "codes"
    if isinstance(item, Comparison):
        return _sets_typed(question, item, numbers)
    coded = dict(zip(question.codes, question.choices, strict=True))
    if any(number not in coded for number in numbers):
        return (), "no_such_code"
    taken = [coded[number] for number in numbers]
    if len(set(numbers)) < len(numbers):
        return (), "twice"
    if len(taken) > 1 and any(choice.exclusive for choice in taken) and isinstance(item, Multiple):
        return (), "exclusive"
    names = tuple(choice.name for choice in taken)
    if isinstance(item, Multiple | Ranking | BestWorst):
        return (Picked(item.name, names),), ""
    return ((Chose(item.name, names[0]),), "") if len(names) == 1 else ((), "too_many")


def _sets_typed(question: Question, item: Comparison, numbers: Sequence[int]) -> tuple[tuple[Input, ...], str]:
    """One code a set (the best), or two (the best and the worst), set after set."""
    each = 2 if item.worst is not None and item.size > 2 else 1
    if len(numbers) % each or len(numbers) > each * len(question.sets):
        return (), "sets"
    if any(not 1 <= number <= item.size for number in numbers):
        return (), "no_such_code"
    inputs: list[Input] = [
        Chose(item.name, question.sets[place // each][number - 1].name) for place, number in enumerate(numbers)
    ]
    if len(numbers) < each * len(question.sets):
        inputs.append(Validated(item.name))
    return tuple(inputs), ""
