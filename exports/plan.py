"""Which tables a questionnaire gives: an allow-list, read from the questionnaire alone and never from the answers.

Every question is crossed with the district, and at most with the classes of one trait inside it. A question with one
answer is one table, whose categories are its choices and the reasons for having none; they add up to the head-count of
the group. A question with several answers is a table of who answered, and for each choice a table of who took it. A
ranking is two tables: what was put first, and what was put last. Best-worst is two tables as well. A comparison is a
table of who answered, and for each choice two of people, not of sets: who took it as the best more often than as the
worst, and the reverse. Words, numbers and dates are not tabulated. An item that some districts alone are asked has
their lines, and none of the city: a total would mix one district's answers with everybody who was never asked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from exports.classes import are_asked_alike, classes, condition_of, is_district, together
from surveys.answers import Missing
from surveys.items import (
    BestWorst,
    Choice,
    Comparison,
    District,
    Item,
    Multiple,
    Ranking,
    Rating,
    Single,
    is_answerable,
)
from surveys.questionnaire import Questionnaire
from surveys.texts import Text

TOTAL = "TOTAL"
ANSWERED = "answered"
YES = "yes"
NO_DISTRICT = "no_district"
DISTRICT = "district"
HEADS = "heads"
OTHERS = ""  # the line of the people who are counted in the city only; in a group, of those in none of its classes
NO_CLASS = "no_class"


class Measure(Enum):
    """What a table counts."""

    SINGLE = "single"  # the one choice taken
    REPLY = "reply"  # whether a question with several answers was answered
    CHOICE = "choice"  # who took this choice, among several
    FIRST = "first"  # what was ranked first
    LAST = "last"  # what was ranked last
    BEST = "best"
    WORST = "worst"
    AHEAD = "ahead"  # who took this choice as the best of a set more often than as the worst
    BEHIND = "behind"  # the reverse


PARTS = (Measure.CHOICE, Measure.AHEAD, Measure.BEHIND)  # tables with one category: part of the people of a line
SECONDS = (Measure.WORST, Measure.LAST)  # whoever is without a value here is so in the table before


@dataclass(frozen=True, slots=True)
class Category:
    """One line of a table. choice: the choice it stands for; missing: why there is no value. members: of districts that
    are merged, their choices."""

    name: str
    choice: str | None = None
    text: Text | None = None
    missing: Missing | None = None
    members: tuple[str, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """All that it stands for."""
        return self.members or ((self.choice,) if self.choice else ())


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is the dimension of the question in cells.csv, and unique. `text` is the question as asked.

    choice: the one that a table of a part of the people is about. at_most: how many one person could take, None when
    any number. size: choices in each set of a comparison, else 0. only: the groups that are asked, None when all are.
    """

    name: str
    item: str
    measure: Measure
    text: Text
    categories: tuple[Category, ...]
    choice: Choice | None = None
    at_most: int | None = None
    size: int = 0
    only: frozenset[str] | None = None

    @property
    def is_partition(self) -> bool:
        """Whether the categories add up to the head-count of the group."""
        return self.measure not in PARTS


@dataclass(frozen=True, slots=True)
class Crossing:
    """The trait that questions are crossed with inside each group. item: the question that tells it. column: its
    dimension in cells.csv. classes: as declared, then everybody else as one: answers in several classes, choices
    without a class, no answer. choices: per class, those it is made of, none for the last. apart: items that are not
    crossed: the trait itself, and those whose filter reads it."""

    item: str
    column: str
    classes: tuple[Category, ...]
    choices: tuple[frozenset[str], ...]
    apart: frozenset[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """axis: name of the district item, None when there is none. blocks: tables by item.

    groups: the districts, merged or not, then everybody else as one: who lives elsewhere, does not know, did not say.
    """

    axis: str | None
    groups: tuple[Category, ...]
    blocks: tuple[tuple[Table, ...], ...]
    crossing: Crossing | None = None

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for block in self.blocks for table in block)


