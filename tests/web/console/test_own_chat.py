"""The page of one's own chat: a link that is shown once, and the way out."""

from services.accounts.staff import StaffRole
from services.campaigning import campaigns
from services.channels import Commanded, InboundMessage
from services.inbound import receive
from tests.web.console.staffroom import Browser
from voix.build import House


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
