"""Who talks with the bot, and what everybody sees. Plain data; the rules are in `methods` and `phone`."""

import asyncio
import math
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.fake_telegram.clock import Clock
from tests.fake_telegram.keyboards import Keyboard


@dataclass
class Post:
    """A message in a chat, as both sides see it."""

    id: int
    by_bot: bool
    date: int
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    keyboard: Keyboard = field(default_factory=list)
    content: dict[str, Any] = field(default_factory=dict)  # of a post that is no text: {"sticker": {...}}
    edited: int = 0
    link_preview: dict[str, Any] | None = None
    shown_at: float = 0.0  # when the phone showed it, by Telegram's clock to the moment
    author: "Person | None" = None  # who wrote it in a group; in a private chat it is the person
    answers: "Post | None" = None  # the message it replies to


@dataclass
class Person:
    """Somebody with Telegram, and their private chat with the bot (same id)."""

    id: int
    first_name: str
    language: str
    username: str = ""
    started: bool = False
    blocks: bool = False
    deactivated: bool = False
    wrote_at: float = -math.inf  # when they last did something to the bot
    posts: dict[int, Post] = field(default_factory=dict)
    ids: "count[int]" = field(default_factory=lambda: count(1))

    def user(self) -> dict[str, Any]:
        found: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.username:
            found["username"] = self.username
        if self.language:
            found["language_code"] = self.language
        return found

    def chat(self) -> dict[str, Any]:
        found: dict[str, Any] = {"id": self.id, "first_name": self.first_name, "type": "private"}
        return found | {"username": self.username} if self.username else found


@dataclass
class Group:
    """A group of people. membership: of the bot ("left", "member", "kicked"). moved_to: the supergroup it became."""

    id: int
    title: str
    kind: str = "group"
    membership: str = "left"
    moved_to: int = 0
    posts: dict[int, Post] = field(default_factory=dict)
    ids: "count[int]" = field(default_factory=lambda: count(1))

    def chat(self) -> dict[str, Any]:
        return {"id": self.id, "title": self.title, "type": self.kind}


Room = Person | Group


@dataclass
class Tap:
    """A callback query. answer: what the bot said to it, None while the phone waits."""

    id: str
    person: int
    post: int
    date: float
    answer: dict[str, Any] | None = None


@dataclass
class Webhook:
    url: str
    secret: str = ""
    max_connections: int = 40
    last_error: tuple[int, str] | None = None


@dataclass(frozen=True)
class Call:
    """One call of the bot. status: HTTP status of the answer, 0 when there was none."""

    method: str
    parameters: dict[str, Any]
    status: int


@dataclass
class World:
    """Everything this Telegram knows. `changed` is set and replaced at every change, so that phones can wait."""

    clock: Clock
    bot_id: int
    bot_name: str
    people: dict[int, Person] = field(default_factory=dict)
    groups: dict[int, Group] = field(default_factory=dict)
    taps: dict[str, Tap] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    links: dict[str, float] = field(default_factory=dict)  # until when the address of a file is good
    commands: dict[str, list[dict[str, str]]] = field(default_factory=dict)  # by language code, "" for all others
    menus: dict[int, list[dict[str, str]]] = field(default_factory=dict)  # of one chat alone, before all others
    calls: list[Call] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    file_ids: "count[int]" = field(default_factory=lambda: count(1))
    tap_ids: "count[int]" = field(default_factory=lambda: count(7_000_000_001))

    def touch(self) -> None:
        """Wake everybody who waits for a change."""
        waiting, self.changed = self.changed, asyncio.Event()
        waiting.set()

    def today(self) -> int:
        return int(self.clock.now())

    def bot(self) -> dict[str, Any]:
        return {"id": self.bot_id, "is_bot": True, "first_name": "Onze Voix", "username": self.bot_name}

    def shown(self, chat: Room, post: Post, nested: bool = False) -> dict[str, Any]:
        """A message as the Bot API describes it. nested: inside another one, where replies are not shown again."""
        author = post.author or (chat if isinstance(chat, Person) else None)
        found: dict[str, Any] = {
            "message_id": post.id,
            "from": self.bot() if post.by_bot or author is None else author.user(),
            "chat": chat.chat(),
            "date": post.date,
            **post.content,
        }
        if post.text:
            found["text"] = post.text
        if post.entities:
            found["entities"] = post.entities
        if post.edited:
            found["edit_date"] = post.edited
        if post.keyboard:
            found["reply_markup"] = {"inline_keyboard": post.keyboard}
        if post.link_preview:
            found["link_preview_options"] = post.link_preview
        if post.answers and not nested:
            found["reply_to_message"] = self.shown(chat, post.answers, nested=True)
        return found
