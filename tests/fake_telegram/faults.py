"""What can go wrong between a bot and Telegram, to order."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fake_telegram.errors import ApiError, too_many


@dataclass(frozen=True)
class Refused:
    """Answered with an error; nothing is done."""

    error: ApiError


@dataclass(frozen=True)
class Dropped:
    """Done, but the answer never comes: the connection is cut. The bot cannot know."""


@dataclass(frozen=True)
class Reset:
    """The connection is cut before anything is done. The bot cannot know either."""


@dataclass(frozen=True)
class Broken:
    """Done, and answered with something that is no answer of the Bot API."""

    status: int = 200
    body: bytes = b"<html>gateway</html>"


Fault = Refused | Dropped | Reset | Broken


def flood(retry_after: int) -> Refused:
    """429 with the seconds to wait."""
    return Refused(too_many(retry_after))


@dataclass
class Faults:
    """Faults in waiting. `chance` may add one to any call: (method, chat id or None) -> a fault or None."""

    chance: Callable[[str, int | None], Fault | None] | None = None
    _ordered: list[tuple[str, int | None, Fault]] = field(default_factory=list)

    def order(self, method: str, fault: Fault, times: int = 1, chat: int | None = None) -> None:
        """The next `times` calls of `method` (in `chat`) meet `fault`."""
        self._ordered += [(method.lower(), chat, fault)] * times

    def next(self, method: str, chat: int | None) -> Fault | None:
        for entry in self._ordered:
            wanted, wanted_chat, fault = entry
            if wanted == method.lower() and wanted_chat in (None, chat):
                self._ordered.remove(entry)
                return fault
        return self.chance(method, chat) if self.chance else None