def plan(questionnaire: Questionnaire, crossing: str = "") -> Plan:
    """The district plan: head-counts by district, and every question by district. crossing: name of the item whose
    classes it is crossed with inside each district; of the district item, whose classes merge districts instead; it
    must be one of `crossable`."""
    axis = _axis(questionnaire)
    names = _Names()
    items = (item for item in questionnaire.items if is_answerable(item) and item is not axis)
    merges = axis is not None and crossing == axis.name
    groups = (*_places(axis, merges), Category(NO_DISTRICT)) if axis else ()
    made = ((tuple(_tables(item, names)), _asked(item, axis, groups)) for item in items)
    blocks = tuple(block if only is None else _alone(block, only) for block, only in made if block)
    crossed = _crossing(questionnaire, crossing) if axis and crossing and not merges else None
    return Plan(axis.name if axis else None, groups, blocks, crossed)


def inside(plan: Plan) -> Plan:
    """The plan of any one group by class: the group is there what the city was. What only some groups are asked is
    asked of all classes of theirs."""
    crossing = plan.crossing
    assert crossing is not None
    blocks = (block for block in plan.blocks if block[0].item not in crossing.apart)
    return Plan(
        crossing.item, crossing.classes, tuple(tuple(replace(table, only=None) for table in block) for block in blocks)
    )


