"""The states of a campaign and what leads from one to the next: one table, no exceptions. Pure."""

from collections.abc import Mapping
from enum import Enum

from services.errors import ServiceError


class State(Enum):
    """Stored by value. Parents know of a campaign from "open" on, and answer in "open" alone."""

    DRAFT = "draft"
    CHECKED = "checked"  # nothing stands in the way of its launch
    SCHEDULED = "scheduled"  # launched; opens by itself
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    PUBLISHED = "published"  # its last release is out
    ARCHIVED = "archived"


class Deed(Enum):
    """What staff, or the clock, does to a campaign."""

    EDIT = "edit"
    CHECK = "check"
    LAUNCH = "launch"
    RECALL = "recall"  # back to the drawing board, before anybody was asked
    OPEN = "open"
    PAUSE = "pause"
    RESUME = "resume"
    CLOSE = "close"
    PUBLISH = "publish"
    ARCHIVE = "archive"


class NotNow(ServiceError):
    """A campaign in this state does not take this deed. `args[0]`: the deed's value."""

    def __init__(self, state: State, deed: Deed) -> None:
        super().__init__(deed.value)
        self.state, self.deed = state, deed


_TABLE: Mapping[tuple[State, Deed], State] = {
    (State.DRAFT, Deed.EDIT): State.DRAFT,
    (State.DRAFT, Deed.CHECK): State.CHECKED,
    (State.CHECKED, Deed.EDIT): State.DRAFT,
    (State.CHECKED, Deed.CHECK): State.CHECKED,
    (State.CHECKED, Deed.LAUNCH): State.SCHEDULED,
    (State.SCHEDULED, Deed.RECALL): State.DRAFT,
    (State.SCHEDULED, Deed.OPEN): State.OPEN,
    (State.OPEN, Deed.PAUSE): State.PAUSED,
    (State.OPEN, Deed.CLOSE): State.CLOSED,
    (State.PAUSED, Deed.RESUME): State.OPEN,
    (State.PAUSED, Deed.CLOSE): State.CLOSED,
    (State.CLOSED, Deed.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Deed.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Deed.ARCHIVE): State.ARCHIVED,
}


def after(state: State, deed: Deed) -> State:
    """The state that `deed` leads to; NotNow when it is not possible now."""
    try:
        return _TABLE[state, deed]
    except KeyError:
        raise NotNow(state, deed) from None


def possible(state: State) -> tuple[Deed, ...]:
    """What may be done to a campaign in this state."""
    return tuple(deed for (before, deed) in _TABLE if before is state)
