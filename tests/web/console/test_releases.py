"""From a wish for a release to its figures on the page: asked for, built aside, approved, read, taken back."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium

from services.accounts.staff import StaffRole
from services.campaigning import campaigns
from services.channels import Commanded, Wrote
from services.inbound import receive
from services.releasing import jobs
from storage.transaction import Transaction
from surveys.questionnaire import Questionnaire
from tests.browsers import headless as headless
from tests.cast import says
from tests.surveys.examples import DISTRICT, ROLE, THANKS, WELCOME, consent, questionnaire
from tests.web.browser import overflow, served, small_targets, violations
from tests.web.console.staffroom import Browser
from voix.build import House
from voix.making import make
from web.app import create

FORM = questionnaire(WELCOME, consent(), ROLE, DISTRICT, THANKS)
WISH = {"rules": "public", "report": "fr"}
ROOM = "/console/releases/of/COURT"


@pytest.fixture
def town(house: House) -> House:
    """24 parents of Nantes Nord have answered, and 3 of Nantes Sud."""
    _answered(house, FORM)
    return house


def _answered(house: House, form: Questionnaire) -> None:
    def live(transaction: Transaction) -> None:
        campaigns.open_campaign(transaction, house.context, "COURT", form, synthetic=False)
        for number in range(27):
            said = ("1", "12"[number % 2], "1" if number < 24 else "2")
            for place, what in enumerate((Commanded("start", "COURT"), *map(Wrote, said))):
                receive(transaction, house.context, says(str(number), what), f"{number}:{place}")

    house.do(live)


def ask(browser: Browser) -> str:
    return browser.send(ROOM, "", b"", WISH)


def build(house: House) -> None:
    job = house.do(lambda t: jobs.take(t, house.context))
    assert job
    make(house.settings, job)


def test_a_coordinator_asks_waits_and_finds_the_files(town: House, helene: Browser) -> None:
    assert "ne sera pas montré" in helene.open(ROOM)
    assert "Attendre son tour : en cours" in ask(helene)
    assert "Demander la diffusion" not in helene.open(ROOM), "one at a time"
    build(town)
    assert "Faite" in helene.open(ROOM)
    page = helene.open("/console/releases/1")
    assert "report-fr.html" in page
    helene.open("/console/releases/1/results.csv")
    assert "results.csv" in helene.open("/console/releases/1").split("Qui a téléchargé quoi")[1]


def test_plans_are_compared_once_a_day_by_counts_of_what_they_show(town: House, helene: Browser) -> None:
    assert "Comparaison des plans" in helene.post(f"{ROOM}/compare", {"rules": "public"})
    build(town)
    page = helene.open(ROOM)
    [table] = [one for one in helene.page.iter("table") if "Ce que chaque plan montre" in str(one.text_content())]
    rows = [" ".join(str(row.text_content()).split()) for row in table.xpath("./tbody/tr")]
    assert len(rows) == 2, "by district, and with small districts counted in the city"
    assert all("1 sur " in row for row in rows), "Nantes Nord alone"
    assert "On peut recommencer demain" in page
    assert "Aucune diffusion" in helene.open("/console/releases"), "what was built is thrown away"
    helene.post(f"{ROOM}/compare", {"rules": "public"})
    assert helene.status == 422


def test_neighbouring_districts_are_shown_as_one(house: House, helene: Browser, malik: Browser) -> None:
    """24 parents of Nantes Nord and 3 of Nantes Sud: together they are 27."""
    one_class = tuple(replace(each, columns={"release_class": "ensemble"}) for each in DISTRICT.choices[:2])
    merged = replace(DISTRICT, choices=(*one_class, *DISTRICT.choices[2:]))
    _answered(house, questionnaire(WELCOME, consent(), ROLE, merged, THANKS))
    assert "avec des quartiers voisins réunis" in helene.open(ROOM)
    helene.send(ROOM, "", b"", WISH | {"crossing": "district"})
    build(house)
    page = helene.open(ROOM)
    assert "avec des quartiers voisins réunis" in page, "the first release has settled it"
    assert "Nantes Nord, Nantes Sud" in page
    assert "Quartiers réunis, un seul chiffre : Nantes Nord, Nantes Sud" in helene.open("/console")
    lines = [" ".join(str(row.text_content()).split()) for row in _results(malik)]
    assert any(line in ("Nantes Nord, Nantes Sud25", "Nantes Nord, Nantes Sud30") for line in lines), lines


def _results(browser: Browser) -> list[Any]:
    browser.open("/console/releases/1/results")
    return list(browser.page.iter("tr"))


def test_an_officer_compares_nothing(town: House, malik: Browser) -> None:
    malik.post(f"{ROOM}/compare", {"rules": "public"})
    assert malik.status == 403


def test_nothing_asked_for_is_told_in_words(town: House, helene: Browser) -> None:
    page = helene.send(ROOM, "", b"", {"rules": "public"})
    assert (helene.status, "Choisissez au moins une langue" in page) == (422, True)


def test_the_figures_are_looked_through_by_question_and_by_district(town: House, helene: Browser) -> None:
    ask(helene)
    build(town)
    page = helene.open("/console/releases/1/results")
    assert "non montré" in page, "Nantes Sud has three parents"
    assert "Trop peu de réponses. Il en faut au moins 10." in page
    helene.open("/console/releases/1/results?question=q_role")
    captions = [caption.text for caption in helene.page.xpath("//section//caption")]
    assert {"Ensemble", "Nantes Nord"} <= set(captions)
    helene.open("/console/releases/1/results?district=nantes-nord")
    assert {caption.text for caption in helene.page.xpath("//section//caption")} == {"Nantes Nord"}


def test_frozen_figures_are_read_in_the_language_of_whoever_reads(town: House, helene: Browser) -> None:
    """The questionnaire is in French and English; the words around it are in more languages."""
    ask(helene)
    build(town)
    assert "A mother" in helene.open("/console/releases/1/results", **{"Accept-Language": "en"})
    page = helene.open("/console/releases/1/results", **{"Accept-Language": "ar"})
    assert ("المجموع" in page, "Une mère" in page) == (True, True)


def test_an_officer_sees_the_city_and_their_districts_and_takes_nothing(
    town: House, helene: Browser, malik: Browser
) -> None:
    ask(helene)
    build(town)
    page = malik.open("/console/releases/1/results")
    assert "Nantes Nord" in page
    assert "Nantes Sud" not in page
    assert "Nantes Sud" not in malik.open("/console/releases/1/results?district=nantes-sud")
    page = malik.open("/console/releases/1")
    assert ("réservé à la coordination" in page, "results.csv" in page) == (True, False)
    malik.open("/console/releases/1/results.csv")
    assert malik.status == 403
    malik.post("/console/releases/1/revoke", {"reason": "non"})
    assert malik.status == 403


def test_two_people_are_needed_where_two_are_wished(town: House, helene: Browser, malik: Browser) -> None:
    helene.post(f"{ROOM}/check", {"wanted": "yes"})
    ask(helene)
    build(town)
    assert "ne peut pas l'approuver" in helene.open("/console/releases/1")
    helene.post("/console/releases/1/approve")
    assert helene.status == 403
    malik.open("/console/releases/1")
    assert malik.status == 404
    paul = Browser(town, StaffRole.COORDINATOR)
    assert "Approuver" in paul.open("/console/releases/1")
    assert "report-fr.html" in paul.post("/console/releases/1/approve")
    assert "à jour" in malik.open("/console/releases/1")


def test_a_release_is_published_and_taken_back_with_its_page(town: House, helene: Browser) -> None:
    ask(helene)
    build(town)
    assert "publiée" in helene.post("/console/releases/1/publish")
    assert helene.client.get("/resultats/COURT").status_code == 200
    assert "Dites pourquoi" in helene.post("/console/releases/1/revoke", {"reason": " "})
    page = helene.post("/console/releases/1/revoke", {"reason": "Mauvaise question"})
    assert "Retirée : Mauvaise question" in page
    assert "Retirée : Mauvaise question" in helene.open("/console/releases")
    assert helene.client.get("/resultats/COURT").status_code == 404
    helene.open("/console/releases/1/results")
    assert helene.status == 404


@pytest.fixture
def address(town: House, helene: Browser) -> Iterator[str]:
    ask(helene)
    build(town)
    helene.open("/console/releases/1/results.csv")
    with served(create(town, secure_cookies=False)) as url:
        yield url


@pytest.mark.browser
@pytest.mark.parametrize(("width", "language"), [(320, "ar"), (320, "fr"), (1280, "fr")])
def test_the_pages_are_fit_for_everybody(
    width: int, language: str, address: str, helene: Browser, headless: Chromium
) -> None:
    context = headless.new_context(viewport={"width": width, "height": 800}, locale=language)
    cookies = [{"name": name, "value": value, "url": address} for name, value in helene.client.cookies.items()]
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    for path in ("", "/1", "/1/results", "/1/results?question=q_role", "/of/COURT"):
        page.goto(f"{address}/console/releases{path}")
        assert (path, violations(page), overflow(page), small_targets(page)) == (path, [], 0, [])
    context.close()
