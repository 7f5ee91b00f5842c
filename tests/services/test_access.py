"""Who may do what, as one rule."""

import pytest

from services.accounts import access
from services.accounts.access import CITY, Action
from services.accounts.staff import COMMAND_LINE, Actor, StaffRole
from services.errors import Refused

HELENE = Actor(1, StaffRole.COORDINATOR)
MALIK = Actor(2, StaffRole.OFFICER, ("nantes-nord", "breil-barberie"))
ODILE = Actor(3, StaffRole.OPERATOR)
GASTON = Actor(4, StaffRole.GUEST, sessions=("SWOT-1",))


def test_an_officer_launches_in_their_own_districts_and_nowhere_else() -> None:
    assert access.may(MALIK, Action.LAUNCH, ["nantes-nord"])
    assert access.may(MALIK, Action.LAUNCH, ["breil-barberie", "nantes-nord"])
    assert not access.may(MALIK, Action.LAUNCH, ["nantes-nord", "nantes-sud"])
    assert not access.may(MALIK, Action.LAUNCH, CITY)
    assert access.limits(MALIK) == ("nantes-nord", "breil-barberie")


def test_a_coordinator_launches_in_all_the_city() -> None:
    assert access.may(HELENE, Action.LAUNCH, CITY)
    assert access.limits(HELENE) is None


def test_an_officer_whose_districts_have_all_ended_may_do_nothing() -> None:
    assert not any(access.may(Actor(2, StaffRole.OFFICER), action) for action in Action)


def test_the_operator_keeps_the_house_and_sees_nothing_that_parents_said() -> None:
    allowed = {action for action in Action if access.may(ODILE, action)}
    assert allowed == {Action.SEE_CAMPAIGNS, Action.MANAGE_STAFF, Action.SEE_AUDIT, Action.OWN_ACCOUNT}


def test_a_guest_enters_one_session_only() -> None:
    assert access.may(GASTON, Action.JOIN_SESSION, session="SWOT-1")
    assert not access.may(GASTON, Action.JOIN_SESSION, session="SWOT-2")
    allowed = {action for action in Action if access.may(GASTON, action)}
    assert allowed == {Action.JOIN_SESSION, Action.SEE_RELEASES, Action.OWN_ACCOUNT}
    assert access.limits(GASTON) == (), "of what was released, the line of the city alone"


@pytest.mark.parametrize("action", [Action.MODERATE, Action.TRANSCRIBE, Action.SEE_CRISIS, Action.DOWNLOAD])
def test_what_parents_said_is_for_the_coordination(action: Action) -> None:
    access.require(HELENE, action)
    access.require(COMMAND_LINE, action)
    for other in (MALIK, ODILE, GASTON):
        with pytest.raises(Refused, match=action.value):
            access.require(other, action)
