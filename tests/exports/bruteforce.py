"""A second attacker for the tests, in plain Python: it tries values one by one and believes only worlds it has built.

Shares nothing with `exports` but the layout of the files. A world is a whole number for every cell of every release.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Name = tuple[str, ...]
MANY = 10**6
PARTS, CONTRA = ("choice", "ahead", "behind"), ("worst", "last", "behind")


@dataclass
class Worlds:
    """Ranges of unknowns, and rows (coefficients, least, most) that every world keeps."""

    low: dict[Name, int] = field(default_factory=dict)
    high: dict[Name, int] = field(default_factory=dict)
    rows: list[tuple[dict[Name, int], int, int]] = field(default_factory=list)
    of: dict[Name, list[int]] = field(default_factory=dict)

    def unknown(self, name: Name, low: int = 0, high: int = MANY) -> Name:
        self.low[name] = max(low, self.low.get(name, 0))
        self.high[name] = min(high, self.high.get(name, MANY))
        return name

    def row(self, terms: Mapping[Name, int], least: int, most: int) -> None:
        for name in terms:
            self.of.setdefault(name, []).append(len(self.rows))
        self.rows.append((dict(terms), least, most))

    def narrowed(self, low: dict[Name, int], high: dict[Name, int], start: Sequence[int]) -> bool:
        """Cut the ranges until every row can hold; False when one cannot."""
        waiting = dict.fromkeys(start)
        while waiting:
            row, _ = waiting.popitem()
            terms, least, most = self.rows[row]
            bottom = sum(sign * (low[name] if sign > 0 else high[name]) for name, sign in terms.items())
            top = sum(sign * (high[name] if sign > 0 else low[name]) for name, sign in terms.items())
            if top < least or bottom > most:
                return False
            for name, sign in terms.items():
                lowest, highest = low[name], high[name]
                if sign > 0:
                    lowest = max(lowest, -((top - sign * high[name] - least) // sign))
                    highest = min(highest, (most - (bottom - sign * low[name])) // sign)
                else:
                    lowest = max(lowest, -((most - (bottom - sign * high[name])) // -sign))
                    highest = min(highest, (top - sign * low[name] - least) // -sign)
                if lowest > highest:
                    return False
                if (lowest, highest) != (low[name], high[name]):
                    low[name], high[name] = lowest, highest
                    waiting.update(dict.fromkeys(self.of.get(name, [])))
                    break
        return True

    def world(self, fixed: Name, value: int) -> dict[Name, int] | None:
        """A world in which `fixed` is `value`; None when there is none."""
        if not self.low[fixed] <= value <= self.high[fixed]:
            return None
        low, high = {**self.low, fixed: value}, {**self.high, fixed: value}
        return self._search(low, high, list(range(len(self.rows))), [5_000])

    def _search(
        self, low: dict[Name, int], high: dict[Name, int], start: Sequence[int], budget: list[int]
    ) -> dict[Name, int] | None:
        budget[0] -= 1
        assert budget[0] > 0, "this campaign is too large for trying"
        if not self.narrowed(low, high, start):
            return None
        name = min((one for one in low if low[one] < high[one]), key=lambda one: high[one] - low[one], default=None)
        if name is None:
            return low
        middle = (low[name] + high[name]) // 2
        for value in sorted(range(low[name], high[name] + 1), key=lambda one: abs(one - middle)):
            found = self._search({**low, name: value}, {**high, name: value}, self.of.get(name, []), budget)
            if found is not None:
                return found
        return None


def open_cells(worlds: Worlds, wanted: int) -> list[tuple[Name, list[int]]]:
    """Cells for which fewer than `wanted` values can be true, with those that can."""
    seen: dict[Name, set[int]] = {name: set() for name in worlds.low}
    found = []
    for name in worlds.low:
        value = worlds.low[name]
        while len(seen[name]) < wanted and value <= worlds.high[name]:
            if value not in seen[name] and (world := worlds.world(name, value)) is not None:
                for other, there in world.items():
                    seen[other].add(there)
            value += 1
        if len(seen[name]) < wanted:
            found.append((name, sorted(seen[name])))
    return found


def worlds(releases: Sequence[tuple[Mapping[str, bytes], int]], step: int, floor: int, dissent: int) -> Worlds:
    """What the files say, and how many had left or changed by then."""
    made = Worlds()
    last: dict[str, str] = {}
    for files, gone in releases:
        told = json.loads(files["cells.json"])
        members = {line["district"]: line["as_of"] for line in told["lines"] if line["as_of"]}
        rows = list(csv.DictReader(io.StringIO(files["cells.csv"].decode(), newline="")))
        lines = {**members, "TOTAL": rows[0]["release"]} if members else {}
        told = {(row["table"], row["district"]) for row in rows if row["value"]}
        listed = json.loads(files["codebook.json"])["tables"]
        tables = [table for table in listed if (table["name"], "TOTAL") in told]
        all_of = Counter(table["item"] for table in listed if table["measure"] == "choice")
        cells = [(), *((table["name"], one["name"]) for table in tables for one in table["categories"])]
        alone = [table for table in listed if table not in tables]  # of some lines, and of no city
        own = [(table["name"], one["name"]) for table in alone for one in table["categories"]]
        for line, as_of in lines.items():
            there = [table for table in alone if (table["name"], line) in told]
            for cell in (*cells, *(cell for cell in own if (cell[0], line) in told)):
                made.unknown((as_of, line, *cell), 0 if cell else floor)
            _meaning(made, (as_of, line), [*tables, *there], all_of)
        _figures(made, rows, lines, {table["name"]: table for table in listed}, step, dissent)
        for cell in cells if lines else []:
            parts = {(as_of, line, *cell): 1 for line, as_of in members.items()}
            made.row({(rows[0]["release"], "TOTAL", *cell): -1, **parts}, 0, 0)
        _time(made, last, members, [*cells, *own], floor, gone)
    return made


def _meaning(made: Worlds, line: Name, tables: Sequence[Mapping[str, Any]], all_of: Mapping[str, int]) -> None:
    """What one person can be in at once, in one line. all_of: how many choices an item has."""
    firsts = {table["item"]: table for table in reversed(tables)}
    taken: dict[str, list[Name]] = {}
    sides: dict[str, tuple[list[Name], list[Name]]] = {}
    for table in tables:
        cells = [(*line, table["name"], one["name"]) for one in table["categories"]]
        real = [cell for cell, one in zip(cells, table["categories"], strict=True) if not one["missing"]]
        _within(made, line, table, cells, firsts[table["item"]])
        if table["measure"] == "choice":
            taken.setdefault(table["item"], []).append(cells[0])
        elif table["measure"] not in ("single", "reply"):
            sides.setdefault(table["item"], ([], []))[table["measure"] in CONTRA].extend(real)
    for item, yes in taken.items():
        answered = (*line, firsts[item]["name"], "answered")
        if len(yes) == all_of[item]:
            made.row({answered: -1, **dict.fromkeys(yes, 1)}, 0, MANY)
        if firsts[item]["at_most"]:
            made.row({answered: firsts[item]["at_most"], **dict.fromkeys(yes, -1)}, 0, MANY)
    for item, (pro, contra) in sides.items():
        _sides(made, pro, contra, (*line, firsts[item]["name"], "answered"))


def _within(made: Worlds, line: Name, table: Mapping[str, Any], cells: list[Name], first: Mapping[str, Any]) -> None:
    """Parts are no more than who answered, categories are everybody, and without a best there is no worst."""
    if table["measure"] in PARTS:
        made.row({(*line, first["name"], "answered"): 1, cells[0]: -1}, 0, MANY)
        return
    made.row({line: -1, **dict.fromkeys(cells, 1)}, 0, 0)
    if table["measure"] in CONTRA:
        for cell, one in zip(cells, table["categories"], strict=True):
            if one["missing"]:
                made.row({cell: 1, (*line, first["name"], one["name"]): -1}, 0, 0)


def _sides(made: Worlds, pro: Sequence[Name], contra: Sequence[Name], answered: Name) -> None:
    """Whoever is for one is against another, and never for and against the same."""
    if len(pro) != len(contra):
        return
    for mine, other in ((pro, contra), (contra, pro)):
        for place, cell in enumerate(mine):
            made.row({cell: -1, **{rival: 1 for n, rival in enumerate(other) if n != place}}, 0, MANY)
    for pair in zip(pro, contra, strict=True):
        if answered in made.low:
            made.row({answered: 1, pair[0]: -1, pair[1]: -1}, 0, MANY)


def _figures(
    made: Worlds,
    rows: list[dict[str, str]],
    lines: Mapping[str, str],
    tables: Mapping[str, Mapping[str, Any]],
    step: int,
    dissent: int,
) -> None:
    for row in rows:
        table, line = row["table"], row["district"]
        if row["value"]:
            category = "" if table == "heads" or row[table] == "TOTAL" else row[table]
            reach = step * (1 + int(row["status"].partition(":K")[2] or 0)) - 1
            whole: Name = (lines[line], line)
            name = (*whole, table, category) if category else whole
            made.unknown(name, int(row["value"]) - reach, int(row["value"]) + reach)
            if category and (tables[table]["measure"], category) != ("reply", "answered"):
                if tables[table]["measure"] in PARTS:
                    first = next(one for one in tables.values() if one["item"] == tables[table]["item"])
                    whole = (*whole, first["name"], "answered")
                made.row({whole: 1, name: -1}, dissent, MANY)


def _time(
    made: Worlds, last: dict[str, str], members: Mapping[str, str], cells: Sequence[Name], floor: int, gone: int
) -> None:
    """Nobody leaves but those who are gone; a line that changed took in enough people."""
    for line, as_of in members.items():
        before = last.get(line, as_of)
        for cell in cells if before != as_of else []:
            now, then = (as_of, line, *cell), (before, line, *cell)
            if now in made.low and then in made.low:
                made.row({now: 1, then: -1}, (0 if cell else floor) - gone, MANY)
        last[line] = as_of
