"""A phone in a parent's hand: what they do, and what they see."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.fake_telegram.contents import SAMPLES, Content, forwarded, photo
from tests.fake_telegram.keyboards import Keyboard
from tests.fake_telegram.updates import Updates
from tests.fake_telegram.world import Person, Post, Room, Tap, World

READING = 1.1  # seconds in which nobody reads a question and writes an answer
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]+)?")


@dataclass(frozen=True)
class Shown:
    """A message on the screen. keyboard: rows of labels. edited: whether the bot changed it."""

    id: int
    by_bot: bool
    text: str
    keyboard: tuple[tuple[str, ...], ...] = ()
    edited: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(label for row in self.keyboard for label in row)


Screen = Sequence[Shown]


class Tapping:
    """Fingers on the buttons of a chat."""

    world: World
    updates: Updates

    @property
    def room(self) -> Room:
        raise NotImplementedError

    def _with_buttons(self, message_id: int = 0) -> list[Post]:
        posts = [post for _, post in sorted(self.room.posts.items(), reverse=True) if post.keyboard]
        return [post for post in posts if not message_id or post.id == message_id]

    def _tap(self, person: Person, label: str, message_id: int = 0) -> str:
        for post in self._with_buttons(message_id):
            labels = [button["text"] for row in post.keyboard for button in row]
            found = [text for text in labels if text == label] or [text for text in labels if label in text]
            if found:
                return self._press(person, post, labels.index(found[0]))
        raise AssertionError(f"no button {label!r} on the screen:\n{self.transcript()}")

    def _press(self, person: Person, post: Post, index: int) -> str:
        buttons = [button for row in post.keyboard for button in row]
        return self._query(person, buttons[index]["callback_data"], post.id, post)

    def _query(self, person: Person, data: str, message_id: int, post: Post | None) -> str:
        tap = Tap(str(next(self.world.tap_ids)), person.id, message_id, self.world.clock.now())
        self.world.taps[tap.id] = tap
        person.wrote_at = self.world.clock.now()
        gone = {"chat": self.room.chat(), "message_id": message_id, "date": 0}
        content = {
            "id": tap.id,
            "from": person.user(),
            "message": self.world.shown(self.room, post) if post else gone,
            "chat_instance": f"-{abs(self.room.id)}",
            "data": data,
        }
        self.world.touch()
        self.updates.add("callback_query", f"taps of {person.id}", content)
        return tap.id

    def screen(self) -> list[Shown]:
        """All messages, oldest first, as they are now."""
        return [shown(post) for _, post in sorted(self.room.posts.items())]

    def transcript(self) -> str:
        """The screen as text, for people to read and for golden files."""
        return "\n\n".join(as_text(message) for message in self.screen())


class Phone(Tapping):
    """Everything a person can do to the bot. What needs the bot's answer is awaited with `wait_for`."""

    def __init__(self, world: World, updates: Updates, person: Person) -> None:
        self.world = world
        self.updates = updates
        self.person = person

    @property
    def room(self) -> Person:
        return self.person

    # --- what a parent does ------------------------------------------------------------------------------------------
    async def start(self, code: str = "") -> int:
        """Open the bot by a link; unblocks it first when it was blocked. The id of the update."""
        if self.person.blocks:
            await self.unblock()
        self.person.started = True
        return await self.type(f"/start {code}".strip())

    async def type(self, text: str, reply_to: int = 0, *, blindly: bool = False) -> int:
        """Write a message, maybe in reply to another one. blindly: without a second to read what the bot said last."""
        if not (blindly or text.startswith("/")):
            await self._read()
        return self._post(Post(0, False, 0, text, commands_in(text), answers=self.person.posts.get(reply_to)))

    async def _read(self) -> None:
        shown = max((post.shown_at for post in self.person.posts.values() if post.by_bot), default=0.0)
        clock = self.world.clock
        await clock.rest(shown + READING * clock.speed - clock.now())  # in real seconds, however fast time passes

    async def send(self, kind: str, content: Any, **further: Any) -> int:
        """Send something that is no text: `send("dice", {"emoji": "🎲", "value": 3})`."""
        return self._post(Post(0, False, 0, content={kind: content, **further}))

    async def send_sample(self, name: str) -> int:
        """Send one of `contents.SAMPLES`."""
        return self._post(Post(0, False, 0, content=dict(SAMPLES[name])))

    async def speak(self, recording: bytes, seconds: int = 7, size: int | None = None, kind: str = "voice") -> str:
        """Send a recording as a voice message (or another kind of file); the name the bot learns. size: as told."""
        await self._read()
        name = f"AwACAgQ{next(self.world.file_ids)}"
        self.world.files[name] = recording
        told = len(recording) if size is None else size
        file = {"file_id": name, "file_unique_id": f"u{name}", "duration": seconds, "file_size": told}
        await self.send(kind, file | {"mime_type": "audio/ogg"})
        return name

    async def album(self, count: int) -> list[int]:
        """So many pictures at once: as many updates, joined by the name of their group."""
        group = str(next(self.world.tap_ids))
        contents = [photo(name=f"album{place}") | {"media_group_id": group} for place in range(count)]
        return [self._post(Post(0, False, 0, content=content)) for content in contents]

    async def forward(self, text: str) -> int:
        """Pass on what somebody else wrote elsewhere."""
        return self._post(Post(0, False, 0, text, content=forwarded(self.world.today())))

    async def view_once(self, content: Content) -> int:
        """Send something that may be looked at once: the bot never learns of it
        (need_skip_update_message in the server's Client.cpp)."""
        return self._post(Post(0, False, 0, content=content), told=False)

    async def edit(self, message_id: int, text: str) -> int:
        """Change a message written before."""
        post = self.person.posts[message_id]
        post.text, post.edited = text, self.world.today()
        self.world.touch()
        return self.updates.add("edited_message", f"chat {self.person.id}", self.world.shown(self.person, post))

    async def tap(self, label: str, message_id: int = 0) -> str:
        """Tap the button whose label is, or contains, `label`: on the newest message that has one. Id of the tap."""
        return self._tap(self.person, label, message_id)

    async def tap_index(self, index: int, message_id: int = 0) -> str:
        """Tap the button at `index`, counted from 0 row by row, on the newest message with buttons."""
        for post in self._with_buttons(message_id):
            return self._press(self.person, post, index)
        raise AssertionError(f"no button on the screen:\n{self.transcript()}")

    def data(self, label: str, message_id: int = 0) -> str:
        """What a button carries, for a modified client to send later, or from elsewhere."""
        for post in self._with_buttons(message_id):
            for button in (button for row in post.keyboard for button in row):
                if label in button["text"]:
                    return str(button["callback_data"])
        raise AssertionError(f"no button {label!r} on the screen:\n{self.transcript()}")

    async def forge(self, data: str, message_id: int = 1) -> str:
        """A tap of a modified client: any data, on any message, even one that is gone."""
        post = self.person.posts.get(message_id)
        return self._query(self.person, data, message_id, post)

    async def delete(self, message_id: int) -> None:
        """Delete a message on this side; the bot is not told."""
        self.person.posts.pop(message_id)
        self.world.touch()

    async def block(self) -> int:
        self.person.blocks = True
        return self.updates.member(self.person, self.person, "member", "kicked")

    async def unblock(self) -> int:
        self.person.blocks = False
        return self.updates.member(self.person, self.person, "kicked", "member")

    # --- what a parent sees ------------------------------------------------------------------------------------------
    @property
    def last(self) -> Shown:
        """The newest message of the bot."""
        found = [message for message in self.screen() if message.by_bot]
        assert found, f"the bot has said nothing to {self.person.id}"
        return found[-1]

    def waiting(self) -> list[Tap]:
        """Taps for which the phone still shows its waiting sign."""
        return [tap for tap in self.world.taps.values() if tap.person == self.person.id and tap.answer is None]

    def toasts(self) -> list[str]:
        """What was said to taps, in order; "" for a silent acknowledgement."""
        taps = (tap for tap in self.world.taps.values() if tap.person == self.person.id)
        return [tap.answer["text"] for tap in taps if tap.answer is not None]

    async def wait_for(self, predicate: Callable[[Screen], object], seconds: float = 5.0) -> list[Shown]:
        """The screen once `predicate` holds for it. AssertionError with the transcript after `seconds` real seconds."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + seconds
        while not predicate(screen := self.screen()):
            try:
                await asyncio.wait_for(self.world.changed.wait(), max(ends - loop.time(), 0))
            except TimeoutError:
                raise AssertionError(f"still waiting after {seconds} s; the screen:\n{self.transcript()}") from None
        return screen

    async def wait_for_reply(self, seconds: float = 5.0) -> Shown:
        """The newest message of the bot, once it stands below everything the parent wrote."""
        screen = await self.wait_for(lambda screen: screen and screen[-1].by_bot, seconds)
        return screen[-1]

    # --- inside ------------------------------------------------------------------------------------------------------
    def _post(self, post: Post, told: bool = True) -> int:
        post.id, post.date = next(self.person.ids), self.world.today()
        self.person.posts[post.id] = post
        self.person.wrote_at = self.world.clock.now()
        self.world.touch()
        if not told:
            return 0
        return self.updates.add("message", f"chat {self.person.id}", self.world.shown(self.person, post))


def commands_in(text: str) -> list[dict[str, Any]]:
    """The entity by which Telegram marks a command at the start of a text."""
    found = _COMMAND.match(text)
    return [{"type": "bot_command", "offset": 0, "length": found.end()}] if found else []


def _labels(keyboard: Keyboard) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(button["text"] for button in row) for row in keyboard)


def shown(post: Post) -> Shown:
    """A message as it is on a screen."""
    text = post.text or f"({next(iter(post.content), 'nothing')})"
    return Shown(post.id, post.by_bot, text, _labels(post.keyboard), bool(post.edited))


def as_text(message: Shown) -> str:
    """One message as lines of text, its buttons in brackets."""
    mark = "bot" if message.by_bot else "parent"
    rows = "".join("\n  " + " ".join(f"[{label}]" for label in row) for row in message.keyboard)
    text = f"{mark}{' (edited)' if message.edited else ''}: {message.text}{rows}"
    return text.encode(errors="backslashreplace").decode()  # halves of letters cannot be printed


def visible_duplicates(phone: Phone) -> list[str]:
    """Texts that the bot shows more than once without the parent having written in between: what must never be."""
    found: list[str] = []
    seen: set[str] = set()
    for message in phone.screen():
        if not message.by_bot:
            seen.clear()
        elif message.text in seen:
            found.append(message.text)
        seen.add(message.text)
    return found
