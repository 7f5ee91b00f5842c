"""WHAT is shown: every figure a multiple of the step next to the truth, additive in every table, the same wherever the
same cell appears.

Head-counts are rounded first and fixed; then one program per question. Each inner cell has a threshold of its own,
drawn without bias from a keyed hash of its name: it is rounded up when what its count has above a multiple passes the
threshold. Built again, the figure is the same, so repeating teaches nothing; and when people join a cell its figure
never falls, which would tell that nearly nobody did. A total prefers its nearest multiple. Lines that are hidden count
as one, "the rest", that nobody sees. A line that nobody joined since an earlier release keeps its figures.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from exports.plan import DISTRICT, SECONDS, Category, Measure, Table
from exports.policy import Policy
from exports.programs import FREE_STEP, Program, Room
from exports.tables import Counts, Flags

Chance = Callable[[str], float]
Row = int | str  # place of a line, or one of:
REST = "rest"  # the hidden lines together
CITY = "city"
Figures = dict[Row, tuple[int, ...]]
Cell = tuple[str, int]
WIDER = ((0, 0), (1, 0), (1, 1), (2, 1), (2, 2), (4, 4))  # steps more, tried in turn: of the city, of all figures

WIDER_INSIDE = ((0, 0), (1, 1), (2, 2), (4, 4))


def keyed_chance(key: bytes) -> Chance:
    """A number in [0, 1) for each cell, always the same for one key, unpredictable without it."""

    def chance(cell: str) -> float:
        digest = hmac.digest(key, cell.encode(), hashlib.sha256)
        return float(int.from_bytes(digest[:8], "big") / 2**64)

    return chance


def chance_in(chance: Chance, group: str) -> Chance:
    """The same for cells of the classes of one group."""
    return lambda cell: chance(f"{DISTRICT}={group}/{cell}")


@dataclass(frozen=True, slots=True)
class Rounded:
    """figures: per row shown, one figure per category. wide_city, wide_inner: steps that figures may be farther off."""

    figures: Mapping[Row, tuple[int, ...]]
    wide_city: int
    wide_inner: int


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be rounded together: the tables of one or several items.

    counts: per table, people per line and category. hidden: per table, the lines to hide; tables that are withheld
    altogether are not in it. heads: rounded head-counts, empty for the head-counts themselves. names: of the lines.
    kept: figures settled in an earlier release. least: figures of an earlier release that more people have joined.
    same: figures settled in another question, of cells (table, place of the category) that count the same people.
    is_inner: all lines together are a group whose figures are settled; they are in `kept` as the city's.
    """

    tables: tuple[Table, ...]
    counts: Mapping[str, Counts]
    hidden: Mapping[str, Flags]
    heads: Mapping[Row, int]
    names: Sequence[str]
    kept: Mapping[str, Figures] = field(default_factory=dict)
    least: Mapping[str, Figures] = field(default_factory=dict)
    same: Mapping[Cell, Mapping[Row, int]] = field(default_factory=dict)
    is_inner: bool = False


def round_question(question: Question, policy: Policy, chance: Chance) -> dict[str, Rounded] | None:
    """Rounded figures per table, None when there are none.

    When the sums cannot hold, the city line may go farther; then all figures may.
    """
    for wide_city, wide_inner in WIDER_INSIDE if question.is_inner else WIDER:
        figures = _Attempt(question, policy.step, chance, wide_city, wide_inner).solve()
        if figures is not None:
            return {name: Rounded(rows, wide_city, wide_inner) for name, rows in figures.items()}
    return None


