"""When an item applies, and what an answer means for analysis.

An expression sees every answer by the name of its item: the name of the choice, several names separated by spaces (a
ranking in its order, best-worst as NAME_best and NAME_worst too), a number, a day number, or own words ("…" while they
are only spoken). No value, a missing reason and an answer in a branch that no longer applies are all "".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from surveys.answers import Answer, Chosen, Counted, Dated, Missing, Spoken, Written
from surveys.expressions import Expression, compile_, day_number
from surveys.items import BestWorst, Item, WithChoices, is_answerable
from surveys.questionnaire import Questionnaire


def words(answer: Answer | None) -> str:
    """An answer as expressions see it."""
    match answer:
        case Chosen(choices):
            return " ".join(choices)
        case Written(text):
            return text
        case Spoken():
            return "…"  # something was said, and nothing more is known of it
        case Counted(value):
            return format(value, "f")
        case Dated(value):
            return day_number(value)
        case _:
            return ""


@dataclass(frozen=True, slots=True)
class _Variable:
    """What a name stands for: an item's answer (all of it, or the choice at `part`), or a calculation."""

    item: Item | None = None
    part: int | None = None
    calculation: Expression | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """What the expressions of a questionnaire need. order: for each name, all it depends on, itself last, so that
    values are found without recursion however long a chain of conditions is."""

    variables: Mapping[str, _Variable]
    conditions: Mapping[str, Expression]
    order: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=64)
def _plan(questionnaire: Questionnaire) -> _Plan:
    conditions = {item.name: compile_(item.relevant) for item in questionnaire.items if item.relevant}
    variables = {
        calculation.name: _Variable(calculation=compile_(calculation.expression))
        for calculation in questionnaire.calculations
    }
    for item in questionnaire.items:
        variables[item.name] = _Variable(item=item)
        if isinstance(item, BestWorst):
            variables[f"{item.name}_best"] = _Variable(item=item, part=0)
            variables[f"{item.name}_worst"] = _Variable(item=item, part=1)
    needs = {name: _needs(variable, conditions) for name, variable in variables.items()}
    return _Plan(variables, conditions, {name: _upstream(name, needs) for name in variables})


def _needs(variable: _Variable, conditions: Mapping[str, Expression]) -> tuple[str, ...]:
    expression = variable.calculation
    if variable.item is not None:
        expression = conditions.get(variable.item.name)
    return () if expression is None else tuple(sorted(expression.names))


def _upstream(name: str, needs: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Names that `name` depends on, each after those it needs; a circle is cut where it closes."""
    order: dict[str, None] = {}
    entered: set[str] = set()
    waiting = [(name, False)]
    while waiting:
        current, done = waiting.pop()
        if done:
            order[current] = None
        elif current not in entered:
            entered.add(current)
            waiting.append((current, True))
            waiting.extend((needed, False) for needed in needs.get(current, ()))
    return tuple(order)


class Scope(Mapping[str, str]):
    """Values of all names for one set of answers, found when asked for and kept."""

    __slots__ = ("_answers", "_plan", "_values")

    def __init__(self, questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> None:
        self._plan = _plan(questionnaire)
        self._answers = answers
        self._values: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        value = self._values.get(name)
        if value is not None:
            return value
        for needed in self._plan.order[name]:
            if needed not in self._values:
                self._values[needed] = ""  # what a circle finds
                self._values[needed] = self._find(needed)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._plan.variables)

    def __len__(self) -> int:
        return len(self._plan.variables)

    def applies(self, item: Item) -> bool:
        """Whether the condition of `item` holds."""
        condition = self._plan.conditions.get(item.name)
        return condition is None or condition.holds(self)

    def is_open(self, item: Item) -> bool:
        """Whether `item` does not apply only because something it depends on was not asked yet."""
        upstream = (self._plan.variables.get(name) for name in self._plan.order[item.name][:-1])
        return any(
            variable.item.name not in self._answers and self.applies(variable.item)
            for variable in upstream
            if variable is not None and variable.item is not None and is_answerable(variable.item)
        )

    def _find(self, name: str) -> str:
        variable = self._plan.variables.get(name)
        if variable is None:
            return ""
        if variable.calculation is not None:
            return variable.calculation.value(self)
        if variable.item is None or not self.applies(variable.item):
            return ""
        answer = self._answers.get(variable.item.name)
        if variable.part is None:
            return words(answer)
        return answer.choices[variable.part] if isinstance(answer, Chosen) and len(answer.choices) == 2 else ""


def applies(questionnaire: Questionnaire, item: Item, answers: Mapping[str, Answer]) -> bool:
    """Whether `item` concerns someone who gave `answers`."""
    return Scope(questionnaire, answers).applies(item)


def accepted(item: Item, answer: Answer, scope: Mapping[str, str]) -> bool:
    """Whether the constraint of `item` lets `answer` pass. A missing reason always does."""
    if not item.constraint or isinstance(meaning(item, answer), Missing):
        return True
    return compile_(item.constraint).holds(scope, itself=words(answer))


def meaning(item: Item, answer: Answer) -> Answer:
    """The answer as analysis takes it: choices that stand for a missing reason are that reason when nothing else was
    chosen, and are left out beside others."""
    if not isinstance(answer, Chosen) or not isinstance(item, WithChoices):
        return answer
    reasons = {choice.name: choice.missing for choice in item.choices if choice.missing is not None}
    found = [reasons[name] for name in answer.choices if name in reasons]
    if not found:
        return answer
    substantive = tuple(name for name in answer.choices if name not in reasons)
    return Chosen(substantive) if substantive else found[0]


def standing(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """What every answerable item stands at, in sheet order. An answer in a branch that does not apply counts as not
    applicable; an item that nobody can yet tell to apply, because an earlier one was not asked, as not asked."""
    scope = Scope(questionnaire, answers)
    found: dict[str, Answer] = {}
    for item in questionnaire.items:
        if not is_answerable(item):
            continue
        if scope.applies(item):
            found[item.name] = meaning(item, answers.get(item.name, Missing.NOT_ASKED))
        else:
            found[item.name] = Missing.NOT_ASKED if scope.is_open(item) else Missing.NOT_APPLICABLE
    return found
