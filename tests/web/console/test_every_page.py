"""Every page of the console, as its router knows them: axe, a small phone, right to left, keyboard alone, with and
without scripts. What no page leads to is not there for officers either, so pages are found by following links."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Headless
from playwright.sync_api import Page

from services.accounts import staff
from services.accounts.staff import StaffRole
from tests.web.browser import overflow, served, small_targets, violations
from tests.web.console.furnished import furnish
from tests.web.console.rooms import is_page, led_to, routes
from tests.web.console.staffroom import Browser
from voix import settings
from voix.build import House, open_house
from web import sessions
from web.app import create

pytestmark = pytest.mark.browser
NOT_LED_TO = {
    "/console/enter/{token}",  # the operator hands it out
    "/console/sign-in",  # the way in has it as well
    "/console/city",
    "/console/city/back",
    "/console/pilots/{code}",
    "/console/try/parent",  # behind forms
    "/console/try/{name}",
}
FIT: tuple[list[str], list[str], int] = ([], [], 0)
# Where Tab stops, in order: of radio buttons of one name, one; nothing within what is folded.
STOPS = """() => {
  const seen = [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter(e => !e.disabled && e.checkVisibility({visibilityProperty: true}))
    .filter(e => e.matches('summary') || !e.closest('details:not([open])')
      || e.closest('details').querySelector('summary').contains(e))
    .filter(e => e.type !== 'radio' || e.checked || (!document.querySelector(`[name="${e.name}"]:checked`)
      && e === document.querySelector(`[type=radio][name="${e.name}"]`)));
  window.stopped = [];
  document.addEventListener('focusin', event => {
    const style = getComputedStyle(event.target);
    const place = seen.indexOf(event.target);
    if (place >= 0 && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) window.stopped.push(place);
  });
  document.activeElement.blur();
  return seen.length;
}"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = open_house(settings.read({"VOIX_DATA_DIR": str(tmp_path_factory.mktemp("pages"))}))
    furnish(house)
    yield house
    house.close()


@pytest.fixture(scope="module")
def pages(house: House) -> dict[str, str]:
    """The pages among what is led to."""
    browser = Browser(house, StaffRole.COORDINATOR)
    found = led_to(browser, routes(browser))

    opened_to = {name: address for name, address in found.items() if browser.open(address) and is_page(browser)}
    assert len(opened_to) > 20
    return opened_to


def test_some_page_leads_to_every_page_and_file(house: House) -> None:
    browser = Browser(house, StaffRole.COORDINATOR)
    known = routes(browser)
    found = {name.partition(" ")[0] for name in led_to(browser, known)}
    assert known - found - NOT_LED_TO == set()


def opened(headless: Headless, house: House, url: str, language: str) -> Page:
    link = house.do(lambda t: staff.issue_link(t, house.context, StaffRole.COORDINATOR))
    session = house.do(lambda t: staff.redeem(t, house.context, link))
    context = headless.new_context(viewport={"width": 320, "height": 640}, locale=language)
    context.add_cookies([{"name": sessions.STAFF, "value": str(session), "url": f"{url}/console"}])
    return context.new_page()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_page_is_fit_for_everybody(
    language: str, house: House, headless: Headless, pages: dict[str, str]
) -> None:
    """Nearly all pages are the same without scripts, as they have none; those that do are looked at again."""
    found: dict[str, object] = {}
    with served(create(house, secure_cookies=False)) as url:
        page = opened(headless, house, url, language)
        scripted = {}
        for name, address in pages.items():
            page.goto(url + address)
            assert page.locator("html").get_attribute("lang") == language
            if page.locator("script").count():
                scripted[f"{name}, no scripts"] = address
            if (wrong := (violations(page), small_targets(page), overflow(page))) != FIT:
                found[name] = wrong
        page.context.route("**/*.js", lambda route: route.abort())  # ours do not come; axe, which is one, does
        for name, address in scripted.items():
            page.goto(url + address)
            if (wrong := (violations(page), small_targets(page), overflow(page))) != FIT:
                found[name] = wrong
        page.context.close()
    assert found == {}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_control_is_reached_in_order_and_seen_to_be(
    language: str, house: House, headless: Headless, pages: dict[str, str]
) -> None:
    found: dict[str, list[int]] = {}
    with served(create(house, secure_cookies=False)) as url:
        page = opened(headless, house, url, language)
        for name, address in pages.items():
            page.goto(url + address)
            count = page.evaluate(STOPS)
            parts = page.locator("[type=date], [type=time], audio").count()  # with several stops each
            for _ in range(count + 5 * parts + 2):
                page.keyboard.down("Tab")  # held: half the messages to the browser
            stopped = list(dict.fromkeys(page.evaluate("window.stopped")))
            first = stopped.index(0) if 0 in stopped else 0  # some pages begin in the middle, where one types
            if stopped[first:] + stopped[:first] != list(range(count)):
                found[name] = stopped
        page.context.close()
    assert found == {}
