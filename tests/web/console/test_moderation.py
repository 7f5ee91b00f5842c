"""Parents' own words on the page: by keyboard and without JavaScript, one at a time, by who may."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Chromium

from tests.browsers import headless as headless
from tests.services.test_moderation import House as Town
from tests.web.browser import overflow, served, small_targets, violations
from tests.web.console.staffroom import Browser
from voix.build import House
from web.app import create

ROOM = "/console/moderation/COURT"


@pytest.fixture
def town(house: House) -> House:
    """Two parents have finished, each with a wish."""
    said = Town(house.database, house.context)
    said.say("1", "Ma fille Inès Silva veut un parc")
    said.say("2", "Ma fille Inès Silva veut un parc")
    return house


def form(browser: Browser) -> str:
    """Where the one that is shown is sent to."""
    [action] = browser.page.xpath("//form[textarea or .//textarea]/@action")
    return str(action)


def test_one_after_the_other_is_decided(town: House, helene: Browser) -> None:
    assert "à lire : 2" in helene.open(ROOM)
    assert helene.page.xpath("//textarea")[0].text.strip() == "Ma fille (…) veut un parc"
    page = helene.post(form(helene), {"decision": "released", "text": "Appelez 06 12 34 56 78"})
    assert (helene.status, "semble nommer quelqu'un" in page) == (422, True)
    helene.post(form(helene), {"decision": "released", "text": "Un parc"})
    helene.open(ROOM)
    assert "Plus rien à lire" in helene.post(form(helene), {"decision": "kept", "text": "Un parc"})
    assert "Décisions d'avant" in helene.open(f"{ROOM}?state=released")


def test_only_who_may_reads(town: House, malik: Browser, odile: Browser) -> None:
    for somebody in (malik, odile):
        somebody.open(ROOM)
        assert somebody.status == 403


@pytest.fixture
def address(town: House) -> Iterator[str]:
    with served(create(town, secure_cookies=False)) as url:
        yield url


@pytest.mark.browser
@pytest.mark.parametrize(("width", "language"), [(320, "ar"), (1280, "fr")])
def test_the_page_is_fit_for_everybody(
    width: int, language: str, address: str, helene: Browser, headless: Chromium
) -> None:
    context = headless.new_context(viewport={"width": width, "height": 800}, locale=language)
    cookies = [{"name": name, "value": value, "url": address} for name, value in helene.client.cookies.items()]
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    for path in ("/console/moderation", ROOM, f"{ROOM}?state=released"):
        page.goto(f"{address}{path}")
        assert (path, violations(page), overflow(page), small_targets(page)) == (path, [], 0, [])
    context.close()
