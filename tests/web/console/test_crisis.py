"""An emergency: from signing in to families who are asked, and from a parent's call to somebody who answers it."""

import re
from datetime import date

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from locales.languages import LANGUAGES
from services import crisis, upkeep
from services.campaigning import campaigns
from services.context import Transaction
from services.hours import NANTES
from storage import contacts, respondents
from storage import crisis as store
from surveys.items import Purpose
from tests.web.console.staffroom import Browser
from voix.build import House
from voix.offering import offer
from web.app import create

CALL = {"words": "Nous dormons dehors avec un bébé.", "reach": "06 12 34 56 78", "agreed": "1"}


def agreed(house: House, count: int) -> None:
    """Parents who agreed to be asked again, and to whom we wrote today."""

    def known(transaction: Transaction) -> None:
        for number in range(count):
            nonce, address = house.context.chance(12), f"77{number}"
            who = contacts.create(transaction, house.context.vault, nonce, "telegram", address, "fr")
            contacts.amend(transaction, who.id, unsolicited_on=house.context.now().date())
            respondents.agree(transaction, who.id, 999, Purpose.RECONTACT.value, date(2026, 6, 1))

    house.do(known)


def urgent(house: House, officer: Browser, code: str = "ALERTE") -> int:
    """Launch the shipped questionnaire of an emergency; how many screens that took."""
    offer(house)
    screens = [officer.path for _ in [officer.open("/console/launch?kind=crisis")]]
    [template] = [
        box.get("value")
        for box in officer.page.xpath("//input[@name='template']")
        if "Urgence" in box.getparent().text_content()
    ]
    fields = {"template": template, "title": "Inondation", "code": code, "kind": "crisis"}
    officer.post("/console/launch", fields)
    screens.append(officer.path)
    officer.post(screens[-1])
    screens.append(officer.path)
    [mark] = officer.page.xpath("//input[@name='mark']/@value")
    officer.post(screens[-1], {"mark": mark, "confirmed": "1"})
    return len(screens)


@pytest.fixture
def parent(house: House, malik: Browser) -> TestClient:
    """A parent's browser, while Malik's emergency is open."""
    urgent(house, malik)
    return TestClient(create(house, secure_cookies=False), house.context.public_url)


def calls(house: House) -> list[store.Call]:
    return house.do(lambda t: store.every(t))


def test_three_screens_from_signing_in_to_families_who_are_asked(house: House, malik: Browser) -> None:
    agreed(house, 3)
    house.do(lambda t: campaigns.name_bot(t, "voix_bot"))
    assert "en trois écrans" in malik.open("/console")
    assert urgent(house, malik) == 3
    [campaign] = house.do(lambda t: campaigns.every(t, house.context))
    assert (campaign.state, campaign.kind, campaign.districts) == ("open", "crisis", ("nantes-nord",))
    assert sorted(campaign.languages) == sorted(LANGUAGES)
    house.do(lambda t: upkeep.often(t, house.context))
    queued = house.do(lambda t: t.execute(text("SELECT count(*) FROM outbox WHERE mailing_id IS NOT NULL")).scalar())
    assert queued == 3, "also to whom we wrote today: an emergency does not wait for a week"


