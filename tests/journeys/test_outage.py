"""The database goes away in the middle of a conversation, and comes back: nothing is lost, nothing is given up."""

import asyncio
from pathlib import Path

from sqlalchemy import create_engine, text

import questionnaires
from tests.fake_telegram.server import FakeTelegram
from tests.journeys.parents import answer_everything
from tests.journeys.process import Voix
from tests.journeys.test_telegram import bot

FORM = questionnaires.load("bien-grandir")


def cut_all_connections(url: str) -> None:
    """What a restart of the PostgreSQL server does to everybody who is connected."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                 " AND pid <> pg_backend_pid()")
        )  # fmt: skip
    engine.dispose()


async def test_connections_cut_again_and_again_lose_no_answer(tmp_path: Path, empty_postgres_url: str) -> None:
    async with FakeTelegram() as fake:
        voix = Voix(tmp_path, empty_postgres_url, **bot(fake))
        await asyncio.to_thread(voix.start, "demo", "--parents", "0")
        try:
            phones = [fake.phone(3000 + number) for number in range(4)]

            async def talk(number: int) -> None:
                await phones[number].start("NANTES")
                await answer_everything(phones[number], FORM, "fr", patience=10)

            async def cut() -> None:
                for _ in range(5):
                    await asyncio.sleep(0.4)
                    await asyncio.to_thread(cut_all_connections, empty_postgres_url)

            await asyncio.gather(cut(), *(talk(number) for number in range(len(phones))))
            thanks = FORM.items[-1].text.in_("fr")[:20]
            for phone in phones:
                await phone.wait_for(lambda screen: thanks in screen[-1].text, 30)
        finally:
            assert await asyncio.to_thread(voix.stop) == 0
    assert "arrival_failed" not in voix.log.read_text()
