"""What people read: whole in one language, question first, no sentence too long, every button theirs."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locales.catalogues import translator
from locales.languages import LANGUAGES
from services import wording
from services.interpret import Request, written
from services.messages import Expects, Message, Role
from services.tokens import Action, unseal
from surveys.answers import Chosen, Missing, Written
from surveys.effects import Remark, Tell
from surveys.interview import Disposition
from surveys.items import Single
from surveys.texts import Text
from tests.services import golden
from tests.services.sample import ANSWERS, INTERVIEW_ID, KEY, QUESTIONNAIRE, at, both, choice, in_every_language

EVERY = sorted(LANGUAGES)


def said(message: Message) -> str:
    return "\n".join((*message.paragraphs, *message.options, message.footer))


@pytest.mark.parametrize("language", golden.LANGUAGES)
def test_everything_said_reads_as_the_file_people_have_read(language: str) -> None:
    assert golden.transcript(language) == (golden.FOLDER / f"{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("item", [item.name for item in QUESTIONNAIRE.items])
def test_a_prompt_starts_with_its_question(item: str) -> None:
    assert wording.ask(at(item), item).paragraphs[0] == QUESTIONNAIRE.item(item).text.in_("fr")


def test_buttons_carry_what_a_tap_sets_and_only_for_this_person() -> None:
    message = wording.ask(at("topics", draft=("sport",), revision=4), "topics")
    presses = [unseal(KEY, INTERVIEW_ID, button.token) for button in message.buttons]
    assert [(press.action, press.choice) for press in presses if press] == [
        (Action.ON, 0),
        (Action.OFF, 1),
        (Action.ON, 2),
        (Action.VALIDATE, 0),
        (Action.BACK, 0),
        (Action.SKIP, 0),
        (Action.PUZZLED, 0),
    ]
    assert {press.revision for press in presses if press} == {4}
    assert [unseal(KEY, INTERVIEW_ID + 1, button.token) for button in message.buttons] == [None] * 7


def test_the_worst_is_asked_without_the_best() -> None:
    message = wording.ask(at("useful", draft=("school",)), "useful")
    assert message.paragraphs[0] == "Et lequel est le moins utile ?"
    assert message.options == ("1. L'aide", "2. Le sport")


def test_a_ranking_is_submitted_when_every_place_is_taken() -> None:
    def roles(*draft: str) -> list[Role]:
        return [button.role for button in wording.ask(at("order", draft=draft), "order").buttons]

    assert Role.VALIDATE not in roles("park")
    assert Role.VALIDATE in roles("park", "library")


def test_a_required_question_has_no_skip_and_the_first_one_no_way_back() -> None:
    labels = [button.label for button in wording.ask(at("children"), "children").buttons]
    assert labels == ["Retour", "Pas compris ?"]
    assert not [b for b in wording.ask(at("consent"), "consent").buttons if b.role is Role.NAVIGATE]


def test_a_consent_shows_the_languages_in_their_own_script() -> None:
    tongues = [b for b in wording.ask(at("consent"), "consent").buttons if b.role is Role.LANGUAGE]
    assert [(b.label, b.chosen) for b in tongues] == [("Français", True), ("العربية", False)]


@pytest.mark.parametrize(
    ("item", "expects", "most"),
    [
        ("voice", Expects.TEXT, 500),
        ("children", Expects.NUMBER, 0),
        ("since", Expects.DATE, 0),
        ("role", Expects.NOTHING, 0),
    ],
)
def test_a_prompt_says_what_can_be_typed(item: str, expects: Expects, most: int) -> None:
    message = wording.ask(at(item), item)
    assert (message.expects, message.max_chars) == (expects, most)


def test_a_prompt_that_lacks_one_translation_is_whole_in_french() -> None:
    half = Single(
        name="half",
        text=both("Ça va ?", "كيف الحال؟"),
        choices=(choice("good", "Bien", "جيد"), replace(choice("bad", "Mal", ""), text=Text({"fr": "Mal"}))),
    )
    form = replace(QUESTIONNAIRE, items=(*QUESTIONNAIRE.items, half))
    message = wording.ask(replace(at("half", "ar"), questionnaire=form), "half")
    assert message.language == "fr"
    assert said(message).startswith("Ça va ?\n1. Bien\n2. Mal")
    assert message.buttons[-1].label == "Pas compris ?"


@pytest.mark.parametrize("language", EVERY)
@pytest.mark.parametrize(("title", "setting", "told"), list(golden.remarks("fr")))
def test_every_remark_has_words_in_every_language(
    language: str, title: str, setting: wording.Setting, told: Tell
) -> None:
    form = in_every_language(QUESTIONNAIRE)
    french = replace(setting, questionnaire=form)
    message = wording.tell(replace(french, interview=replace(setting.interview, language=language)), told)
    assert message.language == language
    assert all(paragraph.strip() for paragraph in message.paragraphs)
    assert not re.search("[{}]", said(message))
    if not language.startswith("fr") and told.remark not in (Remark.MORE, Remark.NOTICE, Remark.WHY):
        assert said(message) != said(wording.tell(french, told))


@pytest.mark.parametrize("language", EVERY)
def test_what_is_said_outside_questions_is_in_the_persons_language(language: str) -> None:
    spoken = at("role", language)
    messages = [
        wording.help_(language, "https://voix.example"),
        wording.help_(language),
        wording.privacy(language, "https://voix.example"),
        wording.unknown_code(language),
        wording.not_open(language),
        wording.choose_code(language),
        wording.unsupported(language),
        wording.stopped(language),
        wording.languages(spoken),
        wording.tell(spoken, Tell(Remark.FINISHED)),
    ]
    assert {message.language for message in messages} == {language}
    assert all(paragraph for message in messages for paragraph in message.paragraphs)
    if not language.startswith("fr"):
        french = {said(wording.stopped("fr")), said(wording.help_("fr", "https://voix.example"))}
        assert not french & {said(message) for message in messages}


@pytest.mark.parametrize("language", EVERY)
def test_the_words_that_help_teaches_are_understood(language: str) -> None:
    words = [re.sub(r"[\u2068\u2069]", "", line).split(":")[0] for line in wording.help_(language).options]
    meant = [written(QUESTIONNAIRE, at("voice").interview, word) for word in words]
    assert meant[4:] == [Request.LANGUAGES, Request.PRIVACY, Request.STOP]
    assert [type(given).__name__ for given in meant[:4]] == ["WentBack", "Skipped", "Listed", "Paused"]


def test_an_unregistered_language_falls_back_to_a_neighbour() -> None:
    assert wording.unknown_code("pt-BR").language == "pt"
    assert wording.unknown_code("wo").language == "fr"


@pytest.mark.parametrize(
    ("item", "answer", "words"),
    [
        ("useful", Chosen(("sport", "help")), "Le plus : Le sport · Le moins : L'aide"),
        ("useful", Chosen(("sport",)), "Le sport"),
        ("order", Chosen(("library", "park")), "1. La bibliothèque · 2. Le parc"),
        ("district", Missing.DONT_KNOW, "Je ne sais pas"),
        ("role", Missing.DONT_KNOW, "je ne sais pas"),
        ("role", Missing.SKIPPED, "question passée"),
        ("children", ANSWERS["children"], "3"),
        ("voice", Written("Des jeux"), "Des jeux"),
    ],
)
def test_an_answer_in_words(item: str, answer: Chosen, words: str) -> None:
    assert wording.answer_text(QUESTIONNAIRE, item, answer, "fr") == words


def test_an_answer_can_be_changed_even_after_the_end_but_not_after_leaving() -> None:
    over = at(None, disposition=Disposition.COMPLETE)
    left = at(None, disposition=Disposition.BROKEN_OFF)
    assert [b.label for b in wording.settled(at("voice"), "role", ANSWERS["role"]).buttons] == ["Modifier"]
    assert [b.label for b in wording.settled(over, "role", ANSWERS["role"]).buttons] == ["Modifier"]
    assert wording.settled(left, "role", ANSWERS["role"]).buttons == ()
    assert wording.settled(at("voice"), "consent", ("yes",)).buttons == ()


def test_the_review_can_change_each_answer_then_submits() -> None:
    message = wording.ask(at("review", answers=ANSWERS), "review")
    presses = [unseal(KEY, INTERVIEW_ID, button.token) for button in message.buttons]
    changed = [QUESTIONNAIRE.items[p.item].name for p in presses if p and p.action is Action.REVISIT]
    assert changed == list(ANSWERS)
    assert presses[0] is not None
    assert presses[0].action is Action.VALIDATE


def test_arabic_isolates_what_is_foreign_and_never_embeds() -> None:
    text = golden.transcript("ar")
    assert not re.search("[\u202a-\u202e]", text)
    assert "⟨Nantes Nord⟩" in text
    assert "السؤال ⟨1⟩ من ⟨11⟩" in text
    assert "[choice] 0\n" in text


@settings(deadline=None)  # the first example reads catalogues
@given(st.text(max_size=60), st.sampled_from(EVERY))
def test_own_words_cannot_upset_the_line_they_stand_in(text: str, language: str) -> None:
    message = wording.settled(at("review", language), "voice", Written(text))
    shown = "\n".join(message.paragraphs)
    assert shown.count("\u2068") == shown.count("\u2069")
    assert not re.search("[\u202a-\u202e\u2066\u2067]", shown)


def test_sentences_in_french_are_short() -> None:
    spoken = translator("fr").gettext
    texts = [block for block in golden.transcript("fr").split("\n") if not block.startswith(("===", "  ["))]
    sentences = [s for text in texts for s in re.split(r"[.?!:…]\s", spoken(text) if text else "")]
    assert max(len(re.findall(r"[\w'-]+", sentence)) for sentence in sentences) <= 12
