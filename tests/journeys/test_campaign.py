"""The whole road of a campaign in real browsers, by the clock of the house: the first sign-in, a pilot that stops
itself, a launch in five screens, thirty phones and the web page, a fortnight of reminders over a clock change, the end.
"""

import asyncio
import io
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, async_playwright, expect
from rich.console import Console

import questionnaires
from surveys.items import BestWorst, Multiple, Open, WithChoices
from tests.fake_telegram import FakeTelegram, Phone
from tests.journeys.parents import GROWING_UP, VALIDATE, answer_everything, plain
from tests.scenarios.stage import Stage, settings_for
from tests.web.browser import CHROMIUM, FLAGS
from voix import offering
from voix.links import announce

pytestmark = pytest.mark.browser

FORM = questionnaires.load("bien-grandir")
THANKS = FORM.items[-1].text.in_("fr").split("\n")[0]
PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2027, 3, 15, 8, 0, tzinfo=UTC)  # nine in Nantes; the clocks go forward on the 28th
EMAIL, PASSWORD = "malik@nantes.example", "quatre mots au hasard"
DISTRICTS = {"nantes-nord": "Nantes Nord", "nantes-sud": "Nantes Sud", "nantes-erdre": "Nantes Erdre"}
PILOT = {"code": "ESSAI27", "title": "Essai au Nord", "opens_on": "2027-03-15", "closes_on": "2027-03-26"}
CITY = {"code": "GRANDIR", "title": "Grandir ici", "opens_on": "2027-03-22", "closes_on": "2027-04-11"}
RULES = {"rules": "Pour choisir les actions.", "decides": "La Ville.", "contact": "02 40 41 90 00"}


class Desk:
    """Somebody at a browser of their own."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self._url = page, url

    async def open(self, path: str) -> None:
        """A link of ours, whatever machine it names."""
        await self.page.goto(self._url + re.sub(r"^https?://[^/]+", "", path))

    async def fill(self, fields: Mapping[str, str]) -> None:
        for name, value in fields.items():
            await self.page.fill(f"main [name='{name}']", value)

    async def choose(self, name: str, *values: str) -> None:
        """Of boxes and radio buttons of one name, these and no others."""
        for box in await self.page.locator(f"main input[name='{name}']").all():
            wanted = await box.get_attribute("value") in values
            if wanted != await box.is_checked():
                await box.click()

    async def press(self, words: str) -> None:
        async with self.page.expect_navigation():
            await self.page.locator("main").get_by_role("button", name=words, exact=True).click()

    async def follow(self, words: str) -> None:
        async with self.page.expect_navigation():
            await self.page.get_by_role("link", name=words, exact=True).first.click()

    async def sees(self, words: str) -> None:
        await expect(self.page.locator("main")).to_contain_text(words)

    async def cells(self, head: str) -> list[str]:
        """What stands in the line of a table, beside its head."""
        line = self.page.locator("tr", has=self.page.get_by_role("rowheader", name=head, exact=True))
        return [plain(each) for each in await line.first.locator("td").all_inner_texts()]


class House(Stage):
    """An installation on its first day, whose clock is told where to stand."""

    async def at(self, moment: datetime) -> None:
        """The clock stands at `moment`; the house has looked, and what was due has left."""
        self.pass_(seconds=(moment - self.now()).total_seconds())
        for _ in range(2):
            await self.parts.worker.mind()
            await self.settled()

    async def rests(self) -> None:
        """Ten minutes in which nothing happens: who talked has put their phone away. (Time that leaps over somebody's
        conversation is an outage to the house: it asks them again.)"""
        for _ in range(6):
            await self.at(self.now() + timedelta(minutes=2))

    def printed(self) -> str:
        """What the operator reads at the start: the link of the first sign-in."""
        told = io.StringIO()
        announce(Console(file=told, width=200))(self.house, False)
        return re.search(r"http\S+/console/enter/\S+", told.getvalue())[0]  # type: ignore[index]


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[House]:
    async with FakeTelegram() as telegram:
        telegram.clock.leaps = True
        telegram.clock.advance(MONDAY.timestamp() - telegram.clock.now())
        house = House(settings_for(folder, f"sqlite:///{folder / 'voix.db'}", telegram, False), telegram, False)
        await house.start()
        await asyncio.to_thread(offering.offer, house.house)
        yield house
        await house.stop()


@asynccontextmanager
async def desks(url: str) -> AsyncIterator[tuple[Desk, Desk, Page]]:
    """Hélène's browser, Malik's, and a parent's."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        pages = [await (await chromium.new_context(locale="fr-FR")).new_page() for _ in range(3)]
        yield Desk(pages[0], url), Desk(pages[1], url), pages[2]
        await chromium.close()


