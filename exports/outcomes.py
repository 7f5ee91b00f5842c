"""How interviews ended that no table counts: people who broke off, people who said no.

They are told once, in the last release of a campaign, for the whole city: a number that were told again and again would
tell of each of them. Rounded like every count; nothing under the floor, not even 0.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from exports.policy import Policy
from exports.protected import Figure, Reason, Suppressed
from exports.rounding import Chance
from exports.study import Study

FILE = "outcomes.json"
BROKEN_OFF, REFUSED = "broken_off", "refused"
Files = Mapping[str, bytes]


def outcomes(
    study: Study, counts: Mapping[str, int], policy: Policy, chance: Chance, earlier: Sequence[Files]
) -> dict[str, Any]:
    """The file as data. counts: people by outcome. earlier: releases of the campaign; what one of them told stays."""
    told = next((json.loads(files[FILE])["outcomes"] for files in reversed(earlier) if FILE in files), None)
    rows = told or [_row(name, _cell(name, count, policy, chance)) for name, count in sorted(counts.items())]
    return {"format": 1, "release": study.release, "synthetic": study.synthetic, "outcomes": rows}


def _cell(name: str, count: int, policy: Policy, chance: Chance) -> Figure | Suppressed:
    if count < policy.floor:
        return Suppressed(Reason.TOO_FEW)
    base, rest = divmod(count, policy.step)
    return Figure(policy.step * (base + (chance(f"outcome={name}") < rest / policy.step)), policy.step)


def _row(name: str, cell: Figure | Suppressed) -> dict[str, Any]:
    if isinstance(cell, Suppressed):
        return {"outcome": name, "value": None, "status": "suppressed", "reason": cell.reason.value}
    return {"outcome": name, "value": cell.value, "status": f"rounded:{cell.step}", "reason": None}
