"""Officers try a questionnaire as a parent would; nothing of it is stored."""

import re

import pytest
from sqlalchemy import func, select

import questionnaires
from services.channels import Tapped, Wrote
from services.personas import PERSONAS
from services.trying import Trial, Trials
from storage.schema import metadata
from tests.web.console.staffroom import Browser
from tests.web.console.test_launching import RULES, prepared
from tests.web.console.test_templates import GOOD, send, workbook
from tests.web.stage import HELENE, MALIK
from voix.build import House
from voix.offering import offer

FORM = questionnaires.load("bien-grandir")


def tap(browser: Browser, words: str) -> str:
    """Touch the button that says so."""
    [button] = browser.page.xpath("//main//button[@name='press'][normalize-space()=$words]", words=words)
    form = button.getparent()
    while form.tag != "form":
        form = form.getparent()
    return browser.post(str(form.get("action")), {"press": str(button.get("value"))})


def begin(browser: Browser, house: House, language: str = "fr") -> str:
    offer(house)
    browser.open("/console/try")
    [option] = browser.page.xpath("//select[@id='what']/option[contains(., 'Bien grandir')]")
    return browser.post("/console/try", {"subject": str(option.get("value")), "language": language})


def test_the_page_is_the_one_parents_see_and_goes_on_with_each_reply(house: House, malik: Browser) -> None:
    page = begin(malik, house)
    assert "Vous essayez. Rien n'est gardé." in page
    assert "C'est un essai. Les réponses ne comptent pas." in page
    assert re.fullmatch(r"/console/try/[0-9a-f]{24}", malik.path)
    assert "Qui êtes-vous ?" in tap(malik, "Oui, je commence")
    assert "Dans quel quartier habitez-vous ?" in tap(malik, "Une mère")
    assert "Dans quel quartier habitez-vous ?" in malik.post(malik.path, {"press": "made-up"})


def test_in_arabic_the_page_is_arabic_and_the_way_out_is_not(house: House, malik: Browser) -> None:
    page = begin(malik, house, "ar")
    [html] = malik.page.xpath("/html")
    assert (html.get("lang"), html.get("dir")) == ("ar", "rtl")
    assert "Finir l'essai" in page
    assert "نعم" in page


def test_beginning_again_forgets_the_answers(house: House, malik: Browser) -> None:
    begin(malik, house)
    tap(malik, "Oui, je commence")
    page = malik.post(f"{malik.path}/again")
    assert "Oui, je commence" in page


def test_nothing_is_stored_anywhere(house: House, malik: Browser) -> None:
    begin(malik, house)
    before = stored(house)
    tap(malik, "Oui, je commence")
    tap(malik, "Une mère")
    assert stored(house) == before


def stored(house: House) -> dict[str, int]:
    """Rows of every table."""
    return house.do(
        lambda t: {
            name: t.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }
    )


def test_a_trial_belongs_to_who_began_it(house: House, malik: Browser, helene: Browser) -> None:
    begin(malik, house)
    assert "Cet essai n'est plus là." in helene.open(malik.path)
    assert "Cet essai n'est plus là." in helene.post("/console/try/nothing", {"press": "x"})


def test_a_campaign_that_is_being_prepared_is_tried_as_it_stands(house: House, helene: Browser) -> None:
    offer(house)
    prepared(helene)
    helene.post("/console/launch/NORD/3", {**RULES, "text-nantes-nord-1": "Et le square ?"})
    helene.open("/console/try")
    [option] = helene.page.xpath("//select[@id='what']/option[@value='cNORD']")
    assert "Campagne en préparation" in option.text_content()
    assert "Vous essayez." in helene.post("/console/try", {"subject": "cNORD", "language": "en"})
    assert "Et le square ?" in helene.open("/console/try/parent?persona=steady&subject=cNORD&language=")


def test_who_keeps_the_server_tries_nothing(odile: Browser) -> None:
    odile.open("/console/try")
    assert odile.status == 403
    odile.post("/console/try", {"subject": "t1"})
    assert odile.status == 403


@pytest.mark.parametrize("subject", ["", "t", "t99", "x1", "cNORD", "t" + "9" * 30, "t-1"])
def test_what_is_not_there_cannot_be_tried(house: House, malik: Browser, subject: str) -> None:
    malik.post("/console/try", {"subject": subject})
    assert malik.status == 404
    malik.open(f"/console/try/parent?persona=patient&subject={subject}")
    assert malik.status == 404


def test_a_made_up_parent_answers_and_the_page_says_where_nobody_came(malik: Browser) -> None:
    send(malik, workbook(GOOD))
    page = malik.open("/console/try/parent?persona=steady&subject=t1&language=")
    assert "Un parc ?" in page
    assert "Le parent : [Oui]" in page
    assert f"36 discussions, de {len(PERSONAS)} sortes de parents. Bloquées : 0." in page


def test_words_typed_for_another_question_answer_nothing() -> None:
    trial = Trial("t1", FORM, "fr", 2)
    assert trial.reply(Wrote("1"), about="stage").prompt == trial.view().prompt
    after = trial.reply(Wrote("1"), about="consent")
    assert after.prompt is not None
    assert after.prompt.key == "role"


def test_what_is_said_aloud_is_taken_as_an_answer_and_let_go(house: House, malik: Browser) -> None:
    asked = GOOD.replace("select_one yes_no", "text").replace("| choices |", "| | text | more | Et ? |\n| choices |")
    send(malik, workbook(asked))
    malik.post("/console/try", {"subject": "t1", "language": "fr"})
    before = stored(house)
    page = malik.send(f"{malik.path}/voice", "voix.ogg", b"OggS", {"about": "park"})
    assert "Et ?" in page
    assert stored(house) == before


def test_a_trial_goes_to_its_end_and_shows_the_last_words() -> None:
    trial = Trial("t1", FORM, "fr", 2)
    prompt = trial.view().prompt
    assert prompt is not None
    refused = next(button for button in prompt.buttons if button.label.startswith("Non"))
    seen = trial.reply(Tapped(refused.token))
    assert seen.prompt is None
    assert seen.remarks


def test_the_oldest_trials_make_room() -> None:
    trials, made = Trials(), iter(range(1000))
    names = [trials.begin(Trial("t1", FORM, "fr", 2), lambda n: next(made).to_bytes(n, "big")) for _ in range(101)]
    assert trials.find(names[0], MALIK) is None
    assert trials.find(names[100], MALIK) is not None
    assert trials.find(names[100], HELENE) is None
