"""From the finished files of a release to everything that follows from them.

Takes bytes that anybody may have, and knows nothing else: whatever comes out, whoever has the files could compute it.
So it cannot tell more than they do, however many ranges, ranks and weights are shown (docs/decisions, statistics).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from enum import Enum
from typing import Any

from exports.policy import Policy
from exports.protected import Derived, Estimates, Reason, Wave
from exports.statistics.margins import Margins
from exports.statistics.priorities import priorities
from exports.statistics.rates import rates
from exports.statistics.shares import estimates
from exports.statistics.shown import CITY, Answer, Row, Rules, Shown, ShownTable
from exports.statistics.waves import wave
from exports.statistics.weighting import composition, weighting

FILE = "estimates.json"
OUTCOMES = "outcomes.json"
Files = Mapping[str, bytes]  # of one release, by name


def derive(files: Files, policy: Policy, margins: Margins | None = None, waves: Sequence[Files] = ()) -> Derived:
    """waves: releases of earlier campaigns, under the same rules."""
    shown = read_shown(files, policy)
    told, weighted = weighting(shown, margins) if margins else (None, {})
    rows = json.loads(files[OUTCOMES])["outcomes"] if OUTCOMES in files else ()
    ended = {row["outcome"]: row["value"] for row in rows}
    return Derived(
        estimates=tuple(estimates(shown, weighted)),
        priorities=tuple(priorities(shown)),
        weighting=told,
        composition=tuple(composition(shown, margins)) if margins else (),
        rates=tuple(rates(shown.heads.get(CITY), ended, policy.percent_base)) if ended else (),
        waves=tuple(_wave(earlier, shown, files, policy) for earlier in waves),
        within=dict(_inside(files, policy)),
    )


def _inside(files: Files, policy: Policy) -> Iterator[tuple[str, tuple[Estimates, ...]]]:
    """Of a crossed release: by district, the estimates of its classes."""
    told = json.loads(files["cells.json"])
    column = told.get("crossing")
    for group in dict.fromkeys(line["district"] for line in told["lines"] if column in line):
        found = estimates(read_shown(files, policy, group), {})
        yield group, tuple(one for one in found if one.line != CITY)


def read_shown(files: Files, policy: Policy, group: str = "") -> Shown:
    """The figures of a release from `cells.json`, and what they mean from `codebook.json`. group: a district whose
    classes are the lines; it is in the place of the city then."""
    told, book = json.loads(files["cells.json"]), json.loads(files["codebook.json"])
    column = told.get("crossing", "")
    rows: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for cell in told["cells"]:
        is_here = cell["district"] == group if group else cell.get(column, CITY) == CITY
        if is_here and (cell["table"] == "heads" or cell[cell["table"]] != CITY):
            line = cell[column] if group else cell.get("district", CITY)
            rows.setdefault((cell["table"], line), []).append(cell)
    lines = tuple(dict.fromkeys(line for _table, line in rows))
    heads = {line: row[0]["value"] for (table, line), row in rows.items() if table == "heads" and _is_shown(row)}
    kinds = {item["name"]: item["kind"] for item in book["items"]}
    apart = book["crossing"]["apart"] if group else ()
    asked = [table for table in book["tables"] if table["item"] not in apart]
    tables = tuple(_table(table, kinds[table["item"]], lines, rows) for table in asked)
    return Shown(lines, heads, tables, Rules(policy.percent_base, policy.floor))


def plain(value: object) -> Any:
    """As JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def as_data(files: Files, derived: Derived, margins: Margins | None) -> dict[str, Any]:
    """The file `estimates.json`. files: what it was derived from. margins: as given; whoever recomputes the rest needs
    them."""
    told = json.loads(files["cells.json"])
    return {
        "format": 1,
        "release": told["release"],
        "synthetic": told["synthetic"],
        "margins": asdict(margins) if margins else None,
        **said(derived),
    }


def said(derived: Derived) -> dict[str, Any]:
    """As data. What was not crossed has nothing inside its districts."""
    found = {name: plain(value) for name, value in asdict(derived).items()}
    return found if derived.within else {name: value for name, value in found.items() if name != "within"}


def given_margins(files: Files) -> Margins | None:
    """The margins that `estimates.json` was computed with."""
    told = json.loads(files[FILE])["margins"] if FILE in files else None
    return Margins(**told) if told else None


def _table(
    table: Mapping[str, Any],
    kind: str,
    lines: Sequence[str],
    rows: Mapping[tuple[str, str], list[Mapping[str, Any]]],
) -> ShownTable:
    found = {line: rows[table["name"], line] for line in lines}
    return ShownTable(
        name=table["name"],
        item=table["item"],
        kind=kind,
        measure=table["measure"],
        at_most=table["at_most"],
        answers=tuple(Answer(one["name"], one["choice"], one["missing"]) for one in table["categories"]),
        rows={line: _row(row) for line, row in found.items() if _is_shown(row)},
        reasons={line: Reason(row[0]["reason"]) for line, row in found.items() if not _is_shown(row)},
    )


def _is_shown(row: list[Mapping[str, Any]]) -> bool:
    return all(cell["value"] is not None for cell in row)


def _row(row: list[Mapping[str, Any]]) -> Row:
    """Status is `rounded:STEP`, or `rounded:STEP:Kn` when n steps more were needed."""
    _word, step, *more = row[0]["status"].split(":")
    return Row(tuple(cell["value"] for cell in row), int(step) * (1 + int(more[0][1:] if more else 0)))


def _wave(earlier: Files, now: Shown, files: Files, policy: Policy) -> Wave:
    books = [json.loads(one["codebook.json"]) for one in (earlier, files)]
    before, after = ({item["name"]: item for item in book["items"]} for book in books)
    was, now_are = ({group["name"]: group.get("members") for group in book["groups"]} for book in books)
    # A name that stood for other districts then is another line.
    lines = tuple(line for line in now.lines if was.get(line) == now_are.get(line))
    return wave(read_shown(earlier, policy), before, books[0]["release"], replace(now, lines=lines), after)