class _Attempt:
    """One program for one question."""

    def __init__(self, question: Question, step: int, chance: Chance, wide_city: int, wide_inner: int) -> None:
        self._question, self._chance = question, chance
        self._program = Program(step)
        self._room = {CITY: Room(wide_city), REST: Room(max(1, wide_inner), FREE_STEP)}
        self._inner = Room(wide_inner)
        self._cells: dict[tuple[Row, str], int] = {}
        self._rows: dict[str, dict[Row, list[int]]] = {}
        for table in question.tables:
            if table.name in question.hidden:
                self._rows[table.name] = self._add(table)
        self._relate()

    def solve(self) -> dict[str, Figures] | None:
        solved = self._program.solve()
        if solved is None:
            return None
        return {
            name: {row: tuple(solved[cell] for cell in cells) for row, cells in rows.items() if row != REST}
            for name, rows in self._rows.items()
        }

    def _add(self, table: Table) -> dict[Row, list[int]]:
        """The figures of a table, additive over the lines and over the categories."""
        counts, hidden = self._question.counts[table.name], self._question.hidden[table.name]
        rows: dict[Row, list[int]] = {}
        for place in np.flatnonzero(~hidden):
            rows[int(place)] = self._line(table, int(place), counts[place])
        if table.only is None:
            self._add_totals(table, rows)
        if table.is_partition:
            heads = self._question.heads
            rest = heads[CITY] - sum(heads[row] for row in rows if row not in (REST, CITY))
            for row, line in rows.items():
                self._program.amounts_to(line, rest if row == REST else heads[row])
        return rows

    def _add_totals(self, table: Table, rows: dict[Row, list[int]]) -> None:
        """The hidden lines together, and the city."""
        counts, hidden = self._question.counts[table.name], self._question.hidden[table.name]
        if counts[hidden].any():
            rows[REST] = self._line(table, REST, counts[hidden].sum(axis=0))
        inner = list(rows.values())
        rows[CITY] = self._line(table, CITY, counts.sum(axis=0))
        for category, total in enumerate(rows[CITY]):
            self._program.adds_up([line[category] for line in inner], total)

    def _line(self, table: Table, row: Row, counts: Counts) -> list[int]:
        kept = self._question.kept.get(table.name, {}).get(row)
        least = self._question.least.get(table.name, {}).get(row)
        return [
            self._cell(
                row,
                self._cell_name(table, category),
                int(count),
                self._question.same.get((table.name, place), {}).get(row) if kept is None else kept[place],
                0 if least is None else least[place],
            )
            for place, (category, count) in enumerate(zip(table.categories, counts, strict=True))
        ]

    def _cell_name(self, table: Table, category: Category) -> str:
        # Whoever gave no best gave no worst either (nor a last who gave no first): the same people, the same figure.
        shared = table.measure in SECONDS and category.missing is not None
        first = next(other for other in self._question.tables if other.item == table.item)
        return f"{(first if shared else table).name}={category.name}"

    def _cell(self, row: Row, cell: str, count: int, kept: int | None, least: int) -> int:
        if (row, cell) not in self._cells:
            self._cells[row, cell] = self._figure(row, cell, count, kept, least)
        return self._cells[row, cell]

    def _figure(self, row: Row, cell: str, count: int, kept: int | None, least: int) -> int:
        if kept is not None:
            return self._program.fixed(kept)
        if isinstance(row, str):
            return self._program.total(count, self._room[row], least)
        name = f"{DISTRICT}={self._question.names[row]}|{cell}"
        return self._program.inner(count, self._chance(name), self._inner, least)

    def _relate(self) -> None:
        """What one person's answers to several tables of an item have in common."""
        for first in self._question.tables:
            others = [t for t in self._question.tables if t.item == first.item and t.name in self._rows]
            if first.name in self._rows and first.measure is Measure.REPLY:
                self._relate_choices(first, [table for table in others if table.measure is Measure.CHOICE])
                self._relate_sides(first, others)
            for second in others:
                if second.measure in SECONDS and second is not first:
                    self._relate_ends(first, second)

    def _relate_choices(self, first: Table, tables: Sequence[Table]) -> None:
        """Several answers: nobody took a choice without answering, and whoever answered took at least one."""
        count = sum(t.item == first.item and t.measure is Measure.CHOICE for t in self._question.tables)
        for row, (answered, *_reasons) in self._rows[first.name].items():
            taken = self._yes(tables, row)
            for cell in taken:
                self._program.covers([answered], cell)
            if taken and len(taken) == count:
                self._program.covers(taken, answered)
                if first.at_most is not None:
                    self._program.limits([answered], first.at_most, taken)

    def _relate_sides(self, first: Table, tables: Sequence[Table]) -> None:
        """Comparisons: nobody is on both sides of a choice, and whoever is for one is against another."""
        for row, (answered, *_reasons) in self._rows[first.name].items():
            sides = {
                (table.choice.name, table.measure): cell
                for table in tables
                if table.choice and table.size
                for cell in self._yes([table], row)
            }
            for (choice, measure), cell in sides.items():
                self._program.covers([answered], cell)
                rivals = [other for (name, side), other in sides.items() if name != choice and side != measure]
                if 2 * len(rivals) == len(sides) - 2:
                    self._program.covers(rivals, cell)
                if measure is Measure.BEHIND and (choice, Measure.AHEAD) in sides:
                    self._program.limits([answered], 1, [cell, sides[choice, Measure.AHEAD]])

    def _relate_ends(self, first: Table, second: Table) -> None:
        """Nobody puts one choice both first and last."""
        places = [place for place, category in enumerate(first.categories) if category.missing is None]
        for row in self._rows[first.name].keys() & self._rows[second.name].keys() - {REST}:
            tops, ends = self._rows[first.name][row], self._rows[second.name][row]
            for place in places:
                self._program.limits([tops[other] for other in places], 1, [tops[place], ends[place]])

    def _yes(self, tables: Sequence[Table], row: Row) -> list[int]:
        """The figures of one line, where it is shown."""
        return [rows[row][0] for table in tables if row in (rows := self._rows[table.name]) and row != REST]
