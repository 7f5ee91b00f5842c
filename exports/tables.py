"""Raw tables. Never written anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exports.plan import Plan

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RawTables:
    """heads: people per group, shape (groups,). counts: per table name, people per group and category, shape (groups,
    categories). Without a district there is one group, everybody.
    """

    plan: Plan
    heads: Counts
    counts: Mapping[str, Counts]
