"""F. Kinds of questions, and answers that are typed."""

from dataclasses import replace
from datetime import date
from itertools import accumulate

import pytest

import questionnaires
from bot.bidi import width
from bot.keyboards import HALF, LABEL, keyboard
from services import places, wording
from services.accounts.staff import COMMAND_LINE
from services.wording import Setting
from storage.places import Entry
from surveys.answers import Chosen, Missing, Written
from surveys.conditions import standing
from surveys.districts import DISTRICTS
from surveys.interview import Interview
from surveys.items import Comparison, Open, Single
from surveys.questionnaire import Questionnaire
from surveys.texts import Text
from tests.cast import LEA
from tests.fake_telegram import Phone
from tests.scenarios.parents import FORM, Parent
from tests.scenarios.stage import Stage, both_databases
from tests.surveys.examples import choice

EVERY_KIND = questionnaires.load("every-kind")


@pytest.mark.parametrize("typed", ["2", "un père", "UN PERE", "pere", "un per", "un pèrre", "Un père."])
def test_f1_number_text_beginning_and_one_slip_select_the_option(typed: str) -> None:
    lea = Parent().at("role")
    lea.says(typed)
    assert lea.answers["role"] == Chosen(("father",))


def test_f1_what_fits_several_options_is_asked_not_guessed() -> None:
    lea = Parent().at("role")
    assert "Plusieurs réponses sont possibles" in lea.says("un")
    assert lea.position == "role"
    lea.taps("Un père")
    assert lea.answers["role"] == Chosen(("father",))


@pytest.mark.parametrize("typed", ["٣", "۳", "3️⃣", "３", "3.", "n°3", "③", "3)", "3e", "3ème", "la 3", "numéro 3"])
def test_f2_digits_of_every_script_are_the_number_shown(typed: str) -> None:
    lea = Parent().at("role")
    lea.says(typed)
    assert lea.answers["role"] == Chosen(("carer",))


@pytest.mark.parametrize("typed", ["7,5", "7.5", "7½", "7-8", "7 ou 8", "entre 7 et 8", "-1", "7/10"])
def test_f3_halves_ranges_and_signs_are_never_cut_off(typed: str) -> None:
    lea = Parent(EVERY_KIND)
    lea.says("1", "1", "passer")
    assert lea.position == "welcome"
    lea.says(typed)
    assert (lea.position, "welcome" in lea.answers) == ("welcome", False)


def test_f4_a_number_that_is_a_place_and_a_text_is_asked_about() -> None:
    children = Single(
        name="children",
        text=Text({"fr": "Combien d'enfants ?"}),
        choices=(choice("c1", "1 enfant"), choice("c3", "3 enfants"), choice("c2", "2 enfants")),
    )
    lea = Parent(Questionnaire("essai", Text({"fr": "Essai"}), ("fr",), (children,)))
    assert "2. 3 enfants\n3. 2 enfants" in lea.says("3")
    lea.taps("3 enfants")
    assert lea.answers["children"] == Chosen(("c3",))


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Nantes Nord", "nantes-nord"),
        ("nord", "nantes-nord"),
        ("11", "nantes-sud"),
        ("ile de nantes", "ile-de-nantes"),
        ("malakof", "malakoff-saint-donatien"),
        ("St Félix", "hauts-paves-saint-felix"),
        ("la bottière", "doulon-bottiere"),
    ],
)
def test_f5_a_district_is_typed_by_name_part_or_number(typed: str, slug: str) -> None:
    lea = Parent().at("district")
    lea.says(typed)
    assert lea.answers["district"] == Chosen((slug,))


ACACIAS, TILLEULS, OTHER_TILLEULS = (
    Entry("Les Acacias", ("Akasya",), "nantes-nord", "école", "essai", date(2026, 11, 22)),
    Entry("Les Tilleuls", (), "nantes-sud", "école", "essai", date(2026, 11, 22)),
    Entry("Les Tilleuls", (), "breil-barberie", "crèche", "essai", date(2026, 11, 22)),
)  # made up: no list of a city is tried here


