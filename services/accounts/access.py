"""Who may do what. The first line of every staff use case, so that page, file, command and job obey one rule.

Three things are asked, all of them data: does the role allow the deed, does it lie within the districts of an officer,
is it the session of a guest. An `Actor` holds only what is valid today (see `staff.actor`)."""

from collections.abc import Collection
from enum import Enum

from services.accounts.staff import Actor, StaffRole
from services.errors import Refused
from surveys.districts import DISTRICTS


class Action(Enum):
    """A kind of deed."""

    SEE_CAMPAIGNS = "see_campaigns"
    MANAGE_CAMPAIGNS = "manage_campaigns"  # draft, check, preview, schedule, pause, close
    LAUNCH = "launch"
    INVITE = "invite"  # invitations, reminders, links, posters, codes
    AUTHOR = "author"  # hand in a questionnaire, try it as a parent, correct translations
    ENTER_PAPER = "enter_paper"  # what was answered on paper or aloud
    SEE_PARTICIPATION = "see_participation"  # who is missing, never what was answered
    SEE_RELEASES = "see_releases"
    DOWNLOAD = "download"
    BUILD_RELEASES = "build_releases"
    APPROVE_RELEASES = "approve_releases"
    MODERATE = "moderate"  # parents' own words
    TRANSCRIBE = "transcribe"  # listen to parents
    SEE_CRISIS = "see_crisis"  # calls for help
    MANAGE_STAFF = "manage_staff"
    SEE_AUDIT = "see_audit"  # what others did
    SEE_DIGEST = "see_digest"
    JOIN_SESSION = "join_session"  # a session of the local group
    OWN_ACCOUNT = "own_account"  # own password, own sign-ins, own deeds


CITY = tuple(district.slug for district in DISTRICTS)
"""What a deed for the whole city concerns: every district."""

_OFFICER = {
    Action.SEE_CAMPAIGNS,
    Action.MANAGE_CAMPAIGNS,
    Action.LAUNCH,
    Action.INVITE,
    Action.AUTHOR,
    Action.ENTER_PAPER,
    Action.SEE_PARTICIPATION,
    Action.SEE_RELEASES,
    Action.SEE_DIGEST,
    Action.JOIN_SESSION,
    Action.OWN_ACCOUNT,
}
_ALLOWED = {
    StaffRole.OFFICER: _OFFICER,
    StaffRole.COORDINATOR: set(Action),
    StaffRole.OPERATOR: {Action.SEE_CAMPAIGNS, Action.MANAGE_STAFF, Action.SEE_AUDIT, Action.OWN_ACCOUNT},
    StaffRole.GUEST: {Action.JOIN_SESSION, Action.SEE_RELEASES, Action.OWN_ACCOUNT},
}


def may(actor: Actor, action: Action, districts: Collection[str] = (), session: str = "") -> bool:
    """Whether `actor` may do it. districts: slugs that the deed concerns (`CITY` for all the city; none where it
    concerns no district, or where the use case keeps to `limits`). session: the one that the deed concerns."""
    if action not in _ALLOWED[actor.role]:
        return False
    if actor.role is StaffRole.OFFICER:
        return bool(actor.districts) and set(districts) <= set(actor.districts)
    if actor.role is StaffRole.GUEST:
        return not session or session in actor.sessions
    return True


def require(actor: Actor, action: Action, districts: Collection[str] = (), session: str = "") -> None:
    """Refused unless `may`."""
    if not may(actor, action, districts, session):
        raise Refused(action.value)


def limits(actor: Actor) -> tuple[str, ...] | None:
    """The districts a query for `actor` keeps to; None for all the city."""
    return actor.districts if actor.role in (StaffRole.OFFICER, StaffRole.GUEST) else None
