"""A whole run with talkative parents leaves nothing readable: no name, address, token or answer, in data or logs."""

import asyncio
import sqlite3
from pathlib import Path

import questionnaires
from storage.schema import fieldwork, identity, metadata, operations
from tests.fake_telegram.server import FakeTelegram
from tests.journeys.parents import answer_everything
from tests.journeys.process import Voix
from tests.journeys.test_telegram import bot

FORM = questionnaires.load("bien-grandir")
ADDRESS = 730_411_926_517
NAME, WORDS = "Aïcha-Perceval", "Un parc propre"
ROOMS = (identity, fieldwork, operations)


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
        await asyncio.to_thread(voix.stop)
    left = voix.log.read_bytes() + b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    secrets = (fake.token, str(ADDRESS), NAME, "Perceval", WORDS, "612345678", "mot-jamais-compris")
    assert [secret for secret in secrets if secret.encode() in left] == []
    with sqlite3.connect(tmp_path / "data" / "voix.db") as database:
        assert database.execute("SELECT count(*) FROM inbox WHERE payload IS NOT NULL").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM outbox WHERE payload IS NOT NULL").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM words").fetchone() == (1,)


def test_no_column_could_hold_a_name() -> None:
    """L-05 of the requirements: there is no place for a name, a phone number, an e-mail or a user name."""
    forbidden = ("first_name", "last_name", "username", "user_name", "phone", "email", "photo", "ip")
    columns = [f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.columns]
    assert [name for name in columns if name.split(".")[1] in forbidden] == []
    assert len(ROOMS) == 3


def test_fieldwork_tables_do_not_point_at_identity_tables() -> None:
    named = {"contact", "respondent", "agreement", "staff", "credential"}
    pointing = [
        f"{table.name}.{key.parent.name}"
        for table in metadata.sorted_tables
        if table.name not in named
        for key in table.foreign_keys
        if key.column.table.name in named
    ]
    assert pointing == []
