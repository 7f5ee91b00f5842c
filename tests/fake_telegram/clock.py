"""Telegram's time: as fast as a test wants it."""

import asyncio
import time


class Clock:
    """speed: seconds of Telegram in one real second."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self._began_at = time.time()
        self._began = time.monotonic()
        self._skipped = 0.0

    def now(self) -> float:
        """Seconds since 1970."""
        return self._began_at + (time.monotonic() - self._began) * self.speed + self._skipped

    def advance(self, seconds: float) -> None:
        """Let time pass at once. Who sleeps goes on sleeping; what is checked against `now` grows old."""
        self._skipped += seconds

    def real(self, seconds: float) -> float:
        """Real seconds that `seconds` of Telegram's time take."""
        return seconds / self.speed

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(self.real(seconds))
