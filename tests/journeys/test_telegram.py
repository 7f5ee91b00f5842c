"""Parents finish the questionnaire in Telegram, in each of the eight languages, by polling and by webhook."""

import asyncio
import sqlite3
import time
from pathlib import Path

import pytest

import questionnaires
from tests.fake_telegram.server import FakeTelegram
from tests.journeys.parents import answer_everything
from tests.journeys.process import Voix

FORM = questionnaires.load("bien-grandir")
SECRET = "un-secret-de-test"


def bot(fake: FakeTelegram, **more: str) -> dict[str, str]:
    return {
        "VOIX_TELEGRAM_TOKEN": fake.token,
        "VOIX_TELEGRAM_API_URL": fake.api_url,
        "VOIX_TELEGRAM_FILE_URL": fake.file_url,
        **more,
    }


@pytest.mark.parametrize("way_in", ["polling", "webhook"])
async def test_a_parent_finishes_in_each_language(tmp_path: Path, database_url: str, way_in: str) -> None:
    async with FakeTelegram() as fake:
        voix = Voix(tmp_path, database_url, **bot(fake))
        if way_in == "webhook":
            voix.environment |= {"VOIX_PUBLIC_URL": voix.url, "VOIX_TELEGRAM_WEBHOOK_SECRET": SECRET}
        await asyncio.to_thread(voix.start, "demo", "--parents", "0")
        try:
            phones = {tag: fake.phone(1000 + n, tag) for n, tag in enumerate(FORM.languages)}

            async def talk(tag: str) -> None:
                await phones[tag].start("nantes")
                if tag == "fr-x-falc":
                    await phones[tag].wait_for_reply(15)
                    await phones[tag].tap("Français facile")
                await answer_everything(phones[tag], FORM, tag)
                thanks = FORM.items[-1].text.in_(tag)
                await phones[tag].wait_for(lambda screen: thanks[:20] in screen[-1].text, 15)

            await asyncio.gather(*map(talk, phones))
            for phone in phones.values():
                assert phone.waiting() == []
                questions = [message.text for message in phone.screen() if message.by_bot]
                assert len(questions) == len(set(questions))
        finally:
            code = await asyncio.to_thread(voix.stop)
        assert code == 0
        assert "https://t.me/onze_voix_bot?start=NANTES" in voix.log.read_text()
        assert fake.token not in voix.log.read_text()
        assert "Un parc propre" not in voix.log.read_text()


def until_all_are_through(path: Path, people: int) -> None:
    """Wait for the last answers, which lie in the inbox already, to be processed."""
    ends = time.monotonic() + 30
    with sqlite3.connect(path) as database:
        while time.monotonic() < ends:
            done = database.execute("SELECT count(*) FROM interview WHERE disposition = 'complete'").fetchone()
            if done == (people,):
                return
            time.sleep(0.1)


@pytest.mark.parametrize("way_in", ["polling", "webhook"])
async def test_no_acknowledged_answer_is_lost_to_kill_9(tmp_path: Path, way_in: str) -> None:
    """Killed again and again in the middle of answers; every parent still finishes, and every answer is there once."""
    # By webhook, Telegram comes again after pauses that grow; they pass faster here.
    async with FakeTelegram(speed=4.0 if way_in == "webhook" else 1.0) as fake:
        voix = Voix(tmp_path, **bot(fake))
        if way_in == "webhook":
            voix.environment |= {"VOIX_PUBLIC_URL": voix.url, "VOIX_TELEGRAM_WEBHOOK_SECRET": SECRET}
        await asyncio.to_thread(voix.start, "demo", "--parents", "0")
        phones = [fake.phone(2000 + n) for n in range(6)]

        async def talk(number: int) -> None:
            await phones[number].start("NANTES")
            await answer_everything(phones[number], FORM, "fr", patience=8)

        async def killer() -> None:
            for pause in (1.0, 0.3, 0.7, 0.2):
                await asyncio.sleep(pause)
                voix.kill()
                await asyncio.to_thread(voix.start, "serve")

        await asyncio.gather(killer(), *(talk(number) for number in range(len(phones))))
        await asyncio.to_thread(until_all_are_through, tmp_path / "data" / "voix.db", len(phones))
        await asyncio.to_thread(voix.stop)

    with sqlite3.connect(tmp_path / "data" / "voix.db") as database:
        rows = database.execute("SELECT disposition, count(*) FROM interview GROUP BY 1").fetchall()
        stored = database.execute(
            "SELECT interview_id, group_concat(item || '.' || code, ' ') FROM"
            " (SELECT * FROM answer ORDER BY interview_id, item, place) GROUP BY 1"
        ).fetchall()
        waiting = database.execute("SELECT count(*) FROM inbox WHERE state <> 'done'").fetchone()
    assert rows == [("complete", len(phones))]
    assert len({answers for _, answers in stored}) == 1, "all gave the same answers"
    assert waiting == (0,)
