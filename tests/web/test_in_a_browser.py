"""What only a browser can tell: nothing overflows, thumbs hit, axe is silent, focus moves, scripts are optional."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from services.channels import Tapped, Wrote
from services.chat import ChatView
from tests.web import samples
from tests.web.browser import overflow, small_targets, violations
from tests.web.stage import SESSION, Stage
from tests.web.test_console import CAMPAIGN, HEADS, RELEASE

pytestmark = pytest.mark.browser

FR, AR = samples.TURNS["fr"], samples.TURNS["ar"]
CONVERSATIONS = {
    "consent": samples.open_view(samples.consent(), progress=(0, 0), synthetic=True),
    "one of few": samples.open_view(samples.role(), turns=FR[:1]),
    "one of many": samples.open_view(samples.district(), turns=FR),
    "several": samples.open_view(samples.stages(), turns=FR),
    "scale": samples.open_view(samples.scale(), turns=FR),
    "order": samples.open_view(samples.ranking(), turns=FR),
    "own words": samples.open_view(samples.change(), turns=FR),
    "review": samples.open_view(samples.review(), turns=FR, progress=(0, 0)),
    "number with remark": samples.open_view(samples.number(), remarks=(samples.remark(),)),
    "day": samples.open_view(samples.day()),
    "Arabic, one of few": samples.open_view(samples.role("ar"), turns=AR),
    "Arabic, own words": samples.open_view(samples.change("ar"), turns=AR, remarks=(samples.remark("ar"),)),
    "done": samples.done(FR),
    "Arabic, done": samples.done(AR, "ar"),
}
NOTICES = ("/", "/?lang=ar", "/c/NANTES", "/c/NANTES?lang=ar", "/c/NOPE", "/privacy?lang=ar", "/accessibilite")
WIDTHS = {"phone": 320, "desk": 1280}
ADDRESS = "0" * 31 + "1"


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, headless: Browser) -> Iterator[Page]:
    """A page on a small phone, then on a desk, which reports what its console says."""
    yield from _opened(headless, WIDTHS[request.param])


@pytest.fixture
def phone(headless: Browser) -> Iterator[Page]:
    yield from _opened(headless, 320)


@pytest.fixture
def bare_phone(headless: Browser) -> Iterator[Page]:
    """A phone without JavaScript."""
    yield from _opened(headless, 320, scripts=False)


def _opened(browser: Browser, width: int, *, scripts: bool = True) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 640}, locale="fr-FR", java_script_enabled=scripts)
    page = context.new_page()
    page.set_default_timeout(5_000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    yield page
    context.close()
    assert not [text for text in complaints if "Failed to load resource" not in text]


def _sign_in(page: Page, address: str) -> None:
    page.context.add_cookies(
        [
            {"name": "voix_parent", "value": ADDRESS, "url": f"{address}/c/"},
            {"name": "voix_staff", "value": SESSION, "url": f"{address}/console"},
        ]
    )


def _check(page: Page) -> None:
    assert violations(page) == []
    assert overflow(page) == 0
    assert small_targets(page) == []


@pytest.mark.parametrize("view", CONVERSATIONS.values(), ids=CONVERSATIONS)
def test_every_kind_of_question_is_accessible(page: Page, address: str, stage: Stage, view: ChatView) -> None:
    stage.known.add(ADDRESS)
    stage.now = view
    _sign_in(page, address)
    page.goto(f"{address}/c/NANTES")
    _check(page)


@pytest.mark.parametrize("kind", ["several", "order", "number with remark"])
def test_the_night_colours_can_be_read_too(phone: Page, address: str, stage: Stage, kind: str) -> None:
    stage.known.add(ADDRESS)
    stage.now = CONVERSATIONS[kind]
    _sign_in(phone, address)
    phone.emulate_media(color_scheme="dark")
    phone.goto(f"{address}/c/NANTES")
    assert violations(phone) == []


@pytest.mark.parametrize("path", NOTICES)
def test_every_other_page_is_accessible(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}{path}")
    _check(page)


@pytest.mark.parametrize("path", ["/console", "/console/releases", "/console/enter/x"])
def test_the_console_is_accessible(page: Page, address: str, stage: Stage, path: str) -> None:
    stage.campaigns, stage.heads, stage.releases = [CAMPAIGN], HEADS, [RELEASE]
    _sign_in(page, address)
    page.goto(f"{address}{path}")
    _check(page)


@pytest.mark.parametrize("kind", ["phone", "bare_phone"])
def test_a_parent_answers_with_and_without_javascript(
    request: pytest.FixtureRequest, kind: str, address: str, stage: Stage
) -> None:
    page: Page = request.getfixturevalue(kind)
    stage.then = [
        samples.open_view(samples.role()),
        samples.open_view(samples.stages(), turns=FR[:1]),
        samples.open_view(samples.change(), turns=FR[:2]),
        samples.done(FR),
    ]
    page.goto(f"{address}/c/NANTES")
    page.get_by_role("button", name="Commencer").click()
    page.get_by_role("button", name="Une mère").click()
    page.get_by_role("checkbox", name="15 ans ou plus").check()
    page.get_by_role("button", name="Valider").click()
    page.get_by_role("textbox", name="Que faut-il changer").fill("Plus d'arbres")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Votre parole compte.")).to_be_visible()
    said = [message.what for message in stage.received[1:]]
    assert said == [Tapped("r1"), Tapped("s-validate", ("s2", "s5", "s-validate")), Wrote("Plus d'arbres")]
    assert len({message.address for message in stage.received}) == 1


def test_the_script_moves_focus_to_the_new_question_and_reads_remarks_out(
    phone: Page, address: str, stage: Stage
) -> None:
    stage.then = [
        samples.open_view(samples.number()),
        samples.open_view(samples.number(), remarks=(samples.remark(),)),
        samples.open_view(samples.role("ar"), turns=AR),
    ]
    phone.goto(f"{address}/c/NANTES")
    phone.get_by_role("button", name="Commencer").click()
    expect(phone.locator("#question")).to_be_focused()
    phone.get_by_role("textbox").fill("deux")
    phone.get_by_role("textbox").press("Enter")
    expect(phone.get_by_role("status")).to_have_text("Écrivez un nombre, par exemple 2.")
    phone.get_by_role("button", name="Envoyer").click()
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    expect(phone.locator("#question")).to_have_text("من أنت؟")


def test_an_impatient_thumb_answers_once(phone: Page, address: str, stage: Stage) -> None:
    phone.goto(f"{address}/c/NANTES")
    phone.get_by_role("button", name="Commencer").dblclick()
    expect(phone.get_by_role("button", name="Une mère")).to_be_visible()
    assert len(stage.received) == 1


def test_a_lost_connection_is_said_and_the_answer_can_be_sent_again(phone: Page, address: str, stage: Stage) -> None:
    stage.then = [samples.open_view(samples.role()), samples.done()]
    phone.goto(f"{address}/c/NANTES")
    phone.get_by_role("button", name="Commencer").click()
    expect(phone.get_by_role("button", name="Une mère")).to_be_visible()
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Une mère").click()
    expect(phone.get_by_text("Votre réponse n'est pas partie.")).to_be_visible()
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Une mère").click()
    expect(phone.get_by_text("Votre parole compte.")).to_be_visible()


def test_everything_can_be_done_with_the_keyboard(phone: Page, address: str, stage: Stage) -> None:
    stage.then = [samples.open_view(samples.role()), samples.done()]
    phone.goto(f"{address}/c/NANTES")
    for _ in range(20):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.textContent") == "Commencer":
            break
    phone.keyboard.press("Enter")
    expect(phone.locator("#question")).to_be_focused()
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("button", name="Une mère")).to_be_focused()
    phone.keyboard.press("Space")
    expect(phone.get_by_text("Votre parole compte.")).to_be_visible()
