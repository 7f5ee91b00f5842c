"""Themes on the page: written, found in one answer after the other, and closed; by keyboard and without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Chromium

from services.campaigning import campaigns
from tests.browsers import headless as headless
from tests.services.test_moderation import House as Town
from tests.web.browser import overflow, served, small_targets, violations
from tests.web.console.staffroom import Browser
from voix.build import House
from web.app import create

ROOM = "/console/themes/COURT"
ROWS: dict[str, str | list[str]] = {
    "version": "0",
    "id": ["0", "0"],
    "name": ["Parcs", "Transports"],
    "definition": ["Jouer dehors", "Aller et venir"],
    "example": ["Un toboggan", ""],
    "excludes": ["", ""],
}
RELEASE = "/console/releases/of/COURT"
NOT_SORTED = "ne sont pas encore rangées par thème"


@pytest.fixture
def town(house: House) -> House:
    """Two parents have finished, each with a wish."""
    said = Town(house.database, house.context)
    said.say("1", "Un parc")
    said.say("2", "Plus de bus")
    return house


def test_from_the_first_theme_to_the_end(town: House, helene: Browser) -> None:
    assert "0 paroles rangées sur 2" in helene.open(ROOM)
    assert "Chaque thème a un nom" in helene.post(f"{ROOM}/wish", {**ROWS, "definition": ["", ""]})
    assert helene.status == 422
    assert helene.page.xpath("//input[@name='name']/@value")[:2] == ["Parcs", "Transports"], "nothing typed is lost"
    assert "Version 1" in helene.post(f"{ROOM}/wish", ROWS)
    assert "une autre personne a changé" in helene.post(f"{ROOM}/wish", ROWS).lower()
    for left in ("2", "1"):
        assert f"Encore {left} sur 2" in helene.open(f"{ROOM}/wish/read")
        [action] = helene.page.xpath("//form[.//input[@name='theme']]/@action")
        assert "Cochez un thème" in helene.post(action, {})
        helene.post(action, {"theme": ["1"]} if left == "2" else {"none": "1"})
    assert "Plus rien à lire" in helene.open(f"{ROOM}/wish/read?after=5")
    assert "La campagne n'est pas fermée" in helene.post(f"{ROOM}/wish/close")
    assert NOT_SORTED not in helene.open(RELEASE), "themes wait for the end anyway"
    town.do(lambda t: campaigns.close(t, town.context, "COURT"))
    assert NOT_SORTED in helene.open(RELEASE)
    assert "terminé le" in helene.post(f"{ROOM}/wish/close")
    assert NOT_SORTED not in helene.open(RELEASE)
    assert "Rien ne change plus" in helene.open(f"{ROOM}/wish/read")


def test_words_that_nobody_has_looked_at_are_to_be_sorted_too(town: House, helene: Browser) -> None:
    town.do(lambda t: campaigns.close(t, town.context, "COURT"))
    assert NOT_SORTED in helene.open(RELEASE)


def test_a_second_reader_does_not_see_what_the_first_one_found(town: House, helene: Browser) -> None:
    helene.post(f"{ROOM}/wish", ROWS)
    assert "Plus rien à lire" in helene.open(f"{ROOM}/wish/read?reader=2")


def test_only_who_may_sorts(town: House, malik: Browser, odile: Browser) -> None:
    for somebody in (malik, odile):
        for path in (ROOM, f"{ROOM}/wish", f"{ROOM}/wish/read"):
            somebody.open(path)
            assert somebody.status == 403


def test_a_page_of_no_question_is_not_there(town: House, helene: Browser) -> None:
    for path in (f"{ROOM}/district", "/console/themes/NONE/wish/read", f"{ROOM}/wish/read/9"):
        helene.open(path)
        assert helene.status == 404


@pytest.fixture
def address(town: House) -> Iterator[str]:
    with served(create(town, secure_cookies=False)) as url:
        yield url


@pytest.mark.browser
@pytest.mark.parametrize(("width", "language"), [(320, "ar"), (1280, "fr")])
def test_the_pages_are_fit_for_everybody(
    width: int, language: str, address: str, helene: Browser, headless: Chromium
) -> None:
    helene.post(f"{ROOM}/wish", ROWS)
    context = headless.new_context(viewport={"width": width, "height": 800}, locale=language)
    cookies = [{"name": name, "value": value, "url": address} for name, value in helene.client.cookies.items()]
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    for path in ("/console/themes", ROOM, f"{ROOM}/wish", f"{ROOM}/wish/read"):
        page.goto(f"{address}{path}")
        assert (path, violations(page), overflow(page), small_targets(page)) == (path, [], 0, [])
    for key in ("Tab", "Space", "Tab", "Tab", "Tab", "Enter"):  # from the first theme to the button
        if key == "Tab" and page.evaluate("document.activeElement === document.body"):
            page.locator("input[name=theme]").first.focus()
            continue
        page.keyboard.press(key)
    page.wait_for_url(re.compile(r"after=\d+"))
    context.close()
