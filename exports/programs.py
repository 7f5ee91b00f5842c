"""Controlled rounding as a 0/1 program (HiGHS): counts to multiples of a step, under sums that hold exactly.

After Cox, "A constructive procedure for unbiased controlled rounding" (1987), and Salazar-Gonzalez, "Controlled
rounding and cell perturbation" (2006).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

INNER = 1.0  # cost of the direction that was not drawn
TOTAL = 3.0  # cost, at most, of a total that is not the nearest multiple
FREE_STEP = 20.0  # cost of one more step in a figure that nobody sees
MORE_STEP = 1000.0  # cost of one more step in a figure that is shown


@dataclass(frozen=True, slots=True)
class Room:
    """How many steps farther a figure may go, and what each costs."""

    steps: int
    cost: float = MORE_STEP


@dataclass
class Program:
    """Counts to be rounded to multiples of `step` at once, under sums that must hold exactly.

    Works in units of one step: figure = floor(count / step) + up + more - less; up is 0 or 1, the others at most as far
    as a figure may go beyond the multiples next to its count.
    """

    step: int
    _base: list[int] = field(default_factory=list)
    _cost: list[float] = field(default_factory=list)
    _bottom: list[int] = field(default_factory=list)  # lowest and highest value of each variable
    _top: list[int] = field(default_factory=list)
    _rows: list[tuple[list[tuple[int, int]], float, float]] = field(default_factory=list)

    def inner(self, count: int, chance: float, room: Room | None = None, least: int = 0) -> int:
        """A figure whose direction was drawn. least: what it must not fall under, when it can be so near the count."""
        up = chance < (count % self.step) / self.step
        return self._figure(count, -INNER if up else INNER, room, least)

    def total(self, count: int, room: Room | None = None, least: int = 0) -> int:
        """A figure that had best be the nearest multiple."""
        return self._figure(count, TOTAL * (1 - 2 * (count % self.step) / self.step), room, least)

    def fixed(self, value: int) -> int:
        """A figure that was settled before."""
        return self._figure(value, 0.0, None, 0)

    def adds_up(self, parts: Iterable[int], total: int) -> None:
        """The figures `parts` are together the figure `total`."""
        self._constrain([*((part, 1) for part in parts), (total, -1)], 0, 0)

    def amounts_to(self, parts: Iterable[int], value: int) -> None:
        """The figures `parts` are together `value`, a multiple of the step fixed before."""
        self._constrain([(part, 1) for part in parts], value // self.step, value // self.step)

    def covers(self, parts: Iterable[int], part: int) -> None:
        """The figures `parts` are together at least the figure `part`."""
        self._constrain([*((other, 1) for other in parts), (part, -1)], 0, np.inf)

    def limits(self, wholes: Sequence[int], times: int, parts: Sequence[int]) -> None:
        """The figures `parts` are together at most `times` the figures `wholes`, as nearly as rounding down allows.

        Four under each part that cannot become 0: what nobody can hold against the ranges that the figures leave.
        """
        slack = (self.step - 1) * sum(self._base[part] > 0 for part in parts) // self.step
        terms: dict[int, int] = {}
        for figure, sign in (*((part, -1) for part in parts), *((whole, times) for whole in wholes)):
            terms[figure] = terms.get(figure, 0) + sign
        self._constrain(list(terms.items()), -slack, np.inf)

    def solve(self) -> list[int] | None:
        """The figures, in the order they were added; None when the sums cannot hold."""
        if not self._base:
            return []
        found = milp(
            np.array(self._cost),
            integrality=np.ones(len(self._cost), dtype=np.int64),
            bounds=Bounds(np.array(self._bottom), np.array(self._top)),
            constraints=self._constraints(),
        )
        if found.x is None:
            return None
        ups = np.rint(found.x).astype(int).reshape(-1, 3) @ np.array([1, 1, -1])
        return [self.step * int(base + up) for base, up in zip(self._base, ups, strict=True)]

    def _figure(self, count: int, cost: float, room: Room | None, least: int) -> int:
        base, rest = divmod(count, self.step)
        steps = room.steps if room else 0
        self._base.append(base)
        self._cost += [cost, *[room.cost if room else 0.0] * 2]
        self._bottom += [int(rest > 0 and least > base * self.step), 0, 0]
        self._top += [int(rest > 0), steps, min(steps, base)]
        return len(self._base) - 1

    def _constrain(self, terms: Sequence[tuple[int, int]], low: float, high: float) -> None:
        known = sum(sign * self._base[figure] for figure, sign in terms)
        self._rows.append((list(terms), low - known, high - known))

    def _constraints(self) -> list[LinearConstraint]:
        if not self._rows:
            return []
        places, columns, values = [], [], []
        for place, (terms, _low, _high) in enumerate(self._rows):
            for figure, sign in terms:
                places += [place] * 3
                columns += [3 * figure, 3 * figure + 1, 3 * figure + 2]
                values += [sign, sign, -sign]
        matrix = csr_array((values, (places, columns)), shape=(len(self._rows), len(self._cost)))
        lows, highs = zip(*((low, high) for _terms, low, high in self._rows), strict=True)
        return [LinearConstraint(matrix, lows, highs)]
