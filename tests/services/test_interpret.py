"""Taps and typed words, and what was meant by them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.channels import Tapped, Wrote
from services.interpret import Request, interpret, pressed, written
from services.tokens import Action, Press, seal
from surveys.inputs import (
    ChangedLanguage,
    Chose,
    Input,
    Picked,
    Replied,
    Resumed,
    Revisited,
    Skipped,
    Validated,
    WentBack,
)
from tests.services.sample import INTERVIEW_ID, KEY, QUESTIONNAIRE, at

PLACE = QUESTIONNAIRE.place


def meant(text: str, position: str | None = "voice", **more: Any) -> Input | Request:
    return written(QUESTIONNAIRE, at(position, **more).interview, text)


STOPS = [
    "STOP",
    "stop !",
    "Arrêt",
    "arreter",
    "ARRÊTER 🛑",
    "désabonner",
    "quitter",
    "توقف",
    "dur",
    "Parar.",
    "stopp",
    "стоп",
]
STOPS += ["opreste", "Oprește", "cancel", "unsubscribe", "İPTAL"]


@pytest.mark.parametrize("position", ["consent", "role", "topics", "voice", "children", "review", None])
@pytest.mark.parametrize("text", STOPS)
def test_stop_works_at_any_point_in_any_language(text: str, position: str | None) -> None:
    assert meant(text, position) is Request.STOP


@pytest.mark.parametrize(
    "text", ["aide", "Help", "مساعدة", "؟", "?", " ?? ", "yardım", "YARDIM", "ajuda", "ayuda", "ajutor"]
)
def test_help_in_any_language(text: str) -> None:
    assert meant(text) is Request.HELP
    assert meant(text, "role") is Request.HELP


@pytest.mark.parametrize(
    "text",
    [
        "Il faut stopper les travaux",
        "Plus d'aide aux devoirs",
        "Parar o barulho na rua",
        "Pourquoi ?",
        "La langue des réunions",
        "Хватит машин у школы",
        "Зупинити шум на вулиці",
        "کمک برای تکالیف",
        "Jooji baabuurta dugsiga hortiisa",
        "Skoazell evit ar re yaouank",
        "English",
        "continuer",
        "ok",
        "👍",
        "   ",
        "",
    ],
)
def test_a_sentence_or_another_word_is_an_answer_exactly_as_typed(text: str) -> None:
    assert meant(text) == Replied(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("retour", WentBack()),
        ("geri", WentBack()),
        ("passer", Skipped("voice")),
        ("تخطي", Skipped("voice")),
        ("langue", Request.LANGUAGES),
        ("لغة", Request.LANGUAGES),
        ("gizlilik", Request.PRIVACY),
        ("confidentialité", Request.PRIVACY),
        ("Стоп!", Request.STOP),
        ("Допоможіть", Request.HELP),
        ("برگشت", WentBack()),
        ("Ka bood", Skipped("voice")),
        ("Yezh", Request.LANGUAGES),
    ],
)
def test_other_words_that_work_in_an_open_question(text: str, wanted: Input | Request) -> None:
    assert meant(text) == wanted


def test_the_text_of_a_choice_wins_over_a_word() -> None:
    assert meant("La langue", "topics") == Replied("La langue")
    assert meant("langue", "topics") == Replied("langue")
    assert meant("مساعدة", "useful") is Request.HELP
    assert meant("L'aide", "useful") == Replied("L'aide")


def test_a_language_can_be_typed_by_its_name() -> None:
    assert meant("العربية", "consent") == ChangedLanguage("ar")
    assert meant("francais", "role", language="ar") == ChangedLanguage("fr")
    assert meant("Türkçe", "role") == Replied("Türkçe")  # the questionnaire is not in Turkish


def test_what_is_set_can_be_submitted_by_a_word() -> None:
    assert meant("valider", "topics", draft=("sport",)) == Validated("topics")
    assert meant("valider", "topics") == Replied("valider")
    assert meant("envoyer", "review") == Validated("review")


def test_words_after_the_end_answer_nothing() -> None:
    assert meant("retour", None) == Replied("retour")
    assert meant("passer", None) == Replied("passer")


@given(st.text(max_size=40), st.sampled_from([None, *(item.name for item in QUESTIONNAIRE.items)]))
def test_any_text_means_something(text: str, position: str | None) -> None:
    given = meant(text, position)
    assert not isinstance(given, Replied) or given.text == text


@pytest.mark.parametrize(
    ("press", "wanted"),
    [
        (Press(Action.CHOOSE, PLACE("role"), 1), Chose("role", "father")),
        (Press(Action.ON, PLACE("topics"), 2), Chose("topics", "language", on=True)),
        (Press(Action.OFF, PLACE("topics"), 2), Chose("topics", "language", on=False)),
        (Press(Action.VALIDATE, PLACE("topics")), Validated("topics")),
        (Press(Action.SKIP, PLACE("voice")), Skipped("voice")),
        (Press(Action.BACK, PLACE("voice")), WentBack()),
        (Press(Action.BACK, PLACE("role")), Request.NOTHING),
        (Press(Action.REVISIT, PLACE("role")), Revisited("role")),
        (Press(Action.LANGUAGE, language="ar"), ChangedLanguage("ar")),
        (Press(Action.LANGUAGE, language="tr"), None),
        (Press(Action.LANGUAGES), Request.LANGUAGES),
        (Press(Action.RESUME), Resumed()),
        (Press(Action.CHOOSE, PLACE("role"), 2), None),
        (Press(Action.CHOOSE, PLACE("voice"), 0), None),
        (Press(Action.CHOOSE, 99, 0), None),
    ],
)
def test_a_press(press: Press, wanted: Input | Request | None) -> None:
    assert pressed(QUESTIONNAIRE, at("voice").interview, press) == wanted


def test_a_second_fast_tap_on_the_best_is_not_the_worst() -> None:
    school, sport = (Press(action, PLACE("useful"), place) for action, place in ((Action.CHOOSE, 1), (Action.WORST, 2)))
    fresh, best_set = at("useful").interview, at("useful", draft=("help",)).interview
    assert pressed(QUESTIONNAIRE, fresh, school) == Chose("useful", "school")
    assert pressed(QUESTIONNAIRE, best_set, school) is Request.NOTHING
    assert pressed(QUESTIONNAIRE, best_set, sport) == Chose("useful", "sport")
    assert pressed(QUESTIONNAIRE, fresh, sport) is Request.NOTHING
    undo = Press(Action.OFF, PLACE("useful"), 0)
    assert pressed(QUESTIONNAIRE, best_set, undo) == Chose("useful", "help", on=False)


def test_boxes_of_a_form_are_all_choices_at_once() -> None:
    submit = Press(Action.VALIDATE, PLACE("topics"))
    boxes = (Press(Action.ON, PLACE("topics"), 0), Press(Action.OFF, PLACE("topics"), 2))
    interview = at("topics", draft=("language",)).interview
    assert pressed(QUESTIONNAIRE, interview, submit, boxes) == Picked("topics", ("school", "language"))
    assert pressed(QUESTIONNAIRE, interview, submit, (submit,)) == Picked("topics", ())
    assert pressed(QUESTIONNAIRE, interview, submit) == Validated("topics")
    other = Press(Action.ON, PLACE("useful"), 0)
    assert pressed(QUESTIONNAIRE, interview, submit, (*boxes, other)) is None


def test_tokens_of_other_people_mean_nothing() -> None:
    mine = seal(KEY, INTERVIEW_ID, Press(Action.CHOOSE, PLACE("role"), 0))
    theirs = seal(KEY, INTERVIEW_ID + 1, Press(Action.CHOOSE, PLACE("role"), 0))
    interview = at("role").interview

    def meaning(*tokens: str) -> Input | Request | None:
        return interpret(QUESTIONNAIRE, interview, INTERVIEW_ID, KEY, Tapped(tokens[0], tokens[1:]))

    assert meaning(mine) == Chose("role", "mother")
    assert meaning(theirs) is None
    assert meaning(mine, theirs) is None
    assert meaning("garbage") is None
    assert interpret(QUESTIONNAIRE, interview, INTERVIEW_ID, KEY, Wrote("2")) == Replied("2")
