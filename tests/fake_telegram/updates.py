"""Updates waiting for the bot, and long polling."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.fake_telegram.errors import bad_request, conflict
from tests.fake_telegram.world import Person, Room, World

LONGEST_POLL = 50
MOST_AT_ONCE = 100
FIRST_ID = 600_000_001
DAY = 86_400.0
TAP_LIFE = 150.0
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True)
class Update:
    """queue: updates of one queue are delivered one after the other. expires: when Telegram gives up."""

    id: int
    kind: str
    queue: str
    body: dict[str, Any]
    expires: float


class Updates:
    """What happened and the bot has not confirmed, in order."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.allowed: list[str] = []
        self.pending: dict[int, Update] = {}
        self.seen: dict[int, Update] = {}
        self.expired: list[Update] = []
        self.echoes: list[Update] = []
        self.arrived = asyncio.Event()
        self._next = FIRST_ID
        self._poller: object = None

    def add(self, kind: str, queue: str, content: Any) -> int:
        """A new update; its id, 0 when the bot did not ask for this kind."""
        wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        if not wanted:
            return 0
        life = TAP_LIFE if kind == "callback_query" else DAY
        number = self._next
        self.put(Update(number, kind, queue, {"update_id": number, kind: content}, self.world.clock.now() + life))
        return number

    def inject(self, body: dict[str, Any], queue: str = "odd") -> int:
        """An update of any shape; its id is added when it has none of its own."""
        number = self._next
        body = {"update_id": number, **body}
        self.put(Update(number, "odd", queue, body, self.world.clock.now() + DAY))
        return number

    def member(self, chat: Room, by: Person, before: str, after: str) -> int:
        """The bot's place in a chat has changed; in a private chat: it was blocked or unblocked."""
        content = {
            "chat": chat.chat(),
            "from": by.user(),
            "date": self.world.today(),
            "old_chat_member": self._membership(before),
            "new_chat_member": self._membership(after),
        }
        return self.add("my_chat_member", f"member {chat.id}", content)

    def _membership(self, status: str) -> dict[str, Any]:
        found: dict[str, Any] = {"user": self.world.bot(), "status": status}
        return found | {"until_date": 0} if status == "kicked" else found

    def repeat(self, number: int, renumbered: bool = False) -> int:
        """Deliver an update again, as it was or as another server would: the same fact under a new id."""
        old = self.seen[number]
        if not renumbered:
            self.put(old)
            return number
        again = self._next
        self.put(Update(again, old.kind, old.queue, old.body | {"update_id": again}, old.expires))
        return again

    def echo(self, number: int, times: int) -> None:
        """Deliver an update `times` more, as it was: in the next batch of a poll, or side by side to a webhook."""
        self.echoes += [self.seen[number]] * times
        self.wake()

    def put(self, update: Update) -> None:
        self._next = max(self._next, update.id + 1)
        self.pending[update.id] = self.seen[update.id] = update
        self.wake()

    def wake(self) -> None:
        waiting, self.arrived = self.arrived, asyncio.Event()
        waiting.set()

    def live(self) -> Iterator[Update]:
        """Pending updates in order of their ids; those too old are given up on the way."""
        now = self.world.clock.now()
        for number in sorted(self.pending):
            if self.pending[number].expires < now:
                self.expired.append(self.pending.pop(number))
            else:
                yield self.pending[number]

    def confirm(self, number: int) -> None:
        self.pending.pop(number, None)
        self.world.touch()

    async def poll(self, parameters: dict[str, Any], has_webhook: bool) -> list[dict[str, Any]]:
        """getUpdates: confirms what is below the offset, then waits for something to tell."""
        if has_webhook:
            raise conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete it first")
        self.allow(parameters)
        self._forget_below(int(parameters.get("offset") or 0))
        limit = min(max(int(parameters.get("limit") or MOST_AT_ONCE), 1), MOST_AT_ONCE)
        ends = self.world.clock.now() + min(int(parameters.get("timeout") or 0), LONGEST_POLL)
        mine = self._poller = object()
        self.wake()
        while True:
            batch = [update.body for update in self._echoed()] + [update.body for update in self.live()][:limit]
            left = self.world.clock.real(ends - self.world.clock.now())
            if batch or left <= 0:
                return batch
            try:
                await asyncio.wait_for(self.arrived.wait(), left)
            except TimeoutError:
                continue
            if self._poller is not mine:
                raise conflict("terminated by other getUpdates request; make sure that only one bot is running")

    def _echoed(self) -> list[Update]:
        echoes, self.echoes = self.echoes, []
        return echoes

    def allow(self, parameters: dict[str, Any]) -> None:
        """Take `allowed_updates` when it is given; without it the former setting stays."""
        wanted = parameters.get("allowed_updates")
        if wanted is None:
            return
        if not isinstance(wanted, list):
            raise bad_request("can't parse allowed_updates: Expected an Array of String")
        self.allowed = [str(kind) for kind in wanted]

    def _forget_below(self, offset: int) -> None:
        known = sorted(self.pending)
        if offset < 0:
            offset = known[offset] if len(known) >= -offset else 0
        for number in known:
            if number < offset:
                self.confirm(number)
