"""What a filter tells an attacker: to whom a question did not apply follows from the question that it depends on.

Read from the codebook alone. Only filters on one earlier question are understood; the method note cannot promise more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Any

from surveys.expressions import Expression, ExpressionError, compile_

INFINITE = float("inf")
MOST = 10  # choices of a question with several answers, all of whose combinations are tried
NOT_ASKED, NOT_APPLICABLE, ANSWERED = "not_asked", "not_applicable", "answered"
Cell = tuple[str, str]  # table, category


@dataclass(frozen=True, slots=True)
class Tie:
    """In every line: low <= sum(coefficient * cell) <= high."""

    terms: Mapping[Cell, int]
    low: float
    high: float


def ties(items: Sequence[Mapping[str, Any]], tables: Sequence[Mapping[str, Any]]) -> list[Tie]:
    """Of all filters of a codebook."""
    by_item: dict[str, list[Mapping[str, Any]]] = {}
    for table in tables:
        by_item.setdefault(table["item"], []).append(table)
    found: list[Tie] = []
    for item in items:
        own, condition = by_item.get(item["name"]), _condition(item["relevant"])
        if own is None or condition is None or len(condition.names) != 1:
            continue
        (asked,) = condition.names
        if asked in by_item:
            found += _of(condition, asked, by_item[asked], own[0])
    return found


def asked_in(
    axis: str | None, groups: Sequence[Mapping[str, Any]], items: Sequence[Mapping[str, Any]]
) -> Mapping[str, frozenset[str]]:
    """Items that some groups alone are asked, as their filters on the district say, with the names of these groups."""
    places = next((item["choices"] for item in items if item["name"] == axis), ())
    members = {group["name"]: group.get("members") or [group["choice"]] for group in groups}
    own = {choice: name for name, some in members.items() for choice in some if choice}
    others = next((name for name, some in members.items() if some == [None]), "")
    found: dict[str, frozenset[str]] = {}
    for item in items:
        condition = _condition(item["relevant"])
        if condition is None or condition.names != {axis}:
            continue
        asked: dict[str, set[bool]] = {}
        for value in ("", *(place["name"] for place in places)):
            asked.setdefault(own.get(value, others), set()).add(condition.holds({axis or "": value}))
        if all(len(verdicts) == 1 for verdicts in asked.values()):
            found[item["name"]] = frozenset(name for name, verdicts in asked.items() if verdicts == {True})
    return {name: some for name, some in found.items() if 0 < len(some) < len(groups)}


def _condition(source: str) -> Expression | None:
    try:
        return compile_(source) if source else None
    except ExpressionError:
        return None


def _of(
    condition: Expression, asked: str, tables: Sequence[Mapping[str, Any]], filtered: Mapping[str, Any]
) -> Iterator[Tie]:
    category = next((one for one in filtered["categories"] if one["missing"] == NOT_APPLICABLE), None)
    if category is None:
        return
    outside = {(filtered["name"], category["name"]): 1}
    # Whoever chose "does not concern me" is in the same line as those who were not asked.
    loose = category["choice"] is not None
    silent = {
        (tables[0]["name"], one["name"]): -1
        for one in tables[0]["categories"]
        if one["name"] != ANSWERED and one["missing"] != NOT_ASKED and not condition.holds({asked: one["choice"] or ""})
    }
    if tables[0]["measure"] == "single":
        yield Tie({**outside, **silent}, 0, INFINITE if loose else 0)
    elif tables[0]["measure"] == "reply":
        yield from _several(condition, asked, tables, {**outside, **silent}, loose)


def _several(
    condition: Expression, asked: str, tables: Sequence[Mapping[str, Any]], terms: Mapping[Cell, int], loose: bool
) -> Iterator[Tie]:
    """A filter on whether one of some choices was taken, or none of them."""
    takers = {table["choice"]: (table["name"], "yes") for table in tables if table["measure"] == "choice"}
    names = list(takers)
    if len(names) > MOST:
        return
    subsets = list(chain.from_iterable(combinations(names, size) for size in range(1, len(names) + 1)))
    verdicts = {some: condition.holds({asked: " ".join(some)}) for some in subsets}
    for letting_in in (True, False):
        deciding = {name for name in names if verdicts[name,] is letting_in}
        if all((bool(deciding & set(some)) == letting_in) == (verdict is True) for some, verdict in verdicts.items()):
            yield from _any_of([takers[name] for name in names if name in deciding], tables, terms, letting_in, loose)
            return


def _any_of(
    deciding: Sequence[Cell],
    tables: Sequence[Mapping[str, Any]],
    terms: Mapping[Cell, int],
    letting_in: bool,
    loose: bool,
) -> Iterator[Tie]:
    """Who took one of the deciding choices: at least the takers of each, at most those of all together."""
    answered = (tables[0]["name"], ANSWERED)
    if letting_in:  # outside = silent + answered - who took one
        base = {**terms, answered: -1}
        if not loose:
            for cell in deciding:
                yield Tie({**base, cell: 1}, -INFINITE, 0)
        yield Tie({**base, **dict.fromkeys(deciding, 1)}, 0, INFINITE)
    else:  # outside = silent + who took one
        for cell in deciding:
            yield Tie({**terms, cell: -1}, 0, INFINITE)
        if not loose:
            yield Tie({**terms, **dict.fromkeys(deciding, -1)}, -INFINITE, 0)
