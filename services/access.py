"""Who may do what. The first line of every staff use case, so that screen, file and background job obey one rule."""

from enum import Enum

from services.errors import Refused
from services.staff import Actor, StaffRole


class Action(Enum):
    SEE_CAMPAIGNS = "see_campaigns"
    SEE_RELEASES = "see_releases"
    DOWNLOAD = "download"


_ALLOWED = {
    StaffRole.OFFICER: {Action.SEE_CAMPAIGNS, Action.SEE_RELEASES},
    StaffRole.COORDINATOR: {Action.SEE_CAMPAIGNS, Action.SEE_RELEASES, Action.DOWNLOAD},
    StaffRole.OPERATOR: {Action.SEE_CAMPAIGNS},
}


def may(actor: Actor, action: Action) -> bool:
    return action in _ALLOWED[actor.role]


def require(actor: Actor, action: Action) -> None:
    """Refused unless the actor's role allows the action."""
    if not may(actor, action):
        raise Refused(action.value)
