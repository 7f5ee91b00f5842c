"""Every page of the console that `tests/web/console/test_every_page.py` finds, and what a parent opens first, for a
whole city: 11 districts, 50,000 contacts, 23 campaigns, 20 of them with three releases, 30,000 interviews."""

import gc
import random
import tempfile
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import insert
from starlette.testclient import TestClient

import questionnaires
from benchmarks.measuring import Figure, Run, timed
from exports.policy import PRESETS
from services.campaigning import campaigns
from services.context import Transaction
from services.hours import NANTES
from services.releasing import release_building
from services.releasing.release_building import Built
from storage import campaigns as store
from storage import contacts, releases, respondents
from storage.campaigns import Campaign
from storage.schema.fieldwork import answer, consent, interview
from storage.schema.identity import respondent
from storage.transaction import Transaction as Connection
from surveys.items import District, Purpose, Rating, Single
from surveys.questionnaire import Questionnaire
from tests.web.console.furnished import furnish
from tests.web.console.rooms import is_page, led_to, routes
from tests.web.console.staffroom import Browser
from tests.web.console.test_launching import NORD, RULES
from voix import settings
from voix.build import House, open_house
from web.app import create

CAMPAIGNS, CONTACTS, INTERVIEWS, RELEASES = 20, 50_000, 30_000, 3
TIMES = 20  # each page, the empty one in turn
EMPTY = "/console/sign-in"  # nobody is asked for, no row is read
TARGET, PARENTS_TARGET = "p95 200 ms", "p95 50 ms"


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        house = open_house(settings.read({"VOIX_DATA_DIR": str(Path(folder))}))
        _settle(house)
        helene = furnish(house)  # last, so that its campaign on the drawing board is among the newest
        _draw(helene)
        pages = {
            name: address
            for name, address in led_to(helene, routes(helene)).items()
            if helene.open(address) and is_page(helene)
        }
        gc.collect()
        gc.freeze()  # as `voix serve` does once it is assembled
        empty = (helene.client, EMPTY)
        figures = [_figure(f"console: {name}", helene.client, page, empty, TARGET) for name, page in pages.items()]
        figures.sort(key=lambda figure: -float(figure.ratio.split()[0]))
        figures += _parents(house, empty)
        house.close()
    return figures


def _parents(house: House, empty: tuple[TestClient, str]) -> list[Figure]:
    """What a parent waits for: the first page, and the page of an open question."""
    fresh, begun = (TestClient(create(house, secure_cookies=False), house.context.public_url) for _ in range(2))
    begun.post("/c/NANTES", data={"command": "start"})
    return [
        _figure("parents: the first page", fresh, "/c/NANTES", empty, PARENTS_TARGET),
        _figure("parents: an open question", begun, "/c/NANTES", empty, PARENTS_TARGET),
        _figure("parents: who decides, what becomes of it", fresh, "/c/NANTES/regles", empty, PARENTS_TARGET),
    ]


def _figure(name: str, client: TestClient, address: str, empty: tuple[TestClient, str], target: str) -> Figure:
    """95th percentiles of waiting and of processor time. The ratio is of processor time, which neighbours spare."""
    floor, ours = [], []
    for _ in range(TIMES):
        floor.append(_opened(*empty))
        ours.append(_opened(client, address))
    ratio = median(run.cpu for run in ours) / median(run.cpu for run in floor)
    return Figure(name, _said(ours), _said(floor), f"{ratio:.1f} ×", target)


def _said(runs: list[Run]) -> str:
    waited, worked = ([getattr(run, name) for run in runs] for name in ("wall", "cpu"))
    return f"p95 {_p95(waited):.0f} ms, {_p95(worked):.0f} ms of CPU"


def _p95(seconds: list[float]) -> float:
    """In milliseconds."""
    return 1000 * quantiles(seconds, n=20)[-1]


def _opened(client: TestClient, address: str) -> Run:
    def work() -> int:
        assert client.get(address).status_code == 200
        return 1

    return timed(work)


# --- the city --------------------------------------------------------------------------------------------------------
def _settle(house: House) -> None:
    form = questionnaires.load("bien-grandir")
    for number in range(CAMPAIGNS):
        code = f"VILLE{number}"
        house.do(lambda t, code=code: campaigns.open_campaign(t, house.context, code, form, synthetic=True))
    opened = house.do(lambda t: [each for each in store.every(t) if each.code.startswith("VILLE")])
    house.do(lambda t: _people(t, house))
    house.do(lambda t: _interviews(t, house, form, opened))
    house.do(lambda t: _released(t, house, opened))


def _released(transaction: Transaction, house: House, opened: list[Campaign]) -> None:
    """One release is built; all campaigns have its files."""
    built = release_building.build(transaction, house.context, "VILLE0", PRESETS["public"])
    assert isinstance(built, Built), built
    files = {name: ("application/octet-stream", content) for name, content in built.files.items()}
    for campaign in opened:
        for number in range(2, 2 + RELEASES):
            row = {"campaign_id": campaign.id, "synthetic": True, "built_at": house.context.now(), "number": number}
            releases.freeze(transaction, row | {"policy": "public"}, files)


def _people(transaction: Transaction, house: House) -> None:
    """All of them agreed to be asked again."""
    vault, chance, today = house.context.vault, house.context.chance, NANTES.today(house.context.now())
    for number in range(CONTACTS):
        tag = ("fr", "fr", "ar", "tr")[number % 4]
        who = contacts.create(transaction, vault, chance(12), "telegram", str(number), tag)
        respondents.agree(transaction, who.id, 999, Purpose.RECONTACT.value, today)


def _interviews(transaction: Connection, house: House, form: Questionnaire, opened: list[Campaign]) -> None:
    """Half of them finished; the others are to be reminded."""
    today, soon = NANTES.today(house.context.now()), house.context.now() + timedelta(days=3)
    asked = [item for item in form.items if isinstance(item, District | Single | Rating) and not item.relevant]
    dice = random.Random(1)
    rows: dict[str, list[dict[str, object]]] = {"interview": [], "consent": [], "answer": [], "respondent": []}
    for number in range(1, 1 + INTERVIEWS):
        ended, campaign = number % 2, opened[number // 2 % len(opened)]
        about, form_id = {"interview_id": number}, campaign.questionnaire_id
        rows["interview"].append({
            "id": number, "campaign_id": campaign.id, "questionnaire_id": form_id, "mode": "telegram",
            "synthetic": True, "disposition": "complete" if ended else "open", "state": "{}", "touched_on": today,
        })  # fmt: skip
        rows["consent"].append({
            **about, "questionnaire_id": form_id, "language": "fr", "mode": "telegram", "given_on": today
        })  # fmt: skip
        rows["answer"] += [
            {**about, "item": form.place(item.name), "place": 0, "code": dice.randrange(min(11, len(item.choices)))}
            for item in asked
        ]
        rows["respondent"].append({
            **about, "contact_id": number, "campaign_id": campaign.id, "reminders": 0,
            "remind_at": None if ended else soon,
        })  # fmt: skip
    for table in (interview, consent, answer, respondent):
        transaction.execute(insert(table), rows[table.name])


def _draw(helene: Browser) -> None:
    """A campaign on the drawing board that would invite everybody."""
    helene.post("/console/launch/NORD/1", {"title": "Grandir au Nord", "kind": "survey"})
    helene.post("/console/launch/NORD/2", NORD | {"channel": ["web", "telegram", "paper"]})
    helene.post("/console/launch/NORD/3", RULES)
