"""What the finished files say about the true counts: ranges and sums. The reading half of `exports.auditing`."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from exports.policy import Policy

Key = frozenset[tuple[str, str]]
Terms = dict[int, int]  # place of a cell to its coefficient
EVERYBODY: Key = frozenset()
HIDDEN: Key = frozenset({("district", "(hidden together)")})
CROWD = 1e7  # more people than any campaign has
STEPS = {"rounded:5": 1, "rounded:5:K1": 2}


@dataclass
class Puzzle:
    """Unknown whole numbers in ranges, under rows `low <= sum(coefficient * unknown) <= high`.

    keys: name of each unknown. shown: those with a figure. faults: what is wrong at first sight.
    """

    keys: list[Key] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    rows: list[tuple[Terms, float, float]] = field(default_factory=list)
    faults: list[tuple[str, Key]] = field(default_factory=list)
    places: dict[Key, int] = field(default_factory=dict)
    shown: set[Key] = field(default_factory=set)

    def unknown(self, key: Key, low: float, high: float) -> int:
        """The place of a cell. Seen before, it must be in the same range."""
        place = self.places.setdefault(key, len(self.keys))
        if place == len(self.keys):
            self.keys.append(key)
            self.low.append(low)
            self.high.append(high)
        elif (self.low[place], self.high[place]) != (low, high):
            self.faults.append(("contradiction", key))
        return place

    def sums(self, parts: Iterable[int], total: int) -> None:
        self.rows.append(({**dict.fromkeys(parts, 1), total: -1}, 0, 0))

    def at_most(self, smaller: Key, larger: Key, gap: int = 0) -> None:
        """`smaller` is at most `larger` less `gap`, when both are cells of the release."""
        if smaller in self.places and larger in self.places:
            terms = {self.places[smaller]: 1, self.places[larger]: -1}
            self.rows.append((terms, -float("inf"), -gap))


def puzzle(files: Mapping[str, bytes], policy: Policy) -> Puzzle:
    """Everything that follows from the files and from the published rules."""
    lines = list(csv.DictReader(io.StringIO(files["cells.csv"].decode(), newline="")))
    known = Puzzle()
    tables: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for line in lines:
        key = _key(line)
        low, high = _range(line, policy, known, key)
        known.unknown(key, low, high)
        tables[line["table"]].append({k: v for k, v in line.items() if k in _dimensions(line) and v})
        if line["status"] != "suppressed":
            known.shown.add(key)
    categories = _categories(tables)
    for rows in tables.values():
        _add_sums(known, rows, categories)
    _add_heads(known, policy)
    _add_reasons(known, json.loads(files["cells.json"])["cells"], policy)
    _add_meaning(known, json.loads(files["codebook.json"])["tables"], policy)
    _subtract(known, lines, policy)
    return known


def _subtract(known: Puzzle, lines: list[dict[str, str]], policy: Policy) -> None:
    """What a reader does first: the city less the groups shown. It must not look like a small group."""
    heads = [line for line in lines if line["table"] == "heads"]
    figures = {_key(line): int(line["value"]) for line in heads if line["value"]}
    if EVERYBODY in figures and len(figures) > 1:
        left = 2 * figures[EVERYBODY] - sum(figures.values())
        if left < 0 or 0 < left < policy.floor:
            known.faults.append(("small_group", HIDDEN))


def _dimensions(line: Mapping[str, str]) -> list[str]:
    return [name for name in line if name not in ("release", "table", "value", "status")]


def _key(line: Mapping[str, str]) -> Key:
    return frozenset((name, line[name]) for name in _dimensions(line) if line[name] not in ("", "TOTAL"))


def _range(line: Mapping[str, str], policy: Policy, known: Puzzle, key: Key) -> tuple[float, float]:
    if line["status"] == "suppressed":
        if line["value"]:
            known.faults.append(("not_rounded", key))
        return 0, CROWD
    steps, value = STEPS.get(line["status"], 0), int(line["value"])
    if not steps or value % policy.step or value < 0:
        known.faults.append(("not_rounded", key))
    reach = steps * policy.step - 1
    return max(0, value - reach), value + reach


def _categories(tables: Mapping[str, list[Mapping[str, str]]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for rows in tables.values():
        for row in rows:
            for dimension, category in row.items():
                found[dimension].add(category)
    return found


def _add_sums(known: Puzzle, rows: list[Mapping[str, str]], categories: Mapping[str, set[str]]) -> None:
    """In each table, along each dimension: the categories make the total, or "yes" is a part of it."""
    groups: dict[tuple[str, Key], set[int]] = defaultdict(set)
    for row in rows:
        key = frozenset((name, category) for name, category in row.items() if category != "TOTAL")
        for name, category in key:
            groups[name, key - {(name, category)}].add(known.places[key])
    for (name, total), parts in groups.items():
        if categories[name] - {"TOTAL"} == {"yes"}:
            known.rows.append(({**dict.fromkeys(parts, 1), known.places[total]: -1}, -float("inf"), 0))
        else:
            known.sums(parts, known.places[total])


def _add_heads(known: Puzzle, policy: Policy) -> None:
    """Groups that are shown have enough people. What is hidden together is an unknown of its own."""
    sizes = [key for key in known.keys if all(name == "district" for name, _category in key)]
    hidden = [known.places[key] for key in sizes if key not in known.shown and key != EVERYBODY]
    for key in sizes:
        if key in known.shown:
            known.low[known.places[key]] = max(known.low[known.places[key]], policy.floor)
    if hidden and EVERYBODY in known.shown:
        known.sums(hidden, known.unknown(HIDDEN, 0, CROWD))


def _add_reasons(known: Puzzle, cells: list[dict[str, Any]], policy: Policy) -> None:
    """Too few means under the floor; a group hidden for another's sake is not."""
    for cell in cells:
        key = frozenset({("district", cell["district"])} - {("district", "TOTAL")} if "district" in cell else ())
        if cell["table"] == "heads" and cell["reason"] == "too_few":
            known.high[known.places[key]] = policy.floor - 1
        elif cell["table"] == "heads" and cell["reason"] == "protects":
            known.low[known.places[key]] = policy.floor


def _add_meaning(known: Puzzle, tables: list[dict[str, Any]], policy: Policy) -> None:
    """What the codebook adds: who can be where, and that no shown group agrees on an answer."""
    firsts = {table["item"]: table for table in reversed(tables)}
    groups = [key for key in known.keys if all(name == "district" for name, _category in key) and key != HIDDEN]
    choices: dict[tuple[Key, str], list[Key]] = defaultdict(list)
    for table in tables:
        first = firsts[table["item"]]
        for group in groups:
            for category in table["categories"]:
                cell = group | {(table["name"], category["name"])}
                whole = group
                if table["measure"] == "choice":
                    whole = group | {(first["name"], "answered")}
                    choices[group, table["item"]].append(cell)
                if table["measure"] == "worst" and category["missing"]:
                    twin = group | {(first["name"], category["name"])}
                    known.at_most(cell, twin)
                    known.at_most(twin, cell)
                if cell in known.shown and not (table["measure"] == "reply" and category["name"] == "answered"):
                    known.at_most(cell, whole, policy.dissent)
                else:
                    known.at_most(cell, whole)
    for (group, item), cells in choices.items():
        answered = group | {(firsts[item]["name"], "answered")}
        terms = {known.places[cell]: 1 for cell in cells}
        known.rows.append(({**terms, known.places[answered]: -1}, 0, float("inf")))
        if firsts[item]["at_most"] is not None:
            most = {known.places[answered]: -firsts[item]["at_most"]}
            known.rows.append(({**terms, **most}, -float("inf"), 0))
