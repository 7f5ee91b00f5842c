"""A real house on a real socket, in the loop of the test, before a Telegram of our own.

    @everywhere                               # SQLite and PostgreSQL, by polling and by webhook
    async def test_b1_a_double_tap_counts_once(stage: Stage) -> None:
        phone = await stage.started(LEA)      # of tests.cast: opened the campaign NANTES, sees its first question
        await phone.tap("Oui, je commence")
        await phone.tap("Oui, je commence")
        await stage.reaches(phone, "role")    # the next question is on the screen, and nothing more will come
        assert stage.answers("consent") == []

Without a decorator a test runs once (SQLite, polling); `both_ways` and `both_databases` run it twice. Open are the two
shipped questionnaires (NANTES, ESSAI) and one of two questions (COURT).

`stage.telegram` is the fake (faults, limits, transcripts), `stage.house` the open house, `stage.url` its pages.
`await stage.crash()` ends everything at once, as kill -9 would, and `await stage.start()` opens the same database
again; `await stage.restart()` ends it in peace first. It is ten on a Monday morning; `stage.pass_(hours=3)` moves the
one clock of Telegram and of the house, and makes the house look. What sleeps in real time goes on sleeping.
`async with stage.telegram.unreachable()` and `with stage.database_away()` take away what the house stands on.
Processes that are really killed: tests/journeys.
"""

import asyncio
import contextvars
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import OperationalError as Away
from typing import Any, TypeVar

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

import questionnaires
from services.campaigning import campaigns
from services.context import Transaction
from storage import answers
from surveys.answers import Answer, Chosen, Written
from surveys.questionnaire import Questionnaire
from tests.cast import LANGUAGE
from tests.fake_telegram import FakeTelegram, Phone
from tests.journeys.parents import answer_everything, asks
from tests.journeys.process import free_port
from tests.surveys.examples import ROLE, THANKS, VOICE, WELCOME, consent, questionnaire
from voix.build import House, open_house
from voix.serving import Parts, assemble, run
from voix.settings import Settings

T = TypeVar("T")

SECRET = "a-webhook-secret"
NAMES = {"1001": "عائشة", "1002": "Mehmet", "1003": "Inês", "1004": "Léa"}
FORM = questionnaires.load("bien-grandir")
SHORT = questionnaire(WELCOME, consent(), ROLE, VOICE, THANKS)
BEGINS = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday; in Paris it is ten
CAMPAIGNS = {"NANTES": FORM, "ESSAI": questionnaires.load("every-kind"), "COURT": SHORT}

DATABASES, WAYS = ("sqlite", "postgresql"), ("polling", "webhook")


def on(*kinds: tuple[str, str]) -> pytest.MarkDecorator:
    """Run on these pairs of database and way in."""
    return pytest.mark.parametrize("stage", kinds, indirect=True, ids="-".join)


everywhere = on(*((database, way) for database in DATABASES for way in WAYS))
both_ways = on(*(("sqlite", way) for way in WAYS))
both_databases = on(*((database, "polling") for database in DATABASES))

_owner: "contextvars.ContextVar[set[asyncio.Task[Any]] | None]" = contextvars.ContextVar("owner", default=None)


