"""Links, paper and reminders in a real browser: axe, 320 px, right to left, keyboard alone, without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Headless
from playwright.sync_api import Page, expect
from sqlalchemy import text

import questionnaires
from services import calendar
from services.accounts import staff
from services.accounts.staff import COMMAND_LINE, StaffRole
from services.campaigning import campaigns
from services.reaching import links
from tests.web.browser import overflow, served, small_targets, violations
from voix.build import House
from voix.calendar import SHIPPED
from web import sessions
from web.app import create

pytestmark = pytest.mark.browser
PAGES = (
    "/console/links",
    "/console/links/NANTES",
    "/console/links/NANTES/poster.pdf?with=ar",  # refused: the page says why
    "/console/paper/NANTES",
    "/console/reminders/NANTES?language=ar",
)


@pytest.fixture
def address(house: House) -> Iterator[str]:
    form = questionnaires.load("bien-grandir")
    house.do(lambda t: campaigns.open_campaign(t, house.context, "NANTES", form, synthetic=False))
    way = house.do(lambda t: links.add(t, house.context, COMMAND_LINE, "NANTES", "school", "École", "nantes-nord"))
    house.do(lambda t: links.one_time_codes(t, house.context, COMMAND_LINE, way.code, 20))
    house.do(lambda t: calendar.renew(t, house.context, COMMAND_LINE, calendar.read(SHIPPED.read_bytes())))
    with served(create(house, secure_cookies=False)) as url:
        yield url


def opened(headless: Headless, house: House, url: str, width: int, language: str, *, scripts: bool = True) -> Page:
    link = house.do(lambda t: staff.issue_link(t, house.context, StaffRole.COORDINATOR))
    session = house.do(lambda t: staff.redeem(t, house.context, link))
    context = headless.new_context(
        viewport={"width": width, "height": 640}, locale=language, java_script_enabled=scripts
    )
    context.add_cookies([{"name": sessions.STAFF, "value": str(session), "url": f"{url}/console"}])
    return context.new_page()


@pytest.mark.parametrize(("width", "language"), [(320, "ar"), (1280, "fr")])
def test_every_page_is_fit_for_everybody(
    width: int, language: str, house: House, headless: Headless, address: str
) -> None:
    page = opened(headless, house, address, width, language)
    for path in PAGES:
        page.goto(f"{address}{path}")
        assert (path, violations(page)) == (path, [])
        assert (path, overflow(page)) == (path, 0)
        assert (path, small_targets(page)) == (path, [])


def test_a_sheet_is_typed_by_keyboard_alone_without_javascript(house: House, headless: Headless, address: str) -> None:
    page = opened(headless, house, address, 1280, "fr", scripts=False)
    page.goto(f"{address}/console/paper/NANTES")
    expect(page.locator("[autofocus]")).to_be_focused()  # the browser puts it there once it has drawn the page
    page.keyboard.press("Tab")  # from the code of the sheet, where one begins, to the language
    page.keyboard.press("Tab")  # to the box
    page.keyboard.press("Tab")
    for answer in ("1", "1", "8"):
        page.keyboard.type(answer)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**saved=1**")
    kept = house.database.read(lambda t: t.execute(text("SELECT mode, disposition FROM interview")).all())
    assert [tuple(row) for row in kept] == [("paper", "complete")]
