"""What the finished files of all releases say about the true counts: ranges and sums. See `exports.auditing`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from exports.families import add_classes, add_members, subtract
from exports.filters import NOT_APPLICABLE, Cell, Tie, asked_in, ties
from exports.policy import Policy
from exports.puzzles import INFINITE, Puzzle
from exports.puzzles import Known as Known
from exports.reading import AS_OF, CLASS, CROWD, DISTRICT, OTHERS, SINCE, Family, Key, Published, read


def puzzle(now: Known, policy: Policy, earlier: Sequence[Known] = ()) -> Puzzle:
    """Everything that follows from the files of all releases, oldest first, and from the published rules."""
    known = Puzzle()
    last: dict[Key, Key] = {}
    done: set[tuple[str, Key]] = set()
    for release in (*earlier, now):
        published = read(release.files, policy.step)
        _add_strays(known, published)
        _add_cells(known, published, policy)
        _add_sums(known, published, done)
        for family in published.families:
            add_members(known, family, published, policy)
            subtract(known, family, published, policy)
        add_classes(known, published, last, release.gone)
        for line in published.lines[1:]:
            name = line - {(AS_OF, dict(line)[AS_OF])}
            if last.get(name, line) != line:
                _add_newcomers(known, last[name], line, release.gone, policy)
            last[name] = line
        tied = ties(published.items, published.tables)
        for line in published.lines:
            _add_meaning(known, line, published.tables, policy)
            _add_filters(known, line, tied)
    return known


def _add_cells(known: Puzzle, published: Published, policy: Policy) -> None:
    told = {(cell.line, cell.table, cell.category) for cell in published.cells if cell.steps}
    wholes = {line: family.whole for family in published.families for line in family.members.values()}
    lines = {published.city, *wholes}
    for cell in published.cells:
        key = cell.line | ({(cell.table, cell.category)} if cell.category else set())
        if cell.stray:
            known.faults.append(("not_rounded", key))
        elif cell.steps and cell.line not in lines:
            known.faults.append(("contradiction", key))
        elif cell.value is not None:
            reach = cell.steps * policy.step - 1
            least = 0 if cell.category else policy.floor
            known.figure(key, max(least, cell.value - reach), cell.value + reach)
        elif (wholes.get(cell.line, cell.line), cell.table, cell.category) in told:
            known.unknown(key, 0, CROWD)


def _add_strays(known: Puzzle, published: Published) -> None:
    """Of a question that some districts alone are asked: a figure of anybody else counts nobody, and so does one of
    people of theirs whom it does not concern. A figure of the city is one district's with everybody else's."""
    asked = asked_in(published.axis, published.groups, published.items)
    lines = {table["name"]: asked[table["item"]] for table in published.tables if table["item"] in asked}
    nobody = {
        (table["name"], one["name"])
        for table in published.tables
        for one in table["categories"]
        if table["name"] in lines and one["missing"] == NOT_APPLICABLE and not one["choice"]
    }
    for cell in published.cells:
        if cell.value is not None and cell.table in lines:
            is_asked = dict(cell.line).get(DISTRICT) in lines[cell.table]
            if not is_asked or (cell.table, cell.category) in nobody:
                known.faults.append(("certain", cell.line | {(cell.table, cell.category)}))


def _add_sums(known: Puzzle, published: Published, done: set[tuple[str, Key]]) -> None:
    """In each table and line: the categories make the total, or "yes" is a part of it."""
    groups: dict[tuple[str, Key], list[Key]] = defaultdict(list)
    for cell in published.cells:
        key = cell.line | {(cell.table, cell.category)}
        if cell.category and key in known.places:
            groups[cell.table, cell.line].append(key)
    for family in published.families:
        _add_unseen(known, family, published, groups)
    for (table, line), keys in groups.items():
        if (table, line) in done or line not in known.places:
            continue
        done.add((table, line))
        if [category for key in keys for name, category in key if name == table] == ["yes"]:
            known.at_most(keys[0], line)
        else:
            known.sums(keys, line)


def _add_unseen(known: Puzzle, family: Family, published: Published, groups: dict[tuple[str, Key], list[Key]]) -> None:
    """No file has a line of who is in no district, or in no class; nor of classes where a question is not crossed."""
    apart = {t["name"] for t in published.tables if published.crossing and t["item"] in published.crossing["apart"]}
    for table, keys in [(table, keys) for (table, line), keys in groups.items() if line == family.whole]:
        for name, member in family.members.items():
            is_unseen = name == OTHERS or (family.whole != published.city and table in apart)
            if is_unseen and (table in apart or known.shown.issuperset(keys)):
                groups[table, member] = [key - family.whole | member for key in keys]
                for key in (member, *groups[table, member]):
                    known.unknown(key, 0, CROWD)


def _add_newcomers(known: Puzzle, before: Key, after: Key, gone: int, policy: Policy) -> None:
    """Who joined a line between two releases is a group as well: what its two figures differ by is about them."""
    for key in list(known.places):
        past = key - after | before
        if after <= key and past in known.places and dict(key).get(CLASS) == dict(after).get(CLASS):
            new = key | {(SINCE, dict(before)[AS_OF])}
            if key in known.given:
                known.given.add(new)
                if known.high[known.places[key]] == 0:  # nobody was there, and nobody is
                    known.nobody(new)
            least = policy.floor - gone if key == after else -gone
            terms = {known.places[key]: 1, known.places[past]: -1, known.unknown(new, least, CROWD): -1}
            known.rows.append((terms, 0, 0))


def _add_meaning(known: Puzzle, line: Key, tables: Sequence[Mapping[str, Any]], policy: Policy) -> None:
    """What the codebook adds: who can be where, and that no line that is shown agrees on an answer."""
    firsts = {table["item"]: table for table in reversed(tables)}
    choices: dict[str, list[Key]] = defaultdict(list)
    for table in tables:
        first = firsts[table["item"]]
        for category in table["categories"]:
            cell, whole = line | {(table["name"], category["name"])}, line
            if table["measure"] in ("choice", "ahead", "behind"):
                whole = line | {(first["name"], "answered")}
            if table["measure"] == "choice":
                choices[table["item"]].append(cell)
            if table["measure"] in ("worst", "last") and category["missing"]:
                twin = line | {(first["name"], category["name"])}
                known.at_most(cell, twin)
                known.at_most(twin, cell)
            is_answer = table["measure"] != "reply" or category["name"] != "answered"
            known.at_most(cell, whole, policy.dissent if is_answer and cell in known.shown else 0)
    for item, (first, second) in _sides(tables).items():
        _add_sides(known, line, first, second, (firsts[item]["name"], "answered"))
    for item, cells in choices.items():
        _add_takers(known, line | {(firsts[item]["name"], "answered")}, cells, firsts[item]["at_most"])


def _sides(tables: Sequence[Mapping[str, Any]]) -> Mapping[str, tuple[list[Cell], list[Cell]]]:
    """Per item, the cells of people for each choice and of those against it, in the same order."""
    sides = {"best": 0, "first": 0, "ahead": 0, "worst": 1, "last": 1, "behind": 1}
    found: dict[str, tuple[list[Cell], list[Cell]]] = defaultdict(lambda: ([], []))
    for table in tables:
        if table["measure"] in sides:
            real = [(table["name"], one["name"]) for one in table["categories"] if not one["missing"]]
            found[table["item"]][sides[table["measure"]]].extend(real)
    return {item: (first, second) for item, (first, second) in found.items() if len(first) == len(second)}


def _add_sides(known: Puzzle, line: Key, first: Sequence[Cell], second: Sequence[Cell], answered: Cell) -> None:
    """Whoever is for a choice is not against it, but against another one; and the reverse."""
    for mine, other in ((first, second), (second, first)):
        for place, cell in enumerate(mine):
            rivals = [line | {rival} for number, rival in enumerate(other) if number != place]
            if line | {cell} in known.places and all(rival in known.places for rival in rivals):
                terms = {known.places[line | {cell}]: 1, **{known.places[rival]: -1 for rival in rivals}}
                known.rows.append((terms, -INFINITE, 0))
    for pair in zip(first, second, strict=True):
        both = [line | {cell} for cell in (*pair, answered)]
        if all(cell in known.places for cell in both):
            known.rows.append((dict(zip((known.places[cell] for cell in both), (1, 1, -1), strict=True)), -INFINITE, 0))


def _add_filters(known: Puzzle, line: Key, tied: Sequence[Tie]) -> None:
    """Who was outside a question, as the question that it depends on tells."""
    for tie in tied:
        cells = {line | {cell}: sign for cell, sign in tie.terms.items()}
        if all(cell in known.places for cell in cells):
            known.rows.append(({known.places[cell]: sign for cell, sign in cells.items()}, tie.low, tie.high))


def _add_takers(known: Puzzle, answered: Key, cells: list[Key], at_most: int | None) -> None:
    """Whoever answered took a choice, and no more than allowed."""
    if answered not in known.places:
        return
    terms = {known.places[cell]: 1 for cell in cells if cell in known.places}
    if len(terms) == len(cells):
        known.rows.append(({**terms, known.places[answered]: -1}, 0, INFINITE))
    if at_most is not None:
        known.rows.append(({**terms, known.places[answered]: -at_most}, -INFINITE, 0))
