"""Telegram's time: as fast as a test wants it."""

import asyncio
import time
from contextlib import suppress


class Clock:
    """speed: seconds of Telegram in one real second. leaps: whether the pauses that people make pass at once."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self.leaps = False
        self._began_at = time.time()
        self._began = time.monotonic()
        self._skipped = 0.0
        self._moved = asyncio.Event()

    def now(self) -> float:
        """Seconds since 1970."""
        return self._began_at + (time.monotonic() - self._began) * self.speed + self._skipped

    def advance(self, seconds: float) -> None:
        """Let time pass at once, also for who sleeps."""
        self._skipped += seconds
        sleepers, self._moved = self._moved, asyncio.Event()
        sleepers.set()

    def real(self, seconds: float) -> float:
        """Real seconds that `seconds` of Telegram's time take."""
        return seconds / self.speed

    async def sleep(self, seconds: float) -> None:
        ends = self.now() + seconds
        while (left := self.real(ends - self.now())) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._moved.wait(), left)

    async def rest(self, seconds: float) -> None:
        """Somebody does nothing for so long."""
        if self.leaps:
            self.advance(max(seconds, 0.0))
        else:
            await self.sleep(seconds)
