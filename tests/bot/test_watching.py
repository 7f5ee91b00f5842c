"""What Telegram says about its way to us."""

from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from bot import watching
from bot.errors import TelegramUnavailableError
from bot.sender import TelegramChannel
from tests.bot.serving import served
from tests.fake_telegram import FakeTelegram, Phone

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


async def test_who_polls_is_told_what_waits(channel: TelegramChannel, lea: Phone) -> None:
    await lea.type("oui")
    news = await watching.look(channel.client, NOW)
    assert (news.asked_at, news.pending, news.url) == (NOW, 2, "")  # /start as well
    assert news.failed_at is None


async def test_a_delivery_that_failed_is_told_with_its_moment(
    telegram: FakeTelegram, channel: TelegramChannel, lea: Phone
) -> None:
    broken = Starlette(routes=[Route("/telegram", lambda _: Response(status_code=503), methods=["POST"])])
    async with served(broken) as address:
        await telegram.webhooks.set({"url": f"{address}/telegram", "secret_token": "s"})
        await lea.type("oui")
        await lea.wait_for(lambda _: 503 in telegram.webhooks.statuses)
        news = await watching.look(channel.client, NOW)
        await telegram.webhooks.stop()
    assert news.url == f"{address}/telegram"
    assert news.pending >= 1
    assert news.failed_at is not None
    assert "503" in news.error


async def test_when_telegram_cannot_be_reached_there_is_no_news(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    async with telegram.unreachable():
        with pytest.raises(TelegramUnavailableError):
            await watching.look(channel.client, NOW)
