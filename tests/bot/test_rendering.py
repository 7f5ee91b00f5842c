"""Messages as Telegram shows them. The golden files are for people to read: what a parent sees, in two directions."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bidi import clean, cut, directed, units
from bot.keyboards import keyboard, label
from bot.rendering import BUDGET, plain, render
from services.messages import Button, Message, Role
from tests.fake_telegram.keyboards import inline_keyboard
from tests.fake_telegram.texts import cleaned, formatted

GOLDEN = Path(__file__).parent / "golden"
FSI, PDI, RLM = "\u2068", "\u2069", "\u200f"

DISTRICTS = (
    *("Centre-ville", "Bellevue – Chantenay – Sainte-Anne", "Dervallières – Zola", "Hauts-Pavés – Saint-Félix"),
    *("Malakoff – Saint-Donatien", "Île de Nantes", "Breil – Barberie", "Nantes Nord", "Nantes Erdre"),
    *("Doulon – Bottière", "Nantes Sud"),
)


def choices(*labels: str, role: Role = Role.CHOICE) -> tuple[Button, ...]:
    return tuple(Button(label, f"t{number}", role, number) for number, label in enumerate(labels, 1))


def navigation(*labels: str) -> tuple[Button, ...]:
    return tuple(Button(label, f"n{number}", Role.NAVIGATE) for number, label in enumerate(labels, 1))


def numbered(*labels: str) -> tuple[str, ...]:
    return tuple(f"{number}. {label}" for number, label in enumerate(labels, 1))


WHO = ("Une mère", "Un père", "Une grand-mère ou un grand-père qui s'occupe des enfants tous les jours")
DISTRICTS_AR = tuple(f"{FSI}{name}{PDI}" for name in DISTRICTS)
NEEDS = ("Le sport", "La cantine", "Les devoirs")
NEEDS_AR = ("الرياضة", "المطعم", "الواجبات المدرسية")

SHOWN = {
    "single_fr": Message(
        "fr",
        ("Vous êtes…", "Une seule réponse."),
        numbered(*WHO),
        "Question 1 sur 7",
        (*choices(*WHO), *navigation("⬅️ Retour", "Passer")),
        question=True,
    ),
    "districts_fr": Message(
        "fr",
        ("Dans quel quartier habitez-vous ?",),
        numbered(*DISTRICTS, "Je ne sais pas", "Je n'habite pas à Nantes"),
        "Question 2 sur 7",
        (*choices(*DISTRICTS, "Je ne sais pas", "Je n'habite pas à Nantes"), *navigation("⬅️ Retour")),
        question=True,
    ),
    "districts_ar": Message(
        "ar",
        ("في أي حي تسكنون؟",),
        numbered(*DISTRICTS_AR, "لا أعرف"),
        "السؤال 2 من 7",
        (*choices(*DISTRICTS_AR, "لا أعرف"), *navigation("رجوع", "تخطي")),
        question=True,
    ),
    "multiple_fr": Message(
        "fr",
        ("De quoi vos enfants ont-ils besoin ?", "Deux réponses au plus."),
        numbered(*NEEDS),
        "",
        (
            Button("Le sport", "t1", Role.TOGGLE, 1, chosen=True),
            Button("La cantine", "t2", Role.TOGGLE, 2),
            Button("Les devoirs", "t3", Role.TOGGLE, 3, chosen=True),
            Button("Valider (2)", "v", Role.VALIDATE),
            *navigation("⬅️ Retour"),
        ),
        question=True,
    ),
    "ranking_ar": Message(
        "ar",
        ("رتبوا من الأهم إلى الأقل أهمية.",),
        numbered(*NEEDS_AR),
        "",
        (
            Button("الرياضة", "t1", Role.RANK, 1),
            Button("المطعم", "t2", Role.RANK, 2, chosen=True, badge="1"),
            Button("الواجبات المدرسية", "t3", Role.RANK, 3, chosen=True, badge="2"),
            Button("تأكيد", "v", Role.VALIDATE),
        ),
        question=True,
    ),
    "scale_fr": Message(
        "fr",
        ("Êtes-vous content de l'école ?", "0 : pas du tout. 10 : tout à fait."),
        (),
        "",
        (
            *(Button(str(point), f"t{point}", Role.CHOICE, point) for point in range(11)),
            Button("Je ne sais pas", "t99", Role.CHOICE, 11),
            *navigation("⬅️ Retour", "Passer"),
        ),
        question=True,
    ),
    "languages": Message(
        "fr",
        ("Choisissez votre langue.",),
        buttons=tuple(
            Button(name, name[:2], Role.LANGUAGE)
            for name in ("Français", "Français facile", "English", "العربية", "Türkçe", "Português", "Español")
        ),
    ),
}


def drawn(message: Message) -> str:
    """A rendered message as a person may read it: marks made visible."""
    shown = render(message)
    rows = "\n".join(" | ".join(button["text"] for button in row) for row in shown.keyboard)
    text = f"{shown.html}\n---\n{rows}\n"
    for mark, name in ((FSI, "⟦"), (PDI, "⟧"), (RLM, "‹rlm›")):
        text = text.replace(mark, name)
    return text


@pytest.mark.parametrize("name", SHOWN)
def test_a_parent_sees_what_the_golden_file_shows(name: str) -> None:
    assert drawn(SHOWN[name]) == (GOLDEN / f"{name}.txt").read_text()


def test_every_value_is_escaped_and_comes_back_as_written() -> None:
    message = Message("fr", ('<3 & "Ana_" </b>',), ("1. <i>",), "a < b", question=True)
    shown = formatted(render(message).html, "HTML")
    assert shown.text == '<3 & "Ana_" </b>\n\n1. <i>\n\na < b' == plain(message)
    assert [entity["type"] for entity in shown.entities] == ["bold"]


def test_a_long_first_paragraph_is_a_text_not_a_title() -> None:
    assert "<b>" not in render(Message("fr", ("mot " * 100,), question=True)).html
    assert "<b>" not in render(Message("fr", ("Merci !",))).html


def test_a_label_is_cut_with_an_ellipsis_and_the_text_has_it_in_full() -> None:
    shown = render(SHOWN["single_fr"])
    assert shown.keyboard[2][0]["text"] == "3. Une grand-mère ou un grand-père qui s'occu…"
    assert WHO[2] in plain(SHOWN["single_fr"])


LABELS = {
    "a choice": (Button("Oui", "t", Role.CHOICE, 1), "1. Oui"),
    "a point of a scale": (Button("7", "t", Role.CHOICE, 7), "7"),
    "a box": (Button("Oui", "t", Role.TOGGLE, 1), "⬜ 1. Oui"),
    "a ticked box": (Button("Oui", "t", Role.TOGGLE, 1, chosen=True), "✅ 1. Oui"),
    "a place in an order": (Button("Oui", "t", Role.RANK, 4, chosen=True, badge="1"), "✅ 1️⃣ Oui"),
    "a best": (Button("Oui", "t", Role.CHOICE, 4, chosen=True, badge="+"), "✅ + Oui"),
    "back": (Button("Retour", "t", Role.NAVIGATE), "Retour"),
}


@pytest.mark.parametrize(("button", "expected"), LABELS.values(), ids=LABELS)
def test_a_button_says_what_it_does(button: Button, expected: str) -> None:
    assert label(button) == expected


def test_rows_are_mirrored_for_right_to_left_and_only_then() -> None:
    buttons = navigation("A", "B", "C")
    assert [b["text"] for b in keyboard(buttons, "fr")[0]] == ["A", "B", "C"]
    assert [b["callback_data"] for b in keyboard(buttons, "ar")[0]] == ["n3", "n2", "n1"]


def test_a_button_telegram_would_refuse_is_left_out_rather_than_losing_the_question() -> None:
    buttons = (Button("A", "x" * 64, Role.CHOICE), Button("B", "x" * 65, Role.CHOICE), Button("C", "", Role.CHOICE))
    assert [row[0]["text"] for row in keyboard(buttons, "fr")] == ["A"]


def test_the_way_back_survives_a_hundred_choices() -> None:
    rows = keyboard((*choices(*(f"Le choix numéro {n}" for n in range(150))), *navigation("Retour")), "fr")
    assert sum(map(len, rows)) == 100
    assert rows[-1][-1]["text"] == "Retour"


def test_long_options_are_cut_before_the_question_is() -> None:
    options = numbered(*("option " * 30 for _ in range(40)))
    shown = plain(Message("fr", ("Que choisissez-vous ?",), options, question=True))
    assert shown.startswith("Que choisissez-vous ?")
    assert units(shown) <= BUDGET
    assert "…" in shown


DIRECTIONS = {
    ("Bonjour", "fr"): "Bonjour",
    ("123", "fr"): "123",
    ("مرحبا", "ar"): "مرحبا",
    ("123", "ar"): RLM + "123",
    (f"{FSI}Nantes{PDI} مدينة", "ar"): f"{FSI}Nantes{PDI} مدينة",
    (f"1. {FSI}Nantes{PDI}", "ar"): f"{RLM}1. {FSI}Nantes{PDI}",
    ("Nantes", "ar"): RLM + "Nantes",
    ("العربية", "fr"): "العربية",
    ("", "ar"): "",
}


@pytest.mark.parametrize(("given_", "expected"), DIRECTIONS.items())
def test_a_line_starts_in_the_direction_of_its_language(given_: tuple[str, str], expected: str) -> None:
    assert directed(*given_) == expected


def test_letters_are_composed_and_embeddings_removed_before_telegram_spoils_them() -> None:
    assert clean("A\u030angström \u202bx\u202c\ty") == "Ångström x y"


ANY = st.text(max_size=60) | st.sampled_from(
    ["A\u030a", "\u202bא\u202c", "👨‍👩‍👧", "\u200f\u200f", f"{FSI}Nantes{PDI}", "<b>&"]
)
BUTTONS = st.builds(
    Button,
    ANY.filter(str.strip),
    st.text("abcXYZ-_09", min_size=1, max_size=64),
    st.sampled_from(Role),
    st.integers(0, 30),
    st.booleans(),
    st.sampled_from(["", "1", "12"]),
)
MESSAGES = st.builds(
    Message,
    st.sampled_from(["fr", "ar", "tr"]),
    st.lists(ANY | st.integers(0, 9000).map(lambda n: "é👨" * (n // 2)), max_size=4).map(tuple),
    st.lists(ANY | st.integers(0, 900).map(lambda n: "o" * n), max_size=40).map(tuple),
    ANY,
    st.lists(BUTTONS, max_size=30).map(tuple),
    question=st.booleans(),
)


@settings(deadline=None)
@given(MESSAGES)
def test_telegram_takes_every_message_and_shows_it_unchanged(message: Message) -> None:
    shown, text = render(message), plain(message)
    assert formatted(shown.html, "HTML").text == text == formatted(text, None).text
    assert units(text) <= BUDGET + 100
    assert cleaned(text) == text
    inline_keyboard({"inline_keyboard": shown.keyboard})


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from(f"ab é👨{FSI}{PDI}"), max_size=60), st.integers(2, 40))
def test_a_cut_text_fits_and_leaves_no_isolate_open(text: str, length: int) -> None:
    shorter = cut(text, length)
    assert units(shorter) <= length or shorter == "…"
    if shorter != text:
        assert shorter.count(FSI) <= shorter.count(PDI)
