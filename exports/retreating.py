"""What is withheld when the attacker found something: as little as may help, then more."""

from collections.abc import Iterator, Sequence

from exports.admission import Admitted
from exports.auditing import Finding
from exports.crossing import leaf, under
from exports.plan import DISTRICT, OTHERS, TOTAL, Plan
from exports.reading import AS_OF, CLASS, SINCE
from exports.suppression import NOTHING, Withheld

Lines = frozenset[str]


def fresh(admitted: Admitted) -> Lines:
    """Lines that took in somebody; classes of groups by `leaf`."""
    found = set(_fresh(admitted))
    for group, inner in zip(admitted.tables.plan.groups, admitted.within, strict=False):
        found |= {leaf(group.name, name) for name in _fresh(inner) if name}
    return frozenset(found)


def _fresh(admitted: Admitted) -> Iterator[str]:
    names = [*(group.name for group in admitted.tables.plan.groups), OTHERS]
    return (name for name, is_fresh in zip(names, admitted.fresh, strict=True) if is_fresh)


def to_withhold(findings: Sequence[Finding], plan: Plan, already: Withheld, moved: Lines) -> tuple[Withheld, Lines]:
    """What would close the gaps: not to show the line for that question, its classes before itself, else the whole
    city; when that was tried, or when only head-counts are open, not to count anybody new there. moved: lines that took
    in somebody."""
    items = {table.name: table.item for table in plan.tables}
    apart = plan.crossing.apart if plan.crossing else frozenset(items.values())
    asked: set[tuple[str, str]] = set()
    held: set[str] = set()
    for finding in findings:
        place = {name: category for name, category in finding.cell if name not in (AS_OF, SINCE)}
        group, klass = place.pop(DISTRICT, TOTAL), place.pop(CLASS, "")
        held |= _held(group, klass, moved)
        for item in {items[name] for name in place}:
            steps = _steps(group, klass, moved if item not in apart else _whole(moved))
            asked |= next(
                (some for lines in steps if not (some := {(item, line) for line in lines}) <= already), {(item, TOTAL)}
            )
    if asked - already:
        return frozenset(asked), frozenset()
    return NOTHING, frozenset(held) or moved


def _whole(lines: Lines) -> Lines:
    """Those that are no class."""
    return frozenset(line for line in lines if line == OTHERS or " " not in line)


def _steps(group: str, klass: str, moved: Lines) -> Iterator[set[str]]:
    """Lines to hide for a question, step by step: a class, all classes, the group."""
    if leaf(group, klass) in moved:
        yield {leaf(group, klass)}
    groups = _whole(moved) if group == TOTAL else moved & {group}
    if crossed := {leaf(one, TOTAL) for one in groups if under(moved, one)}:
        yield crossed
    if group in moved:
        yield {group}


def _held(group: str, klass: str, moved: Lines) -> set[str]:
    """Lines that had better not change: a class, all classes of a group, the group."""
    classes = {line for line in moved if line in {leaf(group, one) for one in under(moved, group)}}
    return {leaf(group, klass)} & moved or classes or {group} & moved