def test_its_rules_are_told_in_every_language(house: House, parent: TestClient) -> None:
    french = parent.get("/c/ALERTE/regles?lang=fr").text
    assert "Vos réponses servent à aider vite les familles." in french
    others = {tag: parent.get(f"/c/ALERTE/regles?lang={tag}").text for tag in LANGUAGES if tag != "fr"}
    assert [tag for tag, page in others.items() if "Vos réponses servent à aider" in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_whom_to_call_comes_first_in_every_language(parent: TestClient, language: str) -> None:
    page = parent.get(f"/c/ALERTE/aide?lang={language}").text
    numbers = re.findall(r'href="(?:tel|sms):(\d+)"', page)
    assert numbers == ["112", "15", "17", "18", "114", "119", "3919"]
    assert page.index("tel:112") < page.index("<textarea")


def test_a_call_reaches_who_answers_and_says_what_happens_next(
    house: House, parent: TestClient, helene: Browser
) -> None:
    answer = parent.post("/c/ALERTE/aide?lang=fr", data=CALL)
    assert "Votre demande est arrivée." in answer.text
    assert "Une personne de la Ville vous contacte au plus tard le" in answer.text
    assert "Des parents attendent de l'aide : 1" in helene.open("/console")
    queue = helene.open("/console/help")
    assert "bébé" not in queue, "the queue shows no words"
    [link] = helene.page.xpath("//main//h3/a/@href")
    opened = helene.open(link)
    assert "Nous dormons dehors avec un bébé." in opened
    assert "06 12 34 56 78" in opened
    assert "suivie par" in helene.post(link, {"deed": "take"})
    assert "Une place à l'hôtel." in helene.post(link, {"deed": "note", "text": "Une place à l'hôtel."})
    assert "Sera effacée le" in helene.post(link, {"deed": "handled"})
    deeds = house.do(lambda t: t.execute(text("SELECT action FROM audit WHERE action LIKE 'help_%' ORDER BY id"))).all()
    assert {deed for (deed,) in deeds} == {"help_read", "help_taken", "help_note", "help_handled"}


def test_nothing_of_a_call_is_readable_or_tied_to_a_browser(house: House, parent: TestClient) -> None:
    parent.post("/c/ALERTE", data={"command": "start", "lang": "fr"})
    before = dict(parent.cookies)
    parent.post("/c/ALERTE/aide?lang=fr", data=CALL)
    assert dict(parent.cookies) == before, "no cookie is given"
    [row] = house.do(lambda t: t.execute(text("SELECT * FROM help_call")).mappings().all())
    assert {"contact_id", "interview_id"}.isdisjoint(row)
    assert "bébé".encode() not in row["sealed"]
    assert b"06 12" not in row["sealed"]


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ({"words": " "}, "Écrivez de quoi vous avez besoin."),
        ({"reach": ""}, "Écrivez un numéro de téléphone ou un e-mail."),
        ({"agreed": ""}, "Sans accord, nous ne gardons rien."),
        ({"words": "x" * 1001}, "trop long"),
    ],
)
def test_without_words_a_way_back_or_consent_nothing_is_kept(
    house: House, parent: TestClient, lacking: dict[str, str], said: str
) -> None:
    answer = parent.post("/c/ALERTE/aide?lang=fr", data={**CALL, **lacking})
    assert answer.status_code == 422
    assert said in answer.text
    assert calls(house) == []


def test_one_place_cannot_bury_the_calls_of_others(house: House, parent: TestClient) -> None:
    codes = [parent.post("/c/ALERTE/aide?lang=fr", data=CALL).status_code for _ in range(crisis.CALLS + 1)]
    assert (codes[0], codes[-1], len(calls(house))) == (200, 422, crisis.CALLS)


def test_a_call_is_forgotten_as_promised(house: House, parent: TestClient, helene: Browser) -> None:
    parent.post("/c/ALERTE/aide?lang=fr", data=CALL)
    [call] = calls(house)
    assert call.forget_on == NANTES.today(call.received_at) + crisis.KEPT_AT_MOST
    helene.post(f"/console/help/{call.id}", {"deed": "note", "text": "Rappelée."})
    helene.post(f"/console/help/{call.id}", {"deed": "handled"})
    [call] = calls(house)
    assert call.forget_on == NANTES.today(call.received_at) + crisis.KEPT_AFTER
    house.do(lambda t: store.forget(t, call.forget_on))
    assert calls(house) == []
    assert house.do(lambda t: t.execute(text("SELECT count(*) FROM help_note")).scalar()) == 0


def test_only_who_answers_sees_calls(malik: Browser, odile: Browser) -> None:
    for somebody in (malik, odile):
        assert "Demandes d'aide" not in somebody.open("/console")
        somebody.open("/console/help")
        assert somebody.status == 403


def test_no_other_campaign_takes_calls(house: House, malik: Browser) -> None:
    offer(house)
    stranger = TestClient(create(house, secure_cookies=False), house.context.public_url)
    assert stranger.get("/c/NOWHERE/aide").status_code == 404
    assert stranger.post("/c/NOWHERE/aide", data=CALL).status_code == 404


def test_after_its_end_the_numbers_stay_and_calls_are_taken_no_more(house: House, parent: TestClient) -> None:
    house.do(lambda t: campaigns.close(t, house.context, "ALERTE"))
    page = parent.get("/c/ALERTE/aide?lang=fr").text
    assert "tel:112" in page
    assert "<textarea" not in page
    assert parent.post("/c/ALERTE/aide?lang=fr", data=CALL).status_code == 404


@pytest.mark.parametrize(
    ("today", "promised"),
    [
        (date(2027, 1, 18), date(2027, 1, 19)),  # a Monday
        (date(2027, 1, 22), date(2027, 1, 25)),  # a Friday
        (date(2027, 1, 24), date(2027, 1, 25)),  # a Sunday
    ],
)
def test_somebody_is_in_touch_by_the_next_working_day(today: date, promised: date) -> None:
    assert crisis.answer_by(today) == promised
