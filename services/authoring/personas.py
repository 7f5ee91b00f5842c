"""Made-up parents who look for every question of a questionnaire, and the questions that none of them is asked.

The first parent answers whatever comes. For each question not asked yet, answers that make its condition true are
looked for among the values that matter (every choice, numbers and days around those of the formulas), and a parent
gives them in a real conversation. Only where all combinations were tried is a question said to be out of reach.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, islice, product
from math import prod

from surveys.answers import Answer, Chosen, Counted, Dated, Missing, Written
from surveys.conditions import Scope
from surveys.conversation import advance
from surveys.design import offered
from surveys.effects import Ask, Remark, Tell
from surveys.expressions import ExpressionError, compile_
from surveys.inputs import Began, Chose, Input, Picked, Replied, Skipped, Validated
from surveys.interview import Disposition, Interview
from surveys.items import (
    BestWorst,
    Comparison,
    Consent,
    Date,
    Item,
    Multiple,
    Number,
    Open,
    Ranking,
    Review,
    WithChoices,
)
from surveys.questionnaire import Questionnaire

_MOST_COMBINATIONS = 4000  # looked at for one question
_MOST_IN_ALL = 40_000  # and for a whole questionnaire; beyond, nothing is said
_MOST_PARENTS = 12  # who try for one question
_MOST_STEPS = 2000  # of one conversation
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_NUMBER = re.compile(r"(?<![\w.'\"-])\d+(?:\.\d+)?(?![\w.'\"-])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TODAY = date(2026, 1, 15)  # of people who exist on paper


@dataclass(frozen=True, slots=True)
class Walk:
    """met: names of the items a parent was asked or told. is_stuck: they could not answer something, and got no further
    than that."""

    met: frozenset[str]
    is_stuck: bool = False


def out_of_reach(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Names of the items that no made-up parent came to, in the order of the sheet."""
    first = walk(questionnaire, {})
    met, missed, left = set(first.met), [], _MOST_IN_ALL
    for item in questionnaire.items:
        if item.name in met:
            continue
        search = _Search(questionnaire, item)
        left -= search.count
        proven = left > 0 and search.is_complete and not first.is_stuck
        for tried, wishes in enumerate(search.wishes() if left > 0 else ()):
            walked = walk(questionnaire, wishes)
            met |= walked.met
            proven = proven and not walked.is_stuck and tried < _MOST_PARENTS
            if item.name in met or not proven:
                break
        if proven and item.name not in met:
            missed.append(item.name)
    return tuple(missed)


def walk(questionnaire: Questionnaire, wishes: Mapping[str, Answer]) -> Walk:
    """A parent answers as wished where asked, and anything fitting elsewhere."""
    values = _Values(questionnaire)
    step = advance(questionnaire, Interview(language=questionnaire.languages[0], seed=1), Began())
    met: set[str] = set()
    for _ in range(_MOST_STEPS):
        told = {each.item for each in step.effects if isinstance(each, Tell) and each.remark is Remark.NOTICE}
        asked = {effect.item for effect in step.effects if isinstance(effect, Ask)}
        met |= {name for name in told | asked if name}
        interview = step.interview
        if interview.disposition is not Disposition.OPEN or interview.position is None:
            return Walk(frozenset(met))
        item = questionnaire.item(interview.position)
        answers = (*([wishes[item.name]] if item.name in wishes else ()), *values.of(item), Missing.SKIPPED)
        for given in (*_taps(questionnaire, interview, item), *(_given(item, answer) for answer in answers)):
            step = advance(questionnaire, replace(interview, misses=0), given)
            if step.interview.position != item.name or step.interview.draft != interview.draft:
                break
        else:
            break
    return Walk(frozenset(met), is_stuck=True)


def _taps(questionnaire: Questionnaire, interview: Interview, item: Item) -> tuple[Input, ...]:
    """What is tapped one by one: of each set of a comparison, the first."""
    if not isinstance(item, Comparison):
        return ()
    choices = offered(item, interview, Scope(questionnaire, interview.answers))
    return tuple(Chose(item.name, choice.name) for choice in choices[:1])


def _given(item: Item, answer: Answer) -> Input:
    if isinstance(item, Review):
        return Validated(item.name)
    match answer:
        case Chosen(choices):
            return Picked(item.name, choices)
        case Counted(value):
            return Replied(format(value, "f"))
        case Dated(value):
            return Replied(value.isoformat())
        case Written(text):
            return Replied(text)
        case _:
            return Skipped(item.name)


