"""Two campaigns of the same questions: what moved. Versions stay apart: only what was asked in the same words."""

from collections.abc import Iterator, Mapping
from typing import Any

from exports.protected import Change, Compared, Wave
from exports.statistics.chance import ENOUGH, points
from exports.statistics.shares import base_of, told_apart
from exports.statistics.shown import Shown, ShownTable

Figure = tuple[int, int, int]  # value, base, reach
Items = Mapping[str, Any]  # of a codebook, by name


def wave(before: Shown, asked_before: Items, release: str, now: Shown, asked: Items) -> Wave:
    """release: name of the earlier one. Items are compared whole: a renamed option leaves its question out."""
    same = {name for name, item in asked.items() if asked_before.get(name) == item}
    tables = {table.name: table for table in before.tables if table.item in same}
    changes = tuple(
        change
        for table in now.tables
        if table.item in same and table.measure != "reply" and table.name in tables
        for change in _changes(before, tables[table.name], now, table)
    )
    left_out = tuple(dict.fromkeys(table.item for table in now.tables if table.item not in same))
    return Wave(release, changes, left_out)


def _changes(before: Shown, earlier: ShownTable, now: Shown, table: ShownTable) -> Iterator[Change]:
    firsts = [next(one for one in shown.tables if one.item == table.item) for shown in (before, now)]
    if earlier.answers != table.answers:
        return
    for line in now.lines:
        base_before, base_now = base_of(earlier, firsts[0], line), base_of(table, firsts[1], line)
        if base_before is None or base_now is None or min(base_before, base_now) < now.rules.percent_base:
            continue
        was, now_is = earlier.rows[line], table.rows[line]
        for place, answer in enumerate(table.answers):
            if answer.in_base:
                old = (was.values[place], base_before, was.reach)
                new = (now_is.values[place], base_now, now_is.reach)
                shares = points(*old[:2]), points(*new[:2])
                yield Change(table.name, line, answer.name, *shares, _told(old, new))


def _told(old: Figure, new: Figure) -> Compared | None:
    """Whether it is more (ABOVE) or less than before; None where too few answered to say."""
    return None if min(old[1], new[1]) < ENOUGH else told_apart(new, old)
