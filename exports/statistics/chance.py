"""How far a figure may be from what it stands for: few people, and rounding.

A share of n volunteers varies by chance as a binomial one would; the released figure is besides up to `reach` away from
the count, the less likely the farther. Both are taken together. Who did not answer is in none of it: hence
"indicative".
"""

from functools import lru_cache
from math import ceil, floor, sqrt

import numpy as np
from scipy.special import bdtrc

from exports.protected import Range

Z = 1.96  # 95 in 100
TAIL = 0.025  # on each side
HALVINGS = 24  # of the range that a bound is searched in
Z_MANY = 2.84  # the same for eleven comparisons at once (Bonferroni)
ENOUGH = 40  # fewest people on each side of a comparison (domain: 36 points are seen at 30, 28 at 50)
DIGITS = 6  # so that the last bits of a machine's arithmetic never move a whole point


def rounding_variance(reach: int) -> float:
    """Of a released count about the true one: an error in (-reach, reach), small ones more often (triangular)."""
    return reach * reach / 6


def share_variance(value: float, base: float, reach: int) -> float:
    """Of value / base. The proportion is drawn a little to the middle (Agresti-Coull), or none would vary at 0."""
    middle = (value + 2) / (base + 4)
    share = value / base
    return middle * (1 - middle) / base + rounding_variance(reach) * (1 + share * share) / base**2


@lru_cache(maxsize=8192)
def share_range(value: int, base: int, reach: int) -> Range:
    """In points, outwards: the shares under which the released figure would not be a rare one (Clopper and Pearson
    1934, for a count that is rounded up or down without bias)."""
    low = _bound(value, base, reach) if value else 0.0
    high = 1 - _bound(base - value, base, reach) if value < base else 1.0
    return Range(down(100 * low), up(100 * high))


def _bound(value: int, base: int, reach: int) -> float:
    """The share under which so high a figure, or a higher one, comes with chance TAIL."""
    # A count is shown as `value` or more with a chance that grows evenly over the `reach` counts below `value`.
    below = np.arange(value - reach, value)
    low, high = 0.0, 1.0
    for _halving in range(HALVINGS):
        middle = (low + high) / 2
        chance = float(np.where(below < 0, 1.0, bdtrc(np.maximum(below, 0), base, middle)).mean())
        low, high = (low, middle) if chance > TAIL else (middle, high)
    return low


def normal_range(share: float, variance: float) -> Range:
    """In points, outwards, of a share that is put together from several."""
    half = Z * sqrt(variance)
    return Range(max(0, down(100 * (share - half))), min(100, up(100 * (share + half))))


def down(value: float) -> int:
    return floor(round(value, DIGITS))


def up(value: float) -> int:
    return ceil(round(value, DIGITS))


def points(value: int, base: int) -> int:
    """A percentage, whole, halves up."""
    return (200 * value + base) // (2 * base)
