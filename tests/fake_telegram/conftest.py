"""A Telegram, some phones, and a client without opinions."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.bot.calling import Caller
from tests.fake_telegram import FakeTelegram, Phone


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as running:
        yield running


@pytest.fixture
async def lea(telegram: FakeTelegram) -> Phone:
    phone = telegram.phone(7_100_000_002, "fr", "Léa")
    await phone.start("ECOLE7")
    return phone


@pytest.fixture
async def call(telegram: FakeTelegram) -> AsyncIterator[Caller]:
    async with aiohttp.ClientSession() as session:
        yield Caller(session, telegram)