# --- the road --------------------------------------------------------------------------------------------------------
async def test_from_the_first_sign_in_to_the_last_figures(tmp_path: Path) -> None:
    async with opened(tmp_path) as house, desks(house.url) as (helene, malik, browser):
        await sign_in(house, helene, malik)
        await try_first(house, malik)
        await launch(malik, CITY, DISTRICTS)
        await malik.sees("programmée")
        await house.at(datetime(2027, 3, 22, 8, 1, tzinfo=UTC))
        finishers, undecided = await everybody_answers(house, browser)
        await participation_shows_the_next_day(house, malik)
        await a_fortnight_of_reminders(house, undecided)
        assert not any(reminders(phone) for phone in finishers)
        await close(house, malik)


async def sign_in(house: House, helene: Desk, malik: Desk) -> None:
    """Hélène comes in by the link of the first start, and makes one for Malik, who chooses a password."""
    await helene.open(house.printed())
    await helene.press("Entrer")
    await helene.sees("Aucune campagne pour le moment.")
    await helene.open("/console/people/new")
    await helene.fill({"called": "Malik", "email": EMAIL, "valid_from": "2027-03-15"})
    await helene.page.select_option("#role", "officer")
    await helene.choose("district", *DISTRICTS)
    await helene.press("Ajouter")
    await malik.open(await helene.page.locator("code").inner_text())
    await malik.press("Entrer")
    await malik.fill({"new": PASSWORD})
    await malik.press("Enregistrer")
    await malik.sees("votre mot de passe est changé")


async def come_back(malik: Desk) -> None:
    """A session lasts twelve hours."""
    await malik.open("/console")
    await malik.fill({"name": EMAIL, "password": PASSWORD})
    await malik.press("Entrer")


async def launch(
    desk: Desk, plan: Mapping[str, str], districts: Sequence[str] | Mapping[str, str], cap: str = ""
) -> None:
    """The five screens, from the first, which is open or a click away."""
    if "/console/launch" not in desk.page.url:
        await desk.open("/console")
        await desk.follow("Préparer une campagne")
    await desk.page.get_by_role("radio", name="Bien grandir").check()
    await desk.fill({name: plan[name] for name in ("title", "code")})
    await desk.choose("kind", "pilot" if cap else "survey")
    await desk.press("Enregistrer et continuer")
    await desk.choose("district", *districts)
    await desk.choose("language", "fr", "ar")
    await desk.choose("channel", "telegram", "web", "paper")
    await desk.fill({name: plan[name] for name in ("opens_on", "closes_on")})
    if cap:
        await desk.fill({**{f"cap-{slug}": cap for slug in districts}, "reason": "Un essai."})
    await desk.press("Enregistrer et continuer")
    await desk.fill(RULES)
    await desk.press("Enregistrer et continuer")
    await desk.sees("Rien n'empêche de lancer cette campagne.")
    await desk.press("Continuer vers l'aperçu")
    await desk.page.locator("[name=confirmed]").check()
    await desk.press("Lancer la campagne")


async def try_first(house: House, malik: Desk) -> None:
    """Two parents are enough for the pilot of Nantes Nord: it ends by itself, and its lesson leads to the campaign."""
    await launch(malik, PILOT, ["nantes-nord"], cap="2")
    await malik.sees("ouverte")
    await asyncio.gather(*(answer(house, number, "ESSAI27", "nantes-nord") for number in range(9001, 9003)))
    await house.at(house.now())
    late = house.telegram.phone(9003)
    await late.start("ESSAI27")
    assert "fermé" in (await late.wait_for_reply()).text or "terminé" in late.last.text
    await malik.open("/console/campaigns/ESSAI27")
    await malik.sees("L'essai s'est arrêté tout seul.")
    await malik.follow("Bilan de l'essai")
    await malik.fill({"lesson": "Les mots sont compris. Deux parents ont suffi pour le voir."})
    await malik.press("Garder le bilan")
    await malik.follow("Préparer la version suivante")


# --- parents ---------------------------------------------------------------------------------------------------------
async def answer(house: House, number: int, code: str, district: str, until: str = "") -> Phone:
    """A parent answers on a phone, up to the question `until` or to the end."""
    phone = house.telegram.phone(number)
    await phone.start(code)
    await answer_everything(phone, FORM, "fr", until=until, instead={"district": (district,)})
    if not until:
        await phone.wait_for(lambda screen: THANKS[:20] in screen[-1].text, 20)
    return phone