def crossable(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The items that questions may be crossed with: those with one or several answers, whose choices have classes; and
    the district, when classes merge some, and no question is asked in a part of a merged group alone."""
    items = (item for item in questionnaire.items if isinstance(item, Single | Multiple | Rating))
    axis = _axis(questionnaire)
    merged = [place.members for place in _places(axis, merges=True) if place.members] if axis else []
    own = (axis.name,) if axis and merged and are_asked_alike(axis, merged, questionnaire.items) else ()
    return (*own, *(item.name for item in items if classes(item.choices)))


def _axis(questionnaire: Questionnaire) -> District | None:
    return next((item for item in questionnaire.items if isinstance(item, District)), None)


def _places(axis: District, merges: bool) -> Iterator[Category]:
    """The districts in order; merged, those of one class where the first of them is."""
    own = tuple(filter(is_district, axis.choices))
    merged = {some[0].name: (name, some) for name, some in classes(own).items() if merges and len(some) > 1}
    taken, gone = {TOTAL, NO_DISTRICT, *(one.name for one in axis.choices)}, set[str | None]()
    for place in _choices(own):
        if place.choice in merged:
            name, some = merged[place.choice]
            members = tuple(one.name for one in some)
            gone.update(members)
            yield Category(_free(name, taken), text=together(some), members=members)
        elif place.choice not in gone:
            yield place


def _crossing(questionnaire: Questionnaire, name: str) -> Crossing:
    item = questionnaire.item(name)
    assert isinstance(item, Single | Multiple | Rating)
    found = classes(item.choices)
    names = [_free(one, (TOTAL, NO_CLASS)) for one in found]
    readers = (one.name for one in questionnaire.items if (read := condition_of(one)) and name in read.names)
    return Crossing(
        name,
        _free(name, (DISTRICT, HEADS, "release", "table", "value", "status", "as_of")),
        (
            *(Category(one, text=together(some)) for one, some in zip(names, found.values(), strict=True)),
            Category(NO_CLASS),
        ),
        (*(frozenset(choice.name for choice in some) for some in found.values()), frozenset()),
        frozenset((name, *readers)),
    )


def _asked(item: Item, axis: District | None, groups: tuple[Category, ...]) -> frozenset[str] | None:
    """The groups that an item is asked in, when its filter reads the district and nothing else; None when all are."""
    condition = condition_of(item)
    if axis is None or condition is None or condition.names != {axis.name}:
        return None
    named = {choice for group in groups for choice in group.choices}
    homeless = ["", *(choice.name for choice in axis.choices if choice.name not in named)]
    values = {group.name: group.choices or homeless for group in groups}
    verdicts = {name: {condition.holds({axis.name: one}) for one in some} for name, some in values.items()}
    asked = frozenset(name for name, found in verdicts.items() if found == {True})
    is_clear = all(len(found) == 1 for found in verdicts.values())
    return asked if is_clear and 0 < len(asked) < len(groups) else None


def _alone(block: tuple[Table, ...], only: frozenset[str]) -> tuple[Table, ...]:
    """Tables of an item that these groups alone are asked. It applies to everybody there, so no line says otherwise."""

    def concerns(category: Category) -> bool:
        return category.choice is not None or category.missing is not Missing.NOT_APPLICABLE

    return tuple(replace(one, only=only, categories=tuple(filter(concerns, one.categories))) for one in block)


class _Names:
    """Keeps table names apart when item names happen to meet."""

    def __init__(self) -> None:
        self._taken = {DISTRICT, HEADS, "release", "table", "value", "status"}

    def new(self, wanted: str) -> str:
        name = _free(wanted, self._taken)
        self._taken.add(name)
        return name


def _free(wanted: str, taken: Iterable[str]) -> str:
    return wanted if wanted not in taken else _free(wanted + "_", taken)


def _tables(item: Item, names: _Names) -> Iterator[Table]:
    match item:
        case Single() | Rating() | District():
            yield Table(names.new(f"q_{item.name}"), item.name, Measure.SINGLE, item.text, _outcomes(item.choices))
        case Ranking():
            # Of two, the last is the one that is not the first.
            texts = ((Measure.FIRST, item.text), (Measure.LAST, item.text))[: len(item.choices) - 1]
            yield from _ends(item, names, texts)
        case BestWorst():
            yield from _ends(item, names, ((Measure.BEST, item.text), (Measure.WORST, item.worst)))
        case Multiple():
            yield from _several(item, names, item.at_most, (Measure.CHOICE,))
        case Comparison():
            yield from _several(item, names, None, (Measure.AHEAD, Measure.BEHIND))


def _ends(item: Ranking | BestWorst, names: _Names, texts: Iterable[tuple[Measure, Text]]) -> Iterator[Table]:
    for measure, text in texts:
        name = names.new(f"q_{item.name}_{measure.value}")
        yield Table(name, item.name, measure, text, _outcomes(item.choices))


def _several(
    item: Multiple | Comparison, names: _Names, at_most: int | None, parts: tuple[Measure, ...]
) -> Iterator[Table]:
    reasons = tuple(choice for choice in item.choices if choice.missing is not None)
    categories = (Category(ANSWERED), *_outcomes(reasons, {ANSWERED}))
    yield Table(names.new(f"q_{item.name}"), item.name, Measure.REPLY, item.text, categories, at_most=at_most)
    size = item.size if isinstance(item, Comparison) else 0
    for choice in item.choices:
        if choice.missing is None:
            for measure in parts:
                side = "" if measure is Measure.CHOICE else f"_{measure.value}"
                name, category = (
                    names.new(f"q_{item.name}__{choice.name}{side}"),
                    Category(YES, choice.name, choice.text),
                )
                yield Table(name, item.name, measure, item.text, (category,), choice, size=size)


def _choices(choices: Iterable[Choice], taken: Iterable[str] = ()) -> tuple[Category, ...]:
    reserved = {TOTAL, NO_DISTRICT, *taken}
    return tuple(Category(_free(choice.name, reserved), choice.name, choice.text, choice.missing) for choice in choices)


def _outcomes(choices: Iterable[Choice], taken: Iterable[str] = ()) -> tuple[Category, ...]:
    """The choices, then every reason for having no value that no choice stands for.

    All reasons, whether they occur or not: a table that grew a line for a refusal would tell that somebody refused.
    """
    given = _choices(choices, taken)
    covered, names = {category.missing for category in given}, {category.name for category in given} | set(taken)
    reasons = tuple(Category(_free(kind.value, names), missing=kind) for kind in Missing if kind not in covered)
    return given + reasons
