"""The attacker: what somebody learns who holds the finished files of all releases and knows the rules.

Shares nothing with the protector. Reads the bytes of `cells.csv`, the lines of `cells.json` and the meaning of the
tables in `codebook.json`; names a cell by its set of (dimension = category) and the release its figures are of, writes
down every relation between cells and between releases, and bounds every figure by integer programs.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exports.bounding import ranges_by_part
from exports.policy import Policy
from exports.puzzles import Known, Puzzle
from exports.reading import Key, is_head
from exports.relations import puzzle


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a release must not leave. code: "certain", "narrow", "small_group", "not_rounded", "contradiction"."""

    code: str
    cell: Key = frozenset()
    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True)
class Audit:
    """checked: figures bounded. findings: empty when the release holds."""

    checked: int
    findings: tuple[Finding, ...]


def audit(files: Mapping[str, bytes], policy: Policy, earlier: Sequence[Known] = (), gone: int = 0) -> Audit:
    """Every figure of any release must keep `policy.candidates` values, and so must every difference of two releases.

    earlier: of the campaign, oldest first. gone: as in `Known`; an insider may know it.
    """
    known = puzzle(Known(files, gone), policy, earlier)
    if known.faults:
        return Audit(len(known.keys), tuple(Finding(fault, key) for fault, key in known.faults))
    if not known.shown:
        return Audit(len(known.keys), ())  # a release without a figure tells nothing
    heads = {place for place, key in enumerate(known.keys) if is_head(key)}
    found = ranges_by_part(known.low, known.high, known.rows, policy.candidates - 1, heads)
    if found is None:
        return Audit(len(known.keys), (Finding("contradiction"),))
    return Audit(len(known.keys), tuple(_findings(known, found, policy)))


def _findings(known: Puzzle, found: list[tuple[int, int]], policy: Policy) -> Iterator[Finding]:
    for key, (low, high) in zip(known.keys, found, strict=True):
        if key in known.given:
            continue
        if low == high:
            yield Finding("certain", key, low, high)
        elif high - low + 1 < policy.candidates:
            yield Finding("narrow", key, low, high)


def careless_outcomes(
    files: Mapping[str, bytes], policy: Policy, earlier: Sequence[Mapping[str, bytes]]
) -> Iterator[Finding]:
    """How interviews ended: each a rounded count of enough people, told once and never otherwise."""
    rows, *past = ({row["outcome"]: row["value"] for row in _outcomes(one)} for one in (files, *earlier))
    for name, value in rows.items():
        key = frozenset({("outcome", name)})
        if value is not None and (value % policy.step or value < policy.floor):
            yield Finding("not_rounded", key, value, value)
        if any(one.get(name, value) != value for one in past):
            yield Finding("contradiction", key)


def _outcomes(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(files["outcomes.json"])["outcomes"] if "outcomes.json" in files else []
    return told


def words(key: Key) -> str:
    """A cell in words, for a message."""
    return ", ".join(f"{dimension}={category}" for dimension, category in sorted(key))
