"""Long polling: nothing is confirmed before it is durable."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from bot import polling
from bot.client import Client
from bot.errors import AnotherInstanceError, UnreadableUpdateError, WrongTokenError
from bot.sender import TelegramChannel
from bot.updates import callback_id, read
from services.channels import Arrival, Commanded, Tapped, Wrote
from tests.fake_telegram import Broken, Dropped, FakeTelegram, Phone, Refused, flood
from tests.fake_telegram.errors import ApiError


class Intake:
    """Keeps what arrives, once by key, as the inbox does; fails as often as it is told."""

    def __init__(self) -> None:
        self.kept: dict[str, Arrival] = {}
        self.batches = 0
        self.failures = 0
        self.changed = asyncio.Event()

    async def accept(self, arrivals: Sequence[Arrival]) -> None:
        self.batches += 1
        self.changed.set()
        if self.failures:
            self.failures -= 1
            raise ConnectionError("the database is away")
        for arrived in arrivals:
            self.kept.setdefault(arrived.keys[0], arrived)

    async def until(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.kept) < count:
                self.changed.clear()
                await self.changed.wait()

    def meanings(self) -> list[object]:
        found: list[object] = []
        for arrived in self.kept.values():
            try:
                message = read(arrived.payload)
                found.append(message and message.what)
            except UnreadableUpdateError:
                found.append("unreadable")
        return found


@asynccontextmanager
async def polled(client: Client, intake: Intake) -> AsyncIterator["asyncio.Task[None]"]:
    stop = asyncio.Event()
    task = asyncio.create_task(polling.run(client, intake.accept, stop, poll_seconds=2, pause=0.01))
    yield task
    stop.set()
    await asyncio.wait_for(task, 1)


async def test_what_people_do_arrives_in_order_and_only_once(
    telegram: FakeTelegram, channel: TelegramChannel, lea: Phone
) -> None:
    intake = Intake()
    async with polled(channel.client, intake):
        await intake.until(1)
        await lea.type("oui")
        await lea.forge("token")
        await intake.until(3)
    assert intake.meanings() == [Commanded("start", "ECOLE7"), Wrote("oui"), Tapped("token")]
    assert telegram.updates.allowed == ["message", "edited_message", "callback_query", "my_chat_member"]


async def test_a_tap_can_be_acknowledged_by_whoever_kept_it(channel: TelegramChannel, lea: Phone) -> None:
    intake = Intake()
    async with polled(channel.client, intake):
        tap = await lea.forge("token")
        await intake.until(2)
    assert callback_id(list(intake.kept.values())[-1]) == tap


async def test_what_could_not_be_stored_is_not_confirmed(
    telegram: FakeTelegram, channel: TelegramChannel, lea: Phone
) -> None:
    intake = Intake()
    intake.failures = 3
    async with polled(channel.client, intake):
        while intake.batches < 3:
            assert len(telegram.updates.pending) == 1
            await asyncio.sleep(0.01)
        await intake.until(1)
    assert intake.meanings() == [Commanded("start", "ECOLE7")]


async def test_the_batch_is_confirmed_by_the_next_poll(
    telegram: FakeTelegram, channel: TelegramChannel, lea: Phone
) -> None:
    intake = Intake()
    async with polled(channel.client, intake):
        await intake.until(1)
        await lea.wait_for(lambda _: not telegram.updates.pending)
        await lea.type("oui")
        await intake.until(2)
    assert intake.batches == 2


async def test_one_malformed_update_never_jams_its_neighbours(
    telegram: FakeTelegram, channel: TelegramChannel, lea: Phone
) -> None:
    telegram.updates.inject({"message": {"chat": "SECRET", "date": []}})
    telegram.updates.inject({"hologram": {"text": "SECRET"}})
    await lea.type("oui")
    intake = Intake()
    async with polled(channel.client, intake):
        await intake.until(4)
        await lea.type("non")
        await intake.until(5)
    assert intake.meanings() == [Commanded("start", "ECOLE7"), "unreadable", "unreadable", Wrote("oui"), Wrote("non")]


async def test_a_second_poller_leaves_the_field_and_nothing_is_lost(
    telegram: FakeTelegram, channel: TelegramChannel, lea: Phone
) -> None:
    intake, other = Intake(), Intake()
    async with polled(channel.client, intake):
        await intake.until(1)
        second = polling.run(channel.client, other.accept, asyncio.Event(), poll_seconds=5, pause=0.01)
        with pytest.raises(AnotherInstanceError):
            await asyncio.wait_for(second, 5)
        await lea.type("oui")
        await intake.until(2)
    assert intake.meanings() == [Commanded("start", "ECOLE7"), Wrote("oui")]
    assert other.meanings() == []


async def test_a_webhook_of_former_times_is_removed_and_what_is_pending_is_kept(
    telegram: FakeTelegram, channel: TelegramChannel, lea: Phone
) -> None:
    await telegram.webhooks.set({"url": "http://127.0.0.1:9/nobody"})
    intake = Intake()
    async with polled(channel.client, intake):
        await intake.until(1)
    assert telegram.webhooks.info()["url"] == ""
    assert telegram.calls("deleteWebhook")[0].parameters == {}


async def test_network_trouble_is_waited_out(
    telegram: FakeTelegram, channel: TelegramChannel, lea: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    intake = Intake()
    stop = asyncio.Event()
    async with telegram.unreachable():
        task = asyncio.create_task(polling.run(channel.client, intake.accept, stop, poll_seconds=2, pause=0.01))
        while "NotSentError" not in caplog.text:
            await asyncio.sleep(0.01)
    telegram.fail("getUpdates", Dropped())
    telegram.fail("getUpdates", Broken(502))
    await intake.until(1)
    stop.set()
    await task
    assert intake.meanings() == [Commanded("start", "ECOLE7")]
    assert telegram.token not in caplog.text


async def test_flood_control_is_waited_out_to_the_second(
    telegram: FakeTelegram, channel: TelegramChannel, lea: Phone
) -> None:
    telegram.fail("getUpdates", flood(1))
    began = asyncio.get_running_loop().time()
    intake = Intake()
    async with polled(channel.client, intake):
        await intake.until(1)
    assert asyncio.get_running_loop().time() - began >= 1


async def test_a_refused_token_ends_it(telegram: FakeTelegram, channel: TelegramChannel) -> None:
    telegram.fail("getUpdates", Refused(ApiError(401, "Unauthorized")))
    with pytest.raises(WrongTokenError):
        await polling.run(channel.client, Intake().accept, asyncio.Event(), poll_seconds=1)


async def test_stopping_does_not_wait_for_the_end_of_the_poll(channel: TelegramChannel, lea: Phone) -> None:
    intake = Intake()
    stop = asyncio.Event()
    task = asyncio.create_task(polling.run(channel.client, intake.accept, stop, poll_seconds=40))
    await intake.until(1)
    stop.set()
    await asyncio.wait_for(task, 1)
