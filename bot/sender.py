"""The only place from which messages leave for Telegram, and what its refusals mean."""

import logging
import re
from typing import Any, assert_never

from telegram import InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.client import API_URL, FILE_URL, Client, retry_seconds
from bot.menu import menu_of
from bot.rendering import plain, render
from bot.request import NotSentError
from bot.updates import CHANNEL
from services.channels import (
    EDIT_TARGET_GONE,
    HANDLE_GONE,
    Acknowledge,
    Edit,
    Fetched,
    Moved,
    Order,
    Outcome,
    Play,
    Rejected,
    Send,
    Sent,
    Speak,
    Uncertain,
    Unreachable,
)
from services.channels import RetryAfter as Later
from services.messages import Message

log = logging.getLogger(__name__)

PAUSE = 3.0  # seconds before another try when Telegram could not be reached
LONG_PAUSE = 60.0  # seconds when the token is refused: somebody has to mend a setting

# Fragments of Telegram's descriptions of a "Bad Request", in lower case, and what becomes of the order.
_MEANINGS: tuple[tuple[str, Outcome], ...] = (
    ("message is not modified", Sent()),
    ("query is too old", Sent()),
    ("query id is invalid", Sent()),
    ("message to edit not found", Rejected(EDIT_TARGET_GONE)),
    ("message can't be edited", Rejected(EDIT_TARGET_GONE)),
    ("message_id_invalid", Rejected(EDIT_TARGET_GONE)),
    ("chat not found", Unreachable()),
    ("user not found", Unreachable()),
    ("peer_id_invalid", Unreachable()),
    ("can't parse entities", Rejected("unreadable_html")),
    ("message is too long", Rejected("too_long")),
    ("reply markup is too long", Rejected("keyboard_too_long")),
    ("wrong file identifier", Rejected(HANDLE_GONE)),
    ("wrong remote file identifier", Rejected(HANDLE_GONE)),
    ("wrong file_id", Rejected(HANDLE_GONE)),
)
_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")  # as in "Bad Request: BUTTON_DATA_INVALID"


class TelegramChannel:
    """Implements `services.channels.Channel`. `client` is for the parts of the bot that are not about one message."""

    name = CHANNEL

    def __init__(self, token: str, api_url: str = API_URL, file_url: str = FILE_URL) -> None:
        self.client = Client(token, api_url, file_url)

    async def start(self) -> None:
        await self.client.connect()

    async def close(self) -> None:
        await self.client.disconnect()

    async def deliver(self, address: str, order: Order) -> Outcome:
        """Carry out `order` in the private chat `address` (a chat id). Never raises for what Telegram does."""
        match order:
            case Acknowledge(acknowledge):
                return await self._call("answerCallbackQuery", {"callback_query_id": acknowledge})
            case Edit(reference, message):
                if not reference.isdecimal():
                    return Rejected(EDIT_TARGET_GONE)
                target = {"chat_id": address, "message_id": int(reference)}
                outcome = await self._show("editMessageText", target, message)
                return Sent(reference) if isinstance(outcome, Sent) else outcome
            case Send(message):
                return await self._show("sendMessage", {"chat_id": address}, message)
            case Play():
                return await self._play(address, order)
            case Speak(language):
                return await self._call("setMyCommands", menu_of(address, language))
            case _:
                assert_never(order)

    async def _play(self, address: str, order: Play) -> Outcome:
        """A voice message, by the name Telegram gave it before, else with the recording itself."""
        caption = plain(order.message) if order.message.paragraphs else None
        voice = order.handle or InputFile(order.recording, filename="question.ogg")
        try:
            result = await self.client.call("sendVoice", {"chat_id": address, "voice": voice, "caption": caption})
        except TelegramError as error:
            return _meaning(error)
        return Sent(str(result.get("message_id", "")), str(result.get("voice", {}).get("file_id", "")))

    async def fetch(self, handle: str, most: int) -> Fetched | Later | Rejected:
        """The file that Telegram calls `handle`. Its address holds the bot's token, so nobody is told of it."""
        try:
            told = await self.client.call("getFile", {"file_id": handle})
            if told.get("file_size", 0) > most:
                return Rejected("too_large")
            recording = await self.client.download(str(told.get("file_path", "")), most)
        except TelegramError as error:
            outcome = _meaning(error)
            return outcome if isinstance(outcome, Rejected | Later) else Later(PAUSE)
        return Fetched(recording) if recording is not None else Rejected("too_large")

    async def _show(self, method: str, target: dict[str, Any], message: Message) -> Outcome:
        rendered = render(message)
        common = {**target, "link_preview_options": {"is_disabled": True}}
        if rendered.keyboard:
            common["reply_markup"] = {"inline_keyboard": rendered.keyboard}
        outcome = await self._call(method, {**common, "text": rendered.html, "parse_mode": "HTML"})
        if outcome != Rejected("unreadable_html"):
            return outcome
        log.warning("Telegram could not read our mark-up; sent as plain text")
        return await self._call(method, {**common, "text": plain(message)})

    async def _call(self, method: str, parameters: dict[str, Any]) -> Outcome:
        try:
            result = await self.client.call(method, parameters)
        except TelegramError as error:
            return _meaning(error)
        reference = result.get("message_id", "") if isinstance(result, dict) else ""
        return Sent(str(reference))


def _meaning(error: TelegramError) -> Outcome:
    """The outcome of an order that ended in `error`. Order matters: the library's BadRequest is a NetworkError."""
    match error:
        case RetryAfter():
            return Later(retry_seconds(error), everybody=True)
        case Forbidden():
            return Unreachable()
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case InvalidToken():
            return Later(LONG_PAUSE, everybody=True)
        case BadRequest():
            return _refusal(error.message)
        case NotSentError():
            return Later(PAUSE)
        case _:
            return Uncertain(type(error).__name__)


def _refusal(description: str) -> Outcome:
    lowered = description.lower()
    for fragment, outcome in _MEANINGS:
        if fragment in lowered:
            return outcome
    return Rejected(lowered if _CODE.fullmatch(lowered) else "bad_request")
