"""WHO is counted where questions are crossed: in each group, its classes take in new people as groups do in the city.

A group takes in whom it would without a crossing. Each class with `floor` newcomers takes in its own; all others join
the group's rest, for good: they are counted in the group and in none of its classes, as the city's own are in the city
and in no group. The rest takes in `floor` people or nobody. When fewer would be left over, a class gives up its
newcomers to the rest: one that is shown already, else the smallest; unless every class takes in. Were nobody left over
while a class is empty, it would be certain that nobody of the group is of that class. Head-counts alone decide.
"""

from dataclasses import replace

import numpy as np

from exports.admission import Admitted, admit
from exports.history import AsOf, Past
from exports.plan import OTHERS
from exports.policy import Policy
from exports.records import Counted
from exports.tables import Flags, Intake

BETWEEN = " "  # no name of a choice has one


def leaf(group: str, klass: str) -> str:
    """The line of a class of a group; of its rest, and, with TOTAL, of all its classes."""
    return f"{group}{BETWEEN}{klass}"


def under(lines: frozenset[str], group: str) -> frozenset[str]:
    """Of these lines, the classes of one group."""
    return frozenset(line.removeprefix(leaf(group, "")) for line in lines if line.startswith(leaf(group, "")))


def admit_crossed(
    intake: Intake, before: Past, release: str, policy: Policy, final: bool, hold: frozenset[str] = frozenset()
) -> Admitted:
    """As `admit`; of a crossed plan, with the classes of every group. hold: lines that must not change, `leaf` ones
    too."""
    admitted = admit(intake, before.as_of, release, policy, final, hold)
    within: list[Admitted] = []
    for place, inner in enumerate(intake.within):
        group = intake.plan.groups[place].name
        known = before.within[group].as_of if group in before.within else {}
        taken = _classes(inner, known, release, policy, under(hold, group), bool(admitted.fresh[place]))
        if taken is None:  # people who changed an answer: the group is large enough, its parts are not
            return admit_crossed(intake, before, release, policy, final, hold | {group})
        within.append(taken)
    return replace(admitted, within=tuple(within), rest=_rest(intake, admitted, within)) if within else admitted


def _classes(
    inner: Intake, before: AsOf, release: str, policy: Policy, hold: frozenset[str], is_fresh: bool
) -> Admitted | None:
    """The classes of one group; None when its newcomers cannot be parted. is_fresh: the group takes in its newcomers,
    all or none."""
    names = [one.name for one in inner.plan.groups]
    held = hold & {*names} if is_fresh else frozenset((*names, OTHERS))
    while True:
        admitted = admit(inner, before, release, policy, True, held)
        *classes, rest = admitted.fresh.tolist()
        if not is_fresh or rest or all(classes):
            return admitted
        new = inner.heads[Counted.NOT_YET].tolist()
        able = [place for place, takes in enumerate(classes) if takes]
        if not able:
            return None
        held |= {names[min(able, key=lambda place: (names[place] not in before, new[place], -place))]}


def _rest(intake: Intake, admitted: Admitted, within: list[Admitted]) -> Flags:
    """The newcomers of a group who are in none of its classes, in the order of `Admitted.numbers`."""
    arrivals, fresh = intake.arrivals, np.array([one.fresh[:-1] for one in within], dtype=np.bool_)
    taken = admitted.fresh[arrivals.places] | admitted.fresh[-1]
    places, classes = arrivals.places[taken], arrivals.classes[taken]
    rest: Flags = ~admitted.city_only & ~fresh[places, classes]
    return rest
