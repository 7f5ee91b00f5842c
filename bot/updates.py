"""Telegram updates: what is kept of them on arrival, and what each one means."""

import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update, User

from bot.errors import UnreadableUpdateError
from bot.payloads import decoded
from services.channels import (
    CHANGED,
    Arrival,
    Commanded,
    Grouped,
    InboundMessage,
    Left,
    Returned,
    Spoke,
    Tapped,
    Unsupported,
    What,
    Wrote,
)

Accept = Callable[[Sequence[Arrival]], Awaitable[None]]
"""Makes arrivals durable, or raises; duplicates are its business."""

CHANNEL = "telegram"
KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates the bot asks Telegram for."""

# Names, user names, phone numbers, contact cards, places, pictures and whom a text was forwarded from are not here.
_CHAT = {"id": int, "type": str}
_PERSON = {"id": int, "is_bot": bool, "language_code": str}
_POST = {"message_id": int, "date": int, "chat": _CHAT}
_SOUND = {"file_id": str, "duration": int, "file_size": int}
_KEPT: dict[str, dict[str, Any]] = {
    "message": {**_POST, "from": _PERSON, "text": str, "voice": _SOUND, "audio": _SOUND},
    "edited_message": {**_POST, "from": _PERSON},  # that it happened, not what it says now
    "callback_query": {"id": str, "from": _PERSON, "data": str, "message": _POST},
    "my_chat_member": {
        "chat": _CHAT,
        "from": _PERSON,
        "date": int,
        "old_chat_member": {"status": str},
        "new_chat_member": {"status": str},
    },
}
# Messages that Telegram writes itself about a private chat: nobody said anything.
_SERVICE = frozenset(
    {
        *("pinned_message", "message_auto_delete_timer_changed", "chat_background_set", "write_access_allowed"),
        *("forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened"),
        *("successful_payment", "refunded_payment", "gift", "unique_gift", "boost_added"),
    }
)
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?", re.DOTALL)
_INSIDE = (ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER, ChatMember.RESTRICTED)
_NAMELESS = "-"  # the library insists on a first name


# --- on arrival ------------------------------------------------------------------------------------------------------
def arrival(raw: bytes, bot: str = "") -> Arrival:
    """What is made durable of an update before anybody answers. Never raises.

    bot: the bot's id (another bot counts its own messages from 1).
    """
    try:
        update = decoded(raw)
    except (ValueError, RecursionError):
        update = None
    if not isinstance(update, dict):
        return Arrival(CHANNEL, (_digest(raw),), "", msgspec.json.encode({"unreadable": len(raw)}))
    number = update.get("update_id")
    named = _is(int, number)
    kept: dict[str, Any] = {"update_id": number} if named else {}
    keys = [f"update:{bot}:{number}" if named else _digest(raw)]
    address = ""
    for kind, content in update.items():
        if kind in _KEPT and isinstance(content, dict):
            kept[kind] = _kept(kind, content, bot)
            address = address or _address(kept[kind])
            keys += _fact_keys(bot, kind, kept[kind], content)
        elif kind in Update.ALL_TYPES:
            kept[kind] = None
    return Arrival(CHANNEL, tuple(keys), address, msgspec.json.encode(kept))


def callback_id(arrived: Arrival) -> str:
    """Id of the callback query of a tap, "" when `arrived` is something else."""
    return next((key.removeprefix("tap:") for key in arrived.keys if key.startswith("tap:")), "")


def _digest(raw: bytes) -> str:
    return f"raw:{hashlib.sha256(raw).hexdigest()}"


def _is(kind: type, value: object) -> bool:
    """Whether `value` is exactly of `kind` (True is no number) and of a size that JSON writers take."""
    return type(value) is kind and (not isinstance(value, int) or abs(value) < 2**63)


def _pick(template: Mapping[str, Any], content: object) -> dict[str, Any] | None:
    if not isinstance(content, dict):
        return None
    picked: dict[str, Any] = {}
    for name, expected in template.items():
        value = content.get(name)
        if isinstance(expected, dict):
            value = _pick(expected, value)
        elif not _is(expected, value):
            continue
        if value is not None:
            picked[name] = value
    return picked


def _kept(kind: str, content: dict[str, Any], bot: str) -> dict[str, Any]:
    kept = _pick(_KEPT[kind], content) or {}
    if kind == "message":
        if not _is_private(kept):
            kept["spoken_to"] = _spoken_to(content, bot)
        if not _is_private(kept) or "forward_origin" in content:
            for words in ("text", "voice", "audio"):  # somebody else's, or not said to us
                kept.pop(words, None)
        if not _SERVICE.isdisjoint(content):
            kept["service"] = True
    return kept


def _spoken_to(content: Mapping[str, Any], bot: str) -> str:
    """Whom a message in a group is for: "me" (a reply to the bot whose id is `bot`), the bot that a command names, or
    "" for everybody."""
    answered = content.get("reply_to_message")
    author = answered.get("from") if isinstance(answered, dict) else None
    if isinstance(author, dict) and bot and str(author.get("id")) == bot:
        return "me"
    text = content.get("text")
    command = _COMMAND.fullmatch(text.strip()) if isinstance(text, str) else None
    return (command[2] or "").lower() if command else ""


def _is_private(post: Mapping[str, Any]) -> bool:
    return bool(post.get("chat", {}).get("type") == Chat.PRIVATE)


def _address(kept: Mapping[str, Any]) -> str:
    """Chat id of a private chat, which is the person's own id; a tap whose message is gone has only the latter."""
    post = kept.get("message", kept)
    if "chat" not in post:
        return str(kept.get("from", {}).get("id", ""))
    return str(post["chat"].get("id", "")) if _is_private(post) else ""