class _Values:
    """The answers worth trying, given the constants in the formulas of a questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        formulas = [text for item in questionnaire.items for text in _formulas(item)]
        formulas += [calculation.expression for calculation in questionnaire.calculations]
        quoted = {first or second for text in formulas for first, second in _QUOTED.findall(text)}
        self._words = sorted(word for word in quoted if word and not _DAY.fullmatch(word))
        self._days = sorted(day for word in quoted if (day := _day(word)))
        self._numbers = sorted({Decimal(number) for text in formulas for number in _NUMBER.findall(text)})

    def of(self, item: Item) -> tuple[Answer, ...]:
        """Likely answers first; for what has no answer (a review), none."""
        match item:
            case Consent():
                return (Chosen(("yes",)),)
            case Multiple():
                return tuple(Chosen(names) for names in self._several(item))
            case Ranking():
                return (Chosen(tuple(choice.name for choice in item.choices if not choice.exclusive)),)
            case BestWorst():
                names = [choice.name for choice in item.choices if not choice.exclusive]
                return tuple(Chosen((best, worst)) for best in names for worst in names if best != worst)
            case WithChoices():
                stay = [choice.name for choice in item.choices if not choice.screens_out]
                return tuple(Chosen((name,)) for name in stay)
            case Number():
                around = {number + by for number in self._numbers for by in (-1, 0, 1)} | {Decimal(1), Decimal(0)}
                return tuple(map(Counted, sorted(around, key=lambda number: (number < 0, number))))
            case Date():
                around_days = {day + timedelta(days=by) for day in self._days for by in (-1, 0, 1)} | {_TODAY}
                return tuple(map(Dated, sorted(around_days)))
            case Open():
                return tuple(map(Written, ("x", *self._words)))
        return ()

    def _several(self, item: Multiple) -> Iterator[tuple[str, ...]]:
        """Each choice alone, two or more together up to what is allowed, the exclusive ones only alone."""
        free = [choice.name for choice in item.choices if not choice.exclusive]
        most = len(free) if item.at_most is None else min(item.at_most, len(free))
        if item.at_least <= 1:
            yield from ((choice.name,) for choice in item.choices)
        if item.at_least <= 2 <= most:
            yield from combinations([name for name in free if name in self._words] or free[:2], 2)
        for count in {max(item.at_least, 3), most}:
            if 2 < count <= most:
                yield tuple(free[:count])


def _formulas(item: Item) -> tuple[str, ...]:
    return (item.relevant, item.constraint, *((item.choice_filter,) if isinstance(item, WithChoices) else ()))


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word) if _DAY.fullmatch(word) else None
    except ValueError:
        return None


class _Search:
    """Answers under which one item is asked. count: combinations to look at. is_complete: they are all that matter."""

    def __init__(self, questionnaire: Questionnaire, item: Item) -> None:
        self._questionnaire, self._item = questionnaire, item
        values = _Values(questionnaire)
        asked = [questionnaire.item(name) for name in self._upstream(item)]
        self._names = [one.name for one in asked]
        self._candidates = [(*values.of(one), Missing.SKIPPED) for one in asked]
        combinations = prod(map(len, self._candidates))
        self.count = min(combinations, _MOST_COMBINATIONS)
        self.is_complete = combinations <= _MOST_COMBINATIONS and not any(isinstance(one, Comparison) for one in asked)

    def wishes(self) -> Iterator[Mapping[str, Answer]]:
        for answers in islice(product(*self._candidates), _MOST_COMBINATIONS):
            wished = dict(zip(self._names, answers, strict=True))
            if Scope(self._questionnaire, wished).applies(self._item):
                yield wished

    def _upstream(self, item: Item) -> list[str]:
        """Items on which it depends whether `item` is asked, nearest last."""
        formulas = {one.name: _formulas(one) for one in self._questionnaire.items}
        formulas |= {one.name: (one.expression,) for one in self._questionnaire.calculations}
        found: dict[str, None] = {}
        waiting = [name for text in _formulas(item) for name in _names(text)]
        while waiting:
            name = self._asked_as(waiting.pop())
            if name not in found and name != item.name:
                found[name] = None
                waiting += [each for text in formulas.get(name, ()) for each in _names(text)]
        return [name for name in reversed(found) if self._questionnaire.has(name)]

    def _asked_as(self, name: str) -> str:
        """The item behind a name: both halves of a best-worst are one."""
        whole = re.sub("_(?:best|worst)$", "", name)
        return whole if not self._questionnaire.has(name) and self._questionnaire.has(whole) else name


def _names(formula: str) -> frozenset[str]:
    try:
        return compile_(formula).names
    except ExpressionError:
        return frozenset()
