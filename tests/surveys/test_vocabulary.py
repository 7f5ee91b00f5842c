"""Words that parents type instead of tapping, in the languages of Nantes."""

import pytest

from surveys.vocabulary import is_no, is_yes, small_number


@pytest.mark.parametrize("typed", ["oui", "نعم", "Да!", "так", "بله", "آره", "Haa", "ya"])
def test_a_yes(typed: str) -> None:
    assert is_yes(typed)
    assert not is_no(typed)


@pytest.mark.parametrize("typed", ["non", "لا", "Нет", "ні", "نه", "نخیر", "Maya", "nann"])
def test_a_no(typed: str) -> None:
    assert is_no(typed)
    assert not is_yes(typed)


@pytest.mark.parametrize(
    ("word", "language", "number"),
    [
        ("две", "ru", 2),
        ("п ять", "uk", 5),
        ("پنج", "fa", 5),
        ("saddex", "so", 3),
        ("teir", "br", 3),
        ("tri", "fr", 3),
    ],
)
def test_a_number_in_words(word: str, language: str, number: int) -> None:
    assert small_number(word, language) == number


def test_nine_and_no_are_written_alike_in_persian_and_no_wins() -> None:
    assert small_number("نه", "fa") is None
