"""Both shipped questionnaires from the first page to the last: by keyboard alone, with what axe says of every page,
and by typing alone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

import questionnaires
from services.campaigning import campaigns
from surveys.items import Date, FollowUp, Item, Number, Open, Ranking, Review, WithChoices
from tests.journeys.parents import plain
from tests.web.browser import overflow, served, small_targets, violations
from tests.web.test_whole_road import Paper
from voix import settings
from voix.build import House, open_house
from web.app import create

CAMPAIGNS = {"NANTES": questionnaires.load("bien-grandir"), "ESSAI": questionnaires.load("every-kind")}
LONGEST = 60  # turns; no conversation takes so many
# Where the Tab key may stop for an answer; a choice in its place of an order is not pressed again.
ANSWERS = ".prompt button.choice:not(.chosen), .prompt input, .prompt textarea, .prompt button.main"


@pytest.fixture
def house(data_dir: Path) -> Iterator[House]:
    house = open_house(settings.read({"VOIX_DATA_DIR": str(data_dir)}))
    for code, form in CAMPAIGNS.items():
        house.do(lambda t, code=code, form=form: campaigns.open_campaign(t, house.context, code, form, synthetic=True))  # type: ignore[misc]
    yield house
    house.close()


def states(house: House) -> list[str]:
    query = "SELECT disposition FROM interview"
    return [row[0] for row in house.database.read(lambda t: t.exec_driver_sql(query).all())]


# --- by keyboard alone -----------------------------------------------------------------------------------------------
def tab_to(page: Page, wanted: str) -> str:
    """Press Tab until the focus is on one of `wanted`, each stop being visible; what kind of element it is."""
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """wanted => { const at = document.activeElement, style = getComputedStyle(at)
              return [at.matches(wanted), style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
                      at.type || at.localName, at === document.body] }""",
            wanted,
        )
        if stop[0]:
            assert stop[1], "the focus can be seen"
            return str(stop[2])
    raise AssertionError(f"Tab never reaches {wanted!r}")


def answer(page: Page) -> None:
    """One answer to the open question, with Tab, Enter and Space."""
    kind = tab_to(page, ANSWERS)
    if kind == "checkbox":
        page.keyboard.press("Space")
        tab_to(page, ".prompt button.main")
    elif kind in ("textarea", "text", "date"):
        page.keyboard.type({"text": "2", "date": "03112020"}.get(kind, "Un parc propre"))
        tab_to(page, ".prompt button.main")
    page.keyboard.press("Enter")


@contextmanager
def turned(page: Page, scripts: bool) -> Iterator[None]:
    """What is done meanwhile makes the page show something else."""
    if not scripts:
        with page.expect_navigation():
            yield
        return
    before = page.evaluate("document.getElementById('chat').innerHTML")
    yield
    page.wait_for_function("b => document.getElementById('chat').innerHTML !== b", arg=before, polling=20)
    page.wait_for_function("!document.querySelector('[aria-busy]')", polling=20)


def look(page: Page, twin: Page | None) -> tuple[list[str], int, list[str]]:
    """What is wrong with the page. Where scripts are off, axe looks at its `twin`: the same page with nothing run."""
    if twin is not None:
        twin.set_content(re.sub(r"<script.*?</script>", "", page.content(), flags=re.DOTALL))
    return violations(twin or page), overflow(page), small_targets(page)


WALKS = [
    pytest.param("NANTES", "fr", True, id="nantes-fr"),
    pytest.param("NANTES", "ar", False, id="nantes-ar-without-scripts"),
    pytest.param("ESSAI", "ar", True, id="every-kind-ar"),
    pytest.param("ESSAI", "fr", False, id="every-kind-fr-without-scripts"),
]


@pytest.mark.browser
@pytest.mark.parametrize(("code", "language", "scripts"), WALKS)
def test_everything_is_answered_by_keyboard_alone_and_axe_is_silent_everywhere(
    headless: Browser, house: House, code: str, language: str, scripts: bool
) -> None:
    screen: ViewportSize = {"width": 320, "height": 640}
    context = headless.new_context(viewport=screen, java_script_enabled=scripts)
    page, twin = context.new_page(), None if scripts else headless.new_page(viewport=screen)
    page.set_default_timeout(5_000)
    found: dict[str, tuple[list[str], int, list[str]]] = {}
    with served(create(house, secure_cookies=False)) as url:
        page.goto(f"{url}/c/{code}?lang={language}")
        found["start"] = look(page, twin)
        tab_to(page, "button.main")
        page.keyboard.press("Enter")
        page.locator(".prompt").wait_for()
        for _ in range(LONGEST):
            asked = page.locator("#question").inner_text()
            if asked not in found:
                found[asked] = look(page, twin)
            if page.locator(".prompt .main, .prompt .choice").count() == 0:
                break
            with turned(page, scripts):
                answer(page)
    context.close()
    assert found == dict.fromkeys(found, ([], 0, []))
    assert states(house)[0] in ("complete", "erased"), "on a page, the first wish of the last question is to erase"
    assert len(found) > 6, "every question was seen"


# --- by typing alone -------------------------------------------------------------------------------------------------
def typed(item: Item, said: list[str]) -> str:
    """What somebody writes who reads the question and the choices `said`."""
    match item:
        case Open():
            return "Un parc"
        case Number():
            return "2"
        case Date():
            return "3/11/2020"
        case Review():
            return "oui"
        case Ranking():
            return ", ".join(str(number) for number in range(len(item.choices), 0, -1))
        case FollowUp():
            return said[-2]  # the last one erases
        case WithChoices():
            return said[0]
        case _:
            raise AssertionError(f"{item.name} waits for nothing that is typed")


def choices(paper: Paper) -> list[str]:
    spans = paper.page.xpath("//section[@class='prompt']//*[contains(@class, 'choice')]/span[1]")
    return [re.sub(r"\s+", " ", plain(str(span.text_content()))).strip() for span in spans]


@pytest.mark.parametrize("code", CAMPAIGNS)
def test_everything_is_answered_by_typing_alone_in_every_language(house: House, code: str) -> None:
    """No button but the one that begins; choices by their own words, without emoji."""
    languages = CAMPAIGNS[code].languages
    for language in languages:
        paper = Paper(house)
        paper.open(f"/c/{code}?lang={language}")
        paper.begin()
        for _ in range(LONGEST):
            if not paper.has_field:
                break
            paper.type(typed(CAMPAIGNS[code].item(paper.about), choices(paper)))
    assert states(house) == ["complete"] * len(languages)
