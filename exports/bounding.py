"""Ranges of unknown whole numbers under linear relations; see `exports.auditing`."""

from collections import defaultdict
from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

PASSES = 8  # over the parts of a puzzle, while what they share gets narrower
ROUNDS = 60  # programs that push many unknowns at once, before each open one has its own two
ROUGH = 0.2  # any world that fits will do there
Terms = dict[int, int]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def ranges_by_part(
    low: list[float], high: list[float], rows: list[tuple[Terms, float, float]], wide: int, shared: Collection[int]
) -> list[tuple[int, int]] | None:
    """As `ranges`, part by part: unknowns that no relation ties together but through `shared` ones are apart.

    What one part says about a shared unknown holds in all others; they are asked again until nothing gets narrower.
    """
    low, high = list(low), list(high)
    parts = _parts(len(low), rows, shared)
    found: dict[int, tuple[int, int]] = {}
    for _pass in range(PASSES):
        before = [(low[place], high[place]) for place in shared]
        for places, own in parts:
            index = {place: number for number, place in enumerate(places)}
            terms = [({index[place]: sign for place, sign in row.items()}, least, most) for row, least, most in own]
            part = ranges([low[p] for p in places], [high[p] for p in places], terms, wide)
            if part is None:
                return None
            for place, (least, most) in zip(places, part, strict=True):
                if most - least < wide:
                    low[place], high[place] = max(low[place], least), min(high[place], most)
                found[place] = (least, most)
        if before == [(low[place], high[place]) for place in shared]:
            break
    return [found.get(place, (int(low[place]), int(high[place]))) for place in range(len(low))]


def _parts(
    size: int, rows: list[tuple[Terms, float, float]], shared: Collection[int]
) -> list[tuple[list[int], list[tuple[Terms, float, float]]]]:
    """Per part its unknowns, shared ones included, and its rows. Rows of shared unknowns alone are in every part."""
    common = [row for row in rows if all(place in shared for place in row[0])]
    own = [row for row in rows if not all(place in shared for place in row[0])]
    ties = [[place for place in terms if place not in shared] for terms, _low, _high in own]
    starts = [number for number, tied in enumerate(ties) for _place in tied]
    graph = csr_array((np.ones(len(starts)), (starts, [place for tied in ties for place in tied])), (len(own), size))
    _count, labels = connected_components((graph.T @ graph).tocsr(), directed=False)
    parts: dict[int, list[tuple[Terms, float, float]]] = defaultdict(list)
    for row, tied in zip(own, ties, strict=True):
        parts[int(labels[tied[0]])].append(row)
    everywhere = {place for terms, _low, _high in common for place in terms}
    return [
        (sorted(everywhere | {place for terms, _low, _high in some for place in terms}), common + some)
        for some in parts.values() or ([],)
    ]


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
        worlds.look(_push(turn, narrow, worlds.least > low), gap=ROUGH)
    for place in np.flatnonzero(worlds.narrower_than(wide)):
        for sign in (1.0, -1.0):
            direction = np.zeros(len(low))
            direction[place] = sign
            worlds.look(direction)
    return [(int(least), int(most)) for least, most in zip(worlds.least, worlds.most, strict=True)]


def _push(turn: int, narrow: Flags, falls: Flags) -> Floats:
    """Narrow unknowns all down on one turn, where they can fall; all up on the next, with other weights each time."""
    if turn % 2 == 0 and (narrow & falls).any():
        return np.where(narrow & falls, _weights(turn, len(narrow)), 0.0)
    return np.where(narrow, -_weights(turn, len(narrow)), 0.0)


def _weights(turn: int, size: int) -> Floats:
    """Numbers between 0 and 1, another pattern each turn; cubed, so that few of them count."""
    places = np.arange(1, size + 1, dtype=np.uint64)
    mixed = (places * np.uint64(2654435761) * np.uint64(2 * turn + 1)) >> np.uint64(17)
    return ((mixed % np.uint64(1024) + 1) / 1024.0) ** 3


class _Worlds:
    """All worlds that fit, and the values seen in those looked at."""

    def __init__(self, low: list[float], high: list[float], rows: list[tuple[Terms, float, float]]) -> None:
        self._bounds = Bounds(np.array(low), np.array(high))
        self._constraints = _constraints(rows, len(low))
        self._free: Flags = np.array(low) < np.array(high)
        self.least = np.full(len(low), np.inf)
        self.most = np.full(len(low), -np.inf)

    def narrower_than(self, wide: int) -> Flags:
        """Of the unknowns that may be more than one number."""
        narrow: Flags = (self.most - self.least < wide) & self._free
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
