"""What the attacker knows of lines that others are made of: the city of districts, a district of classes."""

from collections.abc import Mapping

from exports.policy import Policy
from exports.puzzles import Puzzle
from exports.reading import AS_OF, CROWD, OTHERS, SINCE, Family, Key, Published


def add_members(known: Puzzle, family: Family, published: Published, policy: Policy) -> None:
    """Every figure of a line is made of those of its members, and every member has enough people."""
    members = list(family.members.values())
    for line in members:
        known.unknown(line, policy.floor, CROWD)
    for key in _cells(known, family, published) if members else ():
        if key in known.summed:
            continue
        known.summed.add(key)
        parts = [key - family.whole | line for line in members]
        for part in parts:
            known.unknown(part, 0, CROWD)
        known.sums(parts, key)


def _cells(known: Puzzle, family: Family, published: Published) -> list[Key]:
    """Of the line: its people, its cells with figures, and the answers that make the classes."""
    cells = {(table["name"], one["name"]) for table in published.tables for one in table["categories"]}
    trait = published.crossing["item"] if published.crossing else None
    inner = {(t["name"], one["name"]) for t in published.tables if t["item"] == trait for one in t["categories"]}
    keys = [family.whole, *(family.whole | {cell} for cell in sorted(cells))]
    return [key for key in keys if key in known.shown or (key in known.places and key - family.whole <= inner)]


def subtract(known: Puzzle, family: Family, published: Published, policy: Policy) -> None:
    """What a reader does first: the line less its members shown. It must be nothing, or no small group."""
    heads = {cell.line: cell.value for cell in published.cells if cell.table == "heads" and cell.value is not None}
    whole, shown = heads.get(family.whole), [heads[line] for line in family.members.values() if line in heads]
    if whole is None or not shown:
        return
    left = whole - sum(shown)
    if left < 0 or 0 < left < policy.floor:
        known.faults.append(("small_group", family.whole))


def add_classes(known: Puzzle, published: Published, last: Mapping[Key, Key], gone: int) -> None:
    """What those of a class said to the question that makes the classes; and when a class takes in, none of its
    newcomers is among those in no class. last: lines as they were."""
    if published.crossing is None:
        return
    tables = [table for table in published.tables if table["item"] == published.crossing["item"]]
    choices = {one["name"]: set(one["choices"]) for one in published.crossing["classes"][:-1]}
    for family in published.inner:
        for name, line in family.members.items():
            if name not in choices:
                continue
            for table in tables:
                _add_class(known, line, table, choices[name])
            rest = family.members.get(OTHERS)
            if rest is None or dict(rest)[AS_OF] != dict(line)[AS_OF] or tables[0]["measure"] != "single":
                continue
            before = last.get(rest - {(AS_OF, dict(rest)[AS_OF])})
            if before != rest:  # where nobody joined, those who are there may be of this class
                categories = (one for one in tables[0]["categories"] if one["choice"] in choices[name])
                own = [(tables[0]["name"], one["name"]) for one in categories]
                _keep_out(known, rest, before, own, gone)


def _add_class(known: Puzzle, line: Key, table: Mapping[str, object], choices: set[str]) -> None:
    """Whoever is in a class answered, and took its choices alone."""
    categories: list[Mapping[str, str]] = table["categories"]  # type: ignore[assignment]
    for one in categories:
        key = line | {(str(table["name"]), one["name"])}
        if key in known.places and one["name"] != "answered" and one["choice"] not in choices:
            known.nobody(key)


def _keep_out(known: Puzzle, rest: Key, before: Key | None, own: list[tuple[str, str]], gone: int) -> None:
    """Nobody new of these answers is in the rest; those who changed an answer may be."""
    for cell in own:
        now, then = rest | {cell}, (before | {cell}) if before else None
        if now not in known.places:
            continue
        terms = {known.places[now]: 1}
        if before is not None and then in known.places:
            terms[known.places[then]] = -1
            new = now | {(SINCE, dict(before)[AS_OF])}
            known.given.add(new)
            if not gone:
                known.nobody(new)
        elif then is None and not gone:
            known.nobody(now)
        else:
            continue
        known.rows.append((terms, -gone, gone))
