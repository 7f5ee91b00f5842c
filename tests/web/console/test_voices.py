"""Listening to parents, and reading questions to them: without JavaScript, by who may."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from starlette.testclient import TestClient

from services.campaigning import campaigns
from services.recordings import voices
from storage import voices as store
from tests.browsers import headless as headless
from tests.recordings import opus
from tests.surveys.examples import ROLE, THANKS, VOICE, WELCOME, consent, questionnaire
from tests.web.browser import overflow, served, violations
from tests.web.console.staffroom import Browser
from voix.build import House
from web.app import create

FORM = questionnaire(WELCOME, consent(), ROLE, VOICE, THANKS)


class Echo:
    """A machine that hears what it is told to hear."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.heard: list[tuple[bytes, str]] = []

    def draft(self, recording: bytes, language: str) -> str:
        self.heard.append((recording, language))
        return self.text


@pytest.fixture
def spoken(house: House) -> House:
    """Léa has answered by a recording of five seconds, on the page."""
    house.do(lambda t: campaigns.open_campaign(t, house.context, "COURT", FORM, synthetic=False))
    app = create(house, secure_cookies=False)
    lea = TestClient(app, house.context.public_url, headers={"Accept-Language": "fr"})
    lea.post("/c/COURT", data={"command": "start"})
    for text in ("Oui", "Une mère"):
        about = "consent" if text == "Oui" else "role"
        lea.post("/c/COURT", data={"about": about, "text": text})
    lea.post("/c/COURT/voice", data={"about": "voice"}, files={"recording": ("voix.ogg", opus(5))})
    return house


def words(house: House) -> list[int]:
    """How each answer in own words is stored: -10 spoken, -11 written down by a person."""
    sql = "SELECT code FROM answer WHERE code < -5"
    return [row[0] for row in house.database.read(lambda t: t.exec_driver_sql(sql).all())]


def deeds(house: House) -> list[str]:
    sql = "SELECT action FROM audit WHERE action LIKE 'voice%' OR action LIKE 'clip%' ORDER BY id"
    return [row[0] for row in house.database.read(lambda t: t.exec_driver_sql(sql).all())]


def opened(helene: Browser) -> str:
    """The path of the one recording that waits."""
    helene.open("/console/voices")
    [link] = helene.page.xpath("//h2/a/@href")
    return str(link)


def test_a_parent_is_listened_to_and_the_recording_is_gone(spoken: House, helene: Browser) -> None:
    path = opened(helene)
    assert "5 secondes" in helene.open(path)
    heard = helene.client.get(f"{path}/recording")
    assert (heard.headers["content-type"], heard.content) == ("audio/ogg", opus(5))
    assert "no-store" in heard.headers["cache-control"]
    assert "Aucun message n'attend" in helene.post(path, {"deed": "keep", "text": "Un parc propre."})
    assert words(spoken) == [-11]
    assert helene.client.get(f"{path}/recording").status_code == 404
    helene.post(path, {"deed": "keep", "text": "encore"})
    assert helene.status == 404
    assert deeds(spoken) == ["voice_heard", "voice_written"]


def test_what_names_somebody_is_pointed_out_before_it_is_kept(spoken: House, helene: Browser) -> None:
    path = opened(helene)
    named = "Ma fille Inès Silva veut un parc."
    assert "semble nommer quelqu'un" in helene.post(path, {"deed": "keep", "text": named})
    assert words(spoken) == [-10]
    assert named in helene.page.xpath("//textarea")[0].text
    helene.post(path, {"deed": "keep", "text": "Ma fille veut un parc."})
    assert words(spoken) == [-11]


def test_what_nobody_understands_is_given_up(spoken: House, helene: Browser) -> None:
    helene.post(opened(helene), {"deed": "unusable"})
    assert words(spoken) == [-10], "that the parent spoke stays known"
    assert spoken.database.read(lambda t: store.waiting(t, 9)) == []


def test_only_who_may_hears_parents(spoken: House, helene: Browser, malik: Browser, odile: Browser) -> None:
    path = opened(helene)
    for somebody in (malik, odile):
        for each in ("/console/voices", path, f"{path}/recording"):
            somebody.open(each)
            assert somebody.status == 403, each
        somebody.post(path, {"deed": "keep", "text": "x"})
        assert somebody.status == 403
        assert "Messages vocaux" not in somebody.open("/console")
    assert words(spoken) == [-10]


def test_a_machine_may_propose_and_a_person_decides(spoken: House, helene: Browser) -> None:
    path = opened(helene)
    assert "Proposer un brouillon" not in helene.open(path), "there is no machine"
    echo = Echo("un parc propre")
    helene.client.app.state.dictation = echo  # type: ignore[attr-defined]
    assert "un parc propre" in helene.post(path, {"deed": "draft"})
    assert echo.heard == [(opus(5), "fr")]
    assert words(spoken) == [-10], "nothing is kept yet"
    echo.text = ""
    assert "La machine n'a rien compris" in helene.post(path, {"deed": "draft"})


def test_questions_get_their_recordings(spoken: House, helene: Browser, malik: Browser) -> None:
    assert "COURT" not in malik.open("/console/clips"), "what the whole city hears is the coordination's"
    assert "manque" in helene.open("/console/clips/COURT")
    add = {"item": "role", "language": "fr", "synthetic": "1"}

    def send(recording: bytes) -> str:
        posted = {"token": helene._token, **add}
        return helene._seen(
            helene.client.post("/console/clips/COURT", data=posted, files={"recording": ("q", recording)})
        )

    assert "n'est pas un son OGG" in send(b"MZ a program")
    assert "trop long : 90 secondes" in send(opus(100))
    assert "trop grand" in send(opus() + bytes(2**21))
    assert "voix d'ordinateur, à vérifier" in send(opus(4))
    source = str(helene.page.xpath("//audio/@src")[0])
    assert helene.client.get(source).content == opus(4)
    assert "voix d'ordinateur, à vérifier" not in helene.post("/console/clips/COURT/role/fr", {"deed": "vouch"})
    helene.post("/console/clips/COURT/role/fr", {"deed": "remove"})
    assert helene.client.get(source).status_code == 404
    assert deeds(spoken) == ["clip_added", "clip_checked", "clip_removed"]


@pytest.fixture
def pages(spoken: House) -> Iterator[str]:
    with served(create(spoken, secure_cookies=False)) as url:
        yield url


@pytest.mark.browser
def test_the_pages_fit_a_phone_and_everybody(pages: str, helene: Browser, headless: Chromium) -> None:
    path = opened(helene)
    cookies = [{"name": name, "value": value, "url": pages} for name, value in helene.client.cookies.items()]
    context = headless.new_context(viewport={"width": 320, "height": 800}, locale="fr-FR")
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    for each in ("/console/voices", path, "/console/clips", "/console/clips/COURT"):
        page.goto(pages + each)
        assert (violations(page), overflow(page)) == ([], 0), each
    context.close()
    assert voices.MOST_SECONDS == 120
