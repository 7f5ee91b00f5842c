"""The fake is worth what it refuses: Telegram's rules, asked through other clients than ours."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, TelegramObject, Update

from tests.bot.calling import Caller
from tests.fake_telegram import FakeTelegram, Phone
from tests.fake_telegram.texts import cleaned, formatted
from tests.fake_telegram.updates import TAP_LIFE


def keyboard(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": f"data {label}"}] for label in labels]}


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


# --- it speaks as Telegram does --------------------------------------------------------------------------------------
async def test_the_library_finds_nothing_missing_and_nothing_strange_in_its_answers(
    telegram: FakeTelegram, lea: Phone
) -> None:
    """python-telegram-bot with its own HTTP client, which sends forms."""
    bot = Bot(telegram.token, base_url=telegram.api_url, base_file_url=telegram.file_url)
    telegram.world.files["f1"] = b"voice"
    async with bot:
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("Oui", callback_data="yes")]])
        first = await bot.send_message(lea.person.id, "<b>Bonjour</b>", parse_mode="HTML", reply_markup=markup)
        edited = await bot.edit_message_text("Merci", lea.person.id, first.message_id)
        assert await bot.set_my_commands([("start", "Commencer")], language_code="fr")
        file = await bot.get_file("f1")
        assert await file.download_as_bytearray() == b"voice"
        found = [
            bot.bot,
            first,
            edited,
            file,
            await bot.get_webhook_info(),
            await bot.get_my_commands(language_code="fr"),
        ]
    assert list(unknown_fields(found)) == []
    assert first.parse_entities() == {first.entities[0]: "Bonjour"}


async def test_the_library_understands_every_update_a_phone_makes(telegram: FakeTelegram, lea: Phone) -> None:
    first = await lea.type("oui")
    await lea.edit(2, "non")
    await lea.send("dice", {"emoji": "🎲", "value": 3})
    await lea.forge("data", message_id=99)
    await lea.block()
    await lea.unblock()
    updates = [Update.de_json(update.body, None) for update in telegram.updates.live()]
    assert list(unknown_fields(updates)) == []
    kinds = [next(kind for kind in Update.ALL_TYPES if getattr(update, kind)) for update in updates]
    assert kinds == [*["message"] * 2, "edited_message", "message", "callback_query", *["my_chat_member"] * 2]
    assert [update.update_id for update in updates] == list(range(first - 1, first + 6))


@pytest.mark.parametrize("way", ["query", "form", "multipart", "json"])
async def test_parameters_are_taken_from_wherever_a_client_puts_them(
    telegram: FakeTelegram, lea: Phone, way: str
) -> None:
    values = {"chat_id": str(lea.person.id), "text": "Bonjour", "reply_markup": json.dumps(keyboard("Oui"))}
    form = aiohttp.FormData(values, default_to_multipart=way == "multipart")
    sent: dict[str, Any] = {"query": {"params": values}, "json": {"json": values}}.get(way, {"data": form})
    url = f"{telegram.api_url}{telegram.token}/sendMessage"
    async with aiohttp.ClientSession() as session, session.post(url, **sent) as response:
        assert response.status == 200
    assert (lea.last.text, lea.last.labels) == ("Bonjour", ("Oui",))


async def test_a_wrong_token_and_an_unknown_method_are_refused(telegram: FakeTelegram, call: Caller) -> None:
    assert await call("sendTelepathy") == "Not Found: method not found"
    for token, status in (("4242424242:" + "x" * 35, 401), ("nonsense", 404)):
        async with call.session.get(f"{telegram.api_url}{token}/getMe") as response:
            assert response.status == status


# --- limits ----------------------------------------------------------------------------------------------------------
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "empty": ({"text": " \u202b "}, "Bad Request: message text is empty"),
    "too long": ({"text": "x" * 4097}, "Bad Request: message is too long"),
    "data of 65 bytes": ({"reply_markup": keyboard("x" * 60)}, "Bad Request: BUTTON_DATA_INVALID"),
    "data of 33 letters of two bytes": ({"reply_markup": keyboard("é" * 30)}, "Bad Request: BUTTON_DATA_INVALID"),
    "101 buttons": ({"reply_markup": keyboard(*map(str, range(101)))}, "Bad Request: reply markup is too long"),
    "nobody": ({"chat_id": 1}, "Bad Request: chat not found"),
}


@pytest.mark.parametrize(("parameters", "description"), REFUSED.values(), ids=REFUSED)
async def test_what_telegram_would_refuse_is_refused(
    lea: Phone, call: Caller, parameters: dict[str, Any], description: str
) -> None:
    assert await call("sendMessage", **{"chat_id": lea.person.id, "text": "?", **parameters}) == description


UNPARSABLE = {
    "I <3 you": 'Unsupported start tag "3" at byte offset 2',
    "a < b": "Unclosed start tag at byte offset 2",
    "<b>bold": 'Can\'t find end tag corresponding to start tag "b"',
    "</b>": "Unexpected end tag at byte offset 0",
    "<b><i></b></i>": 'Unmatched end tag at byte offset 6, expected "</i>", found "</b>"',
    "<script>x</script>": 'Unsupported start tag "script" at byte offset 0',
}


@pytest.mark.parametrize(("html", "detail"), UNPARSABLE.items())
async def test_broken_mark_up_is_refused(lea: Phone, call: Caller, html: str, detail: str) -> None:
    text = html.replace("<3 you", "<3> you")
    answer = await call("sendMessage", chat_id=lea.person.id, text=text, parse_mode="HTML")
    assert answer == f"Bad Request: can't parse entities: {detail}"
    assert (await call("sendMessage", chat_id=lea.person.id, text=text))["text"] == text


def test_length_counts_after_the_mark_up_is_gone() -> None:
    assert formatted(f"<b>{'&lt;' * 4096}</b>", "HTML").text == "<" * 4096


def test_entities_are_placed_in_utf_16_units() -> None:
    assert formatted("  👨 <b>é&amp;</b>", "HTML").entities == [{"type": "bold", "offset": 3, "length": 2}]


def test_text_is_cleaned_as_telegram_does() -> None:
    assert cleaned("a\tb\r\n\u202bc\u202c\u2028d A\u030a") == "a b\ncd A"
    assert cleaned("\u200f\u200fx\u200f") == "\u200c\u200fx\u200f"
    assert cleaned("\u2068x\u2069") == "\u2068x\u2069"


async def test_commands_take_two_letter_languages_only(call: Caller) -> None:
    commands = [{"command": "start", "description": "Commencer"}]
    assert await call("setMyCommands", commands=commands, language_code="ar") is True
    refused = await call("setMyCommands", commands=commands, language_code="snk")
    assert refused == "Bad Request: invalid language code specified"


# --- editing, tapping ------------------------------------------------------------------------------------------------
async def test_editing_follows_telegrams_rules(lea: Phone, call: Caller) -> None:
    here = {"chat_id": lea.person.id}
    post = await call("sendMessage", **here, text="Oui ?", reply_markup=keyboard("Oui"))
    there = {**here, "message_id": post["message_id"]}
    same = await call("editMessageText", **there, text="Oui ?", reply_markup=keyboard("Oui"))
    assert same.startswith("Bad Request: message is not modified")
    assert (await call("editMessageReplyMarkup", **there))["text"] == "Oui ?"
    assert lea.last.labels == ()
    assert (await call("editMessageReplyMarkup", **there)).startswith("Bad Request: message is not modified")
    assert (await call("editMessageText", **there, text="Merci"))["edit_date"]
    assert await call("editMessageText", **here, message_id=1, text="x") == "Bad Request: message can't be edited"
    assert await call("deleteMessage", **there) is True
    assert await call("editMessageText", **there, text="x") == "Bad Request: message to edit not found"


async def test_a_tap_is_answered_once_and_in_time(telegram: FakeTelegram, lea: Phone, call: Caller) -> None:
    await call("sendMessage", chat_id=lea.person.id, text="Oui ?", reply_markup=keyboard("Oui", "Non"))
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    first, late = await lea.tap("Oui"), await lea.tap_index(1)
    assert await call("answerCallbackQuery", callback_query_id=first, text="Noté") is True
    assert await call("answerCallbackQuery", callback_query_id=first) == too_old
    telegram.clock.advance(60)
    assert await call("answerCallbackQuery", callback_query_id=late) == too_old
    assert (lea.toasts(), [tap.id for tap in lea.waiting()]) == (["Noté"], [late])


async def test_a_tap_nobody_fetches_is_lost_after_150_seconds_and_a_text_after_a_day(
    telegram: FakeTelegram, lea: Phone, call: Caller
) -> None:
    await lea.forge("data")
    telegram.clock.advance(TAP_LIFE + 1)
    assert ["message" in update for update in await call("getUpdates")] == [True]
    telegram.clock.advance(86_400)
    assert await call("getUpdates") == []
    assert len(telegram.updates.expired) == 2


async def test_blocking_is_told_to_the_bot_and_closes_the_door(
    telegram: FakeTelegram, lea: Phone, call: Caller
) -> None:
    await lea.block()
    assert await call("sendMessage", chat_id=lea.person.id, text="x") == "Forbidden: bot was blocked by the user"
    await lea.start()
    assert (await call("sendMessage", chat_id=lea.person.id, text="x"))["text"] == "x"
    changes = [update["my_chat_member"] for update in await call("getUpdates") if "my_chat_member" in update]
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]


# --- the phone -------------------------------------------------------------------------------------------------------
async def test_a_phone_shows_what_a_parent_sees(lea: Phone, call: Caller) -> None:
    post = await call("sendMessage", chat_id=lea.person.id, text="Oui ?", reply_markup=keyboard("Oui", "Non"))
    assert lea.transcript() == "parent: /start ECOLE7\n\nbot: Oui ?\n  [Oui]\n  [Non]"
    await call("editMessageText", chat_id=lea.person.id, message_id=post["message_id"], text="Merci")
    assert lea.transcript() == "parent: /start ECOLE7\n\nbot (edited): Merci"


async def test_a_phone_waits_for_the_bot_and_says_what_it_saw_when_it_waits_in_vain(lea: Phone, call: Caller) -> None:
    waiting = asyncio.create_task(lea.wait_for_reply())
    await asyncio.sleep(0.01)
    await call("sendMessage", chat_id=lea.person.id, text="Bonjour")
    assert (await waiting).text == "Bonjour"
    with pytest.raises(AssertionError, match="Bonjour"):
        await lea.wait_for(lambda screen: False, seconds=0.05)
    with pytest.raises(AssertionError, match="no button 'Oui'"):
        await lea.tap("Oui")
