"""Takes the pictures of docs/officers.md from a made-up house: `python -m tests.officer_pictures`. Look before
committing."""

import tempfile
from datetime import date

from playwright.sync_api import Browser as Headless

import questionnaires
from services.accounts import staff
from services.accounts.staff import StaffRole
from services.campaigning import campaigns
from services.context import Transaction
from services.fieldwork import counting
from storage import answers, contacts, interviews, respondents
from storage.interviews import Stored
from surveys.answers import Chosen
from surveys.interview import Disposition, Interview
from surveys.items import Purpose
from tests.pictures import IMAGES
from tests.web.browser import chromium, served
from tests.web.console.staffroom import Browser
from tests.web.console.test_launching import NORD, RULES, begin
from voix import offering, settings
from voix.build import House, open_house
from web import sessions
from web.app import create

OTHERS = {
    "campaigns": "/console",
    "links": "/console/links/NANTES",
    "participation": "/console/participation/NANTES",
    "reminders": "/console/reminders/NANTES",
    "templates": "/console/templates",
    "week": "/console/digest",
}
AGREED = {"fr": 230, "ar": 42, "tr": 18}


def invited(transaction: Transaction, house: House) -> None:
    """Made-up people who agreed, in an earlier campaign, to be asked again."""
    vault, chance = house.context.vault, house.context.chance
    for language, count in AGREED.items():
        for number in range(count):
            who = contacts.create(transaction, vault, chance(12), "telegram", f"{language}{number}", language)
            respondents.agree(transaction, who.id, 999, Purpose.RECONTACT.value, date(2026, 6, 1))


def picture(headless: Headless, session: str, url: str, path: str, name: str) -> None:
    context = headless.new_context(viewport={"width": 900, "height": 900}, locale="fr-FR")
    context.add_cookies([{"name": sessions.STAFF, "value": session, "url": f"{url}/console"}])
    page = context.new_page()
    page.goto(url + path)
    page.locator("main").screenshot(path=IMAGES / f"launch-{name}.png")
    context.close()


def first_look(headless: Headless, session: str, url: str, path: str, name: str) -> None:
    """What stands on the first screen of a page, tabs and all."""
    context = headless.new_context(viewport={"width": 900, "height": 1000}, locale="fr-FR")
    context.add_cookies([{"name": sessions.STAFF, "value": session, "url": f"{url}/console"}])
    page = context.new_page()
    page.goto(url + path)
    page.screenshot(path=IMAGES / f"officer-{name}.png")
    context.close()


def answered(transaction: Transaction, house: House) -> None:
    """Made-up parents of three districts, so that the figures have something to show."""
    form = questionnaires.load("bien-grandir")
    for number, district in enumerate(["nantes-nord"] * 42 + ["nantes-sud"] * 25 + ["nantes-erdre"] * 14):
        stored = Stored(number, 1, 1, True, Interview("fr", 1, disposition=Disposition.COMPLETE))
        interviews.create(transaction, stored, "web", date(2026, 11, 1))
        interviews.consented(transaction, number, 1, "fr", "web", date(2026, 11, 1))
        told = Chosen((district,))
        answers.record(transaction, house.context.vault, bytes(12), form, number, "district", told, replaces=None)
    counting.look_all(transaction, house.context)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, chromium() as headless:
        house = open_house(settings.read({"VOIX_DATA_DIR": folder}))
        offering.offer(house)
        form = questionnaires.load("bien-grandir")
        house.do(lambda t: campaigns.name_bot(t, "nantes_bot"))
        house.do(lambda t: campaigns.open_campaign(t, house.context, "NANTES", form, synthetic=True))
        house.do(lambda t: invited(t, house))
        house.do(lambda t: answered(t, house))
        link = house.do(lambda t: staff.issue_link(t, house.context, StaffRole.COORDINATOR))
        session = str(house.do(lambda t: staff.redeem(t, house.context, link)))
        officer = Browser(house, StaffRole.COORDINATOR)
        begin(officer)
        officer.post("/console/launch/NORD/2", {**NORD, "channel": ["web"], "closes_on": "2099-01-25"})
        with served(create(house, secure_cookies=False)) as url:
            picture(headless, session, url, "/console/launch", "1")
            picture(headless, session, url, "/console/launch/NORD/4", "4")
            officer.post("/console/launch/NORD/2", {**NORD, "channel": ["web", "telegram"]})
            officer.post("/console/launch/NORD/3", RULES)
            officer.post("/console/launch/NORD/4")
            picture(headless, session, url, "/console/launch/NORD/2", "2")
            picture(headless, session, url, "/console/launch/NORD/3", "3")
            picture(headless, session, url, "/console/launch/NORD/5", "5")
            picture(headless, session, url, "/console/campaigns/NANTES", "after")
            for name, path in OTHERS.items():
                first_look(headless, session, url, path, name)
        house.close()


if __name__ == "__main__":
    main()
