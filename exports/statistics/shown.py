"""The released figures, and nothing else: all that statistics are computed from.

Whoever holds the files of a release can write this down as well; `exports.rederiving` does.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from exports.protected import Reason

CITY = "TOTAL"
OUTSIDE_THE_BASE = ("skipped", "refused", "not_applicable", "not_asked")


@dataclass(frozen=True, slots=True)
class Answer:
    """A category: the choice that it stands for, or why there is no value."""

    name: str
    choice: str | None
    missing: str | None

    @property
    def in_base(self) -> bool:
        """Whether its people are under the percentages: they answered, "I don't know" included."""
        return self.choice is not None and self.missing not in OUTSIDE_THE_BASE

    @property
    def is_real(self) -> bool:
        return self.choice is not None and self.missing is None


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one line, one per category. reach: every one is less than this away from the truth."""

    values: tuple[int, ...]
    reach: int


@dataclass(frozen=True, slots=True)
class ShownTable:
    """kind: of the item. measure, at_most: as in `plan.Table`. rows: by line, those that are shown. reasons: of the
    others."""

    name: str
    item: str
    kind: str
    measure: str
    at_most: int | None
    answers: tuple[Answer, ...]
    rows: Mapping[str, Row]
    reasons: Mapping[str, Reason]


@dataclass(frozen=True, slots=True)
class Rules:
    """What a figure must stand on. percent_base, floor: as in `policy.Policy`."""

    percent_base: int
    floor: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole release. lines: names of the groups, then CITY. heads: people of the lines that are shown. tables: in
    the order of the plan, those of one item together."""

    lines: tuple[str, ...]
    heads: Mapping[str, int]
    tables: tuple[ShownTable, ...]
    rules: Rules

    def of_item(self) -> Mapping[str, tuple[ShownTable, ...]]:
        found: dict[str, tuple[ShownTable, ...]] = {}
        for table in self.tables:
            found[table.item] = (*found.get(table.item, ()), table)
        return found
