"""A second attacker for the tests, in plain Python: it tries values one by one and believes only worlds it has built.

Shares nothing with `exports` but the layout of the files. A world is a whole number for every cell of every release.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Name = tuple[str, ...]
MANY = 10**6


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
            for name, sign in terms.items():  # every sign is 1 or -1
                lowest, highest = low[name], high[name]
                if sign > 0:
                    lowest = max(lowest, least - (top - high[name]))
                    highest = min(highest, most - (bottom - low[name]))
                else:
                    lowest = max(lowest, (bottom + high[name]) - most)
                    highest = min(highest, (top + low[name]) - least)
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
    """What the files say, and how many had left or changed by then. One question, one answer each."""
    made = Worlds()
    last: dict[str, str] = {}
    for files, gone in releases:
        told = json.loads(files["cells.json"])
        members = {line["district"]: line["as_of"] for line in told["lines"] if line["as_of"]}
        rows = list(csv.DictReader(io.StringIO(files["cells.csv"].decode(), newline="")))
        lines = {**members, "TOTAL": rows[0]["release"]} if members else {}
        question = next(name for name in rows[0] if name.startswith("q_"))
        categories = list(dict.fromkeys(row[question] for row in rows if row[question] not in ("", "TOTAL")))
        city = any(row["district"] == "TOTAL" and row["table"] == question and row["value"] for row in rows)
        shown = ["", *categories] if city else [""]
        for line, as_of in lines.items():
            for category in shown:
                made.unknown((as_of, line, category), 0 if category else floor)
            if city:
                made.row({(as_of, line, ""): -1, **{(as_of, line, c): 1 for c in categories}}, 0, 0)
        _figures(made, rows, question, lines, step, dissent)
        for category in shown if lines else []:
            parts = {(as_of, line, category): 1 for line, as_of in members.items()}
            made.row({(rows[0]["release"], "TOTAL", category): -1, **parts}, 0, 0)
        _time(made, last, members, ["", *categories], floor, gone)
    return made


def _figures(
    made: Worlds, rows: list[dict[str, str]], question: str, lines: Mapping[str, str], step: int, dissent: int
) -> None:
    for row in rows:
        line = row["district"]
        if row["value"]:
            category = "" if row[question] == "TOTAL" else row[question]
            reach = step * (1 + int(row["status"].partition(":K")[2] or 0)) - 1
            name = (lines[line], line, category)
            made.unknown(name, int(row["value"]) - reach, int(row["value"]) + reach)
            if category:
                made.row({(lines[line], line, ""): 1, name: -1}, dissent, MANY)


def _time(
    made: Worlds, last: dict[str, str], members: Mapping[str, str], categories: list[str], floor: int, gone: int
) -> None:
    """Nobody leaves but those who are gone; a line that changed took in enough people."""
    for line, as_of in members.items():
        before = last.get(line, as_of)
        for category in categories if before != as_of else []:
            now, then = (as_of, line, category), (before, line, category)
            if now in made.low and then in made.low:
                made.row({now: 1, then: -1}, (0 if category else floor) - gone, MANY)
        last[line] = as_of
