"""Which passwords are good enough, and how they are kept."""

import pytest

from services.accounts import passwords
from services.accounts.passwords import Weakness

KEPT = passwords.hashed("Le tram 2 passe tôt", bytes(range(16)))


@pytest.mark.parametrize(
    "good", ["trois petits chats", "Le tram 2 passe tôt", "قطار الصباح يتأخر", "jeanne4dupont5rue"]
)
def test_long_and_ones_own_is_good_whatever_the_signs(good: str) -> None:
    assert passwords.weakness(good) is None


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("Tr4m!passe", Weakness.SHORT),
        ("très long " * 40, Weakness.LONG),
        ("motdepasse1234", Weakness.COMMON),
        ("Nantes2026!!!!", Weakness.COMMON),
        ("azertyuiop12", Weakness.COMMON),
        ("P a s s w o r d 1 2", Weakness.COMMON),
        ("aaaaaaaaaaaa", Weakness.COMMON),
        ("abcdefghijklmnop", Weakness.COMMON),
        ("98765432109876", Weakness.COMMON),
        ("malik.nantes44", Weakness.COMMON),
    ],
)
def test_what_everybody_tries_first_is_refused(bad: str, why: Weakness) -> None:
    assert passwords.weakness(bad, "malik@nantes.example") is why


def test_only_the_password_matches_what_is_kept() -> None:
    assert passwords.matches(KEPT, "Le tram 2 passe tôt")
    assert not passwords.matches(KEPT, "Le tram 2 passe tard")


def test_the_same_letters_typed_on_another_keyboard_match() -> None:
    assert passwords.matches(KEPT, "Le tram 2 passe to\u0302t")


def test_where_nothing_is_kept_nothing_matches() -> None:
    assert not passwords.matches("", "")
    assert not passwords.matches("", "Le tram 2 passe tôt")


def test_what_is_kept_is_argon2id_and_tells_nothing() -> None:
    assert KEPT.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert len(KEPT) <= 160
