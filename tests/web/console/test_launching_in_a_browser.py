"""The five screens of a launch in a real browser: axe, 320 px, keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Headless
from playwright.sync_api import Page

from services.accounts import staff
from services.accounts.staff import StaffRole
from tests.web.browser import overflow, served, small_targets, violations
from tests.web.console.staffroom import Browser
from tests.web.console.test_launching import NORD, RULES, begin
from voix import offering
from voix.build import House
from web import sessions
from web.app import create

pytestmark = pytest.mark.browser
PAGES = (
    "/console",
    "/console/launch",
    *(f"/console/launch/NORD/{screen}" for screen in range(1, 6)),
    "/console/campaigns/NORD",
    "/console/pilots/NORD",
)


@pytest.fixture
def address(house: House) -> Iterator[str]:
    offering.offer(house)
    with served(create(house, secure_cookies=False)) as url:
        yield url


def opened(headless: Headless, house: House, url: str, width: int, language: str) -> Page:
    link = house.do(lambda t: staff.issue_link(t, house.context, StaffRole.COORDINATOR))
    session = house.do(lambda t: staff.redeem(t, house.context, link))
    context = headless.new_context(viewport={"width": width, "height": 640}, locale=language)
    context.add_cookies([{"name": sessions.STAFF, "value": str(session), "url": f"{url}/console"}])
    return context.new_page()


@pytest.mark.parametrize(("width", "language"), [(320, "fr"), (320, "ar"), (1280, "fr")])
def test_every_page_of_a_launch_is_fit_for_everybody(
    width: int, language: str, house: House, helene: Browser, headless: Headless, address: str
) -> None:
    begin(helene)
    helene.post("/console/launch/NORD/1", {"title": "Essai au Nord", "kind": "pilot"})
    helene.post(
        "/console/launch/NORD/2", {**NORD, "closes_on": "2099-02-10", "reason": "Un essai.", "cap-nantes-nord": "20"}
    )
    helene.post(
        "/console/launch/NORD/3", {**RULES, "text-nantes-nord-1": "Le square ?", "choices-nantes-nord-1": "Oui\nNon"}
    )
    page = opened(headless, house, address, width, language)
    for path in (*PAGES, "/c/NORD/regles"):
        page.goto(f"{address}{path}")
        assert (path, violations(page)) == (path, [])
        assert (path, overflow(page)) == (path, 0)
        if width == 320:
            assert (path, small_targets(page)) == (path, [])
    page.context.close()


def test_a_campaign_is_launched_by_keyboard_alone(house: House, headless: Headless, address: str) -> None:
    page = opened(headless, house, address, 320, "fr")
    page.goto(f"{address}/console/launch")

    def to(selector: str) -> None:
        for _ in range(200):
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(selector)

    def type_into(selector: str, text: str) -> None:
        to(selector)
        page.keyboard.type(text)

    def press(selector: str) -> None:
        to(selector)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    to("[name=template]")
    page.keyboard.press("Space")
    type_into("#title", "Grandir à Nantes")
    type_into("#code", "TOUS")
    press("main form .main")
    to("[name=channel][value=telegram]")
    page.keyboard.press("Space")
    to("[name=channel][value=paper]")
    page.keyboard.press("Space")
    type_into("#opens_on", "01192099")
    type_into("#closes_on", "02282099")
    press("main form .main")
    for name, text in RULES.items():
        type_into(f"#{name}", text)
    press("main form .main")
    press("main form .main")
    to("[name=confirmed]")
    page.keyboard.press("Space")
    press("main form .main.wide")
    assert page.locator(".state").first.text_content() == "programmée"
    page.context.close()
