"""What earlier releases of a campaign have shown, read again from their files: the protector's half of the ledger."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from exports.plan import DISTRICT, HEADS, TOTAL
from exports.protected import Cell, Figure, Reason, Suppressed

Files = Mapping[str, bytes]  # of one release, by name
AsOf = Mapping[str, str]  # group, or OTHERS, to the release whose figures it has
ROUNDED = "rounded:"


def figures_of(cells: Sequence[Cell]) -> tuple[int, ...] | None:
    """Values of the cells of one line, None when it is not shown."""
    values = tuple(cell.value for cell in cells if isinstance(cell, Figure))
    return values if values and len(values) == len(cells) else None


@dataclass(frozen=True, slots=True)
class PastTable:
    """The last release that showed the city's line of a table, or had a table without one. rows: group to its cells;
    the city is TOTAL."""

    as_of: AsOf
    rows: Mapping[str, tuple[Cell, ...]]

    def figures(self, line: str) -> tuple[int, ...] | None:
        """Values of a line, None when it was not shown."""
        return figures_of(self.rows.get(line, ()))

    @property
    def hidden(self) -> frozenset[str]:
        """Lines that were counted in the city and not shown."""
        return frozenset(line for line in self.as_of if self.figures(line) is None)

    @property
    def is_local(self) -> bool:
        """Whether some groups alone are asked: no city line, and nothing to subtract."""
        return Suppressed(Reason.ELSEWHERE) in self.rows[TOTAL]

    def rest(self) -> tuple[int, ...]:
        """What the city's figures leave for the hidden lines together."""
        shown = [values for line in self.as_of if (values := self.figures(line)) is not None]
        city = self.figures(TOTAL)
        assert city is not None, "a past table has a city line"
        return tuple(total - sum(column) for total, *column in zip(city, *shown, strict=True))


@dataclass(frozen=True, slots=True)
class Past:
    """as_of: in the last release. tables: by name, HEADS among them. within: where questions were crossed, by group,
    the same of its classes; the group is TOTAL there."""

    as_of: AsOf = field(default_factory=dict)
    tables: Mapping[str, PastTable] = field(default_factory=dict)
    within: Mapping[str, "Past"] = field(default_factory=dict)


NO_PAST = Past()


def past(releases: Sequence[Files]) -> Past:
    """Of the earlier releases of a campaign, oldest first."""
    told = [json.loads(files["cells.json"]) for files in releases]
    column = next((one["crossing"] for one in told if "crossing" in one), None)
    if column is None:
        return _past([(lines(one), one["cells"], DISTRICT) for one in told])
    groups = dict.fromkeys(line[DISTRICT] for one in told for line in one["lines"] if column in line)
    top = _past([(lines(one), (cell for cell in one["cells"] if cell[column] == TOTAL), DISTRICT) for one in told])
    return replace(top, within={group: _past([_inside(one, column, group) for one in told]) for group in groups})


_View = tuple[
    AsOf, Iterable[Mapping[str, Any]], str
]  # lines of a release, its cells, and the dimension that tells them


def _inside(told: Mapping[str, Any], column: str, group: str) -> _View:
    ages = [line for line in told["lines"] if column in line and line[DISTRICT] == group]
    as_of = {line[column]: line["as_of"] for line in ages if line["as_of"] is not None}
    return as_of, (cell for cell in told["cells"] if cell[DISTRICT] == group), column


def _past(views: Sequence[_View]) -> Past:
    as_of: AsOf = {}
    tables: dict[str, PastTable] = {}
    for now, cells, dimension in views:
        as_of = now
        rows: dict[str, dict[str, list[Cell]]] = {}
        for cell in cells:
            name = cell["table"]
            if name == HEADS or cell[name] != TOTAL:
                rows.setdefault(name, {}).setdefault(cell.get(dimension, TOTAL), []).append(_cell(cell))
        for name, found in rows.items():
            table = PastTable(as_of, {line: tuple(some) for line, some in found.items()})
            if table.is_local or table.figures(TOTAL) is not None:
                tables[name] = table
    return Past(as_of, tables)


def lines(told: Mapping[str, Any]) -> dict[str, str]:
    """Of a `cells.json`: the lines that the city counts, and the release whose figures they have."""
    column = told.get("crossing", "")
    return {one["district"]: one["as_of"] for one in told["lines"] if one["as_of"] is not None and column not in one}


def _cell(told: Mapping[str, Any]) -> Cell:
    if told["value"] is None:
        return Suppressed(Reason(told["reason"]))
    step, _, more = told["status"].removeprefix(ROUNDED).partition(":K")
    return Figure(told["value"], int(step), int(more or 0))
