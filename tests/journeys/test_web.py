"""Parents without Telegram finish on the web page, in each language, with and without JavaScript."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

import questionnaires
from surveys.items import BestWorst, Multiple, Open, WithChoices
from tests.journeys.parents import GROWING_UP, VALIDATE, WRITE, plain
from tests.journeys.process import Voix
from tests.web.browser import overflow, violations

FORM = questionnaires.load("bien-grandir")
PHONE = {"width": 320, "height": 640}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def voix(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Voix]:
    running = Voix(tmp_path_factory.mktemp("web"))
    running.start("demo", "--parents", "0")
    yield running
    running.stop()


def finish(page: Page, url: str, language: str) -> None:
    """Answer everything by what the page shows, as a parent would."""
    page.goto(f"{url}/c/NANTES?lang={language}")
    page.locator("button[name=command][value=start]").click()
    for name, acts in GROWING_UP:
        item = FORM.item(name)
        asks(page, item.text.in_(language))
        if isinstance(item, Open):
            assert acts == (WRITE,)
            page.locator("textarea").fill("Un parc propre 🌳 et calme.")
            page.locator("form:has(textarea) button.main").click()
            continue
        assert isinstance(item, WithChoices)
        for place, act in enumerate(acts):
            if isinstance(item, BestWorst) and place:
                asks(page, item.worst.in_(language))
            text = "" if act == VALIDATE else next(c.text.in_(language) for c in item.choices if c.name == act)
            button(page, text, boxes=isinstance(item, Multiple) or name == "followup").click()


def asks(page: Page, question: str) -> None:
    """Wait for the question, whatever marks direct its letters."""
    wanted = question.split("\n")[0]
    ends = time.monotonic() + 10
    while wanted not in (shown := plain(page.locator("#question").inner_text())):
        assert time.monotonic() < ends, f"waiting for {wanted!r}, the page asks {shown!r}"
        page.wait_for_timeout(50)


def button(page: Page, text: str, boxes: bool) -> Locator:
    if not text:
        return page.locator(".prompt button.main")
    found = page.locator("label.choice" if boxes else ".prompt button.choice")
    said = [plain(each) for each in found.all_inner_texts()]
    assert any(text in each for each in said), f"{text!r} is not among {said}"
    return found.nth(next(place for place, each in enumerate(said) if text in each))


@pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "no-javascript"])
@pytest.mark.parametrize("language", FORM.languages)
def test_a_parent_finishes_in_the_browser(headless: Browser, voix: Voix, language: str, scripts: bool) -> None:
    context = headless.new_context(viewport=PHONE, java_script_enabled=scripts)  # type: ignore[arg-type]
    page = context.new_page()
    finish(page, voix.url, language)
    thanks = FORM.items[-1].text.in_(language).split("\n")[0]
    page.get_by_text(thanks[:30]).first.wait_for()
    page.reload()
    assert page.get_by_text(thanks[:30]).first.is_visible()
    context.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_question_fits_a_small_phone_and_passes_axe(
    headless: Browser, voix: Voix, language: str, tmp_path: Path
) -> None:
    context = headless.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{voix.url}/c/NANTES?lang={language}")
    found = {"start": (violations(page), overflow(page))}
    page.locator("button[name=command][value=start]").click()
    for name in (name for name, _acts in GROWING_UP if name != "first_entry"):  # not asked when ages are skipped
        asks(page, FORM.item(name).text.in_(language))
        found[name] = (violations(page), overflow(page))
        if name == "consent":
            page.locator(".prompt button.choice").first.click()
        elif name != "followup":
            page.locator(".sides button").last.click()
    assert found == dict.fromkeys(found, ([], 0))
    context.close()
