"""The attacker's look at everything that is not a count: does it follow from the counts?

Every share, range, rank and weight of `estimates.json` is computed again from the bytes of the other files alone. What
comes out the same tells a reader nothing that the counts did not; what does not was computed from something else.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from exports.policy import Policy
from exports.reading import Key
from exports.statistics.deriving import FILE, as_data, derive, given_margins


def unfounded(
    files: Mapping[str, bytes], policy: Policy, waves: Sequence[Mapping[str, bytes]] | None = None
) -> Iterator[Key]:
    """Parts of a release that do not follow from its counts, as far as they can be named. waves: earlier campaigns; not
    looked at when None."""
    if FILE not in files:
        return  # older than estimates
    told = json.loads(files[FILE])
    margins = given_margins(files)
    expected = json.loads(json.dumps(as_data(files, derive(files, policy, margins, waves or ()), margins)))
    for part in sorted(told.keys() | expected.keys()):
        if part != "waves" or waves is not None:
            yield from (frozenset({(FILE, place)}) for place in _differences(part, told.get(part), expected.get(part)))


def _differences(place: str, told: Any, expected: Any) -> Iterator[str]:
    """Where the two differ: the part, and the entry of it."""
    if isinstance(told, list) and isinstance(expected, list) and len(told) == len(expected):
        for number, (one, other) in enumerate(zip(told, expected, strict=True)):
            if one != other:
                yield f"{place}/{number}"
    elif told != expected:
        yield place