async def everybody_answers(house: House, browser: Page) -> tuple[list[Phone], list[Phone]]:
    """Thirty phones of three districts, and the web page. In Nantes Erdre, six of ten stop on their way."""
    ways = [(slug, "barriers" if slug == "nantes-erdre" and n < 6 else "") for slug in DISTRICTS for n in range(10)]
    async with asyncio.TaskGroup() as together:
        together.create_task(answer_on_the_page(browser, f"{house.url}/c/GRANDIR"))
        for number, (slug, until) in enumerate(ways):
            together.create_task(answer(house, 5000 + number, "GRANDIR", slug, until))
    await house.rests()
    phones = [house.telegram.phone(5000 + number) for number in range(len(ways))]
    undecided = [phone for phone, (_, until) in zip(phones, ways, strict=True) if until]
    return [phone for phone in phones if phone not in undecided], undecided


async def answer_on_the_page(page: Page, url: str) -> None:
    await page.goto(url)
    await page.locator("button[name=command][value=start]").click()
    for name, acts in GROWING_UP:
        item = FORM.item(name)
        await expect(page.locator("#question")).to_contain_text(item.text.in_("fr").split("\n")[0][:30])
        if isinstance(item, Open):
            await page.locator("textarea").fill("Un parc propre.")
            await page.locator("form:has(textarea) button.main").click()
            continue
        assert isinstance(item, WithChoices)
        boxes = isinstance(item, Multiple) or name == "followup"
        for place, act in enumerate(acts):
            if isinstance(item, BestWorst) and place:
                await expect(page.locator("#question")).to_contain_text(item.worst.in_("fr"))
            if act == VALIDATE:
                await page.locator(".prompt button.main").click()
                continue
            text = next(choice.text.in_("fr") for choice in item.choices if choice.name == act)
            await page.locator("label.choice" if boxes else ".prompt button.choice", has_text=text).first.click()
    await expect(page.get_by_text(THANKS[:30]).first).to_be_visible()


def reminders(phone: Phone) -> list[str]:
    return [message.text for message in phone.screen() if "Plus de rappels" in message.labels]


async def a_fortnight_of_reminders(house: House, undecided: Sequence[Phone]) -> None:
    """At six in the evening by the clock on the wall, the third and the tenth day, before and after it changed."""
    hushed, finisher, *silent = undecided
    seen: dict[str, int] = {}
    for day in range(14):
        for minute in (59, 62):
            evening = datetime(2027, 3, 23, 17, 0, tzinfo=PARIS).timestamp() + 86400 * day
            wall = datetime.fromtimestamp(evening, PARIS)
            moment = wall.replace(hour=17 + minute // 60, minute=minute % 60)
            before = sum(len(reminders(phone)) for phone in undecided)
            await house.at(moment.astimezone(UTC))
            if sum(len(reminders(phone)) for phone in undecided) > before:
                seen[moment.strftime("%d.%m. %H:%M")] = sum(len(reminders(phone)) for phone in undecided) - before
        if day == 2:
            await hushed.tap("Plus de rappels")
            await finisher.tap("Continuer")
            await answer_everything(finisher, FORM, "fr", since="barriers")
            await house.rests()
    assert seen == {"25.03. 18:02": 6, "01.04. 18:02": 4}
    assert all("dernier rappel" in reminders(phone)[1] for phone in silent)


# --- what staff see of it --------------------------------------------------------------------------------------------
async def participation_shows_the_next_day(house: House, malik: Desk) -> None:
    """Whole tens, a day later; the session of the day before has ended."""
    await house.at(datetime(2027, 3, 23, 8, 0, tzinfo=UTC))
    await come_back(malik)
    await malik.open("/console/participation/GRANDIR")
    assert (await malik.cells("Nantes Nord"))[:2] == ["au moins 10", "au moins 10"]
    assert (await malik.cells("Nantes Erdre"))[:2] == ["au moins 10", "moins de 10"]


async def close(house: House, malik: Desk) -> None:
    """The campaign is closed by hand on an evening; who comes late is thanked. The day after, the last figures hold
    the parents of the last day, and whoever came back after a reminder."""
    await asyncio.gather(*(answer(house, 6000 + number, "GRANDIR", "nantes-erdre") for number in range(6)))
    await come_back(malik)
    await malik.open("/console/campaigns/GRANDIR")
    await malik.page.locator("[name=sure]").check()
    await malik.press("Fermer")
    await malik.sees("fermée")
    late = house.telegram.phone(9100)
    await late.start("GRANDIR")
    assert not (await late.wait_for_reply()).labels
    await house.at(house.now() + timedelta(hours=9))
    await malik.open("/console/participation/GRANDIR")
    await malik.sees("fermée")
    assert (await malik.cells("Nantes Erdre"))[:2] == ["au moins 10", "au moins 10"]
    assert await malik.page.locator("dt:has-text('Ont fini') + dd").first.inner_text() == "au moins 30"
