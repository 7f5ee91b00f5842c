"""The cells of a release one by one, with what can be computed from released figures alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from exports.plan import DISTRICT, HEADS, TOTAL, Category, Measure, Plan, Table
from exports.protected import Cell, Figure, Protected, ProtectedTable, Range, Reason, Suppressed
from surveys.answers import Missing

OUTSIDE_THE_BASE = (Missing.SKIPPED, Missing.REFUSED, Missing.NOT_APPLICABLE, Missing.NOT_ASKED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell. group, klass, category: None stands for the total. percent: whole points, None when there is none.
    base: of the percentage, released people who answered; None when withheld. range: what the percentage may be, see
    `Range`."""

    table: Table | None  # None: head-counts
    group: Category | None
    category: Category | None
    cell: Cell
    percent: int | None = None
    base: int | None = None
    range: Range | None = None
    klass: Category | None = None

    def coordinates(self, plan: Plan) -> dict[str, str]:
        """Dimension to category, as in cells.csv."""
        place = {DISTRICT: self.group.name if self.group else TOTAL} if plan.axis is not None else {}
        if plan.crossing is not None:
            place[plan.crossing.column] = self.klass.name if self.klass else TOTAL
        if self.table is not None:
            place[self.table.name] = self.category.name if self.category else TOTAL
        return place

    @property
    def table_name(self) -> str:
        return self.table.name if self.table else HEADS


def heads(protected: Protected) -> Iterator[Entry]:
    """Head-counts: the groups, then the city."""
    for group, cell in zip((*protected.groups, None), protected.heads, strict=True):
        yield Entry(None, group, None, cell)


def answers(protected: Protected) -> Iterator[Entry]:
    """Every question by group and category, the city last, without totals."""
    replies: dict[str, ProtectedTable] = {}
    shares = {(known.table, known.line): known.shares for known in protected.derived.estimates}
    for table in protected.tables:
        replies.setdefault(table.table.item, table)
        for place, group in enumerate((*protected.groups, None)):
            row = table.rows[place]
            base = _base(table.table, row, replies[table.table.item].rows[place])
            known = shares.get((table.table.name, group.name if group else TOTAL), {})
            for category, cell in zip(table.table.categories, row, strict=True):
                percent = _percent(table.table, category, cell, base, protected.policy.percent_base)
                share = known.get(category.name) if percent is not None else None
                yield Entry(table.table, group, category, cell, percent, base, share.range if share else None)


def cells(protected: Protected) -> Iterator[Entry]:
    """Every cell of every table, totals included; then those of the classes of each group."""
    yield from _cells(protected)
    for group, inner in inner_ones(protected):
        for entry in _cells(inner):
            if entry.group is not None:
                yield replace(entry, group=group, klass=entry.group)


def inner_ones(protected: Protected) -> Iterator[tuple[Category, Protected]]:
    """Of a crossed release, the groups, each with what is shown of its classes."""
    for group in protected.groups:
        if group.name in protected.within:
            yield group, protected.within[group.name]


def _cells(protected: Protected) -> Iterator[Entry]:
    """Of one level; a total is the head-count of the group, where it is asked."""
    yield from heads(protected)
    totals = {entry.group and entry.group.name: entry.cell for entry in heads(protected)}
    for entry in answers(protected):
        yield entry
        if entry.table is not None and entry.category is entry.table.categories[-1]:
            total = entry.cell if is_elsewhere(entry.cell) else totals[entry.group and entry.group.name]
            yield Entry(entry.table, entry.group, None, total)


def is_elsewhere(cell: Cell) -> bool:
    """Whether a cell is empty because its line is not asked the question, or tells its answers as classes."""
    return isinstance(cell, Suppressed) and cell.reason in (Reason.ELSEWHERE, Reason.CROSSED)


def in_base(category: Category) -> bool:
    """Whether people of this category are under the percentages: they answered, "I don't know" included."""
    return category.choice is not None and category.missing not in OUTSIDE_THE_BASE


def _base(table: Table, row: tuple[Cell, ...], reply: tuple[Cell, ...]) -> int | None:
    """Released people who answered the question, None when withheld."""
    if table.measure is Measure.REPLY:
        return None
    if not table.is_partition:
        return reply[0].value if isinstance(reply[0], Figure) else None
    counted = [cell for category, cell in zip(table.categories, row, strict=True) if in_base(category)]
    return sum(cell.value for cell in counted if isinstance(cell, Figure)) or None


def _percent(table: Table, category: Category, cell: Cell, base: int | None, least: int) -> int | None:
    counted = not table.is_partition or in_base(category)
    if base is None or base < least or not counted or not isinstance(cell, Figure):
        return None
    return (200 * cell.value + base) // (2 * base)
