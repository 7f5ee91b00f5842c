"""Ranges of unknown whole numbers under linear relations; see `exports.auditing`."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

ROUNDS = 60  # programs that push many unknowns at once, before each open one has its own two
ROUGH = 0.2  # any world that fits will do there
Terms = dict[int, int]
Floats = NDArray[np.float64]


def ranges(
    low: list[float], high: list[float], rows: list[tuple[Terms, float, float]], wide: int
) -> list[tuple[int, int]] | None:
    """For each unknown a range of values that it can take. None when nothing fits.

    Exact where it is narrower than `wide` (highest less lowest); elsewhere at least that wide. Every solution of a
    program is a world that fits the files, and shows for all unknowns at once a value that they can take: so a few
    programs settle nearly all, and only what stays narrow is asked one by one.
    """
    worlds = _Worlds(low, high, rows)
    if not worlds.look(np.zeros(len(low))):
        return None
    for turn in range(ROUNDS):
        narrow = worlds.narrower_than(wide)
        if not narrow.any():
            break
        worlds.look(np.where(narrow, _signs(turn, len(low)), 0.0), gap=ROUGH)
    for place in np.flatnonzero(worlds.narrower_than(wide)):
        for sign in (1.0, -1.0):
            direction = np.zeros(len(low))
            direction[place] = sign
            worlds.look(direction)
    return [(int(least), int(most)) for least, most in zip(worlds.least, worlds.most, strict=True)]


def _signs(turn: int, size: int) -> Floats:
    """A pattern of +1 and -1, another one each turn; each second turn is the opposite of the one before."""
    places = np.arange(1, size + 1, dtype=np.uint64)
    mixed = (places * np.uint64(2654435761) * np.uint64(2 * (turn // 2) + 1)) >> np.uint64(17)
    signs = np.where(mixed % np.uint64(2) == 0, 1.0, -1.0)
    return signs if turn % 2 else -signs


class _Worlds:
    """All worlds that fit, and the values seen in those looked at."""

    def __init__(self, low: list[float], high: list[float], rows: list[tuple[Terms, float, float]]) -> None:
        self._bounds = Bounds(np.array(low), np.array(high))
        self._constraints = _constraints(rows, len(low))
        self.least = np.full(len(low), np.inf)
        self.most = np.full(len(low), -np.inf)

    def narrower_than(self, wide: int) -> NDArray[np.bool_]:
        narrow: NDArray[np.bool_] = self.most - self.least < wide
        return narrow

    def look(self, direction: Floats, gap: float = 0.0) -> bool:
        """The world that goes farthest in `direction`, or nearly so (`gap`: share given up); whether there is one."""
        found = milp(
            direction,
            integrality=np.ones(len(direction), dtype=np.int64),
            bounds=self._bounds,
            constraints=self._constraints,
            options={"mip_rel_gap": gap},
        )
        if found.x is None:
            return False
        world = np.rint(found.x)
        self.least, self.most = np.minimum(self.least, world), np.maximum(self.most, world)
        return True


def _constraints(rows: list[tuple[Terms, float, float]], width: int) -> list[LinearConstraint]:
    if not rows:
        return []
    places = [place for place, (terms, _low, _high) in enumerate(rows) for _column in terms]
    columns = [column for terms, _low, _high in rows for column in terms]
    values = [float(value) for terms, _low, _high in rows for value in terms.values()]
    matrix = csr_array((values, (places, columns)), shape=(len(rows), width))
    return [LinearConstraint(matrix, [low for _t, low, _h in rows], [high for _t, _l, high in rows])]
