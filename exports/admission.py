"""WHO is counted: a line of a table takes in new people only when they are enough to hide one another.

A group enters a release when it has `floor` people, and is counted again when `floor` more have come; until then it
keeps its figures. Whoever waits is counted nowhere, the city included. When nothing more comes, or when somebody chose
not to wait, all who still wait are counted in the city only, and for good, if they are `floor` together. So whatever
sums and differences of lines and releases are formed, the people they are about are nobody or at least `floor`: every
line is made of whole admissions, and no admission is ever in two lines of one release.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from exports.history import AsOf
from exports.plan import OTHERS
from exports.policy import Policy
from exports.records import Counted
from exports.tables import Arrivals, Counts, Flags, Intake, RawTables


@dataclass(frozen=True, slots=True)
class Admitted:
    """tables: who is counted in this release. newcomers: those of them who were not before. Lines are those of
    `RawTables`. as_of: per line, the release whose figures it has, None when it is not counted. fresh: lines that
    took in somebody. numbers, city_only, marks: the newcomers one by one. within: of a crossed plan, per group its
    classes (see `exports.crossing`). rest: newcomers of a group who are in none of its classes.
    """

    tables: RawTables
    newcomers: RawTables
    as_of: tuple[str | None, ...]
    fresh: Flags
    numbers: NDArray[np.int64]
    city_only: Flags
    marks: tuple[bytes, ...]
    within: tuple["Admitted", ...] = ()
    rest: Flags = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))


def admit(
    intake: Intake, before: AsOf, release: str, policy: Policy, final: bool, hold: frozenset[str] = frozenset()
) -> Admitted:
    """before: lines counted so far. final: who still waits is counted in the city only. hold: lines that must not
    change."""
    names = [group.name for group in intake.plan.groups]
    size = len(names)
    new, known = intake.heads[Counted.NOT_YET][:size], intake.heads[Counted.GROUP][:size]
    was = np.array([name in before for name in names], dtype=np.bool_)
    held = np.array([name in hold for name in names], dtype=np.bool_)
    fresh = (np.where(was, new, new + known) >= policy.floor) & ~held
    left = np.append(~fresh, np.ones(len(intake.heads[0]) - size, dtype=np.bool_))
    waiting = int(intake.heads[Counted.NOT_YET][left].sum())
    together = waiting if OTHERS in before else waiting + int(intake.heads[Counted.CITY].sum())
    pooled = (final or not names) and together >= policy.floor and OTHERS not in hold
    arrivals = np.append(fresh, pooled)
    counted = arrivals | np.append(was, OTHERS in before)
    as_of = tuple(
        (release if took else before[line]) if there else None
        for line, took, there in zip([*names, OTHERS], arrivals, counted, strict=True)
    )
    newcomers = _newcomers(intake, arrivals, left)
    tables = _all(intake, newcomers, counted)
    return Admitted(tables, newcomers, as_of, arrivals, *_people(intake.arrivals, left, pooled))


def _newcomers(intake: Intake, arrivals: Flags, left: Flags) -> RawTables:
    def taken(counts: Counts) -> Counts:
        new = counts[Counted.NOT_YET]
        groups = np.where(_as(arrivals[:-1], new), new[: len(arrivals) - 1], 0)
        return np.concatenate([groups, new[left].sum(axis=0, keepdims=True) * int(arrivals[-1])])

    return RawTables(intake.plan, taken(intake.heads), {name: taken(table) for name, table in intake.counts.items()})


def _all(intake: Intake, newcomers: RawTables, counted: Flags) -> RawTables:
    def kept(counts: Counts, new: Counts) -> Counts:
        known = counts[Counted.GROUP][: len(counted) - 1]
        alone = counts[Counted.CITY].sum(axis=0, keepdims=True) * int(counted[-1])
        everybody: Counts = new + np.concatenate([np.where(_as(counted[:-1], known), known, 0), alone])
        return everybody

    counts = {name: kept(intake.counts[name], new) for name, new in newcomers.counts.items()}
    return RawTables(intake.plan, kept(intake.heads, newcomers.heads), counts)


def _as(flags: Flags, like: Counts) -> Flags:
    """Flags of lines, in a shape that meets the counts of a table."""
    return flags.reshape(-1, *[1] * (like.ndim - 1))


def _people(arrivals: Arrivals, left: Flags, pooled: bool) -> tuple[NDArray[np.int64], Flags, tuple[bytes, ...]]:
    alone = left[arrivals.places]
    taken = ~alone | pooled
    marks = tuple(mark for mark, is_taken in zip(arrivals.marks, taken, strict=True) if is_taken)
    return arrivals.numbers[taken], alone[taken], marks
