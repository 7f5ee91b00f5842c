"""The page without JavaScript on the real use cases and a real database (whole interviews: tests/journeys)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

import questionnaires
from services import places
from services.accounts.staff import COMMAND_LINE
from services.campaigning import campaigns
from storage.places import Entry
from tests.journeys.parents import plain
from voix import settings
from voix.build import House, open_house
from web.app import create

FORM = questionnaires.load("bien-grandir")


@pytest.fixture
def house(data_dir: Path) -> Iterator[House]:
    """A campaign open in Nantes."""
    house = open_house(settings.read({"VOIX_DATA_DIR": str(data_dir)}))
    house.do(lambda t: campaigns.open_campaign(t, house.context, "NANTES", FORM, synthetic=False))
    yield house
    house.close()


class Paper:
    """A browser that only follows links and presses buttons, as the oldest phone does."""

    def __init__(self, house: House) -> None:
        self._client = TestClient(create(house, secure_cookies=False), house.context.public_url)
        self.page = html.fromstring("<html/>")

    def open(self, path: str) -> None:
        self.page = html.fromstring(self._client.get(path).text)

    def press(self, words: str) -> None:
        """Press the button that says `words`; what its form hides goes along."""
        [button] = [each for each in self.page.iter("button") if _words(each) == words]
        form = next(button.iterancestors("form"))
        fields = {
            str(each.get("name")): str(each.get("value"))
            for each in form.iter("input", "button")
            if each.get("type") == "hidden"
        }
        fields[str(button.get("name"))] = str(button.get("value"))
        self.page = html.fromstring(self._client.post(str(form.get("action")), data=fields).text)

    def begin(self) -> None:
        """Press the button of the first page, whatever it says."""
        [button] = [each for each in self.page.iter("button") if each.get("value") == "start"]
        self.press(_words(button))

    @property
    def has_field(self) -> bool:
        """Whether there is anything to write into."""
        return any(each.get("name") == "text" for each in self.page.iter("input", "textarea"))

    def type(self, words: str) -> None:
        """Write into the field of the question and send it."""
        [field] = [each for each in self.page.iter("input", "textarea") if each.get("name") == "text"]
        form = next(field.iterancestors("form"))
        about = next(str(each.get("value")) for each in form.iter("input") if each.get("name") == "about")
        answer = self._client.post(str(form.get("action")), data={"about": about, "text": words})
        self.page = html.fromstring(answer.text)

    @property
    def about(self) -> str:
        """The name of the question that the field answers."""
        return next(str(each.get("value")) for each in self.page.iter("input") if each.get("name") == "about")

    @property
    def question(self) -> str:
        return next(_words(each) for each in self.page.iter() if each.get("id") == "question")

    @property
    def answers(self) -> list[str]:
        return [_words(each) for each in self.page.iter("div") if each.get("class") == "said"]


def _words(element: html.HtmlElement) -> str:
    return " ".join(plain(str(element.text_content())).replace("\u00a0", " ").split())


def test_refreshing_or_going_back_in_the_browser_neither_loses_nor_doubles_an_answer(house: House) -> None:
    paper = Paper(house)
    paper.open("/c/NANTES")
    paper.press("Commencer")
    paper.press("Oui, je commence")
    before = paper.page
    paper.press("Une mère")
    paper.page = before  # the browser's own back button
    paper.press("Un père")
    assert paper.question == "Dans quel quartier habitez-vous ?"
    assert paper.answers == ["Une mère Modifier : Qui êtes-vous ?"]
    assert "Vous avez déjà répondu à cette question." in _words(paper.page)
    paper.press("Modifier : Qui êtes-vous ?")
    paper.press("Un père")
    paper.open("/c/NANTES")
    assert paper.answers == ["Un père Modifier : Qui êtes-vous ?"]


def test_the_language_changes_in_the_middle_and_the_answers_stay(house: House) -> None:
    paper = Paper(house)
    paper.open("/c/NANTES")
    paper.press("Commencer")
    paper.press("Oui, je commence")
    paper.press("Une mère")
    paper.press("Türkçe")
    assert paper.page.get("lang") == "tr"
    assert paper.question == FORM.item("district").text.in_("tr")
    assert len(paper.answers) == 1


def test_stopping_is_answered_with_the_last_words(house: House) -> None:
    paper = Paper(house)
    paper.open("/c/NANTES")
    paper.press("Commencer")
    paper.press("Je veux arrêter")
    assert paper.question == "C'est terminé."


def begun(house: House, *presses: str) -> Paper:
    paper = Paper(house)
    paper.open("/c/NANTES")
    for words in ("Commencer", "Oui, je commence", *presses):
        paper.press(words)
    return paper


def test_why_and_other_words_are_told_and_the_question_stays(house: House) -> None:
    paper = begun(house)
    paper.press("Pourquoi ?")
    assert "Les mères et les pères n'ont pas toujours le même avis." in _words(paper.page)
    assert paper.question == "Qui êtes-vous ?"
    paper.press("Pas compris ?")
    assert "Il n'y a pas de mauvaise réponse." in _words(paper.page)
    assert paper.question == "Qui êtes-vous ?"


def test_after_going_back_the_answer_is_marked_and_may_be_kept(house: House) -> None:
    paper = begun(house, "Une mère", "Retour")
    [chosen] = [each for each in paper.page.iter("button") if "chosen" in str(each.get("class"))]
    assert _words(chosen) == "Une mère (votre réponse)"
    paper.press("Garder ma réponse")
    assert paper.question == "Dans quel quartier habitez-vous ?"


def test_own_words_come_back_into_their_field(house: House) -> None:
    paper = begun(house, "Une mère")
    paper.type("8")
    for _ in range(5):
        paper.press("Passer")
    paper.type("Un parc")
    paper.press("Retour")
    [field] = list(paper.page.iter("textarea"))
    assert field.text == "Un parc"


def test_a_choice_may_be_typed_and_so_may_a_request(house: House) -> None:
    paper = begun(house)
    paper.type("un père")
    assert paper.answers == ["Un père Modifier : Qui êtes-vous ?"]
    paper.type("mes réponses")
    assert "1. Qui êtes-vous ? Un père" in _words(paper.page)
    paper.type("modifier 1")
    assert paper.question == "Qui êtes-vous ?"


def test_a_school_stands_for_its_district_and_two_tries_are_enough(house: House) -> None:
    entry = Entry("Les Acacias", (), "nantes-nord", "école", "essai", date(2026, 11, 22))
    house.do(lambda t: places.renew(t, house.context, COMMAND_LINE, [entry]))
    paper = begun(house, "Une mère")
    paper.type("école des accacias")
    assert paper.answers[-1].startswith("Nantes Nord")
    paper.press("Modifier : Dans quel quartier habitez-vous ?")
    for _ in range(2):
        assert paper.question == "Dans quel quartier habitez-vous ?"
        paper.type("école Introuvable")
    assert "Ce n'est pas grave." in _words(paper.page)
    assert paper.answers[-1].startswith("Je ne sais pas")


def test_beginning_again_is_asked_for_twice(house: House) -> None:
    paper = begun(house, "Une mère", "Recommencer")
    assert "Recommencer efface toutes vos réponses." in _words(paper.page)
    paper.press("Non, je continue")
    assert paper.question == "Dans quel quartier habitez-vous ?"
    paper.press("Recommencer")
    paper.type("oui, recommencer")
    assert paper.question.startswith("Bonjour.")
    assert paper.answers == []


def test_an_answer_may_be_changed_after_the_end_until_the_campaign_closes(house: House) -> None:
    paper = begun(house, "Une mère")
    for _ in range(9):
        paper.press("Passer")
    assert paper.question == "C'est terminé."
    paper.press("Modifier : Qui êtes-vous ?")
    paper.press("Un père")
    assert paper.question == "C'est terminé."
    assert paper.answers[0] == "Un père Modifier : Qui êtes-vous ?"
    house.do(lambda t: campaigns.close(t, house.context, "NANTES"))
    paper.press("Modifier : Qui êtes-vous ?")
    assert paper.question == "C'est terminé."
    assert paper.answers[0] == "Un père", "and no way to change it any more"
