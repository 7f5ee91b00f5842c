"""What may be seen of participation while parents still answer. Pure.

A figure is a multiple of 5 that the count has reached: up to 4 below it on the day it is shown. It is looked at once a
day, and moves only when at least ten people more have come, so whoever compares two days compares ten people. Nobody
can tell from two lines what a third one hides: each is known to within more than ten (docs/decisions/0013).
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
    """The figures that change today. shown: today's figures, a line without one is not shown. counts: people."""
    for line, count in counts.items():
        before = shown.get(line)
        # A figure may lie step - 1 below the count it stands for; nobody was counted before the first.
        least = policy.floor if before is None else before + policy.floor + policy.step - 1
        if count >= least:
            yield line, count - count % policy.step
