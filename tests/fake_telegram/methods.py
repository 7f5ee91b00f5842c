"""Methods of the Bot API, on the world. Each takes parameters (JSON values), gives the result or raises ApiError."""

import re
from collections.abc import Callable
from typing import Any

from tests.fake_telegram.errors import ApiError, bad_request, forbidden
from tests.fake_telegram.keyboards import inline_keyboard
from tests.fake_telegram.texts import formatted
from tests.fake_telegram.world import Group, Post, Room, World

QUERY_LIFE = 30.0  # seconds in which a tap can be acknowledged
DELETABLE = 48 * 3600
MOST_BYTES = 20 * 2**20  # of a file a bot may fetch (core.telegram.org/bots/api#getfile)
LINK_LIFE = 3600.0  # seconds for which the address of a file is good, at least (same place)
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"

Parameters = dict[str, Any]


def get_me(world: World, parameters: Parameters) -> Any:
    return world.bot() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
    }


def send_message(world: World, parameters: Parameters) -> Any:
    chat = room(world, parameters)
    text = formatted(parameters.get("text"), parameters.get("parse_mode"))
    keyboard = inline_keyboard(parameters.get("reply_markup"))
    if parameters.get("message_thread_id"):
        raise bad_request("message thread not found")  # no topics here
    answers = _replied_to(chat, parameters)
    post = Post(next(chat.ids), True, world.today(), text.text, text.entities, keyboard, answers=answers)
    post.shown_at = world.clock.now()
    post.link_preview = _link_preview(parameters)
    chat.posts[post.id] = post
    return world.shown(chat, post)


def send_voice(world: World, parameters: Parameters) -> Any:
    """A recording, new or by the name it has here. What is no OGG becomes a document, as with Telegram."""
    chat = room(world, parameters)
    given, caption = parameters.get("voice"), str(parameters.get("caption") or "")
    if len(caption) > 1024:
        raise bad_request("message caption is too long")
    if isinstance(given, str):
        if given not in world.files:
            raise bad_request("wrong file identifier/HTTP URL specified")
        name = given
    elif given is None:
        raise bad_request("there is no voice in the request")
    else:
        name = f"AwACAgQ{next(world.file_ids)}"
        world.files[name] = given.file.read()
    kind = "voice" if world.files[name][:4] == b"OggS" else "document"
    file = {"file_id": name, "file_unique_id": f"u{name}", "file_size": len(world.files[name])}
    content = {kind: file | ({"duration": 3, "mime_type": "audio/ogg"} if kind == "voice" else {})}
    post = Post(next(chat.ids), True, world.today(), content=content | ({"caption": caption} if caption else {}))
    post.shown_at = world.clock.now()
    chat.posts[post.id] = post
    return world.shown(chat, post)


def edit_message_text(world: World, parameters: Parameters) -> Any:
    chat, post = _editable(world, parameters)
    text = formatted(parameters.get("text"), parameters.get("parse_mode"), "MESSAGE_TOO_LONG")
    keyboard = inline_keyboard(parameters.get("reply_markup"))
    if (text.text, text.entities, keyboard) == (post.text, post.entities, post.keyboard):
        raise bad_request(_NOT_MODIFIED)
    post.text, post.entities, post.keyboard = text.text, text.entities, keyboard
    post.link_preview = _link_preview(parameters)
    post.edited = world.today()
    return world.shown(chat, post)


def edit_message_reply_markup(world: World, parameters: Parameters) -> Any:
    chat, post = _editable(world, parameters)
    keyboard = inline_keyboard(parameters.get("reply_markup"))
    if keyboard == post.keyboard:
        raise bad_request(_NOT_MODIFIED)
    post.keyboard = keyboard
    post.edited = world.today()
    return world.shown(chat, post)


def delete_message(world: World, parameters: Parameters) -> Any:
    chat = room(world, parameters)
    post = chat.posts.get(_integer(parameters, "message_id"))
    if post is None:
        raise bad_request("message to delete not found")
    if world.today() - post.date > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    del chat.posts[post.id]
    return True


