"""Own words may be said aloud: the conversation goes on, and what was said is known to be spoken."""

from dataclasses import replace

from surveys.answers import Spoken, Written
from surveys.conditions import words
from surveys.conversation import advance
from surveys.effects import Ask, Record, Remark, Tell
from surveys.inputs import Kept, Paused, Replied, Resumed, Revisited, Spoke
from surveys.interview import Interview
from surveys.items import takes_voice
from tests.surveys.examples import ROLE, THANKS, VOICE, WELCOME, consent, questionnaire

FORM = questionnaire(WELCOME, consent(), ROLE, VOICE, replace(VOICE, name="more"), THANKS)


def at(item: str) -> Interview:
    return Interview(language="fr", seed=1, position=item, trail=("consent",))


def test_a_recording_answers_where_own_words_do() -> None:
    step = advance(FORM, at("voice"), Spoke())
    assert step.effects == (Record("voice", Spoken()), Ask("more"))
    assert step.interview.answers == {"voice": Spoken()}


def test_elsewhere_it_is_told_what_does() -> None:
    step = advance(FORM, at("role"), Spoke())
    assert step.effects == (Tell(Remark.NOT_SPOKEN, "role"),)
    assert step.interview.position == "role"


def test_a_question_with_a_condition_on_its_words_takes_none() -> None:
    assert takes_voice(VOICE)
    assert not takes_voice(replace(VOICE, constraint="regex(., '[0-9]{5}')"))


def test_after_a_pause_it_answers_nothing_yet() -> None:
    paused = advance(FORM, at("voice"), Paused()).interview
    step = advance(FORM, paused, Spoke())
    assert step.interview.answers == {}
    assert step == replace(advance(FORM, paused, Replied("bonjour")), interview=step.interview)
    assert step.effects[-1] == advance(FORM, paused, Resumed()).effects[-1]


def test_what_was_said_can_be_kept_or_written_instead() -> None:
    spoken = advance(FORM, at("voice"), Spoke()).interview
    again = advance(FORM, spoken, Revisited("voice")).interview
    assert Record("voice", Spoken()) in advance(FORM, again, Kept("voice")).effects
    assert Record("voice", Written("Un parc.")) in advance(FORM, again, Replied("Un parc.")).effects


def test_conditions_know_that_something_was_said_and_no_more() -> None:
    assert words(Spoken()) == "…"
    assert words(Written("Un parc.", spoken=True)) == "Un parc."