async def at_the_district(stage: Stage, who: str = LEA) -> Phone:
    """Somebody who is asked for their district, in a city whose list of places is known."""
    entries = (ACACIAS, TILLEULS, OTHER_TILLEULS)
    stage.do(lambda t: places.renew(t, stage.house.context, COMMAND_LINE, entries))
    phone = await stage.at(who, "district")
    stage.pass_(minutes=1)
    return phone


@both_databases
async def test_f5_a_school_stands_for_its_district_and_its_name_is_kept_nowhere(stage: Stage) -> None:
    phone = await at_the_district(stage)
    await phone.type("école maternelle les accacias")
    await stage.reaches(phone, "stage")
    assert stage.answers("district") == [("nantes-nord",)]
    assert any("✓ Votre réponse : Nantes Nord" in message.text for message in phone.screen())
    assert "cacias" not in "".join(str(row) for table in WRITTEN for row in stage.rows(f"SELECT * FROM {table}"))


WRITTEN = ("interview", "answer", "words", "respondent", "misunderstood", "inbox", "outbox", "audit")


async def test_f5_a_name_of_two_districts_is_asked_about_with_buttons(stage: Stage) -> None:
    phone = await at_the_district(stage)
    await phone.type("les tilleuls")
    await phone.wait_for(lambda screen: "Plusieurs lieux ont ce nom." in screen[-1].text)
    assert list(phone.last.labels) == [
        "7. Les Tilleuls (Breil - Barberie)",
        "11. Les Tilleuls (Nantes Sud)",
    ]
    await phone.tap_index(1)
    await stage.reaches(phone, "stage")
    assert stage.answers("district") == [("nantes-sud",)]


async def test_f5_a_number_answers_which_of_two_districts(stage: Stage) -> None:
    phone = await at_the_district(stage)
    await phone.type("tilleuls")
    await phone.wait_for(lambda screen: "Plusieurs lieux ont ce nom." in screen[-1].text)
    stage.pass_(minutes=1)
    await phone.type("7")
    await stage.reaches(phone, "stage")
    assert stage.answers("district") == [("breil-barberie",)]


async def test_f5_after_two_tries_the_parent_goes_on_without_a_district(stage: Stage) -> None:
    phone = await at_the_district(stage)
    await phone.type("école Introuvable")
    await phone.wait_for(lambda screen: "Je ne trouve pas ce nom." in screen[-2].text)
    assert "de l'école de votre enfant" in phone.screen()[-2].text
    stage.pass_(minutes=1)
    await phone.type("école Nullepart")
    await stage.reaches(phone, "stage")
    assert "Ce n'est pas grave." in phone.screen()[-2].text
    assert stage.answers("district") == [("dont_know",)]
    await phone.tap("Modifier", phone.screen()[-2].id)
    await stage.reaches(phone, "district")
    await phone.type("Akasya")
    await stage.reaches(phone, "stage")
    assert stage.answers("district") == [("nantes-nord",)]


@pytest.mark.parametrize("language", FORM.languages)
def test_f5_eleven_districts_fit_a_narrow_screen_in_every_language(language: str) -> None:
    interview = Interview(language, seed=1, position="district")
    rows = keyboard(wording.ask(Setting(FORM, interview, 1, bytes(32)), "district").buttons, language)
    labels = [[button["text"] for button in row] for row in rows]
    assert all(width(label) <= (HALF if len(row) == 2 else LABEL) for row in labels for label in row)
    assert max(map(len, labels)) == 2
    assert sum(len(row) for row in labels) >= len(DISTRICTS)


def test_f6_an_order_is_tapped_taken_apart_and_typed() -> None:
    lea = Parent(EVERY_KIND)
    lea.says("1", "1", "passer", "7")
    assert lea.position == "order"
    lea.taps("Jouer dehors")
    lea.taps("Bien apprendre")
    lea.taps("Jouer dehors")
    assert lea.interview.draft == ("learn",), "the gap is closed"
    assert not any(label.startswith("Valider") for label in lea.labels)
    lea.says("2,1,3")
    given = lea.answers["order"]
    assert isinstance(given, Chosen)
    assert len(given.choices) == 3


