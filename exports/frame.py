"""Respondents as small integers: one row each, one code per table. Nothing of a record stays in memory."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from exports.plan import ANSWERED, SECONDS, Category, Crossing, Measure, Plan, Table
from exports.records import Record
from surveys.answers import Answer, Chosen, Missing

Codes = NDArray[np.uint16]


class Encoder:
    """Turns records into rows of codes: the place of the group, then in each table the place of the category, then the
    place of the class where the plan is crossed.

    A choice that was not taken has the code after the last category.
    """

    def __init__(self, plan: Plan) -> None:
        self.width = 1 + len(plan.tables) + (plan.crossing is not None)
        self._plan = plan
        # Answers repeat, so each distinct one is encoded once.
        self._known: list[dict[Answer, bytes]] = [{} for _ in range(len(plan.blocks) + 1)]

    def row(self, record: Record) -> bytes:
        """The codes of one record, as native 16-bit integers."""
        answers = record.answers
        parts = [self._group(answers)]
        for block, known in zip(self._plan.blocks, self._known[1:], strict=True):
            answer = answers.get(block[0].item, Missing.NOT_ASKED)
            encoded = known.get(answer)
            if encoded is None:
                encoded = known[answer] = _bytes([code(table, answer) for table in block])
            parts.append(encoded)
        if self._plan.crossing is not None:
            answer = answers.get(self._plan.crossing.item, Missing.NOT_ASKED)
            parts.append(_bytes([klass(self._plan.crossing, answer)]))
        return b"".join(parts)

    def _group(self, answers: Mapping[str, Answer]) -> bytes:
        if self._plan.axis is None:
            return _bytes([0])
        answer = answers.get(self._plan.axis, Missing.NOT_ASKED)
        encoded = self._known[0].get(answer)
        if encoded is None:
            encoded = self._known[0][answer] = _bytes([group(self._plan.groups, answer)])
        return encoded


def _bytes(codes: list[int]) -> bytes:
    return np.array(codes, dtype=np.uint16).tobytes()


def group(groups: tuple[Category, ...], answer: Answer) -> int:
    """The place of a respondent's group: their district, or the last, of those without one."""
    taken = answer.choices[0] if isinstance(answer, Chosen) and answer.choices else None
    places = {choice: place for place, category in enumerate(groups) for choice in category.choices}
    return places.get(taken, len(groups) - 1) if taken else len(groups) - 1


def klass(crossing: Crossing, answer: Answer) -> int:
    """The place of a respondent's class: the one that all their answers are in, else the last."""
    taken = set(answer.choices) if isinstance(answer, Chosen) else set()
    return next(
        (place for place, own in enumerate(crossing.choices) if taken and taken <= own), len(crossing.choices) - 1
    )


def code(table: Table, answer: Answer) -> int:
    """The place of an answer among the categories of `table`; one past the last when a choice was not taken, or when
    only other groups are asked."""
    taken = answer.choices if isinstance(answer, Chosen) else ()
    if not table.is_partition:
        return 0 if table.choice is not None and _is_part(table, table.choice.name, taken) else 1
    by_choice, by_reason = _places(table)
    if table.measure is Measure.REPLY:
        if any(name not in by_choice for name in taken):
            return _place(table, ANSWERED)
    elif table.measure in (Measure.BEST, Measure.WORST):
        taken = _pair(table, taken)
    if taken:
        return by_choice[taken[-1] if table.measure in SECONDS else taken[0]]
    return by_reason.get(answer if isinstance(answer, Missing) else Missing.SKIPPED, len(table.categories))


def _is_part(table: Table, choice: str, taken: tuple[str, ...]) -> bool:
    """Whether a person who took these is among the people of the table. One person counts once, however many sets."""
    if table.measure is Measure.CHOICE:
        return choice in taken
    firsts, lasts = taken[:: table.size], taken[table.size - 1 :: table.size]
    net = firsts.count(choice) - lasts.count(choice)
    return net > 0 if table.measure is Measure.AHEAD else net < 0


def _pair(table: Table, taken: tuple[str, ...]) -> tuple[str, ...]:
    """Best and worst, or the one reason for giving neither, or nothing: half a pair is not counted."""
    reasons = tuple(c.choice for c in table.categories if c.choice in taken and c.missing is not None and c.choice)
    return reasons[:1] or (taken if len(taken) == 2 else ())


def _places(table: Table) -> tuple[dict[str, int], dict[Missing, int]]:
    by_choice: dict[str, int] = {}
    by_reason: dict[Missing, int] = {}
    for place, category in enumerate(table.categories):
        if category.choice is not None:
            by_choice[category.choice] = place
        if category.missing is not None:
            by_reason.setdefault(category.missing, place)
    return by_choice, by_reason


def _place(table: Table, name: str) -> int:
    return next(place for place, category in enumerate(table.categories) if category.name == name)
