"""G. Back, pause, help, change: freedom at every moment."""

from dataclasses import replace
from typing import Any

import pytest

import questionnaires
from locales.words import WORDS, Word
from services.accounts.staff import COMMAND_LINE
from services.campaigning import campaigns
from services.forms import corrections
from storage import answers
from surveys.answers import Chosen
from surveys.interview import Disposition
from surveys.questionnaire import Questionnaire
from surveys.texts import Text
from tests.cast import AICHA, LEA
from tests.journeys.parents import plain
from tests.scenarios.parents import FORM, Parent
from tests.scenarios.stage import Stage, both_databases

EVERY_KIND = questionnaires.load("every-kind")


def with_(item: str, **more: Any) -> Questionnaire:
    """The shipped questionnaire with one item changed."""
    items = tuple(replace(each, **more) if each.name == item else each for each in FORM.items)
    return replace(FORM, items=items)


# --- G1 --------------------------------------------------------------------------------------------------------------
def test_g1_back_at_the_first_question_goes_to_the_intro() -> None:
    lea = Parent().at("role")
    assert lea.says("retour").startswith("Bonjour.")
    assert lea.position == "consent"


def test_g1_back_after_a_branch_goes_to_the_question_really_seen() -> None:
    lea = Parent().at("stage")
    lea.says("4")
    lea.says("1, 2", "3")
    assert lea.position == "ind_a4", "the first entry to school is not asked"
    lea.says("retour")
    assert lea.position == "listened"


def test_after_going_back_the_answer_given_is_shown_and_can_be_kept() -> None:
    lea = Parent().at("district")
    assert "✓ Votre réponse : Une mère" in lea.says("retour")
    lea.taps("Garder ma réponse")
    assert (lea.position, lea.answers["role"]) == ("district", Chosen(("mother",)))
    lea.says("retour", "continuer")
    assert lea.position == "district", "the same by typing"


# --- G2 --------------------------------------------------------------------------------------------------------------
async def test_g2_after_a_pause_any_word_next_day_takes_up_the_same_question(stage: Stage) -> None:
    phone = await stage.at(LEA, "voice")
    await phone.type("pause")
    await phone.wait_for_reply()
    assert "on fait une pause" in phone.screen()[-1].text
    stage.pass_(days=1)
    await phone.type("Bonjour, me revoilà")
    await stage.reaches(phone, "voice")
    recap = phone.screen()[-2].text
    assert recap == "On reprend. Vous en étiez à la question 9 sur 11."
    assert stage.answers("voice") == [], "a greeting is no answer"
    await phone.type("Un parc")
    await stage.reaches(phone, "satisfaction")


async def test_g2_a_greeting_the_day_after_is_met_with_where_one_stood(stage: Stage) -> None:
    phone = await stage.at(LEA, "listened")
    stage.pass_(days=1)
    await phone.type("Bonjour")
    await phone.wait_for(lambda screen: "On reprend. Vous en étiez à la question 5 sur 11." in screen[-2].text)
    await stage.settled()
    stage.pass_(minutes=1)
    await phone.type("Bonjour")
    await phone.wait_for(lambda screen: "Je n'ai pas compris votre réponse." in screen[-2].text)
    await stage.settled()
    stage.pass_(days=1)
    await phone.type("souvent")
    await stage.reaches(phone, "first_entry")  # an answer is an answer on any day
    assert stage.answers("listened") == [("4",)]


def test_g2_a_tap_after_a_pause_is_an_answer() -> None:
    lea = Parent().at("listened")
    lea.says("plus tard")
    lea.taps("Souvent")
    assert lea.answers["listened"] == Chosen(("4",))
    lea.says("3")
    assert "first_entry" in lea.answers, "the pause is over"


# --- G3 --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("start", ["", "NANTES"])
async def test_g3_start_in_the_middle_loses_nothing_and_a_new_beginning_is_asked_for_twice(
    stage: Stage, start: str
) -> None:
    phone = await stage.at(LEA, "stage")
    await phone.start(start)
    await stage.reaches(phone, "stage")
    recap = phone.screen()[-2]
    assert "Vous en étiez à la question 3 sur 11." in recap.text
    await phone.tap("Recommencer", recap.id)
    await phone.wait_for(lambda screen: "efface toutes vos réponses" in screen[-1].text)
    assert stage.count("answer") == 2
    await phone.tap("Non, je continue")
    await stage.reaches(phone, "stage")
    await phone.type("recommencer")
    await phone.wait_for_reply()
    await phone.type("oui, recommencer")
    await stage.reaches(phone, "consent")
    assert stage.count("answer") == 0


