"""Every page of the console for a whole city: 11 districts, 50,000 contacts, 20 campaigns, 30,000 interviews."""

import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import insert

import questionnaires
from benchmarks.measuring import Figure
from services.accounts.staff import StaffRole
from services.campaigning import campaigns
from services.context import Transaction
from services.hours import NANTES
from storage import contacts, respondents
from storage.schema.fieldwork import answer, consent, interview
from storage.schema.identity import respondent
from storage.transaction import Transaction as Connection
from surveys.items import District, Purpose
from surveys.questionnaire import Questionnaire
from tests.web.console.rooms import is_page, led_to, routes
from tests.web.console.staffroom import Browser
from tests.web.console.test_launching import NORD, RULES, begin
from voix import offering, settings
from voix.build import House, open_house

CAMPAIGNS, CONTACTS, INTERVIEWS = 20, 50_000, 30_000
TIMES = 20  # each page, the empty one in turn
EMPTY = "/console/sign-in"  # nobody is asked for, no row is read
TARGET = "p95 200 ms"


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        house = open_house(settings.read({"VOIX_DATA_DIR": str(Path(folder))}))
        _settle(house)
        helene = Browser(house, StaffRole.COORDINATOR)
        _draw(helene)
        found = led_to(helene, routes(helene))
        figures = [
            _figure(name, helene, address)
            for name, address in found.items()
            if helene.open(address) and is_page(helene)
        ]
        house.close()
    return sorted(figures, key=lambda figure: -float(figure.ratio.split()[0]))


def _figure(name: str, browser: Browser, address: str) -> Figure:
    ours, empty = [], []
    for _ in range(TIMES):
        empty.append(_seconds(browser, EMPTY))
        ours.append(_seconds(browser, address))
    measured, floor = (f"median {1000 * median(runs):.0f} ms, p95 {1000 * _p95(runs):.0f} ms" for runs in (ours, empty))
    return Figure(f"console: {name}", measured, floor, f"{median(ours) / median(empty):.1f} ×", TARGET)


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1]


def _seconds(browser: Browser, address: str) -> float:
    began = time.perf_counter()
    browser.client.get(address)
    return time.perf_counter() - began


# --- the city --------------------------------------------------------------------------------------------------------
def _settle(house: House) -> None:
    offering.offer(house)
    form = questionnaires.load("bien-grandir")
    for number in range(CAMPAIGNS):
        code = f"VILLE{number}"
        house.do(lambda t, code=code: campaigns.open_campaign(t, house.context, code, form, synthetic=True))
    house.do(lambda t: _people(t, house))
    house.do(lambda t: _interviews(t, house, form))


def _people(transaction: Transaction, house: House) -> None:
    """All of them agreed to be asked again."""
    vault, chance, today = house.context.vault, house.context.chance, NANTES.today(house.context.now())
    for number in range(CONTACTS):
        tag = ("fr", "fr", "ar", "tr")[number % 4]
        who = contacts.create(transaction, vault, chance(12), "telegram", str(number), tag)
        respondents.agree(transaction, who.id, 999, Purpose.RECONTACT.value, today)


def _interviews(transaction: Connection, house: House, form: Questionnaire) -> None:
    """Half of them finished; the others are to be reminded."""
    today, soon = NANTES.today(house.context.now()), house.context.now() + timedelta(days=3)
    axis = next(item for item in form.items if isinstance(item, District))
    rows: dict[str, list[dict[str, object]]] = {"interview": [], "consent": [], "answer": [], "respondent": []}
    for number in range(INTERVIEWS):
        about, ended = {"interview_id": number}, number % 2
        campaign = 1 + number % CAMPAIGNS
        rows["interview"].append({
            "id": number, "campaign_id": campaign, "questionnaire_id": 1, "mode": "telegram", "synthetic": True,
            "disposition": "complete" if ended else "open", "state": "{}", "touched_on": today,
        })  # fmt: skip
        rows["consent"].append({
            **about, "questionnaire_id": 1, "language": "fr", "mode": "telegram", "given_on": today
        })  # fmt: skip
        rows["answer"].append({**about, "item": form.place(axis.name), "place": 0, "code": number % 11})
        rows["respondent"].append({
            **about, "contact_id": 1 + number, "campaign_id": campaign, "reminders": 0,
            "remind_at": None if ended else soon,
        })  # fmt: skip
    for table in (interview, consent, answer, respondent):
        transaction.execute(insert(table), rows[table.name])


def _draw(helene: Browser) -> None:
    """A campaign on the drawing board that would invite everybody."""
    begin(helene)
    helene.post("/console/launch/NORD/2", NORD | {"channel": ["web", "telegram", "paper"]})
    helene.post("/console/launch/NORD/3", RULES)
