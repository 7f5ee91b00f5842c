from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.sender import TelegramChannel
from tests.bot.calling import Caller
from tests.fake_telegram import FakeTelegram, Phone


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as running:
        yield running


@pytest.fixture
async def channel(telegram: FakeTelegram) -> AsyncIterator[TelegramChannel]:
    opened = TelegramChannel(telegram.token, telegram.api_url, telegram.file_url)
    await opened.start()
    yield opened
    await opened.close()


@pytest.fixture
async def aicha(telegram: FakeTelegram) -> Phone:
    """Aïcha's phone, in Arabic, with the bot opened."""
    phone = telegram.phone(7_100_000_001, "ar", 'عائشة <3 & "Ana_"')
    await phone.start("ECOLE7")
    return phone


@pytest.fixture
async def lea(telegram: FakeTelegram) -> Phone:
    phone = telegram.phone(7_100_000_002, "fr", "Léa")
    await phone.start("ECOLE7")
    return phone


@pytest.fixture
async def call(telegram: FakeTelegram) -> AsyncIterator[Caller]:
    async with aiohttp.ClientSession() as session:
        yield Caller(session, telegram)
