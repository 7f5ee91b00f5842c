"""What may be said of a count of people while parents still answer. Pure."""

from math import sqrt

from exports.policy import PUBLIC

_Z = 1.96  # of an interval that holds the truth 95 times of 100


def at_least(count: int) -> int | None:
    """A multiple of 5 that the count reaches; None for fewer than 10 people, of whom nothing is said."""
    return None if count < PUBLIC.floor else count - count % PUBLIC.step


def share(part: int, whole: int) -> tuple[int, int] | None:
    """The 95 % interval (Wilson) of a share, in percent, widened to multiples of 5; None when fewer than 10 people are
    on either side."""
    if min(part, whole - part) < PUBLIC.floor:
        return None
    middle, spread = part / whole + _Z**2 / (2 * whole), part * (whole - part) / whole**3 + _Z**2 / (4 * whole**2)
    low, high = ((middle + sign * _Z * sqrt(spread)) / (1 + _Z**2 / whole) * 100 for sign in (-1, 1))
    return int(low // PUBLIC.step * PUBLIC.step), int(-(-high // PUBLIC.step) * PUBLIC.step)
