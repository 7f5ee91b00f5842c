"""Raw tables. Never written anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from exports.plan import Plan

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class RawTables:
    """heads: people per line, shape (lines,). counts: per table name, people per line and category, shape (lines,
    categories). The lines are the groups of the plan, then the people who are counted in the city only.
    """

    plan: Plan
    heads: Counts
    counts: Mapping[str, Counts]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Respondents not counted yet. numbers: as in `Record`. places: of their groups. marks: of their answers. classes:
    of a crossed plan, places of their classes."""

    numbers: NDArray[np.int64]
    places: NDArray[np.int64]
    marks: tuple[bytes, ...]
    classes: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Intake:
    """Everybody who may be counted, by where they were counted before (`records.Counted`), then by group.

    heads: shape (3, places). counts: per table name, shape (3, places, categories). Without a district there is one
    place. unchanged: how many of those counted before still say what they said. unfinished: people who answered
    something, and do not count. within: of a crossed plan, per group its people by class; those counted in the group
    and in no class of it stand where the city's own stand here.
    """

    plan: Plan
    heads: Counts
    counts: Mapping[str, Counts]
    arrivals: Arrivals
    unchanged: int
    unfinished: int = 0
    within: tuple["Intake", ...] = ()
