"""A button can be pressed by the person it was made for, and by nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.tokens import LONGEST, Action, Press, Sealer, seal, unseal

KEY = b"a key of thirty-two bytes or so."

presses = st.builds(
    Press,
    action=st.sampled_from(Action),
    item=st.integers(0, 2**16 - 1),
    choice=st.integers(0, 2**16 - 1),
    revision=st.integers(0, 2**32 - 1),
    language=st.text("abcdefghijklmnopqrstuvwxyz-", max_size=24),
)
interviews = st.integers(1, 2**63 - 1)


@given(presses, interviews)
def test_the_person_it_was_made_for_gets_the_press_back(press: Press, interview: int) -> None:
    assert unseal(KEY, interview, seal(KEY, interview, press)) == press


@given(st.lists(presses, max_size=4), interviews)
def test_the_buttons_of_one_prompt_know_nothing_of_each_other(made: list[Press], interview: int) -> None:
    sealer = Sealer(KEY, interview)
    assert [sealer.token(press) for press in made] == [seal(KEY, interview, press) for press in made]


@given(presses, interviews)
def test_a_token_fits_a_telegram_button_and_an_address(press: Press, interview: int) -> None:
    token = seal(KEY, interview, press)
    assert len(token.encode()) <= LONGEST <= 64
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(presses, interviews, interviews)
def test_another_person_cannot_use_it(press: Press, interview: int, other: int) -> None:
    assert (unseal(KEY, other, seal(KEY, interview, press)) is None) == (other != interview)


@given(presses, st.data())
def test_changing_one_character_spoils_it(press: Press, data: st.DataObject) -> None:
    token = seal(KEY, 7, press)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters(exclude_characters=token[place]))
    assert unseal(KEY, 7, token[:place] + other + token[place + 1 :]) is None


@given(st.one_of(st.text(max_size=80), st.text("abcdefghijkABC0123-_=+/", max_size=80)))
def test_garbage_is_no_press(garbage: str) -> None:
    assert unseal(KEY, 7, garbage) is None


@pytest.mark.parametrize("spelling", ["{}=", "{}==", " {}", "{}\n", "{}A", "\ud800{}"])
def test_only_one_spelling_is_accepted(spelling: str) -> None:
    assert unseal(KEY, 7, spelling.format(seal(KEY, 7, Press(Action.SKIP, item=3)))) is None


def test_another_key_opens_nothing() -> None:
    assert unseal(b"another key", 7, seal(KEY, 7, Press(Action.VALIDATE, item=4))) is None


def test_a_language_tag_that_does_not_fit_is_refused_when_sealing() -> None:
    with pytest.raises(ValueError, match="too long"):
        seal(KEY, 7, Press(Action.LANGUAGE, language="x" * 25))
