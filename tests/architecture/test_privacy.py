"""A whole run with talkative parents leaves nothing readable: no name, address, token or answer, in data or logs."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Table

import questionnaires
from storage.schema import (
    crisis,
    fieldwork,
    identity,
    metadata,
    operations,
    participation,
    reaching,
    reference,
    results,
    sound,
)
from tests.fake_telegram import Dropped, FakeTelegram, Phone, Refused, Reset, flood
from tests.fake_telegram.errors import ApiError
from tests.journeys.parents import answer_everything
from tests.journeys.process import Voix
from tests.journeys.test_outage import cut_all_connections
from tests.journeys.test_telegram import SECRET, bot

FORM = questionnaires.load("bien-grandir")
ADDRESS = 730_411_926_517
NAME, WORDS = "Aïcha-Perceval", "Un parc propre"
USER_NAME, OLD_SECRET = "aicha_perceval_44", "un-secret-d-avant"
ROOMS = (crisis, identity, fieldwork, operations, participation, reaching, reference, results, sound)


def until_all_is_sent(path: Path) -> None:
    """A chat is not written to without end: wait until nothing is on its way any more."""
    ends = time.monotonic() + 30
    with sqlite3.connect(path) as database:
        for query in (
            "SELECT count(*) FROM inbox WHERE state = 'waiting'",
            "SELECT count(*) FROM outbox WHERE state IN ('queued', 'leased')",
        ):
            while database.execute(query).fetchone() != (0,):
                assert time.monotonic() < ends, query
                time.sleep(0.05)


async def test_a_whole_run_leaves_nothing_readable(tmp_path: Path) -> None:
    async with FakeTelegram() as fake:
        voix = Voix(tmp_path, **bot(fake))
        await asyncio.to_thread(voix.start, "demo", "--parents", "0")
        phone = fake.phone(ADDRESS, first_name=NAME)
        await phone.start("NANTES")
        await answer_everything(phone, FORM, "fr")
        await phone.send("contact", {"phone_number": "+33612345678", "first_name": NAME, "user_id": ADDRESS})
        await phone.type("mot-jamais-compris-xyz")
        await phone.wait_for_reply(15)
        await asyncio.to_thread(until_all_is_sent, tmp_path / "data" / "voix.db")
        await asyncio.to_thread(voix.stop)
    left = voix.log.read_bytes() + b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    secrets = (fake.token, str(ADDRESS), NAME, "Perceval", WORDS, "612345678", "mot-jamais-compris")
    assert [secret for secret in secrets if secret.encode() in left] == []
    with sqlite3.connect(tmp_path / "data" / "voix.db") as database:
        assert database.execute("SELECT count(*) FROM inbox WHERE payload IS NOT NULL").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM outbox WHERE payload IS NOT NULL").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM words").fetchone() == (1,)


async def until(voix: Voix, seen: Callable[[str], bool]) -> None:
    """Wait until the log says so."""
    async with asyncio.timeout(30):
        while not seen(voix.log.read_text()):
            await asyncio.sleep(0.05)


async def misfortunes(fake: FakeTelegram, phone: Phone, voix: Voix, database_url: str) -> None:
    """Whatever can go wrong on the way of a talkative parent, one after the other."""
    for fault in (flood(1), Dropped(), Reset(), Refused(ApiError(400, f"Bad Request: {WORDS} of {NAME}"))):
        fake.fail("sendMessage", fault)
        await phone.type(WORDS)
    for body in (
        {"message": {"message_id": 900, "chat": {"id": ADDRESS, "type": "private", "first_name": NAME}, "text": WORDS}},
        {"message": WORDS, "from": {"id": ADDRESS, "username": USER_NAME}},
        {WORDS: ADDRESS},
    ):
        fake.updates.inject(body, queue=f"chat {ADDRESS}")
    await until(voix, lambda log: log.count('"given_up": true') >= 2)
    for number in range(3):
        await asyncio.to_thread(cut_all_connections, database_url)
        await phone.type(f"{WORDS} {number}")
        await asyncio.sleep(0.3)
    fake.fail("sendMessage", Refused(ApiError(403, f"Forbidden: bot was blocked by the user {USER_NAME}")))
    await phone.type("?")
    async with fake.unreachable():
        await phone.type("?")
        await asyncio.sleep(0.5)


@pytest.mark.parametrize("way_in", ["polling", "webhook"])
async def test_a_run_full_of_failures_logs_nothing_of_anybody(
    tmp_path: Path, empty_postgres_url: str, way_in: str
) -> None:
    async with FakeTelegram() as fake:
        voix = Voix(tmp_path, empty_postgres_url, **bot(fake))
        if way_in == "webhook":
            voix.environment |= {"VOIX_PUBLIC_URL": voix.url, "VOIX_TELEGRAM_WEBHOOK_SECRET": SECRET}
            voix.environment |= {"VOIX_TELEGRAM_WEBHOOK_OLD_SECRET": OLD_SECRET}
        await asyncio.to_thread(voix.start, "demo", "--parents", "0")
        phone = fake.phone(ADDRESS, first_name=NAME)
        phone.person.username = USER_NAME
        await phone.start("NANTES")
        await phone.wait_for_reply(15)
        await misfortunes(fake, phone, voix, empty_postgres_url)
        said = [await asyncio.to_thread(voix.run, "deadletter", *what) for what in (["list"], ["show", "1"])]
        await asyncio.to_thread(voix.kill)
        await asyncio.to_thread(voix.start, "serve")
        await asyncio.to_thread(voix.stop)
    left = voix.log.read_text() + "".join(done.stdout + done.stderr for done in said)
    for happened in ("arrival_failed", "given_up", "UnreadableUpdateError"):
        assert happened in left
    secrets = (fake.token, SECRET, OLD_SECRET, str(ADDRESS), NAME, "Perceval", USER_NAME, WORDS, "Un parc")
    assert [secret for secret in secrets if secret in left] == []


def test_no_column_could_hold_a_name() -> None:
    """L-05 of the requirements: there is no place for a name, a phone number, an e-mail or a user name."""
    forbidden = ("first_name", "last_name", "username", "user_name", "phone", "email", "photo", "ip")
    columns = [f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.columns]
    assert [name for name in columns if name.split(".")[1] in forbidden] == []
    rooms = {Path(str(room.__file__)).stem for room in ROOMS}
    assert rooms == {path.stem for path in Path(str(identity.__file__)).parent.glob("[a-z]*.py")}, "all are looked at"


def test_fieldwork_tables_do_not_point_at_identity_tables() -> None:
    named = {table.name for table in vars(identity).values() if isinstance(table, Table)}
    pointing = [
        f"{table.name}.{key.parent.name}"
        for table in metadata.sorted_tables
        if table.name not in named
        for key in table.foreign_keys
        if key.column.table.name in named
    ]
    assert pointing == []
