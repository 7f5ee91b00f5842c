"""A call for help in a real browser: axe, 320 px, right to left, keyboard alone, without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Headless

from services import crisis
from tests.web.browser import overflow, served, small_targets, violations
from tests.web.console.staffroom import Browser
from tests.web.console.test_crisis import CALL, urgent
from tests.web.console.test_reaching_in_a_browser import opened
from voix.build import House
from web.app import create

pytestmark = pytest.mark.browser


@pytest.fixture
def address(house: House, helene: Browser) -> Iterator[str]:
    """A house with an open emergency and one call, taken and noted."""
    urgent(house, helene)
    said = {"words": CALL["words"], "reach": CALL["reach"], "agreed": True}
    house.do(lambda t: crisis.call(t, house.context, "ALERTE", "fr", "", **said))  # type: ignore[arg-type]
    helene.open("/console/help")
    [link] = helene.page.xpath("//main//h3/a/@href")
    helene.post(link, {"deed": "note", "text": "Rappelée, une place à l'hôtel."})
    with served(create(house, secure_cookies=False)) as url:
        yield url + "|" + link


@pytest.mark.parametrize(("width", "language"), [(320, "ar"), (1280, "fr")])
def test_every_page_is_fit_for_everybody(
    width: int, language: str, house: House, headless: Headless, address: str
) -> None:
    url, call = address.split("|")
    page = opened(headless, house, url, width, language)
    asking = (f"/c/ALERTE?lang={language}", f"/c/ALERTE/aide?lang={language}", f"/c/ALERTE/aide?lang={language}&sent=1")
    for path in ("/console", "/console/launch?kind=crisis", "/console/help", call, *asking):
        page.goto(f"{url}{path}")
        assert (path, violations(page)) == (path, [])
        assert (path, overflow(page)) == (path, 0)
        assert (path, small_targets(page)) == (path, [])


def test_help_is_asked_for_by_keyboard_alone_without_javascript(house: House, headless: Headless, address: str) -> None:
    url, _ = address.split("|")
    page = opened(headless, house, url, 320, "fr", scripts=False)
    page.goto(f"{url}/c/ALERTE/aide?lang=fr")
    page.locator("#words").focus()
    page.keyboard.type(CALL["words"])
    page.keyboard.press("Tab")
    page.keyboard.type(CALL["reach"])
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**sent=1**")
    assert "Votre demande est arrivée." in page.inner_text("main")