# --- G4 --------------------------------------------------------------------------------------------------------------
def test_g4_why_this_question_tells_and_asks_again_without_a_change() -> None:
    form = with_("role", why=Text({"fr": "Les mères et les pères ne vivent pas la même chose."}))
    lea = Parent(form).at("role")
    before = lea.interview
    for heard in (lea.taps("Pourquoi ?"), lea.says("Pourquoi ?"), lea.says("pourquoi cette question")):
        assert heard.startswith("Les mères et les pères ne vivent pas la même chose.")
        assert "Qui êtes-vous ?" in heard
    assert lea.interview == before


def test_g4_without_a_reason_of_the_author_the_purpose_of_all_is_told() -> None:
    lea = Parent(EVERY_KIND)
    assert "Elle veut savoir ce qui compte pour les parents." in lea.says("pourquoi")
    assert lea.position == "travel"


async def test_who_does_not_understand_gets_other_words_and_is_counted_without_a_trace(stage: Stage) -> None:
    phone = await stage.at(LEA, "listened")
    await phone.tap("Pas compris ?")
    await phone.wait_for(lambda screen: "Autrement dit :\n\nÀ l'école, est-ce qu'on vous écoute ?" in screen[-2].text)
    await phone.type("je ne comprends pas")
    await phone.wait_for(lambda screen: "Demandez à la personne qui vous a donné le lien." in screen[-2].text)
    await stage.settled()
    place = FORM.place("listened")
    assert stage.rows("SELECT item, count FROM misunderstood") == [(place, 1)], "one parent, however often they ask"
    columns = stage.house.database.read(lambda t: t.exec_driver_sql("SELECT * FROM misunderstood").keys())
    assert list(columns) == ["campaign_id", "questionnaire_id", "item", "count"]


@pytest.mark.parametrize("language", FORM.languages)
def test_other_words_come_in_the_language_of_the_parent_or_not_at_all(language: str) -> None:
    own = Parent(language=language).at("actions")
    assert FORM.item("actions").plain.in_(language) in plain(own.says("je ne comprends pas"))  # type: ignore[union-attr]
    french = Parent(with_("role", plain=Text({"fr": "La mère ? Le père ?"})), language).at("role")
    assert ("La mère ? Le père ?" in french.says("je ne comprends pas")) == language.startswith("fr")


# --- G5 --------------------------------------------------------------------------------------------------------------
HELP = sorted({word.strip() for words in WORDS[Word.HELP].values() for word in words.split(",")})


@pytest.mark.parametrize("item", ["consent", "role", "stage", "ind_a4", "voice", "followup"])
def test_g5_help_in_every_language_at_every_kind_of_question(item: str) -> None:
    lea = Parent().at(item)
    before = lea.interview
    for word in [*HELP, "؟", "?", "AIDE !", "مساعدة 🙏"]:
        assert lea.says(word).startswith("Pour répondre, touchez un bouton"), word
    assert lea.interview == before


def test_g5_a_sentence_with_the_word_is_an_answer() -> None:
    lea = Parent().at("voice")
    lea.says("Plus d'aide aux devoirs")
    assert lea.position == "satisfaction"


# --- G6 --------------------------------------------------------------------------------------------------------------
def sentences(heard: str) -> set[str]:
    """What is said before the question itself."""
    return set(heard.partition("Qui êtes-vous ?")[0].splitlines()) - {""}


def test_g6_the_third_misfit_shows_a_way_around_and_nothing_is_said_three_times_in_a_row() -> None:
    lea = Parent().at("role")
    heard = [lea.says(text) for text in ("bleu", "vert", "rouge", "noir", "blanc", "gris")]
    assert all("Qui êtes-vous ?" in text for text in heard)
    assert "Demandez à la personne qui vous a donné le lien." in heard[2]
    assert "Touchez un bouton sous la question." in heard[2]
    said = [sentences(text) for text in heard]
    assert all(not (one & two & three) for one, two, three in zip(said, said[1:], said[2:], strict=False))


def test_g6_holds_for_numbers_too_many_choices_and_after_the_end() -> None:
    lea = Parent().at("actions")
    heard = [lea.says("1, 2, 3, 4") for _ in range(4)]
    assert len(set(heard)) > 1
    assert all(set(heard[at : at + 3]) != {heard[at]} for at in range(2))
    lea = Parent().at("followup")
    lea.says("3", "valider")
    assert lea.is_over
    ends = [lea.says("merci") for _ in range(4)]
    assert ends[0] != ends[1]


# --- G7 --------------------------------------------------------------------------------------------------------------
def test_g7_the_review_lists_the_answers_and_changes_each_by_tap_or_by_typing() -> None:
    lea = Parent(EVERY_KIND)
    lea.says("1", "1", "passer", "7", "1,2,3", "passer", "passer")
    assert lea.position == "review"
    assert "1. Comment votre enfant va-t-il à l'école ? À pied" in lea.heard
    lea.says("1", "en voiture")
    assert (lea.position, lea.answers["travel"]) == ("review", Chosen(("car",)))
    lea.taps("Modifier la réponse 4")
    lea.says("9")
    assert lea.answers["welcome"] == Chosen(("9",))
    lea.says("envoyer")
    assert lea.interview.disposition is Disposition.COMPLETE


