"""Questionnaires and trials in a real browser: axe, 320 px, right to left, keyboard alone, with and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Headless

from tests.web.browser import overflow, served, small_targets, violations
from tests.web.console.staffroom import Browser
from tests.web.console.test_launching_in_a_browser import opened
from tests.web.console.test_templates import WARNED, send, workbook
from voix.build import House
from voix.offering import offer
from web.app import create

pytestmark = pytest.mark.browser
PAGES = (
    "/console/templates",
    "/console/templates/1",
    "/console/templates/3",
    "/console/try?template=1",
    "/console/try/parent?persona=bilingual&subject=t1&language=",
)


@pytest.fixture
def address(house: House, helene: Browser) -> Iterator[str]:
    offer(house)
    send(helene, workbook(WARNED))
    with served(create(house, secure_cookies=False)) as url:
        yield url


@pytest.mark.parametrize(("width", "language"), [(320, "fr"), (320, "ar"), (1280, "fr")])
def test_every_page_is_fit_for_everybody(
    width: int, language: str, house: House, headless: Headless, address: str
) -> None:
    page = opened(headless, house, address, width, language)
    for path in PAGES:
        page.goto(f"{address}{path}")
        assert (path, violations(page)) == (path, [])
        assert (path, overflow(page)) == (path, 0)
        if width == 320:
            assert (path, small_targets(page)) == (path, [])
    page.context.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_trial_is_begun_and_answered_by_keyboard_alone(
    language: str, house: House, headless: Headless, address: str
) -> None:
    page = opened(headless, house, address, 320, "fr")
    page.goto(f"{address}/console/try?template=1")

    def press(selector: str, key: str = "Enter") -> None:
        for _ in range(80):
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                page.keyboard.press(key)
                return
            page.keyboard.press("Tab")
        raise AssertionError(selector)

    page.locator("#tongue").focus()
    page.locator("#tongue").select_option(language)
    with page.expect_navigation():
        press("main button.main")
    assert page.locator("html").get_attribute("lang") == language
    assert violations(page) == []
    before = page.locator("#question").inner_text()
    press(".prompt button.choice")
    page.wait_for_function("words => document.querySelector('#question').innerText !== words", arg=before)
    assert overflow(page) == 0
    assert small_targets(page) == []
    page.context.close()
