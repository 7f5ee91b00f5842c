"""An operator at the side of a service that runs: its figures, its health, a dead letter looked at and tried again."""

import asyncio
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fake_telegram import FakeTelegram, flood
from tests.journeys.process import Voix
from tests.journeys.test_telegram import SECRET, bot

CHAT = {"id": 4002, "type": "private"}
NOBODY_WROTE_IT = {"message": {"message_id": 900, "date": 1_795_000_000, "chat": CHAT, "text": "Un parc propre"}}


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def figures(voix: Voix) -> dict[str, float]:
    status, page = get(f"{voix.url}/metrics")
    assert status == 200
    lines = [line.rsplit(" ", 1) for line in page.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}


async def until(voix: Voix, well: Callable[[dict[str, float]], bool]) -> dict[str, float]:
    """The figures, once they are so."""
    async with asyncio.timeout(30):
        while not well(found := await asyncio.to_thread(figures, voix)):
            await asyncio.sleep(0.2)
    return found


@pytest.mark.parametrize(
    ("database_url", "way_in"), [("sqlite", "polling"), ("postgresql", "webhook")], indirect=["database_url"]
)
async def test_n1_n2_a_running_service_tells_how_it_is_and_tries_a_dead_letter_once_more(
    tmp_path: Path, database_url: str, way_in: str
) -> None:
    async with FakeTelegram() as fake:
        voix = Voix(tmp_path, database_url, **bot(fake))
        if way_in == "webhook":
            voix.environment |= {"VOIX_PUBLIC_URL": voix.url, "VOIX_TELEGRAM_WEBHOOK_SECRET": SECRET}
        await asyncio.to_thread(voix.start, "demo", "--parents", "0")
        try:
            phone = fake.phone(4001)
            fake.fail("sendMessage", flood(1))
            await phone.start("NANTES")
            await phone.wait_for_reply(15)
            found = await until(voix, lambda seen: seen['voix_deliveries_total{outcome="sent"}'] >= 1)
            assert found["voix_arrivals_total"] == 1
            assert (found["voix_pauses_total"], found["voix_paused_seconds_total"]) == (1, 1)
            assert found['voix_deliveries_total{outcome="retry_after"}'] == 1
            assert found['voix_inbox_waiting{channel="telegram"}'] == 0
            await until(voix, lambda seen: "voix_telegram_pending_updates" in seen)
            assert await asyncio.to_thread(get, f"{voix.url}/health/ready") == (200, "ok")

            fake.updates.inject(NOBODY_WROTE_IT)
            await until(voix, lambda seen: seen["voix_dead_letters"] == 1)
            number = (await asyncio.to_thread(voix.run, "deadletter", "list")).stdout.split()[0]
            replayed = await asyncio.to_thread(voix.run, "deadletter", "replay", number)
            assert (replayed.returncode, replayed.stderr) == (0, "")
            await asyncio.to_thread(until_tried, voix, number)
            again = await asyncio.to_thread(voix.run, "deadletter", "replay", number)
            assert (again.returncode, again.stdout) == (2, "")
            assert "déjà été rejoué" in again.stderr
        finally:
            assert await asyncio.to_thread(voix.stop) == 0


def until_tried(voix: Voix, number: str) -> None:
    """Until the service has tried a letter once more, in vain."""
    for _ in range(20):
        if f"{number} " in (listed := voix.run("deadletter", "list").stdout) and "4 essais  déjà rejoué" in listed:
            return
    raise AssertionError(listed)
