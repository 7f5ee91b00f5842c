"""The questions that no made-up parent comes to.

The personas of `services.personas` talk through the questionnaire. For each question not asked by then, answers that
make its condition true are looked for among the values that matter (every choice, numbers and days around those of the
formulas), and a parent gives them in a real conversation. Only where all combinations were tried is a question said to
be out of reach.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice, product
from math import prod

from services.personas import PERSONAS, STEADY, play
from services.personas.values import Values, formulas
from surveys.answers import Answer, Missing
from surveys.conditions import Scope
from surveys.expressions import ExpressionError, compile_
from surveys.items import Comparison, Item
from surveys.questionnaire import Questionnaire

_MOST_COMBINATIONS = 4000  # looked at for one question
_MOST_IN_ALL = 40_000  # and for a whole questionnaire; beyond, nothing is said
_MOST_PARENTS = 12  # who try for one question
_SEED = 1


def out_of_reach(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Names of the items that no made-up parent came to, in the order of the sheet."""
    met, is_stuck = _met(questionnaire)
    missed, left = [], _MOST_IN_ALL
    for item in questionnaire.items:
        if item.name in met:
            continue
        search = _Search(questionnaire, item)
        left -= search.count
        proven = left > 0 and search.is_complete and not is_stuck
        for tried, wishes in enumerate(search.wishes() if left > 0 else ()):
            played = play(questionnaire, STEADY, _SEED, wishes)
            met |= played.met
            proven = proven and not played.is_stuck and tried < _MOST_PARENTS
            if item.name in met or not proven:
                break
        if proven and item.name not in met:
            missed.append(item.name)
    return tuple(missed)


def _met(questionnaire: Questionnaire) -> tuple[set[str], bool]:
    """What the personas came to, and whether the steady one could not go on."""
    met: set[str] = set()
    is_stuck = False
    for persona in PERSONAS.values():
        played = play(questionnaire, persona, _SEED)
        met |= played.met
        is_stuck = is_stuck or (persona is STEADY and played.is_stuck)
        if all(item.name in met for item in questionnaire.items):
            break
    return met, is_stuck


class _Search:
    """Answers under which one item is asked. count: combinations to look at. is_complete: they are all that matter."""

    def __init__(self, questionnaire: Questionnaire, item: Item) -> None:
        self._questionnaire, self._item = questionnaire, item
        values = Values(questionnaire)
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
        asked = {one.name: formulas(one) for one in self._questionnaire.items}
        asked |= {one.name: (one.expression,) for one in self._questionnaire.calculations}
        found: dict[str, None] = {}
        waiting = [name for text in formulas(item) for name in _names(text)]
        while waiting:
            name = self._asked_as(waiting.pop())
            if name not in found and name != item.name:
                found[name] = None
                waiting += [each for text in asked.get(name, ()) for each in _names(text)]
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
