"""Named sets of rules for what may be shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """floor: fewest people in a group that is shown (k). step: figures are multiples of it, and less than it from the
    truth (b). dissent: fewest people of a group who must differ from its majority. percent_base: smallest released base
    under a percentage. candidates: fewest values an attacker must be left with for any figure.
    """

    name: str
    floor: int
    step: int = 5
    dissent: int = 3
    percent_base: int = 20
    candidates: int = 5


PUBLIC = Policy("public", floor=10)
LOCAL_GROUP = Policy("local-group", floor=5)
PRESETS = {policy.name: policy for policy in (PUBLIC, LOCAL_GROUP)}
