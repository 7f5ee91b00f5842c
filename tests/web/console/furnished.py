"""A house with a little of everything, so that every page of the console has something to show and to lead to."""

from starlette.testclient import TestClient

import questionnaires
from services import calendar
from services.accounts.staff import COMMAND_LINE, StaffRole
from services.campaigning import campaigns
from services.reaching import links
from storage import campaigns as store
from storage import releases
from tests.recordings import opus
from tests.surveys.examples import ROLE, THANKS, VOICE, WELCOME, consent, questionnaire
from tests.web.console.staffroom import Browser
from tests.web.console.test_crisis import CALL, urgent
from tests.web.console.test_launching import NORD, RULES, begin
from voix import offering
from voix.build import House
from voix.calendar import SHIPPED
from web.app import create

THEME = {"version": "0", "id": "0", "name": "Parcs", "definition": "Jouer dehors", "example": "", "excludes": ""}
PEOPLE = b'{"participation": [{"district": "TOTAL", "name": "Ensemble", "value": 595}]}'


def furnish(house: House) -> Browser:
    """Campaigns in two states, ways to them, a release, a recording, a call for help and more; Hélène's browser."""
    do, context = house.do, house.context
    offering.offer(house)
    short = questionnaire(WELCOME, consent(), ROLE, VOICE, THANKS)
    for code, form in (("COURT", short), ("NANTES", questionnaires.load("bien-grandir"))):
        do(lambda t, code=code, form=form: campaigns.open_campaign(t, context, code, form, synthetic=False))  # type: ignore[misc]
    way = do(lambda t: links.add(t, context, COMMAND_LINE, "NANTES", "school", "École", "nantes-nord"))
    do(lambda t: links.one_time_codes(t, context, COMMAND_LINE, way.code, 20))
    do(lambda t: calendar.renew(t, context, COMMAND_LINE, calendar.read(SHIPPED.read_bytes())))
    court = do(lambda t: store.by_code(t, "COURT"))
    assert court
    row = {"campaign_id": court.id, "synthetic": False, "built_at": context.now(), "number": 1, "policy": "public"}
    do(lambda t: releases.freeze(t, row, {"results.json": ("application/json", PEOPLE)}))
    speak(house)
    write(house)
    helene = Browser(house, StaffRole.COORDINATOR)
    helene.post("/console/themes/COURT/voice", THEME)
    call(house, helene)
    begin(helene)  # the newest, so the one that the list leads to
    helene.post("/console/launch/NORD/1", {"title": "Essai au Nord", "kind": "pilot"})
    helene.post("/console/launch/NORD/2", NORD | {"closes_on": "2099-02-10", "cap-nantes-nord": "20"})
    helene.post("/console/launch/NORD/3", RULES | {"text-nantes-nord-1": "Le square ?"})
    return helene


def call(house: House, helene: Browser) -> None:
    """A family calls for help in an emergency."""
    urgent(house, helene)
    family = TestClient(create(house, secure_cookies=False), house.context.public_url)
    family.post("/c/ALERTE/aide?lang=fr", data=CALL)


def speak(house: House) -> None:
    """Léa has answered by a recording."""
    lea = begun(house)
    lea.post("/c/COURT/voice", data={"about": "voice"}, files={"recording": ("voix.ogg", opus(5))})


def write(house: House) -> None:
    """Mehmet has written his answer."""
    begun(house).post("/c/COURT", data={"about": "voice", "text": "Un parc"})


def begun(house: House) -> TestClient:
    """Somebody who comes to the question in own words."""
    parent = TestClient(create(house, secure_cookies=False), house.context.public_url)
    parent.post("/c/COURT", data={"command": "start"})
    for about, text in (("consent", "Oui"), ("role", "Une mère")):
        parent.post("/c/COURT", data={"about": about, "text": text})
    return parent