def answer_callback_query(world: World, parameters: Parameters) -> Any:
    tap = world.taps.get(str(parameters.get("callback_query_id")))
    if tap is None or tap.answer is not None or world.clock.now() - tap.date > QUERY_LIFE:
        raise bad_request(_TOO_OLD)
    text = str(parameters.get("text") or "")
    if len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    tap.answer = {"text": text, "show_alert": parameters.get("show_alert") in (True, "true", "True")}
    return True


def set_my_commands(world: World, parameters: Parameters) -> Any:
    wanted = parameters.get("commands")
    if not isinstance(wanted, list) or len(wanted) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH" if wanted else "can't parse commands")
    for command in wanted:
        if not _COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    scope = parameters.get("scope") or {}
    if scope.get("type") == "chat":
        world.menus[room(world, {"chat_id": scope.get("chat_id")}).id] = wanted
    else:
        world.commands[_language(parameters)] = wanted
    return True


def get_my_commands(world: World, parameters: Parameters) -> Any:
    return world.commands.get(_language(parameters), [])


def delete_my_commands(world: World, parameters: Parameters) -> Any:
    world.commands.pop(_language(parameters), None)
    return True


def get_file(world: World, parameters: Parameters) -> Any:
    name = str(parameters.get("file_id"))
    if name not in world.files:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(world.files[name]) > MOST_BYTES:
        raise bad_request("file is too big")
    world.links[name] = world.clock.now() + LINK_LIFE
    return {
        "file_id": name,
        "file_unique_id": f"u{name}",
        "file_size": len(world.files[name]),
        "file_path": f"files/{name}",
    }


def send_chat_action(world: World, parameters: Parameters) -> Any:
    room(world, parameters)
    return True


def leave_chat(world: World, parameters: Parameters) -> Any:
    chat = room(world, parameters)
    if not isinstance(chat, Group):
        raise bad_request("chat is not a group")
    chat.membership = "left"
    return True


METHODS: dict[str, Callable[[World, Parameters], Any]] = {
    "getme": get_me,
    "sendmessage": send_message,
    "sendvoice": send_voice,
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "getfile": get_file,
    "sendchataction": send_chat_action,
    "leavechat": leave_chat,
}


def _integer(parameters: Parameters, name: str) -> int:
    try:
        return int(parameters.get(name, 0))
    except (TypeError, ValueError):
        return 0


def room(world: World, parameters: Parameters) -> Room:
    """The chat a call is about, when it can be reached."""
    if parameters.get("chat_id") in (None, ""):
        raise bad_request("chat_id is empty")
    number = _integer(parameters, "chat_id")
    group = world.groups.get(number)
    if group is not None:
        return _group(group)
    person = world.people.get(number)
    if person is None:
        raise bad_request("chat not found")
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.blocks:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")
    return person


def _group(group: Group) -> Group:
    if group.moved_to:
        moved = {"migrate_to_chat_id": group.moved_to}
        raise ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", moved)
    kind = "supergroup" if group.kind == "supergroup" else "group"
    if group.membership == "kicked":
        raise forbidden(f"bot was kicked from the {kind} chat")
    if group.membership == "left":
        raise forbidden(f"bot is not a member of the {kind} chat")
    return group


def _replied_to(chat: Room, parameters: Parameters) -> Post | None:
    given = parameters.get("reply_parameters")
    wanted: Parameters = given if isinstance(given, dict) else {}
    number = _integer(wanted, "message_id")
    if number and number not in chat.posts:
        if wanted.get("allow_sending_without_reply") in (True, "true"):
            return None
        raise bad_request("message to be replied not found")
    return chat.posts.get(number)


def _editable(world: World, parameters: Parameters) -> tuple[Room, Post]:
    chat = room(world, parameters)
    post = chat.posts.get(_integer(parameters, "message_id"))
    if post is None:
        raise bad_request("message to edit not found")
    if not post.by_bot:
        raise bad_request("message can't be edited")
    return chat, post


def _link_preview(parameters: Parameters) -> dict[str, Any] | None:
    given = parameters.get("link_preview_options")
    return {"is_disabled": True} if isinstance(given, dict) and given.get("is_disabled") else None


def _language(parameters: Parameters) -> str:
    code = str(parameters.get("language_code") or "")
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code
