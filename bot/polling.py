"""Long polling, for hosts without a public address: fetch, make durable, and only then move the offset."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import Any, TypeVar

import msgspec
from telegram.error import Conflict, InvalidToken, RetryAfter

from bot.client import Client, retry_seconds
from bot.errors import AnotherInstanceError, WrongTokenError
from bot.updates import KINDS, Accept, arrival

log = logging.getLogger(__name__)
T = TypeVar("T")

POLL_SECONDS = 25
MARGIN_SECONDS = 10.0  # the answer to a long poll may come a little after its time
MOST_CONFLICTS = 10
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds


async def run(
    client: Client, accept: Accept, stop: asyncio.Event, poll_seconds: int = POLL_SECONDS, pause: float = FIRST_PAUSE
) -> None:
    """Hand over updates to `accept` until `stop` is set.

    An update is confirmed to Telegram only once `accept` has returned. Raises AnotherInstanceError when somebody else
    polls the same bot, WrongTokenError when the token is refused; the rest is waited out, `pause` seconds at first.

    Telegram ends the older poll when a newer one begins. Who was answered before stays and asks again, so that it is
    the newcomer who leaves.
    """
    offset: int | None = None
    conflicts: int | None = None  # in a row; None before the first answer

    async def remove_webhook() -> None:
        # Without drop_pending_updates: what is pending was written by people while we were away.
        await client.call("deleteWebhook", {})

    async def turn() -> int | None:
        parameters = {"offset": offset, "timeout": poll_seconds, "allowed_updates": KINDS}
        nonlocal conflicts
        try:
            batch = await _unless(stop, client.call("getUpdates", parameters, poll_seconds + MARGIN_SECONDS))
        except Conflict:
            if conflicts is None or conflicts >= MOST_CONFLICTS:
                raise AnotherInstanceError from None
            conflicts += 1
            log.warning("somebody else polls this bot")
            return offset
        conflicts = 0
        if not batch:
            return offset
        await accept([arrival(msgspec.json.encode(update), client.number) for update in batch])
        return 1 + max(number for update in batch if (number := _number(update)) is not None)

    await _patiently(remove_webhook, stop, pause)
    while not stop.is_set():
        offset = await _patiently(turn, stop, pause)


def _number(update: object) -> int | None:
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if type(number) is int else None


async def _patiently(step: Callable[[], Awaitable[T]], stop: asyncio.Event, pause: float) -> T | None:
    """Result of `step`, tried again after growing pauses until it works or `stop` is set (None)."""
    for wait in _pauses(pause):
        if stop.is_set():
            break
        try:
            return await step()
        except AnotherInstanceError:
            raise
        except Conflict:  # a webhook set meanwhile
            raise AnotherInstanceError from None
        except InvalidToken:
            raise WrongTokenError from None
        except RetryAfter as error:
            wait = retry_seconds(error)
        except Exception as error:  # the network, or `accept`: nothing is confirmed, so nothing is lost
            log.warning("polling failed (%s), next try in %.1f s", type(error).__name__, wait)
        await _unless(stop, asyncio.sleep(wait))
    return None


def _pauses(pause: float) -> Iterator[float]:
    while True:
        yield pause
        pause = min(2 * pause, LONGEST_PAUSE)


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Result of `work`, None when `stop` was set before; `work` is then cancelled."""
    working = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for task in (working, stopping):
            task.cancel()
