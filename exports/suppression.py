"""Method R: who is shown, then what. The only maker of protected tables."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from exports.hiding import agrees, hidden_answers, hidden_groups
from exports.plan import ANSWERED, NO_DISTRICT, TOTAL, Measure, Table
from exports.policy import Policy
from exports.protected import Cell, Figure, Protected, ProtectedTable, Reason, Suppressed
from exports.rounding import CITY, Chance, Question, Rounded, Row, keyed_chance, round_heads, round_question
from exports.tables import Counts, RawTables

Flags = NDArray[np.bool_]


# What an attack asks to withhold too: (item, group), (item, TOTAL) for all of an item, ("", group) for a whole group.
Withheld = frozenset[tuple[str, str]]
NOTHING: Withheld = frozenset()


def protect(tables: RawTables, policy: Policy, key: bytes, withheld: Withheld = NOTHING) -> Protected:
    """The tables as they may be shown. `key` draws the rounding directions: the same key, the same figures."""
    return _Protection(_about_districts(tables, policy), policy, keyed_chance(key), withheld).result()


def _about_districts(tables: RawTables, policy: Policy) -> RawTables:
    """The tables without the people who have no district, when these are too few to be shown: inside the city's total,
    the few could only be hidden at the cost of a district's line. The method note says so."""
    groups = tables.plan.groups
    if not groups or groups[-1].name != NO_DISTRICT or tables.heads[-1] >= policy.floor:
        return tables
    counts = {name: rows[:-1] for name, rows in tables.counts.items()}
    return RawTables(replace(tables.plan, groups=groups[:-1]), tables.heads[:-1], counts)


@dataclass(frozen=True)
class _Protection:
    tables: RawTables
    policy: Policy
    chance: Chance
    withheld: Withheld

    def result(self) -> Protected:
        plan, policy, heads = self.tables.plan, self.policy, self.tables.heads
        hidden = self._hidden()
        if heads.sum() < policy.floor:
            return self._nothing()
        names = [group.name for group in plan.groups]
        rounded = round_heads(heads, hidden, names, policy, self.chance)
        reasons = [Reason.TOO_FEW if count < policy.floor else Reason.PROTECTS for count in heads]
        shown = [self._head(rounded.get(place), reason) for place, reason in enumerate(reasons[: len(names)])]
        done: list[ProtectedTable] = []
        for block in plan.blocks:
            done += self._block(block, hidden, rounded, tuple(reasons[: len(names)]))
        return Protected(plan, policy, (*shown, Figure(rounded[CITY], policy.step)), tuple(done))

    def _hidden(self) -> Flags:
        plan = self.tables.plan
        if not plan.groups:
            return np.ones(1, dtype=np.bool_)  # no district is asked: only the city has a line
        residual = np.array([group.name == NO_DISTRICT for group in plan.groups])
        return hidden_groups(self.tables.heads, residual, self._asked(""), self.policy)

    def _asked(self, item: str) -> Flags:
        """Groups that an attack asks to withhold for an item, or for all."""
        groups = self.tables.plan.groups
        flags = np.array([(item, group.name) in self.withheld for group in groups], dtype=np.bool_)
        return flags if groups else np.zeros(1, dtype=np.bool_)

    def _nothing(self) -> Protected:
        plan, cell = self.tables.plan, Suppressed(Reason.TOO_FEW)
        height = len(plan.groups) + 1
        empty = [ProtectedTable(table, ((cell,) * len(table.categories),) * height) for table in plan.tables]
        return Protected(plan, self.policy, (cell,) * height, tuple(empty))

    def _head(self, value: int | None, reason: Reason) -> Cell:
        return Suppressed(reason) if value is None else Figure(value, self.policy.step)

    def _block(
        self, block: tuple[Table, ...], hidden: Flags, heads: Mapping[Row, int], reasons: tuple[Reason, ...]
    ) -> list[ProtectedTable]:
        """The tables of one item. A table is withheld altogether when the city agrees, or when no rounding is found."""
        flags = self._who(block, hidden)
        names = [group.name for group in self.tables.plan.groups]
        question = Question(block, self.tables.counts, flags, heads, names)
        figures = round_question(question, self.policy, self.chance)
        attacked = any(item == block[0].item for item, _group in self.withheld)
        otherwise = Reason.PROTECTS if figures is None or attacked else Reason.AGREEMENT
        return [self._table(table, (figures or {}).get(table.name), hidden, reasons, otherwise) for table in block]

    def _who(self, block: tuple[Table, ...], hidden: Flags) -> dict[str, Flags]:
        """Per table, the groups to hide; a table that the whole city agrees on is left out."""
        heads, counts = self.tables.heads, self.tables.counts
        partitions = [table for table in block if table.is_partition]
        others = np.hstack([_others(table, heads, counts[table.name]) for table in partitions])
        if agrees(others.sum(axis=0), self.policy) or (block[0].item, TOTAL) in self.withheld:
            return {}
        common = hidden_answers(others, heads, hidden | self._asked(block[0].item), self.policy)
        flags = {table.name: common for table in partitions}
        for table in block:
            if not table.is_partition:
                rest = counts[block[0].name][:, :1] - counts[table.name]
                if not agrees(rest.sum(axis=0), self.policy):
                    flags[table.name] = hidden_answers(rest, heads, common, self.policy)
        return flags

    def _table(
        self, table: Table, rounded: Rounded | None, hidden: Flags, reasons: tuple[Reason, ...], otherwise: Reason
    ) -> ProtectedTable:
        width, rows = len(table.categories), []
        for place, reason in enumerate(reasons):
            cell = Suppressed(reason if hidden[place] else otherwise)
            rows.append(self._row(rounded, place, cell, width))
        rows.append(self._row(rounded, CITY, Suppressed(otherwise), width))
        return ProtectedTable(table, tuple(rows))

    def _row(self, rounded: Rounded | None, row: Row, withheld: Suppressed, width: int) -> tuple[Cell, ...]:
        if rounded is None or row not in rounded.figures:
            return (withheld,) * width
        wide = rounded.wide_city if row == CITY else rounded.wide_inner
        return tuple(Figure(value, self.policy.step, wide) for value in rounded.figures[row])


def _others(table: Table, heads: Counts, counts: Counts) -> Counts:
    """People who did not give each answer, shape (groups, answers). To have answered at all is no answer."""
    others = heads[:, np.newaxis] - counts
    is_reply = table.measure is Measure.REPLY and table.categories[0].name == ANSWERED
    return others[:, 1:] if is_reply else others
