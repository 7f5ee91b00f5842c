"""What is not known and how it hangs together, for the attacker. See `exports.relations`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from exports.reading import Key

Terms = dict[int, int]  # place of a cell to its coefficient
INFINITE = float("inf")


@dataclass(frozen=True, slots=True)
class Known:
    """The files of one release, and how many of those counted earlier had by then left or changed an answer."""

    files: Mapping[str, bytes]
    gone: int = 0


@dataclass
class Puzzle:
    """Unknown whole numbers in ranges, under rows `low <= sum(coefficient * unknown) <= high`.

    keys: name of each unknown. shown: those with a figure. given: those that follow from what a line is, and tell
    nothing of anybody. summed: those whose members are written down. faults: what is wrong at first sight.
    """

    keys: list[Key] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    rows: list[tuple[Terms, float, float]] = field(default_factory=list)
    faults: list[tuple[str, Key]] = field(default_factory=list)
    places: dict[Key, int] = field(default_factory=dict)
    shown: set[Key] = field(default_factory=set)
    given: set[Key] = field(default_factory=set)
    summed: set[Key] = field(default_factory=set)

    def unknown(self, key: Key, low: float, high: float) -> int:
        """The place of a cell. Seen before, it is in both ranges."""
        place = self.places.setdefault(key, len(self.keys))
        if place == len(self.keys):
            self.keys.append(key)
            self.low.append(low)
            self.high.append(high)
        self.low[place], self.high[place] = max(self.low[place], low), min(self.high[place], high)
        return place

    def figure(self, key: Key, low: float, high: float) -> None:
        """A cell with a figure. Shown before, it must have the same."""
        if key in self.shown and (self.low[self.places[key]], self.high[self.places[key]]) != (low, high):
            self.faults.append(("contradiction", key))
        self.unknown(key, low, high)
        self.shown.add(key)

    def nobody(self, key: Key) -> None:
        """A cell that nobody can be in, for what its line is."""
        self.unknown(key, 0, 0)
        self.given.add(key)

    def sums(self, parts: Iterable[Key], total: Key) -> None:
        self.rows.append(({**{self.places[part]: 1 for part in parts}, self.places[total]: -1}, 0, 0))

    def at_most(self, smaller: Key, larger: Key, gap: int = 0) -> None:
        """`smaller` is at most `larger` less `gap`, when both are there."""
        if smaller in self.places and larger in self.places:
            terms = {self.places[smaller]: 1, self.places[larger]: -1}
            self.rows.append((terms, -INFINITE, -gap))