def _fact_keys(bot: str, kind: str, kept: Mapping[str, Any], content: Mapping[str, Any]) -> list[str]:
    """Names of the fact behind an update: it may come again under another update id, after a move of servers."""
    if kind == "callback_query":
        return [f"tap:{kept['id']}"] if "id" in kept else []
    chat = kept.get("chat", {}).get("id")
    if kind == "my_chat_member":
        status = kept.get("new_chat_member", {}).get("status")
        return [f"member:{bot}:{chat}:{kept.get('date')}:{status}"]
    album = content.get("media_group_id")
    if _is(str, album):  # five pictures sent together are one thing said
        return [f"album:{bot}:{chat}:{album}"]
    edited = content.get("edit_date")
    return [f"message:{bot}:{chat}:{kept.get('message_id')}:{edited if _is(int, edited) else 0}"]


# --- in the worker ---------------------------------------------------------------------------------------------------
def read(payload: bytes, bot_name: str = "") -> InboundMessage | None:
    """What a person did, from the payload of an arrival; None for what is ignored on purpose. bot_name: the bot's user
    name, as far as it is known: a command for another bot asks for help.

    Ignored: channels, what is said in groups to others, other bots, Telegram's own notices. Raises
    UnreadableUpdateError for what Telegram was not known to send.
    """
    data = msgspec.json.decode(payload)
    kinds = [kind for kind in data if kind in Update.ALL_TYPES]
    if len(kinds) != 1:
        raise UnreadableUpdateError("no kind known")
    kind = kinds[0]
    if kind not in _KEPT:
        return None
    try:
        return _read(kind, data, bot_name)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError) as error:
        raise UnreadableUpdateError(f"{kind}: {type(error).__name__}") from None


def _read(kind: str, data: dict[str, Any], bot_name: str) -> InboundMessage | None:
    content = data[kind]
    if content.pop("service", False):
        return None
    if kind != "callback_query" and content["chat"]["type"] != Chat.PRIVATE:
        return _in_a_group(kind, content, bot_name)
    content["from"]["first_name"] = _NAMELESS
    if kind == "callback_query":
        content["chat_instance"] = ""
    elif kind == "my_chat_member":
        bot = {"id": 0, "is_bot": True, "first_name": _NAMELESS}
        content["old_chat_member"] = {"status": ChatMember.MEMBER, "user": bot}  # which it was does not matter here
        content["new_chat_member"] |= {"user": bot, "until_date": 0}
    sound = content.pop("voice", None) or content.pop("audio", None)
    update = Update.de_json(data, None)
    if update.callback_query:
        return _tapped(update.callback_query)
    if update.my_chat_member:
        return _moved(update.my_chat_member)
    if update.edited_message and update.edited_message.from_user:
        return _inbound(update.edited_message.from_user, update.edited_message.chat.id, CHANGED)
    return _wrote(update.message, _heard(sound), bot_name)


def _in_a_group(kind: str, content: Mapping[str, Any], bot_name: str) -> InboundMessage | None:
    """The bot becomes a member, is sent away, or is spoken to. The address is that of the group."""
    chat, person = content["chat"], content["from"]
    if chat["type"] not in (Chat.GROUP, Chat.SUPERGROUP) or person["is_bot"]:
        return None
    if kind == "my_chat_member":
        before, after = (content[name]["status"] in _INSIDE for name in ("old_chat_member", "new_chat_member"))
    else:
        before, after = False, content.get("spoken_to") in {"me", bot_name.lower() or "me"}
    if before == after:
        return None
    what = Grouped() if after else Left()
    return InboundMessage(CHANNEL, str(chat["id"]), what, person.get("language_code", ""))


def _inbound(
    person: User, address: int, what: What, reference: str = "", said_at: datetime | None = None
) -> InboundMessage | None:
    if person.is_bot:
        return None
    return InboundMessage(CHANNEL, str(address), what, person.language_code or "", reference, said_at)


def _tapped(query: CallbackQuery) -> InboundMessage | None:
    post = query.message
    if post is not None and post.chat.type != Chat.PRIVATE:
        return None
    reference = str(post.message_id) if post is not None else ""
    address = post.chat.id if post is not None else query.from_user.id
    return _inbound(query.from_user, address, Tapped(query.data or ""), reference)


def _moved(change: ChatMemberUpdated) -> InboundMessage | None:
    gone = change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}
    return _inbound(change.from_user, change.chat.id, Left() if gone else Returned())


def _heard(sound: Mapping[str, Any] | None) -> Spoke | None:
    """A recording; what the phone does not tell of it is 0."""
    if not sound:
        return None
    return Spoke(sound["file_id"], max(sound.get("duration", 0), 0), max(sound.get("file_size", 0), 0))


def _wrote(message: Message | None, heard: Spoke | None, bot_name: str) -> InboundMessage | None:
    if message is None or message.from_user is None:
        raise UnreadableUpdateError("message: nobody wrote it")
    said = heard or _said(message.text, bot_name)
    return _inbound(message.from_user, message.chat.id, said, said_at=message.date)


def _said(text: str | None, bot_name: str) -> What:
    if not text:
        return Unsupported()
    command = _COMMAND.fullmatch(text.strip())
    if command is None:
        return Wrote(text)
    name, addressee, argument = command.groups(default="")
    if addressee and bot_name and addressee.lower() != bot_name.lower():
        return Commanded("help")
    return Commanded(name.lower(), argument.strip())
