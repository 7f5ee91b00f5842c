"""Participation as released, read again from a stored release. Light: the process that answers parents uses it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

FILE = "results.json"
_CITY = "TOTAL"


@dataclass(frozen=True, slots=True)
class Heads:
    """Released people; None where withheld. groups: by category of the district item. merged: of districts that are
    counted together, the name of their group by their own."""

    city: int | None
    groups: Mapping[str, int | None]
    merged: Mapping[str, str] = field(default_factory=dict)


def heads(results_json: bytes) -> Heads:
    """Head-counts of a release from the bytes of its `results.json`."""
    rows = json.loads(results_json)["participation"]
    people = {row["district"]: row["value"] for row in rows}
    merged = {member: row["district"] for row in rows for member in row.get("members", ())}
    return Heads(people.pop(_CITY), people, merged)