async def test_g7_an_answer_may_be_changed_until_the_campaign_closes(stage: Stage) -> None:
    phone = await stage.at(LEA, "followup")
    await phone.type("3")
    await phone.wait_for(lambda screen: "Merci. Votre avis compte" in screen[-1].text)
    await stage.settled()  # a text that meets a message on its way answers nothing
    stage.pass_(seconds=4)  # nor does one right after our last word
    await phone.type("coucou")
    await phone.wait_for_reply()
    await phone.tap("Voir mes réponses")
    await phone.wait_for(lambda screen: "1. Qui êtes-vous ? Une mère" in screen[-1].text)
    await phone.type("modifier 1")
    await stage.reaches(phone, "role")
    assert stage.rows("SELECT disposition FROM interview") == [("complete",)], "submitted it stays, whatever comes"
    await phone.type("un père")
    await phone.wait_for(lambda screen: "Merci. Votre avis compte" in screen[-1].text)
    await stage.settled()
    assert (stage.answers("role"), stage.rows("SELECT disposition FROM interview")) == (
        [("father",)],
        [("complete",)],
    )
    stage.do(lambda t: campaigns.close(t, stage.house.context, "NANTES"))
    await phone.type("modifier 1")
    await phone.wait_for(lambda screen: "Ces questions sont terminées" in screen[-1].text)
    assert stage.answers("role") == [("father",)]


def test_answers_can_be_seen_and_changed_at_any_question() -> None:
    lea = Parent().at("voice")
    assert "2. Dans quel quartier habitez-vous ? Nantes Nord" in lea.says("mes réponses")
    assert lea.heard.endswith("9/11")
    lea.says("modifier 2", "Nantes Sud")
    assert (lea.position, lea.answers["district"]) == ("voice", Chosen(("nantes-sud",)))


# --- G9 --------------------------------------------------------------------------------------------------------------
BETTER = "كم أعمار أطفالكم؟"


def corrected(stage: Stage, form: Questionnaire) -> corrections.Corrected:
    return stage.do(lambda t: corrections.correct(t, stage.house.context, COMMAND_LINE, "NANTES", form))


@both_databases
async def test_g9_a_corrected_translation_meets_who_begins_and_leaves_who_is_in_the_middle_alone(stage: Stage) -> None:
    aicha = await stage.at(AICHA, "district")
    better = with_("stage", text=Text({**FORM.item("stage").text.wordings, "ar": BETTER}))
    assert corrected(stage, better) == corrections.Corrected(number=2, texts=1)
    await aicha.type("8")
    await stage.reaches(aicha, "stage")  # with the words of the questionnaire she began
    newcomer = stage.telegram.phone(2001, "ar", "هدى")
    await newcomer.start("NANTES")
    await newcomer.wait_for_reply()
    await stage.settled()
    for text in ("1", "1", "8"):
        await newcomer.type(text)
        await newcomer.wait_for_reply()
        stage.pass_(seconds=5)
    await newcomer.wait_for(lambda screen: BETTER in screen[-1].text)
    versions = stage.rows("SELECT DISTINCT questionnaire_id FROM interview ORDER BY questionnaire_id")
    assert versions == stage.rows("SELECT questionnaire_id FROM edition ORDER BY number"), "results tell them apart"


async def test_g9_answers_of_both_editions_are_counted_together(stage: Stage) -> None:
    await stage.at(AICHA, "stage")
    corrected(stage, with_("stage", text=Text({**FORM.item("stage").text.wordings, "ar": BETTER})))
    await stage.at(LEA, "stage")
    number, form_id = stage.rows("SELECT id, questionnaire_id FROM campaign WHERE code = 'NANTES'")[0]
    streamed = stage.do(lambda t: [one.given["role"] for one in answers.stream(t, FORM, number, form_id)])
    assert streamed == [Chosen(("mother",)), Chosen(("mother",))]


async def test_g9_nothing_but_translations_may_change_while_parents_answer(stage: Stage) -> None:
    await stage.at(LEA, "role")
    role = FORM.item("role")
    wrong = {
        "role": with_("role", text=Text({**role.text.wordings, "fr": "Vous êtes ?"})),
        "stage": with_("stage", relevant="1 = 1"),
        "actions": with_("actions", at_most=2),
        "": replace(FORM, items=tuple(reversed(FORM.items))),
    }
    for where, form in wrong.items():
        with pytest.raises(corrections.NotTranslations) as refusal:
            corrected(stage, form)
        assert where in refusal.value.where
    assert corrected(stage, FORM) == corrections.Corrected(number=1, texts=0), "the same again changes nothing"
    assert stage.count("edition") == 0