def test_f7_other_is_asked_which_and_dropped_when_another_is_chosen() -> None:
    trouble = Single(
        name="trouble",
        text=Text({"fr": "Qu'est-ce qui gêne ?"}),
        choices=(choice("noise", "Le bruit"), choice("cars", "Les voitures"), choice("other", "Autre")),
    )
    which = Open(name="trouble_other", text=Text({"fr": "Précisez."}), relevant="selected(${trouble}, 'other')")
    last = Open(name="idea", text=Text({"fr": "Votre idée ?"}))
    form = Questionnaire("essai", Text({"fr": "Essai"}), ("fr",), (trouble, which, last))
    lea = Parent(form)
    lea.says("Autre", "Les chiens")
    assert standing(form, lea.answers)["trouble_other"] == Written("Les chiens")
    lea.says("modifier 1", "Le bruit")
    assert lea.position == "idea"
    assert standing(form, lea.answers)["trouble_other"] is Missing.NOT_APPLICABLE


def test_f8_own_words_are_kept_to_the_letter() -> None:
    words = "Un parc;\n=HYPERLINK(1)\n« ça » 👩‍👧‍👦 " + "é" * 400
    lea = Parent().at("voice")
    lea.says(words)
    assert lea.answers["voice"] == Written(words)


async def test_f9_a_telephone_number_in_own_words_is_noticed_kept_and_can_be_rewritten(stage: Stage) -> None:
    phone = await stage.at(LEA, "voice")
    await phone.type("Appelez-moi au 06 12 34 56 78")
    await stage.reaches(phone, "satisfaction")
    assert any("peut-être un nom, un numéro" in message.text for message in phone.screen())
    assert stage.answers("voice") == ["Appelez-moi au 06 12 34 56 78"], "nothing is refused"
    warning = next(message for message in phone.screen() if "peut-être un nom" in message.text)
    await phone.tap("Modifier", warning.id)
    await stage.reaches(phone, "voice")
    await phone.type("Un parc")
    await stage.reaches(phone, "satisfaction")
    assert stage.answers("voice") == ["Un parc"]


def test_f12_skipped_not_asked_and_unknown_are_three_things() -> None:
    lea = Parent().at("district")
    lea.says("je ne sais pas")
    lea.says("passer")
    assert lea.answers["stage"] is Missing.SKIPPED
    now = standing(FORM, lea.answers)
    assert (now["district"], now["stage"], now["voice"]) == (Missing.DONT_KNOW, Missing.SKIPPED, Missing.NOT_ASKED)


def test_f13_a_branch_falls_away_and_comes_back_with_its_answers() -> None:
    lea = Parent().at("ind_a4")
    assert standing(FORM, lea.answers)["first_entry"] == Chosen(("4",))
    lea.says("modifier 3", "4")
    assert standing(FORM, lea.answers)["first_entry"] is Missing.NOT_APPLICABLE
    lea.says("modifier 3", "3 à 5 ans")
    assert standing(FORM, lea.answers)["first_entry"] == Chosen(("4",))


def test_progress_never_goes_back_and_its_total_never_moves() -> None:
    lea = Parent()
    seen = []
    for _ in range(40):
        if lea.is_over:
            break
        footer = lea.heard.rsplit("\n", 1)[-1]
        if footer.endswith("/11"):
            seen.append(int(footer.removesuffix("/11").rsplit("\n")[-1]))
        lea.says({"stage": "4", "followup": "3"}.get(lea.position or "", "1"))
    assert seen == list(accumulate(seen, max))
    assert seen[-1] == 11


def test_a_long_list_is_compared_by_typing_alone() -> None:
    topics = tuple(choice(f"t{number}", f"Sujet {name}") for number, name in enumerate("ABCDEFGH"))
    pairs = Comparison(name="pairs", text=Text({"fr": "Qu'est-ce qui compte le plus ?"}), choices=topics, rounds=8)
    lea = Parent(Questionnaire("essai", Text({"fr": "Essai"}), ("fr",), (replace(pairs, required=True),)))
    assert "Comparaison 1 sur 8." in lea.heard
    lea.says("1", "2")
    assert "Comparaison 3 sur 8." in lea.heard
    lea.says("terminé")
    assert lea.is_over
