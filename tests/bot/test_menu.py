"""What the bot tells Telegram about itself, and the clear ends of a wrong start."""

import re

import pytest

from bot.client import Client
from bot.errors import SettingRefusedError, TelegramUnavailableError, WrongTokenError
from bot.menu import commands, publish_commands, set_webhook, user_name
from bot.sender import TelegramChannel
from locales.languages import LANGUAGES
from tests.fake_telegram import Broken, FakeTelegram, flood


async def test_the_bot_learns_its_own_name(channel: TelegramChannel) -> None:
    assert await user_name(channel.client) == "onze_voix_bot"


async def test_commands_are_published_in_each_language_telegram_can_tell_apart(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    await publish_commands(channel.client)
    assert set(telegram.world.commands) == {"", *(tag for tag in LANGUAGES if len(tag) == 2)}
    for published in telegram.world.commands.values():
        assert [command["command"] for command in published] == [
            "start",
            "lang",
            "help",
            "stop",
            "privacy",
            "effacer",
        ]
    assert telegram.world.commands[""] == telegram.world.commands["fr"]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_descriptions_fit_a_line_of_the_menu(tag: str) -> None:
    for name, description in commands(tag):
        assert re.fullmatch("[a-z0-9_]{1,32}", name)
        assert 1 <= len(description) <= 40


async def test_the_webhook_is_set_with_its_secret_and_the_kinds_of_updates(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    telegram.updates.allowed = ["message"]
    await set_webhook(channel.client, "http://127.0.0.1:9/telegram", "s3cret", 10)
    webhook = telegram.webhooks.webhook
    assert webhook is not None
    assert (webhook.url, webhook.secret, webhook.max_connections) == ("http://127.0.0.1:9/telegram", "s3cret", 10)
    assert telegram.updates.allowed == ["message", "edited_message", "callback_query", "my_chat_member"]
    assert "drop_pending_updates" not in telegram.calls("setWebhook")[0].parameters


async def test_an_address_telegram_refuses_is_named_as_such(channel: TelegramChannel) -> None:
    with pytest.raises(SettingRefusedError, match="https url"):
        await set_webhook(channel.client, "http://voix.example/telegram", "s3cret")


@pytest.mark.parametrize("token", ["4242424242:this-token-was-revoked-some-time-ago", "nonsense", ""])
async def test_a_wrong_token_is_named_as_such(telegram: FakeTelegram, token: str) -> None:
    with pytest.raises(WrongTokenError) as refusal:
        await start(token, telegram.api_url)
    assert token not in repr(refusal.value) or not token


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/bot", "htp:/nowhere/bot", "http://[broken/bot", ""])
async def test_an_address_where_no_bot_api_answers_is_named_as_such(telegram: FakeTelegram, address: str) -> None:
    with pytest.raises(TelegramUnavailableError) as refusal:
        await start(telegram.token, address)
    assert telegram.token not in repr(refusal.value)
    assert refusal.value.__context__ is None or telegram.token not in repr(refusal.value.__context__)


async def test_a_telegram_in_trouble_is_unavailable(telegram: FakeTelegram) -> None:
    for fault in (Broken(404), Broken(200), Broken(502), flood(5)):
        telegram.fail("getMe", fault)
        with pytest.raises(TelegramUnavailableError):
            await start(telegram.token, telegram.api_url)


async def start(token: str, address: str) -> str:
    client = Client(token, address)
    await client.connect()
    try:
        return await user_name(client)
    finally:
        await client.disconnect()
