"""What may be said of a count of people while parents still answer.

Every figure counts whole tens of people: "at least 20". It is looked at once a day and never falls. All lines count in
the same tens, so that taking one from another tells no more than tens either; a finer step, or one that waits for a
number of newcomers, gives small groups away to who compares the days (docs/decisions/0015). What follows from figures
is made of figures as shown, never of counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from math import sqrt

from exports.policy import PUBLIC, Policy
from services.context import Transaction
from storage import turnout
from storage.turnout import Figure

_Z = 1.96  # of an interval that holds the truth 95 times of 100


class Axis(Enum):
    """What a line of figures is about, and what its name is."""

    CITY = "city"  # ""
    DISTRICT = "district"  # slug
    CHANNEL = "channel"  # "telegram", "web", "paper" ...
    LANGUAGE = "language"  # tag of the consent
    PLACE = "place"  # code of the way in
    SHEETS = "sheets"  # number of the batch of one-time codes
    WORDING = "wording"  # place of a reminder in its plan, and how it is worded: "0 kept"


class Stage(Enum):
    """How far people came. Whom we invited and whom a message reached is known of channels only, who was reminded of
    wordings only."""

    INVITED = "invited"
    REACHED = "reached"
    BLOCKED = "blocked"  # the message came back: the bot is blocked, the chat is gone
    REMINDED = "reminded"
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


def tens(count: int, policy: Policy = PUBLIC) -> int:
    """The whole tens that a count has reached; 0 below ten, which is never shown as 0."""
    return count - count % policy.floor


def moved(shown: Mapping[Line, int], counts: Mapping[Line, int], policy: Policy = PUBLIC) -> Iterator[tuple[Line, int]]:
    """The figures that change today. shown: yesterday's, a line without one is not shown. counts: people."""
    for line, count in counts.items():
        reached = tens(count, policy)
        if reached > shown.get(line, 0):
            yield line, reached


def latest(figures: Iterable[Figure]) -> dict[Line, int]:
    """The newest figure of each line. figures: the oldest first."""
    return {Line(Axis(each.axis), each.name, Stage(each.stage)): each.people for each in figures}


def shown(transaction: Transaction, campaign_id: int) -> dict[Line, int]:
    """The figures of a campaign as they stand today."""
    return latest(turnout.shown(transaction, campaign_id))


def share(part: int | None, whole: int | None, policy: Policy = PUBLIC) -> tuple[int, int] | None:
    """The 95 % interval (Wilson) of a share of two figures as shown, in percent, widened to multiples of 5. Each figure
    stands for up to nine people more, so this is the widest of all intervals that may be meant. None without both."""
    if not part or not whole:
        return None
    more = policy.floor - 1
    low, _ = _wilson(min(part, whole), whole + more)
    _, high = _wilson(min(part + more, whole), whole)
    return int(low // policy.step * policy.step), min(100, int(-(-high // policy.step) * policy.step))


def _wilson(part: int, whole: int) -> tuple[float, float]:
    middle, spread = part / whole + _Z**2 / (2 * whole), part * (whole - part) / whole**3 + _Z**2 / (4 * whole**2)
    low, high = ((middle + sign * _Z * sqrt(spread)) / (1 + _Z**2 / whole) * 100 for sign in (-1, 1))
    return low, high
