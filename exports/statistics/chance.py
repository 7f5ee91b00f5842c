"""How far a figure may be from what it stands for: few people, and rounding.

A share of n volunteers varies by chance as a binomial one would; the released figure is besides up to `reach` away from
the count, either way alike. Both are taken together. Who did not answer is in none of it: hence "indicative".
"""

from math import ceil, floor, sqrt

from exports.protected import Range

Z = 1.96  # 95 in 100
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


def share_range(value: float, base: float, variance: float) -> Range:
    """In points, outwards: Wilson's range for as many people as would vary so much."""
    middle = (value + 2) / (base + 4)
    share, people = value / base, middle * (1 - middle) / variance
    centre = (share + Z * Z / (2 * people)) / (1 + Z * Z / people)
    half = Z / (1 + Z * Z / people) * sqrt(share * (1 - share) / people + Z * Z / (4 * people**2))
    return Range(max(0, down(100 * (centre - half))), min(100, up(100 * (centre + half))))


def down(value: float) -> int:
    return floor(round(value, DIGITS))


def up(value: float) -> int:
    return ceil(round(value, DIGITS))


def points(value: int, base: int) -> int:
    """A percentage, whole, halves up."""
    return (200 * value + base) // (2 * base)
