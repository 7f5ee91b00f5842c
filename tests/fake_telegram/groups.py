"""A group in which people talk, and the bot as one of its members. By default the bot's privacy mode is on: it hears
commands, replies to itself and service messages only (core.telegram.org/bots/features#privacy-mode)."""

import asyncio
from typing import Any

from tests.fake_telegram.phone import Phone, Shown, Tapping, commands_in, shown
from tests.fake_telegram.updates import Updates
from tests.fake_telegram.world import Group, Person, Post, World


class GroupChat(Tapping):
    """What happens in a group."""

    def __init__(self, world: World, updates: Updates, group: Group) -> None:
        self.world = world
        self.updates = updates
        self.group = group

    @property
    def room(self) -> Group:
        return self.group

    async def add_bot(self, by: Phone) -> None:
        """Somebody makes the bot a member."""
        self._member(by.person, "member")
        await self._tell(by.person, Post(0, False, 0, content={"new_chat_members": [self.world.bot()]}))

    async def kick_bot(self, by: Phone) -> None:
        """Somebody removes the bot for good."""
        self._member(by.person, "kicked")

    async def write(self, by: Phone, text: str, reply_to: int = 0) -> int:
        """Somebody writes; the id of the update, 0 when the bot does not hear it."""
        answers = self.group.posts.get(reply_to)
        post = Post(0, False, 0, text, commands_in(text), author=by.person, answers=answers)
        command = text.startswith("/") and ("@" not in text or f"@{self.world.bot_name}" in text)
        return await self._tell(by.person, post, heard=command or bool(answers and answers.by_bot))

    async def tap(self, by: Phone, label: str) -> str:
        """Somebody taps a button of the newest message that has one."""
        return self._tap(by.person, label)

    def grow(self) -> "GroupChat":
        """The group becomes a supergroup, with a new id and an empty history; the bot stays a member."""
        grown = Group(-1_000_000_000_000 + self.group.id, self.group.title, "supergroup", self.group.membership)
        self.world.groups[grown.id] = grown
        self.group.moved_to = grown.id
        after = GroupChat(self.world, self.updates, grown)
        self._service({"migrate_to_chat_id": grown.id})
        after._service({"migrate_from_chat_id": self.group.id})
        return after

    def screen(self) -> list[Shown]:
        """All messages, oldest first, as they are now."""
        return [shown(post) for _, post in sorted(self.group.posts.items())]

    # --- inside ------------------------------------------------------------------------------------------------------
    async def _tell(self, author: Person, post: Post, heard: bool = True) -> int:
        post.id, post.date, post.author = next(self.group.ids), self.world.today(), author
        self.group.posts[post.id] = post
        self.world.touch()
        await asyncio.sleep(0)
        if not heard or self.group.membership != "member":
            return 0
        return self.updates.add("message", f"chat {self.group.id}", self.world.shown(self.group, post))

    def _service(self, content: dict[str, Any]) -> None:
        post = Post(next(self.group.ids), False, self.world.today(), content=content)
        self.group.posts[post.id] = post
        self.updates.add("message", f"chat {self.group.id}", self.world.shown(self.group, post))

    def _member(self, by: Person, status: str) -> None:
        before, self.group.membership = self.group.membership, status
        self.updates.member(self.group, by, before, status)
