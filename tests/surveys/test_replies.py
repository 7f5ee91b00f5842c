from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.items import Choice
from surveys.replies import Read, Unclear, read_one, read_several
from surveys.texts import Text
from tests.surveys.examples import choice


def said(name: str, french: str, **others: str) -> Choice:
    return Choice(name=name, text=Text({"fr": french, **others}))


HOURS = (
    said("never", "Jamais", en="Never", ar="أبدًا", tr="Asla"),
    said("rarely", "Rarement", en="Rarely", ar="نادرا", tr="Nadiren"),
    said("often", "Souvent", en="Often", ar="غالبا", tr="Sık sık"),
    said("always", "Toujours", en="Always", ar="دائمًا", tr="Her zaman"),
)
AGES = (
    choice("s0", "0 à 2 ans"),
    choice("s3", "3 à 5 ans (maternelle)"),
    choice("s6", "6 à 10 ans (primaire)"),
    choice("s11", "11 à 14 ans (collège)"),
)
SCALE = tuple(choice(f"n{value}", str(value)) for value in range(11))
TOPICS = (
    choice("a1", "Être aidé avec internet et le téléphone"),
    choice("a2", "Plus d'art, d'écriture et de science"),
    choice("a3", "Écouter la parole des parents"),
    choice("a4", "Bien entrer à l'école, bien en changer"),
)


@pytest.mark.parametrize(
    "typed",
    ["3", "٣", "۳", "3️⃣", "３", "③", " 3. ", "n°3", "N° 3", "3)", "\u200f3\u200f", "trois", "three", "ثلاثة", "üç"],
)
def test_the_number_shown_is_read_in_every_script(typed: str) -> None:
    assert read_one(typed, HOURS, "fr") == Read(("often",))


@pytest.mark.parametrize(
    "typed",
    ["Souvent", "SOUVENT !", "souvent", "souv", "souvnt", "suovent", "souvennt", "Often", "غالبا", "Sik sik", "غالباً"],
)
def test_the_text_of_a_choice_is_read_in_every_language_of_the_questionnaire(typed: str) -> None:
    assert read_one(typed, HOURS, "tr") == Read(("often",))


@pytest.mark.parametrize(
    "typed", ["", "   ", "👍🏽", "0", "5", "99", "2,5", "3-4", "-", "bleu", "s", "x" * 5000, "\0", "\ud800"]
)
def test_what_fits_no_choice_is_not_guessed(typed: str) -> None:
    assert read_one(typed, HOURS, "fr") is None


def test_what_fits_several_choices_is_asked_back() -> None:
    likes = (choice("much", "J'aime beaucoup"), choice("little", "J'aime un peu"), choice("not", "Je n'aime pas"))

    assert read_one("j'aime", likes, "fr") == Unclear(("much", "little"))
    assert read_one("J'aime beaucoup", likes, "fr") == Read(("much",))


def test_a_number_that_begins_another_choice_is_asked_back() -> None:
    assert read_one("3", AGES, "fr") == Unclear(("s3", "s6"))
    assert read_one("2", AGES, "fr") == Read(("s3",))
    assert read_one("11", AGES, "fr") == Read(("s11",))
    assert read_one("maternelle", AGES, "fr") == Read(("s3",))


def test_on_a_scale_of_numbers_the_text_wins_over_the_place() -> None:
    assert read_one("7", SCALE, "fr") == Read(("n7",))
    assert read_one("sept", SCALE, "fr") == Read(("n7",))
    assert read_one("٠", SCALE, "ar") == Read(("n0",))


def test_the_current_language_decides_between_equal_words() -> None:
    choices = (said("no", "Non", ro="Nu"), said("us", "Nous", ro="Noi", tr="Nu"))

    assert read_one("nu", choices, "ro") == Read(("no",))
    assert read_one("nu", choices, "tr") == Read(("us",))
    assert read_one("nu", choices, "fr") == Unclear(("no", "us"))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("1,3", ("a1", "a3")),
        ("3 1", ("a3", "a1")),
        ("1 et 3", ("a1", "a3")),
        ("٢ و ٣", ("a2", "a3")),
        ("٢ و٣", ("a2", "a3")),
        ("1;2;2", ("a1", "a2")),
        ("1. 3.", ("a1", "a3")),
        ("1\n4", ("a1", "a4")),
        ("2", ("a2",)),
        ("Plus d'art, d'écriture et de science", ("a2",)),
        ("internet, parents", ("a1", "a3")),
        ("deux & quatre", ("a2", "a4")),
    ],
)
def test_several_choices_are_read_from_one_message(typed: str, names: tuple[str, ...]) -> None:
    assert read_several(typed, TOPICS, "fr") == Read(names)


@pytest.mark.parametrize("typed", ["1-3", "2–3", "1,9", "1, bleu", ",", ""])
def test_a_list_with_a_part_that_means_nothing_is_not_read_in_part(typed: str) -> None:
    assert read_several(typed, TOPICS, "fr") is None


@pytest.mark.parametrize(
    ("typed", "point"), [("0", "p0"), ("1", "p1"), ("10", "p10"), ("٧", "p7"), ("11", None), ("12", None)]
)
def test_a_point_of_a_scale_is_read_as_it_is_written(typed: str, point: str | None) -> None:
    scale = tuple(choice(f"p{number}", str(number)) for number in range(11))

    assert read_one(typed, scale, "fr") == (Read((point,)) if point else None)


def test_an_unclear_part_of_a_list_is_asked_back() -> None:
    assert read_several("bien, 1", (*TOPICS, choice("a6", "Bien dormir")), "fr") == Unclear(("a4", "a6"))


labels = st.lists(
    st.text(alphabet="abcdéèœ ßIıأبج", min_size=1, max_size=12).filter(lambda label: bool(label.strip())),
    min_size=1,
    max_size=6,
)


@given(labels, st.data(), st.booleans())
def test_typing_a_choice_as_shown_never_means_another(shown: list[str], data: st.DataObject, loud: bool) -> None:
    choices = [choice(f"c{place}", label) for place, label in enumerate(shown)]
    place = data.draw(st.integers(0, len(choices) - 1))
    typed = shown[place].upper() if loud else shown[place].title()

    reading = read_one(typed, choices, "fr")

    assert reading is None or f"c{place}" in reading.names


@given(st.text(max_size=400))
def test_any_text_gives_choices_that_exist_or_nothing(typed: str) -> None:
    for choices in (HOURS, AGES, SCALE, TOPICS):
        known = {each.name for each in choices}
        for reading in (read_one(typed, choices, "ar"), read_several(typed, choices, "fr")):
            assert reading is None or (reading.names and known.issuperset(reading.names))


@given(
    st.permutations(range(4)),
    st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９"]),
    st.sampled_from(",; /+"),
)
def test_an_order_typed_in_any_digits_is_read_as_typed(order: list[int], digits: str, between: str) -> None:
    typed = between.join(digits[place + 1] for place in order)

    assert read_several(typed, TOPICS, "fr") == Read(tuple(TOPICS[place].name for place in order))


def test_numbers_are_places_in_what_was_shown() -> None:
    drawn: tuple[Choice, ...] = (HOURS[2], HOURS[0], replace(HOURS[3]))

    assert read_one("1", drawn, "fr") == Read(("often",))
    assert read_one("4", drawn, "fr") is None
