"""Participation as released, read again from a stored release. Light: the process that answers parents uses it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

FILE = "results.json"
_CITY = "TOTAL"


@dataclass(frozen=True, slots=True)
class Heads:
    """Released people; None where withheld. groups: by category of the district item."""

    city: int | None
    groups: Mapping[str, int | None]


def heads(results_json: bytes) -> Heads:
    """Head-counts of a release from the bytes of its `results.json`."""
    people = {row["district"]: row["value"] for row in json.loads(results_json)["participation"]}
    return Heads(people.pop(_CITY), people)
