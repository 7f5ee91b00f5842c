"""Answers worth giving: every choice, numbers and days around those of the formulas, the words they name."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from surveys.answers import Answer, Chosen, Counted, Dated, Written
from surveys.items import (
    BestWorst,
    Consent,
    Date,
    Item,
    Multiple,
    Number,
    Open,
    Ranking,
    WithChoices,
)
from surveys.questionnaire import Questionnaire

_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_NUMBER = re.compile(r"(?<![\w.'\"-])\d+(?:\.\d+)?(?![\w.'\"-])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TODAY = date(2026, 1, 15)  # of people who exist on paper


class Values:
    """The answers worth trying, given the constants in the formulas of a questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        found = [text for item in questionnaire.items for text in formulas(item)]
        found += [calculation.expression for calculation in questionnaire.calculations]
        quoted = {first or second for text in found for first, second in _QUOTED.findall(text)}
        self._words = sorted(word for word in quoted if word and not _DAY.fullmatch(word))
        self._days = sorted(day for word in quoted if (day := _day(word)))
        self._numbers = sorted({Decimal(number) for text in found for number in _NUMBER.findall(text)})

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


def formulas(item: Item) -> tuple[str, ...]:
    return (item.relevant, item.constraint, *((item.choice_filter,) if isinstance(item, WithChoices) else ()))


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word) if _DAY.fullmatch(word) else None
    except ValueError:
        return None
