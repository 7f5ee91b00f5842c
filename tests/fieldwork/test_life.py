"""The states of a campaign: every pair of them, and what no table may allow."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.campaigning.life import Deed, NotNow, State, after, possible

STEPS = {
    ("draft", "edit", "draft"),
    ("draft", "check", "checked"),
    ("checked", "edit", "draft"),
    ("checked", "check", "checked"),
    ("checked", "launch", "scheduled"),
    ("scheduled", "recall", "draft"),
    ("scheduled", "open", "open"),
    ("open", "pause", "paused"),
    ("open", "close", "closed"),
    ("paused", "resume", "open"),
    ("paused", "close", "closed"),
    ("closed", "publish", "published"),
    ("published", "publish", "published"),
    ("published", "archive", "archived"),
}


@pytest.mark.parametrize(("before", "then"), list(product(State, State)))
def test_every_pair_of_states_is_one_step_apart_or_refused(before: State, then: State) -> None:
    leading = {deed for deed in Deed if deed in possible(before) and after(before, deed) is then}
    assert leading == {Deed(deed) for start, deed, end in STEPS if (start, end) == (before.value, then.value)}


@given(st.lists(st.sampled_from(Deed), max_size=30))
def test_whatever_is_tried_nobody_is_asked_before_a_check_and_a_launch(deeds: list[Deed]) -> None:
    state, done = State.DRAFT, []
    for deed in deeds:
        if deed in possible(state):
            state = after(state, deed)
            done.append(deed)
        else:
            with pytest.raises(NotNow):
                after(state, deed)
    if state in (State.OPEN, State.PAUSED):
        assert done.index(Deed.CHECK) < done.index(Deed.LAUNCH) < done.index(Deed.OPEN)


@given(st.lists(st.sampled_from(Deed), max_size=30))
def test_what_has_ended_never_opens_again(deeds: list[Deed]) -> None:
    state = State.CLOSED
    for deed in deeds:
        if deed in possible(state):
            state = after(state, deed)
        assert state in (State.CLOSED, State.PUBLISHED, State.ARCHIVED)
