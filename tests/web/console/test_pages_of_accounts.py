"""The pages of accounts in a real browser: they fit a phone, axe is silent, keys and no scripts are enough."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from services.accounts import staff
from tests.web.browser import overflow, served, small_targets, violations
from tests.web.console.staffroom import Browser
from voix.build import House
from web import sessions
from web.app import create
from web.openid import City

pytestmark = pytest.mark.browser
PAGES = ("account", "people", "people/new", "people/2", "audit", "digest")
CITY = City("http://localhost:9", "voix", "secret", "http://localhost/console/city/back")
PASSWORD = "Le tram 2 passe tôt"


@pytest.fixture
def address(house: House, helene: Browser) -> Iterator[str]:
    """A house where Malik works in two districts, on a real port."""
    fields = {"called": "Malik", "email": "malik@nantes.example", "role": "officer", "valid_from": "2026-01-01"}
    helene.post("/console/people", {**fields, "district": ["nantes-nord", "bellevue-chantenay-sainte-anne"]})
    with served(create(house, secure_cookies=False, city=CITY)) as url:
        yield url


def opened(headless: Chromium, width: int, *, scripts: bool = True, locale: str = "fr-FR") -> Page:
    screen = {"width": width, "height": 640}
    page = headless.new_context(viewport=screen, locale=locale, java_script_enabled=scripts).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(10_000)
    return page


def sign_in(page: Page, house: House, address: str) -> None:
    """As Hélène."""
    session = house.do(lambda t: staff.begin(t, house.context, 1, "Firefox, Windows"))
    assert session
    page.context.add_cookies([{"name": sessions.STAFF, "value": session, "url": f"{address}/console"}])


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_fits_and_axe_is_silent(house: House, address: str, headless: Chromium, width: int) -> None:
    page = opened(headless, width)
    for path in ("sign-in", "enter/x"):
        page.goto(f"{address}/console/{path}")
        assert (path, violations(page), overflow(page), small_targets(page)) == (path, [], 0, [])
    sign_in(page, house, address)
    for path in PAGES:
        for language in ("fr", "ar") if width == 320 else ("fr",):
            page.goto(f"{address}/console/{path}?lang={language}")
            page.evaluate("document.querySelectorAll('main details').forEach(each => (each.open = true))")
            assert (path, violations(page), overflow(page), small_targets(page)) == (path, [], 0, [])
    page.context.close()


def test_a_new_officer_comes_in_by_keyboard_alone(house: House, address: str, headless: Chromium) -> None:
    token = house.do(lambda t: staff.link(t, house.context, 2))
    page = opened(headless, 320)
    page.goto(f"{address}/console/enter/{token}")
    page.locator("main button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/account")
    until_focused(page, "#new")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/account?saved=password")
    assert "votre mot de passe est changé" in page.locator("[role=status]").inner_text()
    page.context.close()


def test_somebody_is_added_without_scripts(house: House, address: str, headless: Chromium) -> None:
    page = opened(headless, 320, scripts=False)
    sign_in(page, house, address)
    page.goto(f"{address}/console/people/new")
    page.get_by_label("Nom de travail").fill("Inès")
    page.get_by_label("Premier jour").fill("2026-01-01")
    page.get_by_label("Île de Nantes").check()
    page.get_by_role("button", name="Ajouter").click()
    assert "/console/enter/" in page.locator("code").inner_text()
    page.context.close()


def until_focused(page: Page, selector: str) -> None:
    """Press Tab until the keyboard is there."""
    for _ in range(40):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached")
