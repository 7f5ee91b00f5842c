"""The questions of a release as people look at them: one at a time, its answers by district."""

from dataclasses import dataclass

from exports.plan import ANSWERED, Category, Measure, Table
from exports.protected import Figure, Protected
from exports.writers.entries import Entry, answers, in_base, is_elsewhere


@dataclass(frozen=True, slots=True)
class Line:
    """What one group answered, or the city (group: None). entries: one per answer. base: released people under the
    percentages, None when withheld."""

    group: Category | None
    entries: tuple[Entry, ...]
    base: int | None

    @property
    def is_asked(self) -> bool:
        """False where only other groups are asked."""
        return not all(is_elsewhere(entry.cell) for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Question:
    """One question. name: of its first table. answers: what could be said; reasons for having no answer that are rare
    in the city are left out. lines: the groups, the city last."""

    name: str
    table: Table
    answers: tuple[Category, ...]
    lines: tuple[Line, ...]

    @property
    def city(self) -> Line:
        return self.lines[-1]


def questions(protected: Protected) -> tuple[Question, ...]:
    """In the order they are asked. The choices of a question with several answers stand together."""
    found: dict[tuple[str, Measure | None], list[Entry]] = {}
    for entry in answers(protected):
        if entry.table is not None:
            found.setdefault(_heading(entry.table), []).append(entry)
    made = (_question(entries, protected) for entries in found.values())
    return tuple(one for one in made if any(category.choice for category in one.answers))


def _heading(table: Table) -> tuple[str, Measure | None]:
    """Tables with the same heading are one question: who answered it, and who took which choice."""
    match table.measure:
        case Measure.REPLY | Measure.CHOICE:
            return table.item, None
        case Measure.AHEAD | Measure.BEHIND:
            return table.item, table.measure
        case _:
            return table.name, table.measure


def is_said(entry: Entry) -> bool:
    """Whether an answer is under the percentages: not a reason for having none."""
    return entry.category is not None and in_base(entry.category)


def _question(entries: list[Entry], protected: Protected) -> Question:
    rows = [[entry for entry in entries if entry.group is group] for group in (*protected.groups, None)]
    shown = [place for place, entry in enumerate(rows[-1]) if _is_shown(entry)]
    shown.sort(key=lambda place: not _is_choice(rows[-1][place].category))
    first = entries[0].table
    categories = tuple(category for place in shown if (category := rows[-1][place].category))
    assert first is not None
    lines = tuple(Line(row[0].group, tuple(row[place] for place in shown), _base(row)) for row in rows)
    return Question(first.name, first, categories, lines)


def _is_shown(entry: Entry) -> bool:
    if entry.category is None or entry.category.name == ANSWERED:
        return False
    common = isinstance(entry.cell, Figure) and entry.cell.value > 0
    return bool(entry.category.choice) or common


def _is_choice(category: Category | None) -> bool:
    return category is not None and category.choice is not None and category.missing is None


def _base(row: list[Entry]) -> int | None:
    return next((entry.base for entry in row if entry.base is not None), None)
