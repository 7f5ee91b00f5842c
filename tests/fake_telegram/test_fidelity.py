"""Other people's clients take the fake for Telegram: python-telegram-bot finds no field it does not know, and
pyTelegramBotAPI works with it as with the real one. grammY: test_grammy."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from telebot import asyncio_helper
from telebot.async_telebot import AsyncTeleBot
from telebot.asyncio_helper import ApiTelegramException
from telebot.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram import Bot, TelegramObject, Update

from tests.fake_telegram import FakeTelegram, Phone, flood
from tests.fake_telegram.contents import SAMPLES


# --- python-telegram-bot ---------------------------------------------------------------------------------------------
def unknown_fields(value: object) -> Iterator[object]:
    """Fields the library has no place for, anywhere inside what it parsed."""
    if isinstance(value, TelegramObject):
        yield from value.api_kwargs
        names = {name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())}
        for name in names - {"_bot", "api_kwargs"}:
            yield from unknown_fields(getattr(value, name, None))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from unknown_fields(item)


async def test_no_update_has_a_field_that_telegrams_have_not(telegram: FakeTelegram, lea: Phone) -> None:
    for name in SAMPLES:
        await lea.send_sample(name)
    await lea.album(2)
    await lea.forward("d'un autre")
    await lea.type("oui", reply_to=1)
    await lea.edit(1, "/start NANTES")
    await lea.forge("data", message_id=99)
    await lea.block()
    await lea.unblock()
    group = telegram.group()
    await group.add_bot(lea)
    await group.write(lea, "/start@onze_voix_bot")
    grown = group.grow()
    await grown.kick_bot(lea)
    updates = [Update.de_json(update.body, None) for update in telegram.updates.live()]
    assert len(updates) > len(SAMPLES) + 10
    assert list(unknown_fields(updates)) == []
    assert all(any(getattr(update, kind) for kind in Update.ALL_TYPES) for update in updates)


async def test_no_answer_has_a_field_that_telegrams_have_not(telegram: FakeTelegram, lea: Phone) -> None:
    """With the library's own HTTP client, which sends forms."""
    telegram.world.files["f1"] = b"voice"
    group = telegram.group()
    await group.add_bot(lea)
    async with Bot(telegram.token, base_url=telegram.api_url, base_file_url=telegram.file_url) as bot:
        first = await bot.send_message(lea.person.id, "<b>Bonjour</b>", parse_mode="HTML", reply_to_message_id=1)
        found = [
            bot.bot,
            first,
            await bot.edit_message_text("Merci", lea.person.id, first.message_id),
            await bot.send_message(group.group.id, "Bonjour à tous"),
            await bot.get_file("f1"),
            await bot.get_webhook_info(),
            await bot.set_my_commands([("start", "Commencer")]),
            await bot.get_my_commands(),
            await bot.get_updates(),
        ]
    assert list(unknown_fields(found)) == []


# --- pyTelegramBotAPI ------------------------------------------------------------------------------------------------
@pytest.fixture
async def telebot(telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AsyncTeleBot]:
    monkeypatch.setattr(asyncio_helper, "API_URL", telegram.api_url + "{0}/{1}")
    bot = AsyncTeleBot(telegram.token)
    yield bot
    await bot.close_session()


async def test_telebot_sends_edits_and_reads_refusals(
    telegram: FakeTelegram, lea: Phone, telebot: AsyncTeleBot
) -> None:
    async def refusal(chat: int = lea.person.id) -> ApiTelegramException:
        with pytest.raises(ApiTelegramException) as refused:
            await telebot.send_message(chat, "?")
        return refused.value

    assert (await telebot.get_me()).username == "onze_voix_bot"
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton("Oui", callback_data="yes")]])
    post = await telebot.send_message(lea.person.id, "<b>Oui</b> ?", parse_mode="HTML", reply_markup=buttons)
    assert ([entity.type for entity in post.entities], lea.last.labels) == (["bold"], ("Oui",))
    await telebot.edit_message_text("Merci", lea.person.id, post.message_id)
    assert (lea.last.text, lea.last.edited, lea.last.labels) == ("Merci", True, ())

    assert (await refusal(1)).description == "Bad Request: chat not found"
    telegram.fail("sendMessage", flood(7))
    busy = await refusal()
    assert (busy.error_code, busy.result_json["parameters"]) == (429, {"retry_after": 7})
    telegram.clock.advance(7)
    await lea.block()
    blocked = await refusal()
    assert (blocked.error_code, blocked.description) == (403, "Forbidden: bot was blocked by the user")

    await telebot.set_webhook("https://voix.example/telegram", secret_token="abc", allowed_updates=["message"])
    info = await telebot.get_webhook_info()
    assert (info.url, info.allowed_updates) == ("https://voix.example/telegram", ["message"])
    await telebot.delete_webhook()


async def test_telebot_hears_and_answers_by_polling(telegram: FakeTelegram, lea: Phone, telebot: AsyncTeleBot) -> None:
    @telebot.message_handler(commands=["start"])
    async def begin(message: Message) -> None:
        buttons = InlineKeyboardMarkup([[InlineKeyboardButton("Oui", callback_data="yes")]])
        await telebot.reply_to(message, f"Bonjour {message.from_user.first_name}", reply_markup=buttons)

    @telebot.callback_query_handler(func=lambda query: query.data == "yes")
    async def tapped(query: CallbackQuery) -> None:
        await telebot.answer_callback_query(query.id, "Noté")
        await telebot.edit_message_text("Merci", query.message.chat.id, query.message.message_id)

    polling = asyncio.create_task(telebot.polling(non_stop=True, interval=0))
    await lea.wait_for(lambda screen: screen[-1].text == "Bonjour Léa")
    await lea.tap("Oui")
    await lea.wait_for(lambda screen: screen[-1].text == "Merci" and lea.toasts())
    assert (lea.toasts(), lea.waiting()) == (["Noté"], [])
    telebot._polling = False
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
