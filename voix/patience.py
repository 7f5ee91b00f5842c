"""A database that cannot be reached is waited for; any other failure is a bug, and loud."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from storage.writer import is_unavailable

T = TypeVar("T")
Step = Callable[[], Awaitable[None]]
_PAUSE = 2.0  # seconds before the database is tried again
log = structlog.get_logger()


async def patiently(step: Callable[[], Awaitable[T]]) -> T:
    """Result of `step`, repeated until the database can be reached."""
    while True:
        try:
            return await step()
        except Exception as error:
            if not is_unavailable(error):
                raise
            log.warning("database_unavailable", retry_in=_PAUSE)
            await asyncio.sleep(_PAUSE)


async def until(stop: asyncio.Event, step: Step) -> None:
    """Repeat `step` until `stop`; one that has begun is finished, so that nothing taken in hand is forgotten."""
    while not stop.is_set():
        await patiently(step)
