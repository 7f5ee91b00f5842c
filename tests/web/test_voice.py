"""Speaking and listening on the page: with forms alone, and with a browser that records."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page, sync_playwright
from sqlalchemy import text
from starlette.testclient import TestClient

from services.accounts.staff import COMMAND_LINE
from services.campaigning import campaigns
from services.recordings import clips, transcribing
from services.recordings.voices import MOST_BYTES
from tests.recordings import opus
from tests.surveys.examples import ROLE, THANKS, VOICE, WELCOME, consent, questionnaire
from tests.web.browser import CHROMIUM, overflow, served, small_targets, violations
from voix import settings
from voix.build import House, open_house
from web.app import create

FORM = questionnaire(WELCOME, consent(), ROLE, VOICE, THANKS)


@pytest.fixture
def house(data_dir: Path) -> Iterator[House]:
    """The campaign COURT: who are you, and what should change. The first can be heard."""
    house = open_house(settings.read({"VOIX_DATA_DIR": str(data_dir)}))
    house.do(lambda t: campaigns.open_campaign(t, house.context, "COURT", FORM, synthetic=False))
    house.do(lambda t: clips.add(t, house.context, COMMAND_LINE, FORM, "role", "fr", opus(4), synthetic=True))
    yield house
    house.close()


@pytest.fixture
def lea(house: House) -> TestClient:
    """Léa's browser, in French, without JavaScript."""
    app = create(house, secure_cookies=False)
    client = TestClient(app, house.context.public_url, headers={"Accept-Language": "fr"})
    client.post("/c/COURT", data={"command": "start"})
    return client


def press(client: TestClient, words: str) -> html.HtmlElement:
    """Press the button that says so on the page as it stands; the page after it."""
    page = html.fromstring(client.get("/c/COURT").text)
    [button] = [each for each in page.iter("button") if each.text_content().strip() == words]
    return html.fromstring(client.post("/c/COURT", data={button.get("name"): button.get("value")}).text)


def at_own_words(client: TestClient) -> None:
    press(client, "Oui, je commence")
    press(client, "Une mère")


def waiting(house: House) -> list[transcribing.Waiting]:
    return house.do(lambda t: transcribing.queue(t, house.context, COMMAND_LINE))


def test_a_question_can_be_heard_and_a_machine_is_called_one(lea: TestClient) -> None:
    page = press(lea, "Oui, je commence")
    [audio] = page.iter("audio")
    assert "Voix d'ordinateur" in page.text_content()
    whole = lea.get(audio.get("src"))
    assert (whole.headers["content-type"], whole.content) == ("audio/ogg", opus(4))
    part = lea.get(audio.get("src"), headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.content, part.headers["content-range"][:9]) == (206, opus(4)[4:8], "bytes 4-7")
    assert not press(lea, "Une mère").xpath("//audio[@src]"), "nobody has read the next question"


def test_a_recording_is_handed_in_by_a_form(lea: TestClient, house: House) -> None:
    at_own_words(lea)
    files = {"recording": ("voix.ogg", opus(6), "audio/ogg")}
    page = lea.post("/c/COURT/voice", data={"about": "voice"}, files=files)
    assert "message vocal" in page.text
    [one] = waiting(house)
    assert one.seconds == 6
    again = lea.post("/c/COURT/voice", data={"about": "voice"}, files=files)
    assert again.status_code == 200
    assert len(waiting(house)) == 1, "sent twice, it never slips into another question"


@pytest.mark.parametrize(
    ("recording", "says"),
    [
        (opus(300), "trop long : 2\xa0minutes au maximum"),
        (opus() + bytes(MOST_BYTES), "trop long : 2\xa0minutes au maximum"),
        (b"MZ this is a program", "Je ne peux pas lire"),
    ],
    ids=["too long", "too large", "no recording"],
)
def test_what_cannot_be_taken_is_told_and_the_question_stays(
    lea: TestClient, house: House, recording: bytes, says: str
) -> None:
    at_own_words(lea)
    page = lea.post("/c/COURT/voice", data={"about": "voice"}, files={"recording": ("x", recording)})
    assert says.replace("\xa0", " ") in html.fromstring(page.text).text_content().replace("\xa0", " ")
    assert [each.get("name") for each in html.fromstring(page.text).iter("textarea")] == ["text"]
    assert waiting(house) == []


def test_a_form_that_is_none_is_refused(lea: TestClient, house: House) -> None:
    at_own_words(lea)
    assert lea.post("/c/COURT/voice", data={"about": "voice"}).status_code == 400
    assert lea.post("/c/COURT/voice", files={"recording": ("x", b"")}).status_code == 200
    broken = {"Content-Type": "multipart/form-data; boundary=x"}
    assert lea.post("/c/COURT/voice", content=b"--y\r\nnonsense", headers=broken).status_code in (200, 400)
    assert waiting(house) == []


@pytest.fixture
def recording_page(house: House) -> Iterator[Page]:
    """A phone of 320 pixels whose microphone hums."""
    flags = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    with served(create(house, secure_cookies=False)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        page = browser.new_page(viewport={"width": 320, "height": 800}, locale="fr-FR")
        page.goto(f"{url}/c/COURT")
        yield page
        browser.close()


@pytest.mark.browser
def test_a_browser_records_lets_hear_and_sends(recording_page: Page, house: House) -> None:
    page = recording_page
    page.get_by_role("button", name="Commencer").click()
    page.get_by_role("button", name="Oui, je commence").click()
    page.locator("audio").first.wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Une mère").click()
    page.get_by_text("Répondre avec la voix").click()
    page.get_by_role("button", name="Commencer l'enregistrement").click()
    page.get_by_role("button", name="Arrêter l'enregistrement").click()
    page.locator("[data-heard]").wait_for()
    assert (violations(page), overflow(page), small_targets(page)) == ([], 0, [])
    page.get_by_role("button", name="Envoyer ma voix").click()
    page.get_by_text("message vocal").first.wait_for()
    assert len(waiting(house)) == 1
    media = house.database.read(lambda t: t.execute(text("SELECT media FROM voice")).scalar())
    assert media in ("audio/ogg", "audio/webm", "audio/mp4")