@dataclass
class Stage:
    """One installation. settings: may be replaced before `start`."""

    settings: Settings
    telegram: FakeTelegram
    by_webhook: bool
    _house: House | None = None
    _parts: Parts | None = None
    _running: "asyncio.Task[None] | None" = None
    _tasks: "set[asyncio.Task[Any]]" = field(default_factory=set)
    _ends: asyncio.Event = field(default_factory=asyncio.Event)

    # --- life --------------------------------------------------------------------------------------------------------
    async def start(self) -> None:
        """Open the house and serve, until its pages answer and the bot is known to Telegram."""
        opened = await asyncio.to_thread(open_house, self.settings)
        house = self._house = replace(opened, context=replace(opened.context, now=self.now))
        self._tasks, self._ends = set(), asyncio.Event()
        self._parts = await assemble(house)
        known = asyncio.Event()

        def ready(_house: House, bot: bool) -> None:
            if bot or not self.settings.telegram_token:
                known.set()

        self._running = self._owned(run(house, self._parts, ready, self._ends))
        waiting = asyncio.create_task(known.wait())
        await asyncio.wait([waiting, self._running], return_when=asyncio.FIRST_COMPLETED, timeout=20)
        if self._running.done():
            self._running.result()
        assert known.is_set(), "the house does not start"

    async def stop(self) -> None:
        """End in peace, as SIGTERM does. Nothing when nothing runs; an error of the house is raised here."""
        running, self._running = self._running, None
        if running is not None:
            self._ends.set()
            await running
            await asyncio.to_thread(self.house.close)

    async def crash(self) -> None:
        """End at once: what was not committed is lost, connections are cut, nobody says goodbye."""
        assert self._running is not None
        running, self._running = self._running, None
        server = self.parts.server
        for listener in getattr(server, "servers", ()):
            listener.close()
        for connection in list(server.server_state.connections):
            if connection.transport is not None:
                connection.transport.abort()
        while alive := [task for task in self._tasks if not task.done()]:
            for task in alive:
                task.cancel()
            await asyncio.wait([*alive, running])
        await asyncio.to_thread(self.house.close)

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    def _owned(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """A task whose descendants are all remembered, so that they can be ended with it."""
        asyncio.get_running_loop().set_task_factory(_remembering)
        context = contextvars.copy_context()
        context.run(_owner.set, self._tasks)
        return context.run(asyncio.create_task, work)

    # --- what there is -----------------------------------------------------------------------------------------------
    @property
    def house(self) -> House:
        assert self._house is not None, "nothing runs"
        return self._house

    @property
    def parts(self) -> Parts:
        assert self._parts is not None, "nothing runs"
        return self._parts

    @property
    def url(self) -> str:
        """Where the pages are."""
        return f"http://127.0.0.1:{self.settings.port}"

    def now(self) -> datetime:
        """The house's time, which is Telegram's."""
        return datetime.fromtimestamp(self.telegram.clock.now(), UTC)

    def pass_(self, **time: float) -> None:
        """Let time pass at once: `pass_(minutes=3)`."""
        self.telegram.clock.advance(timedelta(**time).total_seconds())
        if self._running is not None:
            self.parts.worker.nudge()

    # --- the database ------------------------------------------------------------------------------------------------
    def do(self, use_case: Callable[[Transaction], T]) -> T:
        """Run a use case of the services, as the command line does."""
        return self.house.do(use_case)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.house.database.read(lambda transaction: [tuple(row) for row in transaction.execute(text(query))])

    def count(self, table: str) -> int:
        """Rows of a table; a WHERE may follow its name."""
        return int(self.rows(f"SELECT count(*) FROM {table}")[0][0])

    def answers(self, item: str) -> list[Any]:
        """What is stored for an item, one value for each person who answered: a tuple of choices, a text ..."""

        def given(transaction: Transaction) -> list[Answer]:
            of = transaction.execute(text("SELECT id, questionnaire_id FROM interview ORDER BY touched_on, id"))
            forms = {number: self.house.context.shelf.get(transaction, form) for number, form in of}
            found = answers.load(transaction, self.house.context.vault, forms)
            return [found[number][item] for number in forms if item in found[number]]

        return [_plain(answer) for answer in self.house.database.read(given)]

    @contextmanager
    def database_away(self) -> Iterator[None]:
        """Every transaction of the house fails meanwhile, as when the server cannot be reached."""

        def refuse(_connection: object) -> None:
            raise OperationalError("BEGIN", {}, Away("the database is away"))

        engine = self.house.database.engine
        event.listen(engine, "begin", refuse)
        try:
            yield
        finally:
            event.remove(engine, "begin", refuse)

    # --- people ------------------------------------------------------------------------------------------------------
    def open_campaign(self, code: str, form: Questionnaire) -> None:
        self.do(lambda t: campaigns.open_campaign(t, self.house.context, code, form, synthetic=True))

    def phone(self, who: str) -> Phone:
        """The phone of somebody of the cast, in their language."""
        return self.telegram.phone(int(who), LANGUAGE.get(who, "fr"), NAMES.get(who, "Léa"))

    async def started(self, who: str, code: str = "NANTES") -> Phone:
        """The phone of somebody who opened the link of a campaign and sees the first question."""
        phone = self.phone(who)
        await phone.start(code)
        await phone.wait_for_reply()
        await self.settled()
        return phone

    async def at(self, who: str, item: str) -> Phone:
        """The phone of somebody who answered the campaign NANTES up to `item`, which is asked now."""
        phone = await self.started(who)
        await self.goes_on(phone, "consent", item)
        return phone

    async def goes_on(self, phone: Phone, since: str, until: str) -> None:
        """The parent answers from the question `since`, which is asked now, up to `until`."""
        await answer_everything(phone, FORM, phone.person.language, 5, since, until)
        await self.settled()

    async def in_own_words(self, who: str) -> Phone:
        """The phone of somebody in the campaign COURT, who is asked for own words now: its last question."""
        phone = await self.started(who, "COURT")
        for label, question in (("Oui, je commence", ROLE), ("Une mère", VOICE)):
            await phone.tap(label)
            await phone.wait_for(lambda _, asked=question: asks(phone, asked, "fr"))
            await self.settled()
        return phone

    async def reaches(self, phone: Phone, item: str) -> None:
        """Until the newest message of the bot asks `item`, and nothing more is due."""
        await phone.wait_for(lambda _: asks(phone, FORM.item(item), phone.person.language))
        await self.settled()

    async def settled(self, seconds: float = 10.0) -> None:
        """Until everything that is due has happened: nothing waits in Telegram, in the inbox or in the outbox."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + seconds
        while True:
            pending, waiting = len(self.telegram.updates.pending), await self.house.read(self._unsettled)
            if not pending and not waiting:
                return
            assert loop.time() < ends, f"not settled: {pending} updates, {waiting}"
            await asyncio.sleep(0.01)  # the database tells nobody when it changes

    def _unsettled(self, transaction: Transaction) -> list[tuple[Any, ...]]:
        due = {"now": self.now()}
        return [
            tuple(row)
            for query in (
                "SELECT 'inbox', count(*) FROM inbox WHERE state = 'waiting' HAVING count(*) > 0",
                # An edit waits for the message it edits, which may wait for its time.
                "SELECT 'outbox', count(*) FROM outbox WHERE state = 'leased' OR state = 'queued'"
                " AND not_before <= :now AND (target IS NULL OR target NOT IN"
                " (SELECT id FROM outbox WHERE state IN ('leased', 'queued'))) HAVING count(*) > 0",
            )
            for row in transaction.execute(text(query), due)
        ]


def _plain(answer: Answer) -> Any:
    match answer:
        case Chosen(choices):
            return choices
        case Written(words):
            return words
        case _:
            return answer


def _remembering(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, Any], **more: Any) -> "asyncio.Task[Any]":
    """A task; whoever it descends from remembers it."""
    task = asyncio.Task(work, loop=loop, **more)
    owner = _owner.get()
    if owner is not None:
        owner.add(task)
        task.add_done_callback(owner.discard)
    return task


def settings_for(folder: Path, database_url: str, telegram: FakeTelegram, by_webhook: bool) -> Settings:
    port = free_port()
    return Settings(
        data_dir=folder,
        database_url=database_url,
        host="127.0.0.1",
        port=port,
        public_url=f"http://127.0.0.1:{port}" if by_webhook else "",
        master_key=b"k" * 32,
        telegram_token=telegram.token,
        telegram_api_url=telegram.api_url,
        telegram_file_url=telegram.file_url,
        telegram_webhook_secret=SECRET if by_webhook else "",
    )
