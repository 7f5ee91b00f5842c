"""How much Telegram takes at once, and what it says beyond: 429 with the seconds to wait.

Telegram publishes no exact figures ("flexible constraints", grammy.dev/advanced/flood). Those here are what its FAQ
recommends to stay below (core.telegram.org/bots/faq, "My bot is hitting limits": 1 message a second in a chat, 30 a
second overall, 20 a minute in a group) and what bots were seen to meet, so a bot that keeps within them is safe.
"""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

from tests.fake_telegram.clock import Clock
from tests.fake_telegram.errors import too_many
from tests.fake_telegram.world import Group, Room


@dataclass(frozen=True)
class Limits:
    """Seconds and counts."""

    overall: int = 30  # messages in any `window` to people who are not being answered (FAQ)
    window: float = 1.0
    answering: float = 60.0  # who wrote within this time is being answered: "bulk" is what nobody asked for
    pause: float = 3.0  # asked for at least when the whole bot is too fast; 3 to 40 are reported
    burst: int = 30  # in one chat, a bucket of so many messages (reports: short bursts pass) ...
    refill: float = 1.0  # ... which fills again by so many a second (FAQ)
    group: int = 20  # messages in any `group_window` in one group (FAQ)
    group_window: float = 60.0
    edits: int = 5  # of one message within `edit_window` (python-telegram-bot#3765: more than a few in some seconds)
    edit_window: float = 3.0


@dataclass(frozen=True)
class Violation:
    """A call made `early` seconds before the end of a pause that Telegram had asked for."""

    method: str
    chat: int | None
    early: float


Scope = tuple[str, int, int]  # kind of limit, chat, message
EVERYBODY: Scope = ("everybody", 0, 0)


@dataclass
class Gate:
    """Counts calls against the limits; without limits it only watches that pauses are kept.

    refused: how many 429 were answered. longest: seconds, the longest pause that was asked for.
    """

    clock: Clock
    limits: Limits | None
    refused: int = 0
    longest: float = 0.0
    violations: list[Violation] = field(default_factory=list)
    _paused: dict[Scope, float] = field(default_factory=dict)
    _sent: dict[Scope, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _buckets: dict[int, tuple[float, float]] = field(default_factory=dict)

    def pass_(self, method: str, chat: Room, message: int) -> None:
        """Count a message sent to `chat`, or the edit of its `message`; 429 when it is one too many."""
        now = self.clock.now()
        edits = message != 0
        scopes = [EVERYBODY, ("edits", chat.id, message) if edits else ("chat", chat.id, 0)]
        left = max(self._paused.get(scope, 0.0) - now for scope in scopes)
        if left > 0:
            self.violations.append(Violation(method, chat.id, left))
        if self.limits is None:
            return
        if left > 0:
            self._refuse(left)
        if edits:
            self._within(scopes[1], self.limits.edits, self.limits.edit_window)
        elif isinstance(chat, Group):
            self._within(scopes[1], self.limits.group, self.limits.group_window)
        else:
            self._from_bucket(chat.id, scopes[1])
            if now - chat.wrote_at > self.limits.answering:
                self._within(EVERYBODY, self.limits.overall, self.limits.window, self.limits.pause)

    def ask_to_wait(self, seconds: float) -> None:
        """A 429 for a reason of Telegram's own: it does not say whose, so the whole bot has to wait."""
        self._pause(EVERYBODY, seconds)

    def _pause(self, scope: Scope, seconds: float) -> None:
        self.refused += 1
        self.longest = max(self.longest, seconds)
        self._paused[scope] = max(self._paused.get(scope, 0.0), self.clock.now() + seconds)

    def _within(self, scope: Scope, most: int, window: float, at_least: float = 0.0) -> None:
        """At most so many in any window; a call that is refused does not count."""
        now, sent = self.clock.now(), self._sent[scope]
        while sent and sent[0] <= now - window:
            sent.popleft()
        if len(sent) < most:
            sent.append(now)
            return
        self._stop(scope, max(sent[0] + window - now, at_least))

    def _from_bucket(self, chat: int, scope: Scope) -> None:
        assert self.limits is not None
        now = self.clock.now()
        level, seen = self._buckets.get(chat, (float(self.limits.burst), now))
        level = min(level + (now - seen) * self.limits.refill, float(self.limits.burst))
        if level < 1:
            self._stop(scope, (1 - level) / self.limits.refill)
        self._buckets[chat] = (level - 1, now)

    def _stop(self, scope: Scope, seconds: float) -> None:
        whole = max(math.ceil(seconds), 1)
        self._pause(scope, whole)
        raise too_many(whole)

    def _refuse(self, left: float) -> None:
        self.refused += 1
        raise too_many(max(math.ceil(left), 1))
