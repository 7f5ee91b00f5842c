"""Shares of those who answered, and means of scales, by line: each with an indicative range."""

from collections.abc import Iterator, Mapping
from math import sqrt

from exports.protected import Compared, Estimates, Mean, Share
from exports.statistics.chance import (
    DIGITS,
    ENOUGH,
    Z_MANY,
    Z,
    points,
    rounding_variance,
    share_range,
    share_variance,
)
from exports.statistics.shown import CITY, Row, Shown, ShownTable

Weighted = Mapping[tuple[str, str], Share]  # (table, category) to the city's weighted share
PARTS = ("choice", "ahead", "behind")


def estimates(shown: Shown, weighted: Weighted) -> Iterator[Estimates]:
    """Every table that has percentages, in every line."""
    for tables in shown.of_item().values():
        for table in tables:
            if table.measure != "reply":
                bases = {line: base for line in shown.lines if (base := base_of(table, tables[0], line))}
                for line in shown.lines:
                    yield _line(shown, table, line, bases, weighted)


def base_of(table: ShownTable, first: ShownTable, line: str) -> int | None:
    """Released people who answered; None when withheld."""
    if table.measure in PARTS:
        row = first.rows.get(line) if line in table.rows else None
        return row.values[0] if row else None
    row = table.rows.get(line)
    if row is None:
        return None
    return sum(value for answer, value in zip(table.answers, row.values, strict=True) if answer.in_base)


def _line(shown: Shown, table: ShownTable, line: str, bases: Mapping[str, int], weighted: Weighted) -> Estimates:
    base = bases.get(line)
    if base is None or base < shown.rules.percent_base:
        return Estimates(table.name, line, base, {})
    row = table.rows[line]
    shares = {}
    for place, answer in enumerate(table.answers):
        if answer.in_base:
            value = row.values[place]
            spread = share_range(min(value, base), base, row.reach)
            beside = None if line == CITY else _compared(table, place, line, bases)
            whole = weighted.get((table.name, answer.name)) if line == CITY else None
            shares[answer.name] = Share(points(value, base), spread, beside, whole)
    return Estimates(table.name, line, base, shares, _mean(table, row, shown.rules.percent_base))


def _compared(table: ShownTable, place: int, line: str, bases: Mapping[str, int]) -> Compared | None:
    """A group beside the rest of the city."""
    if line not in table.rows or CITY not in table.rows or CITY not in bases:
        return None
    row, city = table.rows[line], table.rows[CITY]
    base, rest = bases[line], bases[CITY] - bases[line]
    if min(base, rest) < ENOUGH:
        return None
    value = row.values[place]
    other = min(max(0, city.values[place] - value), rest)
    return told_apart((value, base, row.reach), (other, rest, row.reach + city.reach))


def told_apart(one: tuple[int, int, int], other: tuple[int, int, int]) -> Compared:
    """Two shares, each as (figure, base, reach)."""
    gap = one[0] / one[1] - other[0] / other[1]
    if abs(gap) <= Z_MANY * sqrt(share_variance(*one) + share_variance(*other)):
        return Compared.ALIKE
    return Compared.ABOVE if gap > 0 else Compared.BELOW


def _mean(table: ShownTable, row: Row, least: int) -> Mean | None:
    """Of a scale; its points count 1, 2, 3 ... in their order."""
    counts = [value for answer, value in zip(table.answers, row.values, strict=True) if answer.is_real]
    people = sum(counts)
    if table.kind != "rating" or people < least:
        return None
    mean = sum(point * value for point, value in enumerate(counts, start=1)) / people
    around = [(point - mean) ** 2 for point in range(1, len(counts) + 1)]
    spread = sum(value * square for value, square in zip(counts, around, strict=True)) / people
    half = Z * sqrt(spread / people + rounding_variance(row.reach) * sum(around) / people**2)
    low, high = max(1.0, mean - half), min(float(len(counts)), mean + half)
    return Mean(*(round(round(value, DIGITS), 1) for value in (mean, low, high)))
