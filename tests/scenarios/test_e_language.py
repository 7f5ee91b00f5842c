"""E. One language at a time: switched, missing, right to left, counted."""

import re
from datetime import date
from decimal import Decimal

import pytest
from structlog.testing import capture_logs

import questionnaires
from bot.menu import commands
from bot.rendering import render
from services import wording
from services.wording import Setting
from surveys.answers import Chosen, Counted, Dated
from surveys.interview import Interview
from surveys.items import Choice, Date, Multiple, Number
from surveys.questionnaire import Questionnaire
from surveys.texts import Text
from tests.cast import LEA
from tests.scenarios.parents import FORM, Parent
from tests.scenarios.stage import Stage, both_ways

EMBEDDINGS = re.compile("[\u202a-\u202e]|[\u200e\u200f]{2}")


@both_ways
async def test_e1_the_same_question_comes_back_in_the_new_language_and_the_answers_stay(stage: Stage) -> None:
    phone = await stage.at(LEA, "stage")
    await phone.type("English")
    await phone.wait_for(lambda screen: "How old are your children?" in screen[-1].text)
    await stage.settled()
    shown = phone.screen()[-1]
    assert shown.text.endswith("3/11")
    assert any("0 to 2" in label for label in shown.labels)
    assert any("Skip" in label for label in shown.labels)
    assert (stage.answers("role"), len(stage.answers("district"))) == ([("mother",)], 1)


@both_ways
async def test_e1_the_menu_of_commands_follows_the_language(stage: Stage) -> None:
    phone = await stage.at(LEA, "stage")
    assert int(LEA) not in stage.telegram.world.menus
    await phone.type("العربية")
    await phone.wait_for(lambda screen: "كم عمر أطفالكم" in screen[-1].text)
    await stage.settled()
    menu = {each["command"]: each["description"] for each in stage.telegram.world.menus[int(LEA)]}
    assert menu == dict(commands("ar"))
    assert menu["stop"] != dict(commands("fr"))["stop"]


@pytest.mark.parametrize("language", FORM.languages)
def test_e2_what_is_stored_is_the_same_in_every_language(language: str) -> None:
    lea = Parent(language=language).at("role")
    item = FORM.item("role")
    lea.says(next(each.text.in_(language) for each in item.choices if each.name == "father"))  # type: ignore[union-attr]
    assert lea.answers["role"] == Chosen(("father",))


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_e3_foreign_names_and_numbers_are_isolated_and_nothing_is_embedded(language: str) -> None:
    for name in questionnaires.names():
        form = questionnaires.load(name)
        for item in form.items:
            interview = Interview(language, seed=2, position=item.name, trail=("consent",))
            message = wording.ask(Setting(form, interview, 1, bytes(32)), item.name)
            shown = render(message)
            written = [shown.html, *(button["text"] for row in shown.keyboard for button in row)]
            assert not any(EMBEDDINGS.search(text) for text in written)
            assert shown.html.count("\u2068") == shown.html.count("\u2069")
    lea = Parent(language=language).at("stage")
    settled = wording.settled(Setting(FORM, lea.interview, 1, bytes(32)), "district", lea.answers["district"])
    assert "\u2068Nantes Nord\u2069" in settled.paragraphs[1]


def test_e5_a_prompt_that_lacks_one_text_is_whole_in_one_other_language() -> None:
    """Not half a prompt: the question, its choices, its footer and its buttons are all in French."""
    topics = Multiple(
        name="topics",
        text=Text({"fr": "Quels sujets ?", "ar": "ما هي المواضيع؟"}),
        choices=(
            Choice(name="a", text=Text({"fr": "L'école", "ar": "المدرسة"})),
            Choice(name="b", text=Text({"fr": "Le sport"})),
        ),
    )
    form = Questionnaire("essai", Text({"fr": "Essai"}), ("fr", "ar"), (topics,))
    with capture_logs() as events:
        asked = [
            wording.ask(Setting(form, Interview("ar", 1, position="topics"), 1, bytes(32)), "topics") for _ in "ab"
        ]
    message = asked[0]
    assert message.language == "fr"
    assert [(event["item"], event["language"], event["shown_in"]) for event in events] == [("topics", "ar", "fr")]
    said = "\n".join((*message.paragraphs, *message.options, message.footer, *(b.label for b in message.buttons)))
    assert not re.search("[\u0600-\u06ff]", said)


def test_e8_dates_numbers_and_plurals_follow_the_language() -> None:
    day, many = Date(name="since", text=Text({"fr": "Depuis ?"})), Number(name="km", text=Text({"fr": "Km ?"}))
    form = Questionnaire("essai", Text({"fr": "Essai"}), ("fr",), (day, many))
    given = Dated(date(2026, 11, 3))
    assert wording.answer_text(form, "since", given, "fr") == "3 novembre 2026"
    assert wording.answer_text(form, "since", given, "en") == "November 3, 2026"
    assert wording.answer_text(form, "since", given, "tr") == "3 Kasım 2026"
    assert wording.answer_text(form, "km", Counted(Decimal("1234.5")), "fr").replace("\u202f", " ") == "1 234,5"
    assert "1.234,5" in wording.answer_text(form, "km", Counted(Decimal("1234.5")), "ro")
    asked = FORM.item("actions")
    footers = {
        tag: wording.ask(Setting(FORM, Interview(tag, 1, position="actions"), 1, bytes(32)), asked.name).footer
        for tag in ("fr", "en", "uk", "ar")
    }
    assert footers["fr"].startswith("Choisissez 3 réponses au maximum.")
    assert len(set(footers.values())) == 4
