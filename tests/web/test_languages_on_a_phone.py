"""Every language on a phone of 320 pixels: nothing overflows, no word is broken, thumbs hit."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

import questionnaires
from locales.languages import LANGUAGES, direction
from services import wording
from services.chat import ChatView, Standing, Turn
from surveys.interview import Interview
from surveys.items import WithChoices
from tests.web.browser import overflow, small_targets
from tests.web.stage import Stage

pytestmark = pytest.mark.browser

FORM = questionnaires.load("bien-grandir")
ADDRESS = "0" * 31 + "1"
KEY = bytes(32)
# Letters of one word on two lines. A hyphen is a place to break at.
_BROKEN = r"""() => {
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    for (const word of walk.currentNode.data.matchAll(/[\p{L}\p{M}\p{N}'’\u200c]+/gu)) {
      const range = document.createRange()
      range.setStart(walk.currentNode, word.index)
      range.setEnd(walk.currentNode, word.index + word[0].length)
      const lines = [...range.getClientRects()].filter(box => box.width).map(box => Math.round(box.top))
      if (new Set(lines).size > 1) found.push(word[0])
    }
  }
  return found
}"""


@pytest.fixture(scope="module")
def phone(headless: Browser) -> Iterator[Page]:
    context = headless.new_context(viewport={"width": 320, "height": 640}, locale="fr-FR")
    yield context.new_page()
    context.close()


def asked(language: str, name: str) -> ChatView:
    """A question of the shipped questionnaire, after one with a long answer."""
    talk = wording.Setting(FORM, Interview(language, 11, position=name, trail=("consent", "role", "stage")), 1, KEY)
    stage = FORM.item("stage")
    assert isinstance(stage, WithChoices)
    ages = " · ".join(choice.text.in_(language) for choice in stage.choices[1:3])
    return ChatView(
        Standing.OPEN,
        language,
        FORM.languages,
        FORM.title.in_(language),
        (Turn(stage.text.in_(language), ages, "change"),),
        (),
        wording.ask(talk, name),
        (4, 11),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_conversation_fits(phone: Page, address: str, stage: Stage, language: str) -> None:
    stage.known.add(ADDRESS)
    phone.context.add_cookies([{"name": "voix_parent", "value": ADDRESS, "url": f"{address}/c/"}])
    for name in ("actions", "voice"):
        stage.now = asked(language, name)
        phone.goto(f"{address}/c/NANTES")
        assert phone.locator("html").get_attribute("dir") == direction(language)
        assert (overflow(phone), small_targets(phone), phone.evaluate(_BROKEN)) == (0, [], [])
    phone.locator("details.languages summary").click()
    assert (overflow(phone), small_targets(phone), phone.evaluate(_BROKEN)) == (0, [], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_pages_fit(phone: Page, address: str, language: str) -> None:
    for path in ("/", "/accessibilite"):
        phone.goto(f"{address}{path}?lang={language}")
        assert (overflow(phone), small_targets(phone), phone.evaluate(_BROKEN)) == (0, [], [])
