"""WHAT is shown: every figure a multiple of the step next to the truth, additive in every table, the same wherever the
same cell appears.

Head-counts are rounded first and fixed; then one program per question. An inner figure prefers a direction drawn
without bias from a keyed hash of the cell and its count: built again, it is the same, so repeating teaches nothing. A
total prefers its nearest multiple. Groups that are hidden count as one line, "the rest", that nobody sees.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exports.plan import DISTRICT, Category, Measure, Table
from exports.policy import Policy
from exports.programs import FREE_STEP, MORE_STEP, Program
from exports.tables import Counts

Flags = NDArray[np.bool_]
Chance = Callable[[str, int], float]
Row = int | str  # place of a group, or one of:
REST = "rest"  # the hidden groups together
CITY = "city"


def keyed_chance(key: bytes) -> Chance:
    """A number in [0, 1) for each cell and count, always the same for one key, unpredictable without it."""

    def chance(cell: str, count: int) -> float:
        digest = hmac.digest(key, f"{cell}|{count}".encode(), hashlib.sha256)
        return float(int.from_bytes(digest[:8], "big") / 2**64)

    return chance


@dataclass(frozen=True, slots=True)
class Rounded:
    """figures: per row shown, one figure per category. wide_city, wide_inner: one more step was allowed there."""

    figures: Mapping[Row, tuple[int, ...]]
    wide_city: bool
    wide_inner: bool


def round_heads(heads: Counts, hidden: Flags, names: Sequence[str], policy: Policy, chance: Chance) -> dict[Row, int]:
    """Rounded people per shown group and in the city. The hidden groups together are next to their truth as well."""
    program = Program(policy.step)
    shown = [int(place) for place in np.flatnonzero(~hidden)]
    rows: list[Row] = [*shown]
    parts = [program.inner(int(heads[row]), chance(f"{DISTRICT}={names[row]}", int(heads[row]))) for row in shown]
    if hidden.any():
        rest = int(heads[hidden].sum())
        parts.append(program.inner(rest, chance(REST, rest)))
        rows.append(REST)
    city = program.total(int(heads.sum()))
    program.adds_up(parts, city)
    solved = program.solve()
    if solved is None:
        raise ArithmeticError("a sum of counts can always be rounded")
    return {row: solved[part] for row, part in zip([*rows, CITY], [*parts, city], strict=True) if row != REST}


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be rounded together: the tables of one item.

    counts: per table, people per group and category. hidden: per table, the groups to hide; tables that are withheld
    altogether are not in it. heads: rounded head-counts (see `round_heads`). names: of the groups.
    """

    tables: tuple[Table, ...]
    counts: Mapping[str, Counts]
    hidden: Mapping[str, Flags]
    heads: Mapping[Row, int]
    names: Sequence[str]


def round_question(question: Question, policy: Policy, chance: Chance) -> dict[str, Rounded] | None:
    """Rounded figures per table, None when there are none.

    When the sums cannot hold, the city line may go one step further; then all figures may.
    """
    for wide_city, wide_inner in ((False, False), (True, False), (True, True)):
        attempt = _Attempt(question, policy.step, chance, wide_city, wide_inner)
        figures = attempt.solve()
        if figures is not None:
            return {name: Rounded(rows, wide_city, wide_inner) for name, rows in figures.items()}
    return None


class _Attempt:
    """One program for one question."""

    def __init__(self, question: Question, step: int, chance: Chance, wide_city: bool, wide_inner: bool) -> None:
        self._question, self._chance = question, chance
        self._program = Program(step)
        self._more_city = MORE_STEP if wide_city else None
        self._more_inner = MORE_STEP if wide_inner else None
        self._cells: dict[tuple[Row, str], int] = {}
        self._rows: dict[str, dict[Row, list[int]]] = {}
        for table in question.tables:
            if table.name in question.hidden:
                self._rows[table.name] = self._add(table)
        self._relate()

    def solve(self) -> dict[str, dict[Row, tuple[int, ...]]] | None:
        solved = self._program.solve()
        if solved is None:
            return None
        return {
            name: {row: tuple(solved[cell] for cell in cells) for row, cells in rows.items() if row != REST}
            for name, rows in self._rows.items()
        }

    def _add(self, table: Table) -> dict[Row, list[int]]:
        """The figures of a table, additive over the groups and over the categories."""
        counts, hidden = self._question.counts[table.name], self._question.hidden[table.name]
        rows: dict[Row, list[int]] = {}
        for place in np.flatnonzero(~hidden):
            rows[int(place)] = self._line(table, int(place), counts[place])
        if hidden.any():
            rows[REST] = self._line(table, REST, counts[hidden].sum(axis=0))
        inner = list(rows.values())
        rows[CITY] = self._line(table, CITY, counts.sum(axis=0))
        for category, total in enumerate(rows[CITY]):
            self._program.adds_up([line[category] for line in inner], total)
        if table.is_partition:
            heads = self._question.heads
            rest = heads[CITY] - sum(heads[row] for row in rows if row not in (REST, CITY))
            for row, line in rows.items():
                self._program.amounts_to(line, rest if row == REST else heads[row])
        return rows

    def _line(self, table: Table, row: Row, counts: Counts) -> list[int]:
        return [
            self._cell(row, self._cell_name(table, category), int(count))
            for category, count in zip(table.categories, counts, strict=True)
        ]

    def _cell_name(self, table: Table, category: Category) -> str:
        # Whoever gave no best gave no worst either: the same people, hence the same figure.
        shared = table.measure is Measure.WORST and category.missing is not None
        return f"{(self._question.tables[0] if shared else table).name}={category.name}"

    def _cell(self, row: Row, cell: str, count: int) -> int:
        if (row, cell) not in self._cells:
            self._cells[row, cell] = self._figure(row, cell, count)
        return self._cells[row, cell]

    def _figure(self, row: Row, cell: str, count: int) -> int:
        if row == CITY:
            return self._program.total(count, self._more_city)
        if isinstance(row, str):
            return self._program.total(count, FREE_STEP)
        name = f"{DISTRICT}={self._question.names[row]}|{cell}"
        return self._program.inner(count, self._chance(name, count), self._more_inner)

    def _relate(self) -> None:
        """Several answers: nobody took a choice without answering, and whoever answered took at least one."""
        replies = self._rows.get(self._question.tables[0].name, {})
        choices = [self._rows.get(table.name, {}) for table in self._question.tables if not table.is_partition]
        for row, (answered, *_reasons) in replies.items():
            taken = [rows[row][0] for rows in choices if row in rows and row != REST]
            for cell in taken:
                self._program.covers([answered], cell)
            if taken and len(taken) == len(choices):
                self._program.covers(taken, answered)
                if (most := self._question.tables[0].at_most) is not None:
                    self._program.limits(answered, most, taken)
