"""The page of one's own chat: a link that is shown once, and the way out."""

import pytest
from playwright.sync_api import Browser as Headless

from services.accounts import staff
from services.accounts.staff import StaffRole
from services.campaigning import campaigns
from services.channels import Commanded, InboundMessage
from services.inbound import receive
from tests.web.browser import overflow, served, violations
from tests.web.console.staffroom import Browser
from voix.build import House
from web import sessions
from web.app import create


def link_on(browser: Browser) -> str:
    [address] = browser.page.xpath("//p[@class='copy']/a/@href")
    return str(address)


def opened(house: House, address: str) -> None:
    """Malik opens the link on his phone."""
    message = InboundMessage("telegram", "1004", Commanded("start", address.partition("?start=")[2]), "fr")
    house.do(lambda t: receive(t, house.context, message, "test"))


def test_a_chat_is_bound_by_the_link_and_let_go_on_the_page(house: House, malik: Browser) -> None:
    house.do(lambda t: campaigns.name_bot(t, "OnzeVoixBot"))
    assert "Mon chat Telegram" in malik.open("/console/account")
    assert "Un chat est relié" not in malik.open("/console/account/chat")
    malik.post("/console/account/chat")
    address = link_on(malik)
    assert address.startswith("https://t.me/OnzeVoixBot?start=equipe-")
    assert malik.page.xpath("//p[@role='img']//*[local-name()='svg']")
    opened(house, address)
    assert "Un chat est relié" in malik.open("/console/account/chat")
    assert "Un chat est relié" not in malik.post("/console/account/chat/end")
    assert "a délié un chat" in malik.open("/console/audit?of=1")


def test_signing_out_everywhere_lets_the_chat_go(house: House, malik: Browser) -> None:
    house.do(lambda t: campaigns.name_bot(t, "OnzeVoixBot"))
    malik.post("/console/account/chat")
    opened(house, link_on(malik))
    malik.post("/console/account/sessions/end")
    again = Browser(house, StaffRole.COORDINATOR)
    assert "a délié un chat" in again.open("/console/audit")


def test_without_a_bot_the_page_says_so(malik: Browser) -> None:
    assert "n'est pas branché" in malik.post("/console/account/chat")


def test_who_follows_nothing_has_no_chat(odile: Browser) -> None:
    assert "Mon chat Telegram" not in odile.open("/console/account")
    odile.open("/console/account/chat")
    assert odile.status == 403


@pytest.mark.browser
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_link_is_read_on_a_small_phone(house: House, headless: Headless, language: str) -> None:
    """Pages that links lead to are looked at in test_every_page; this one is behind a form."""
    house.do(lambda t: campaigns.name_bot(t, "OnzeVoixBot"))
    link = house.do(lambda t: staff.issue_link(t, house.context, StaffRole.COORDINATOR))
    session = house.do(lambda t: staff.redeem(t, house.context, link)) or ""
    with served(create(house, secure_cookies=False)) as url:
        context = headless.new_context(viewport={"width": 320, "height": 640}, locale=language)
        context.add_cookies([{"name": sessions.STAFF, "value": session, "url": f"{url}/console"}])
        page = context.new_page()
        page.goto(f"{url}/console/account/chat")
        page.click("form[action='/console/account/chat'] button")
        page.wait_for_selector("main svg")
        assert (violations(page), overflow(page)) == ([], 0)
        context.close()
