"""Method R: what is shown of the lines that are counted. The only maker of protected tables."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from exports.admission import Admitted
from exports.crossing import under
from exports.hiding import agrees, hidden_answers
from exports.history import NO_PAST, Past, PastTable, figures_of
from exports.plan import ANSWERED, HEADS, OTHERS, TOTAL, Category, Measure, Table
from exports.policy import Policy
from exports.protected import Cell, Figure, Protected, ProtectedTable, Reason, Suppressed
from exports.rounding import CITY, Chance, Figures, Question, Rounded, Row, chance_in, keyed_chance, round_question
from exports.rounding import Cell as PlacedCell
from exports.settling import Ages
from exports.tables import Counts, Flags, RawTables
from surveys.texts import Text

# What an attack asks to withhold too: (item, group), or (item, TOTAL) for all of an item.
Withheld = frozenset[tuple[str, str]]
NOTHING: Withheld = frozenset()
_HEADS = Table(HEADS, "", Measure.CHOICE, Text({}), (Category("people"),))


class NoRounding(Exception):
    """The head-counts cannot be rounded beside what earlier releases have settled."""


def protect(
    admitted: Admitted,
    policy: Policy,
    key: bytes,
    past: Past = NO_PAST,
    withheld: Withheld = NOTHING,
    twins: Mapping[PlacedCell, PlacedCell] | None = None,
) -> Protected:
    """The tables as they may be shown. `key` draws the rounding directions: the same key, the same figures.
    twins: cells that count the same people as others. Of a crossed plan, each group's classes as well: the group, as it
    is shown, is to them what the city is to the groups."""
    chance = keyed_chance(key)
    shown = _Protection(admitted, policy, chance, past, withheld, twins or {}).result()
    within: dict[str, Protected] = {}
    for place, inner in enumerate(admitted.within):
        name = shown.groups[place].name
        known, own = past.within.get(name, NO_PAST), chance_in(chance, name)
        asked = frozenset((item, klass) for item, line in withheld for klass in under(frozenset((line,)), name))
        within[name] = _Protection(inner, policy, own, known, asked, twins or {}, _whole(shown, place)).result()
    return replace(shown, within=within)


Whole = Mapping[str, tuple[Cell, ...]]  # the line of a group that was settled before its classes, by table


def _whole(shown: Protected, place: int) -> Whole:
    return {HEADS: (shown.heads[place],)} | {table.table.name: table.rows[place] for table in shown.tables}


@dataclass(frozen=True)
class _Protection:
    admitted: Admitted
    policy: Policy
    chance: Chance
    past: Past
    withheld: Withheld
    twins: Mapping[PlacedCell, PlacedCell]
    whole: Whole | None = None

    @property
    def tables(self) -> RawTables:
        return self.admitted.tables

    @property
    def names(self) -> list[str]:
        """Of the lines."""
        return [*(group.name for group in self.tables.plan.groups), OTHERS]

    @property
    def _ages(self) -> Ages:
        return Ages(self.names, self.admitted.as_of)

    def result(self) -> Protected:
        plan, as_of = self.tables.plan, self.admitted.as_of
        unseen = np.array([release is None for release in as_of[:-1]] + [True], dtype=np.bool_)
        rounded = self._heads(unseen) if any(as_of) else None
        heads = [self._row(_HEADS, rounded, place, self._unseen)[0] for place in [*range(len(plan.groups)), CITY]]
        done: list[ProtectedTable] = []
        settled: dict[str, Rounded] = {}
        for block in plan.blocks:
            done += self._block(block, unseen, rounded, settled)
        return Protected(plan, self.policy, tuple(heads), tuple(done), as_of[:-1], as_of[-1])

    @property
    def _unseen(self) -> Reason:
        """Why a line is not shown at all. Of the classes of a group that is shown, small ones and those that gave up
        have one word: which it is would tell how many they are."""
        is_shown = self.whole is not None and isinstance(self.whole[HEADS][0], Figure)
        return Reason.PROTECTS if is_shown else Reason.TOO_FEW

    def _heads(self, unseen: Flags) -> Rounded:
        counts = {HEADS: self.tables.heads[:, np.newaxis]}
        rounded = self._round((_HEADS,), counts, {HEADS: unseen}, {})
        if rounded is None:
            raise NoRounding
        return rounded[HEADS]

    def _block(
        self, block: tuple[Table, ...], unseen: Flags, heads: Rounded | None, settled: dict[str, Rounded]
    ) -> list[ProtectedTable]:
        """The tables of one item. A table is withheld altogether when the city agrees, or when no rounding is found.
        settled: what earlier items came to; this one is added."""
        flags: dict[str, Flags] = {} if heads is None else self._who(block, unseen)
        figures = None
        if heads is not None:
            people = {row: values[0] for row, values in heads.figures.items()}
            same = self._twins(block, settled)
            figures = self._round(block, self.tables.counts, flags, people, same)
            settled |= figures or {}
        attacked = any(item == block[0].item for item, _group in self.withheld)
        # Of a line that stands alone, "they agree" would be said of that line and of no other.
        vague = figures is None or attacked or block[0].only is not None
        otherwise = Reason.PROTECTS if vague else Reason.AGREEMENT
        if self._is_trait(block):
            otherwise = Reason.CROSSED
        return [self._table(table, (figures or {}).get(table.name), unseen, otherwise) for table in block]

    def _who(self, block: tuple[Table, ...], unseen: Flags) -> dict[str, Flags]:
        """Per table, the lines to hide; a table that the whole city agrees on is left out."""
        if block[0].only is not None:
            return self._who_alone(block, unseen, block[0].only)
        block = tuple(table for table in block if self._settled(table) is not None)
        if not block or not block[0].is_partition:
            return {}
        partitions = [table for table in block if table.is_partition]
        others = np.hstack([_others(table, self.tables) for table in partitions])
        news = np.hstack([_others(table, self.admitted.newcomers) for table in partitions])
        if agrees(others.sum(axis=0), self.policy) or (block[0].item, TOTAL) in self.withheld:
            return {}
        is_trait = self._is_trait(block)
        asked = np.array([is_trait or (block[0].item, name) in self.withheld for name in self.names], dtype=np.bool_)
        common = self._hidden(partitions[0].name, others, news, unseen | asked)
        if common is None:
            return {}
        flags = {table.name: common for table in partitions}
        for table in block:
            if not table.is_partition:
                rest, new = (_refusers(block[0], table, tables) for tables in (self.tables, self.admitted.newcomers))
                hidden = self._hidden(table.name, rest, new, common)
                if hidden is not None and not agrees(rest.sum(axis=0), self.policy):
                    flags[table.name] = hidden
        return flags

    def _is_trait(self, block: tuple[Table, ...]) -> bool:
        """Whether questions are crossed with this one. Its own figures in a group would be a second rounding of the
        people that the classes count."""
        crossing = self.tables.plan.crossing
        return crossing is not None and crossing.item == block[0].item

    def _settled(self, table: Table) -> tuple[int, ...] | None:
        """The figures that all lines together must have; none were settled before in the city, None where a group shows
        nothing of this table."""
        return () if self.whole is None else figures_of(self.whole[table.name])

    def _who_alone(self, block: tuple[Table, ...], unseen: Flags, only: frozenset[str]) -> dict[str, Flags]:
        """Of an item that some groups alone are asked. There is no total to subtract from, so no line protects
        another one."""
        item, tables = block[0].item, self.tables
        asked = [name not in only or {(item, name), (item, TOTAL)} & self.withheld for name in self.names]
        partitions = [table for table in block if table.is_partition]
        others = np.hstack([_others(table, tables) for table in partitions])
        common = self._hidden_alone(partitions[0].name, others, unseen | np.array(asked, dtype=np.bool_))
        rest = {table.name: _refusers(block[0], table, tables) for table in block if not table.is_partition}
        parts = {name: self._hidden_alone(name, refusers, common) for name, refusers in rest.items()}
        return {table.name: parts.get(table.name, common) for table in block}

    def _hidden_alone(self, name: str, others: Counts, already: Flags) -> Flags:
        """Lines to hide, each for itself; a line that nobody joined since stays as it was."""
        hidden: Flags = already | (others < self.policy.dissent).any(axis=1)
        if (past := self.past.tables.get(name)) is not None:
            veiled = np.array([past.figures(line) is None for line in self.names], dtype=np.bool_)
            same = self._ages.same(past)
            hidden = already | np.where(same, veiled, hidden)
        return hidden

    def _hidden(self, name: str, others: Counts, news: Counts, already: Flags) -> Flags | None:
        """Lines to hide in a table. What was hidden together stays so until each of them took in new people."""
        past = self.past.tables.get(name)
        if past is None:
            return hidden_answers(others, self.tables.heads, already, self.policy)
        known = np.array([line in past.as_of for line in self.names], dtype=np.bool_)
        veiled = np.array([line in past.hidden for line in self.names], dtype=np.bool_)
        same = self._ages.same(past)
        must = already | (veiled if (same & veiled).any() else np.zeros_like(veiled))
        settled = same | (veiled & must)
        unknown = np.where(known[:, np.newaxis], news, others) * ~settled[:, np.newaxis]
        return hidden_answers(others, self.tables.heads, must, self.policy, unknown, settled)

    def _round(
        self,
        block: tuple[Table, ...],
        counts: Mapping[str, Counts],
        flags: Mapping[str, Flags],
        heads: dict[Row, int],
        same: Mapping[PlacedCell, Mapping[Row, int]] | None = None,
    ) -> dict[str, Rounded] | None:
        kept: dict[str, Figures] = {}
        least: dict[str, Figures] = {}
        for name, hidden in flags.items():
            if (past := self.past.tables.get(name)) is not None:
                kept[name], least[name] = self._ages.settled(past, hidden)
        if self.whole is not None:
            for name in flags:
                kept.setdefault(name, {})[CITY] = figures_of(self.whole[name]) or ()
        question = Question(block, counts, flags, heads, self.names, kept, least, same or {}, self.whole is not None)
        found = round_question(question, self.policy, self.chance)
        return found or (round_question(replace(question, same={}), self.policy, self.chance) if same else None)

    def _twins(self, block: tuple[Table, ...], settled: Mapping[str, Rounded]) -> dict[PlacedCell, Mapping[Row, int]]:
        """Figures of cells of this item that count the same people as a cell of an earlier one."""
        names = {table.name for table in block}
        return {
            cell: {row: values[place] for row, values in settled[table].figures.items()}
            for cell, (table, place) in self.twins.items()
            if cell[0] in names and table in settled and not settled[table].wide_city
        }

    def _table(self, table: Table, rounded: Rounded | None, unseen: Flags, otherwise: Reason) -> ProtectedTable:
        reasons = [
            _reason(table, name, self._unseen if is_unseen else otherwise)
            for name, is_unseen in zip(self.names, unseen[:-1], strict=False)
        ]
        rows = [self._row(table, rounded, place, reason) for place, reason in enumerate(reasons)]
        if self.whole is not None:
            whole = self.whole[table.name]
            nothing = [whole] * len(rows) if figures_of(whole) is None else rows
            return ProtectedTable(table, (*nothing, whole))
        nobody = Reason.TOO_FEW if not any(self.admitted.as_of) else otherwise
        return ProtectedTable(table, (*rows, self._row(table, rounded, CITY, _reason(table, TOTAL, nobody))))

    def _row(self, table: Table, rounded: Rounded | None, row: Row, otherwise: Reason) -> tuple[Cell, ...]:
        if self.whole is not None and row == CITY:
            return self.whole[table.name]
        if rounded is None or row not in rounded.figures:
            return (Suppressed(otherwise),) * len(table.categories)
        past = self.past.tables.get(table.name)
        if past is not None and self._stays(past, row):
            return past.rows[self.names[row] if isinstance(row, int) else TOTAL]
        wide = rounded.wide_city if row == CITY else rounded.wide_inner
        return tuple(Figure(value, self.policy.step, wide) for value in rounded.figures[row])

    def _stays(self, past: PastTable, row: Row) -> bool:
        if isinstance(row, int):
            return bool(past.figures(self.names[row])) and bool(self._ages.same(past)[row])
        return self._ages.unmoved(past)


def _reason(table: Table, line: str, otherwise: Reason) -> Reason:
    """Why a line shows nothing: it was not asked, or `otherwise`."""
    return Reason.ELSEWHERE if table.only is not None and line not in table.only else otherwise


def _others(table: Table, tables: RawTables) -> Counts:
    """People who did not give each answer, shape (lines, answers). To have answered at all is no answer."""
    others = tables.heads[:, np.newaxis] - tables.counts[table.name]
    is_reply = table.measure is Measure.REPLY and table.categories[0].name == ANSWERED
    return others[:, 1:] if is_reply else others


def _refusers(reply: Table, choice: Table, tables: RawTables) -> Counts:
    """People who answered and did not take the choice, shape (lines, 1)."""
    return tables.counts[reply.name][:, :1] - tables.counts[choice.name]
