"""French names inside Arabic lines. ⟨ and ⟩ stand for the invisible isolates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.bidi import isolated, prepared


def visible(text: str) -> str:
    return text.replace("\u2068", "⟨").replace("\u2069", "⟩")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("مدرسة Jean Moulin في نانت", "مدرسة ⟨Jean Moulin⟩ في نانت"),
        ("السؤال 3/11", "السؤال ⟨3/11⟩"),
        ("1. Nantes Nord (شمال)", "1. ⟨Nantes Nord⟩ (شمال)"),
        ("الرابط: https://voix.example/privacy?lang=ar", "الرابط: ⟨https://voix.example/privacy?lang=ar⟩"),
        ("Nantes\nنانت 2026", "Nantes\nنانت ⟨2026⟩"),
        ("3/11", "3/11"),
        ("50% من الآباء", "⟨50%⟩ من الآباء"),
        ("نعم", "نعم"),
    ],
)
def test_foreign_runs_of_an_arabic_line_are_isolated(text: str, shown: str) -> None:
    assert visible(prepared(text, "ar")) == shown


def test_a_value_is_isolated_once() -> None:
    line = f"إجابتك: {isolated('Île de Nantes', 'ar')}"
    assert visible(prepared(line, "ar")) == "إجابتك: ⟨Île de Nantes⟩"


def test_french_lines_stay_as_they_are_but_for_arabic_values() -> None:
    assert prepared("Question 3/11", "fr") == "Question 3/11"
    assert visible(isolated("نعم", "fr")) == "⟨نعم⟩"
    assert isolated("Oui", "fr") == "Oui"


@given(st.text("aé1 .(%/\nنعم\u202b\u202c\u2067\u2069\u200f", max_size=30))
def test_isolates_are_always_closed_and_nothing_else_changes(text: str) -> None:
    shown = prepared(f"نعم {isolated(text, 'ar')} نعم", "ar")
    depth = 0
    for sign in shown:
        depth += (sign == "\u2068") - (sign == "\u2069")
        assert 0 <= depth <= 1
    assert depth == 0
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
