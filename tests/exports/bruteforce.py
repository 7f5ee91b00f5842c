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


class TooLarge(Exception):
    """This campaign cannot be tried world by world."""


@dataclass
class Worlds:
    """Ranges of unknowns, and rows (coefficients, least, most) that every world keeps."""

    low: dict[Name, int] = field(default_factory=dict)
    high: dict[Name, int] = field(default_factory=dict)
    rows: list[tuple[dict[Name, int], int, int]] = field(default_factory=list)
    of: dict[Name, list[int]] = field(default_factory=dict)
    given: set[Name] = field(default_factory=set)  # what a line is, not what anybody said

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
        if budget[0] <= 0:
            raise TooLarge
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
    for name in [one for one in worlds.low if one not in worlds.given]:
        value = worlds.low[name]
        while len(seen[name]) < wanted and value <= worlds.high[name]:
            if value not in seen[name] and (world := worlds.world(name, value)) is not None:
                for other, there in world.items():
                    seen[other].add(there)
            value += 1
        if len(seen[name]) < wanted:
            found.append((name, sorted(seen[name])))
    return found


@dataclass(frozen=True)
class Read:
    """A release as it is read. members: per whole (TOTAL, or a district that is crossed), its lines by name. ages: per
    line, the release whose figures it has. told: (table, line) with figures. tables: by name. classes: per class but
    the last, its choices. trait: the item that makes them."""

    rows: list[dict[str, str]]
    members: Mapping[str, Mapping[str, str]]
    ages: Mapping[str, str]
    told: frozenset[tuple[str, str]]
    tables: Mapping[str, Mapping[str, Any]]
    classes: Mapping[str, Sequence[str]]
    trait: str

    def whole(self, line: str) -> str:
        return line.partition("/")[0] if "/" in line else "TOTAL"

    def cells(self, line: str) -> list[Name]:
        """Of the tables that say something of a line: those of its whole, and its own."""
        klass = line.partition("/")[2]
        found: list[Name] = [()]
        for name, table in self.tables.items():
            is_trait = table["item"] == self.trait and (name, "TOTAL") in self.told
            if is_trait or {(name, line), (name, self.whole(line))} & self.told:
                own = [one for one in table["categories"] if not (is_trait and klass in self.classes)
                       or one["choice"] in self.classes[klass] or one["name"] == "answered"]  # fmt: skip
                found += [(name, one["name"]) for one in own]
        return found


def _read(files: Mapping[str, bytes]) -> Read:
    told, book = json.loads(files["cells.json"]), json.loads(files["codebook.json"])
    crossing = book.get("crossing", {"column": "", "item": "", "classes": []})
    column = crossing["column"]
    rows = list(csv.DictReader(io.StringIO(files["cells.csv"].decode(), newline="")))
    for row in rows:
        row["line"] = row["district"] if row.get(column, "TOTAL") == "TOTAL" else f"{row['district']}/{row[column]}"
    members: dict[str, dict[str, str]] = {"TOTAL": {}}
    ages: dict[str, str] = {}
    for line in told["lines"]:
        if line["as_of"]:
            crossed = column in line
            name = f"{line['district']}/{line[column]}" if crossed else line["district"]
            members.setdefault(line["district"] if crossed else "TOTAL", {})[name] = line["as_of"]
            ages[name] = line["as_of"]
    return Read(
        rows,
        members,
        {**ages, "TOTAL": rows[0]["release"]} if members["TOTAL"] else {},
        frozenset((row["table"], row["line"]) for row in rows if row["value"]),
        {table["name"]: table for table in book["tables"]},
        {one["name"]: one["choices"] for one in crossing["classes"][:-1]},
        crossing["item"],
    )


def worlds(releases: Sequence[tuple[Mapping[str, bytes], int]], step: int, floor: int, dissent: int) -> Worlds:
    """What the files say, and how many had left or changed by then."""
    made = Worlds()
    last: dict[str, str] = {}
    for files, gone in releases:
        read = _read(files)
        all_of = Counter(table["item"] for table in read.tables.values() if table["measure"] == "choice")
        for line, as_of in read.ages.items():
            cells = read.cells(line)
            for cell in cells:
                made.unknown((as_of, line, *cell), 0 if cell else floor)
            there = {cell[0] for cell in cells if cell}
            _meaning(made, (as_of, line), [table for name, table in read.tables.items() if name in there], all_of)
        _figures(made, read.rows, read.ages, read.tables, step, dissent)
        for whole, members in read.members.items():
            for cell in read.cells(whole) if whole in read.ages else []:
                parts = {name: 1 for line, as_of in members.items() if (name := (as_of, line, *cell)) in made.low}
                if not cell or (cell[0], whole) in read.told or read.tables[cell[0]]["item"] == read.trait:
                    made.row({(read.ages[whole], whole, *cell): -1, **parts}, 0, 0)
        _apart(made, read, last, gone)
        _time(made, last, {line: age for line, age in read.ages.items() if line != "TOTAL"}, read, floor, gone)
    return made


def _apart(made: Worlds, read: Read, last: Mapping[str, str], gone: int) -> None:
    """When a class takes in, none of its newcomers is among those in no class. What that leaves is the line itself."""
    for line, as_of in read.ages.items():
        whole, _slash, klass = line.partition("/")
        rest = f"{whole}/"
        if klass in read.classes and read.ages.get(rest) == as_of != last.get(line):
            for cell in read.cells(line):
                table = read.tables[cell[0]] if cell else {"item": ""}
                if table["item"] == read.trait and table["measure"] == "single":
                    now, then = (as_of, rest, *cell), (last.get(rest, ""), rest, *cell)
                    if then in made.low:
                        made.row({now: 1, then: -1}, -gone, gone)
                    elif rest not in last:
                        made.row({now: 1}, 0, gone)
                        made.given.add(now)


def _meaning(made: Worlds, line: Name, tables: Sequence[Mapping[str, Any]], all_of: Mapping[str, int]) -> None:
    """What one person can be in at once, in one line. all_of: how many choices an item has."""
    firsts = {table["item"]: table for table in reversed(tables)}
    taken: dict[str, list[Name]] = {}
    sides: dict[str, tuple[list[Name], list[Name]]] = {}
    for table in tables:
        cells = [(*line, table["name"], one["name"]) for one in table["categories"]]
        real = [cell for cell, one in zip(cells, table["categories"], strict=True) if not one["missing"]]
        _within(made, line, table, cells, firsts[table["item"]])
        if table["measure"] == "choice" and cells[0] in made.low:
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
    cells = [cell for cell in cells if cell in made.low]  # nobody is in the others
    if not cells:
        return
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
        table, line = row["table"], row["line"]
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


def _time(made: Worlds, last: dict[str, str], ages: Mapping[str, str], read: Read, floor: int, gone: int) -> None:
    """Nobody leaves but those who are gone; a line that changed took in enough people."""
    for line, as_of in ages.items():
        before = last.get(line, as_of)
        for cell in read.cells(line) if before != as_of else []:
            now, then = (as_of, line, *cell), (before, line, *cell)
            if now in made.low and then in made.low:
                made.row({now: 1, then: -1}, (0 if cell else floor) - gone, MANY)
        last[line] = as_of
