"""One run: processes that die, a Telegram that loses answers, parents who go on, and the count at the end."""

import asyncio
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

import questionnaires
from tests.fake_telegram import Dropped, FakeTelegram, Phone, Reset, visible_duplicates
from tests.fake_telegram.faults import Fault
from tests.journeys.parents import GROWING_UP, answer_everything
from tests.journeys.process import Voix

FORM = questionnaires.load("bien-grandir")
SECRET = "soak-webhook"
LOST, RESET = 0.02, 0.01  # of the calls that send or edit
AT_ONCE = 40  # parents
SPEED = 4.0  # of Telegram's clock: its pauses before it comes again
PATIENCE = 12.0  # seconds before a parent asks "?"
NO_ANSWERS = {"consent", "followup"}  # kept apart from answers


@dataclass(frozen=True, slots=True)
class Plan:
    """answers, kills: at least so many. processes: 1, or 2 on PostgreSQL (`voix serve` and `voix work`)."""

    answers: int
    kills: int
    processes: int = 1
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """lost: answers that parents gave and the database has not. wrong: rows that nobody gave. duplicates: messages a
    parent saw twice without having asked. stuck: parents who did not come to the end. asked: how many times they wrote
    "?"."""

    parents: int
    answers: int
    kills: int
    lost_responses: int
    resets: int
    seconds: float
    lost: int
    wrong: int
    duplicates: int
    stuck: int
    asked: int
    dead_letters: int
    seen_twice: tuple[str, ...] = ()


_ANSWERS = "SELECT item, place, code, count(*) FROM answer GROUP BY 1, 2, 3"


class Luck:
    """Faults by chance, counted."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self.met: Counter[str] = Counter()

    def __call__(self, method: str, chat: int | None) -> Fault | None:
        if method.lower() not in ("sendmessage", "editmessagetext"):
            return None
        drawn = self._dice.random()
        if drawn < LOST:
            self.met["lost"] += 1
            return Dropped()
        if drawn < LOST + RESET:
            self.met["reset"] += 1
            return Reset()
        return None


class Helper:
    """`voix work` on the same database."""

    def __init__(self, voix: Voix) -> None:
        self._voix = voix
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._voix.log.open("ab") as log:
            command = [sys.executable, "-m", "voix", "work"]
            self._process = subprocess.Popen(
                command, env=self._voix.environment, cwd=self._voix.folder, stdout=log, stderr=log
            )

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()


async def run(folder: Path, database_url: str, plan: Plan) -> Outcome:
    """Carry out `plan` on an empty database ("" : a SQLite file)."""
    luck, dice = Luck(plan.seed), random.Random(plan.seed)
    began = time.monotonic()
    async with FakeTelegram(speed=SPEED) as fake:
        voix = Voix(folder, database_url, VOIX_TELEGRAM_TOKEN=fake.token, VOIX_TELEGRAM_API_URL=fake.api_url)
        opened = await asyncio.to_thread(voix.run, "campaign", "open", "NANTES", "bien-grandir")
        assert opened.returncode == 0, opened.stderr
        voix.environment |= {"VOIX_PUBLIC_URL": voix.url, "VOIX_TELEGRAM_WEBHOOK_SECRET": SECRET}
        helper = Helper(voix) if plan.processes > 1 else None
        await asyncio.to_thread(voix.start, "serve")
        if helper:
            helper.start()
        fake.faults.chance = luck
        killed = asyncio.create_task(_kill(voix, helper, plan.kills, dice))
        phones = await _parents(fake, plan, killed)
        kills = await killed
        fake.faults.chance = None
        await _quiet(voix, database_url, len(phones))
        if helper:
            helper.kill()
        await asyncio.to_thread(voix.stop)
    stored = await asyncio.to_thread(_stored, _url(voix, database_url))
    given = len(phones)
    places = {(item, place) for item, place, _, _ in stored.answers}
    usual = {where: max(count for *at, _, count in stored.answers if tuple(at) == where) for where in places}
    return Outcome(
        parents=given,
        answers=given * (len(GROWING_UP) - len(NO_ANSWERS)),
        kills=kills,
        lost_responses=luck.met["lost"],
        resets=luck.met["reset"],
        seconds=time.monotonic() - began,
        lost=sum(given - count for count in (*usual.values(), stored.words)),
        wrong=sum(count for *_, count in stored.answers) - sum(usual.values()),
        duplicates=sum(len(visible_duplicates(phone)) for phone in phones),
        stuck=given - stored.complete,
        asked=sum(map(_asked, phones)),
        dead_letters=stored.dead,
        seen_twice=tuple({text[:60] for phone in phones for text in visible_duplicates(phone)}),
    )


async def _parents(fake: FakeTelegram, plan: Plan, killed: "asyncio.Task[int]") -> list[Phone]:
    """Parents come as long as answers or kills are missing; those who came."""
    phones: list[Phone] = []
    needed = -(-plan.answers // (len(GROWING_UP) - len(NO_ANSWERS)))

    async def lane() -> None:
        while len(phones) < needed or not killed.done():
            phone = fake.phone(30_000 + len(phones))
            phones.append(phone)
            await phone.start("NANTES")
            await answer_everything(phone, FORM, "fr", patience=PATIENCE)

    await asyncio.gather(*(lane() for _ in range(AT_ONCE)))
    return phones


async def _kill(voix: Voix, helper: Helper | None, times: int, dice: random.Random) -> int:
    """kill -9, at random moments, of whichever process chance picks; it starts again at once."""
    for _ in range(times):
        await asyncio.sleep(dice.uniform(0.2, 3.0))
        if helper and dice.random() < 0.5:
            helper.kill()
            helper.start()
        else:
            voix.kill()
            await asyncio.to_thread(voix.start, "serve")
    return times


@dataclass(frozen=True, slots=True)
class _Stored:
    """answers: (item, place, code, how many people). All parents give the same answers."""

    answers: tuple[tuple[int, int, int, int], ...]
    words: int
    complete: int
    dead: int
    unsettled: int


def _stored(url: str) -> _Stored:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.connect() as connection:

        def rows(query: str) -> tuple[tuple[int, ...], ...]:
            return tuple(tuple(row) for row in connection.execute(text(query)))

        found = _Stored(
            tuple(
                (a, b, c, d) for a, b, c, d in rows("SELECT item, place, code, count(*) FROM answer GROUP BY 1, 2, 3")
            ),
            rows("SELECT count(*) FROM words")[0][0],
            rows("SELECT count(*) FROM interview WHERE disposition = 'complete'")[0][0],
            rows("SELECT count(*) FROM inbox WHERE state = 'dead'")[0][0],
            rows("SELECT count(*) FROM inbox WHERE state = 'waiting'")[0][0],
        )
    engine.dispose()
    return found


def _url(voix: Voix, database_url: str) -> str:
    return database_url or f"sqlite:///{voix.folder / 'data' / 'voix.db'}"


async def _quiet(voix: Voix, database_url: str, people: int) -> None:
    """Until the last answers, which lie in the inbox already, are looked into."""
    ends = time.monotonic() + 60
    while (found := await asyncio.to_thread(_stored, _url(voix, database_url))).unsettled or found.complete < people:
        if time.monotonic() > ends:
            return
        await asyncio.sleep(0.2)


def _asked(phone: Phone) -> int:
    """How often a parent who heard nothing wrote "?"."""
    return sum(not message.by_bot and message.text == "?" for message in phone.screen())
