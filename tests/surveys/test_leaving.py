"""Leaving, coming back, and having everything erased."""

from dataclasses import replace

import pytest

import questionnaires
from surveys.answers import Chosen
from surveys.conversation import advance
from surveys.effects import Ask, Close, Remark, Retract, Tell
from surveys.inputs import Began, Chose, Expired, Input, Replied, Stopped, Withdrew
from surveys.interview import Disposition, Interview

FORM = questionnaires.load("bien-grandir")


def after(*given: Input) -> Interview:
    interview = Interview(language="fr", seed=1)
    for each in given:
        interview = advance(FORM, interview, each).interview
    return interview


MIDWAY = (Began(), Chose("consent", "yes"), Chose("role", "mother"))


@pytest.mark.parametrize("ending", [Stopped(), Expired()])
def test_who_left_midway_comes_back_to_the_consent_and_then_to_where_they_were(ending: Input) -> None:
    left = after(*MIDWAY, ending)
    step = advance(FORM, left, Began())
    assert step.effects == (Ask("consent"),)
    assert step.interview.disposition is Disposition.OPEN
    assert step.interview.answers == {"role": Chosen(("mother",))}
    assert advance(FORM, step.interview, Chose("consent", "yes")).interview.position == "district"


def test_who_said_no_may_change_their_mind() -> None:
    refused = after(Began(), Chose("consent", "no"))
    assert advance(FORM, refused, Began()).effects == (Ask("consent"),)


@pytest.mark.parametrize("given", [Replied("1"), Chose("role", "father"), Stopped()])
def test_nothing_but_the_link_reopens_a_conversation(given: Input) -> None:
    left = after(*MIDWAY, Stopped())
    assert replace(advance(FORM, left, given).interview, misses=0) == left


def test_minors_are_not_asked_again() -> None:
    minor = after(Began(), Chose("consent", "yes"), Chose("role", "minor"))
    assert replace(advance(FORM, minor, Began()).interview, misses=0) == minor


@pytest.mark.parametrize("before", [MIDWAY, (*MIDWAY, Stopped()), (Began(),), ()])
def test_everything_is_erased_at_whatever_moment_one_asks(before: tuple[Input, ...]) -> None:
    step = advance(FORM, after(*before), Withdrew())
    assert step.effects == (Retract(), Tell(Remark.ERASED), Close(Disposition.ERASED))
    assert step.interview.answers == {}
    again = advance(FORM, step.interview, Withdrew())
    assert again.interview == step.interview
