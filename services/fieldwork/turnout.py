"""What may be seen of participation while parents still answer. Pure.

Every figure counts whole tens of people: "at least 20". It is looked at once a day and never falls. All lines count in
the same tens, so that taking one from another tells no more than tens either; a finer step, or one that waits for a
number of newcomers, gives small groups away to who compares the days (docs/decisions/0015).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from exports.policy import PUBLIC, Policy


class Axis(Enum):
    """What a line of figures is about, and what its name is."""

    CITY = "city"  # ""
    DISTRICT = "district"  # slug
    CHANNEL = "channel"  # "telegram", "web", "paper" ...
    LANGUAGE = "language"  # tag of the consent
    PLACE = "place"  # code of the way in


class Stage(Enum):
    """How far people came. Whom we invited and whom a message reached is known of channels only."""

    INVITED = "invited"
    REACHED = "reached"
    BLOCKED = "blocked"  # the message came back: the bot is blocked, the chat is gone
    BEGAN = "began"
    FINISHED = "finished"
    REFUSED = "refused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Line:
    """What a figure is about."""

    axis: Axis
    name: str
    stage: Stage


def moved(shown: Mapping[Line, int], counts: Mapping[Line, int], policy: Policy = PUBLIC) -> Iterator[tuple[Line, int]]:
    """The figures that change today. shown: yesterday's, a line without one is not shown. counts: people."""
    for line, count in counts.items():
        reached = count - count % policy.floor
        if reached > shown.get(line, 0):
            yield line, reached
