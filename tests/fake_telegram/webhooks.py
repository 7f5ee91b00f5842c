"""Delivery to a webhook: one queue per chat or person, first in first out, with Telegram's ladder of retries."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from tests.fake_telegram.errors import bad_request
from tests.fake_telegram.updates import Update, Updates
from tests.fake_telegram.world import Webhook

PATIENCE = 60.0  # seconds for an answer
LADDER = (0.0, 2.0, 4.0, 8.0, 16.0, 32.0)
LATER = 90.0
LONGEST_RETRY_AFTER = 3600.0
GONE_FOR = 23 * 3600.0
PORTS = {443, 80, 88, 8443}
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")

Answer = Callable[[str, dict[str, Any]], Awaitable[None]]


class Dispatcher:
    """Brings pending updates to the webhook, if there is one. `answer` carries out methods found in its answers."""

    def __init__(self, updates: Updates, answer: Answer) -> None:
        self.updates = updates
        self.webhook: Webhook | None = None
        self.statuses: list[int] = []  # of the answers, 0 for none
        self._answer = answer
        self._clock = updates.world.clock
        self._watch: asyncio.Task[None] | None = None
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._gone_since: float | None = None

    async def set(self, parameters: dict[str, Any]) -> None:
        """setWebhook; an empty address removes it."""
        url = str(parameters.get("url") or "")
        if parameters.get("drop_pending_updates") in (True, "true", "True", 1):
            self.updates.pending.clear()
        await self.stop()
        self.webhook = None
        if not url:
            return
        self.updates.allow(parameters)
        self.webhook = Webhook(_checked_url(url), _checked_secret(parameters), _checked_connections(parameters))
        self._watch = asyncio.create_task(self._run(self.webhook))

    async def stop(self) -> None:
        tasks = [task for task in (self._watch, *self._lanes.values()) if task is not None]
        self._watch, self._lanes = None, {}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def info(self) -> dict[str, Any]:
        """getWebhookInfo."""
        webhook = self.webhook or Webhook("")
        found: dict[str, Any] = {
            "url": webhook.url,
            "has_custom_certificate": False,
            "pending_update_count": len(list(self.updates.live())),
        }
        if webhook.url:
            found |= {"max_connections": webhook.max_connections, "ip_address": "127.0.0.1"}
        if self.updates.allowed:
            found["allowed_updates"] = self.updates.allowed
        if webhook.last_error:
            found |= {"last_error_date": webhook.last_error[0], "last_error_message": webhook.last_error[1]}
        return found

    async def _run(self, webhook: Webhook) -> None:
        """Start a lane for each queue that has something to deliver."""
        at_once = asyncio.Semaphore(webhook.max_connections)
        async with aiohttp.ClientSession() as session:
            while self.webhook is webhook:
                arrived = self.updates.arrived
                self._lanes = {queue: task for queue, task in self._lanes.items() if not task.done()}
                for queue in dict.fromkeys(update.queue for update in self.updates.live()):
                    if queue not in self._lanes and len(self._lanes) < 2 * webhook.max_connections:
                        self._lanes[queue] = asyncio.create_task(self._lane(session, webhook, queue, at_once))
                echoes, self.updates.echoes = self.updates.echoes, []
                await asyncio.gather(*(self._deliver(session, webhook, update) for update in echoes))
                await arrived.wait()

    async def _lane(
        self, session: aiohttp.ClientSession, webhook: Webhook, queue: str, at_once: asyncio.Semaphore
    ) -> None:
        failures = 0
        while head := next((update for update in self.updates.live() if update.queue == queue), None):
            async with at_once:
                delivered, wait = await self._deliver(session, webhook, head)
            if delivered:
                self.updates.confirm(head.id)
                failures = 0
                continue
            ladder = LADDER[failures] if failures < len(LADDER) else LATER
            failures += 1
            pause = ladder if wait is None else min(wait, LONGEST_RETRY_AFTER)
            if self._clock.now() + pause > head.expires:
                self.updates.confirm(head.id)
                self.updates.expired.append(head)
            await self._clock.sleep(pause)
        asyncio.get_running_loop().call_soon(self.updates.wake)  # for what came while this lane was ending

    async def _deliver(
        self, session: aiohttp.ClientSession, webhook: Webhook, update: Update
    ) -> tuple[bool, float | None]:
        """Whether the webhook took the update, and the pause it asked for."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        timeout = aiohttp.ClientTimeout(total=self._clock.real(PATIENCE))
        try:
            async with session.post(webhook.url, json=update.body, headers=headers, timeout=timeout) as response:
                body = await response.read()
                status, asked = response.status, response.headers.get("Retry-After")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self._note(0, webhook, f"Connection error: {type(error).__name__}")
            return False, None
        if 200 <= status < 300:
            await self._carry_out(body)
            self._note(status)
            return True, None
        self._note(status, webhook, f"Wrong response from the webhook: {status}")
        await self._maybe_forget(webhook, status)
        return False, float(asked) if asked and asked.isdecimal() else None

    def _note(self, status: int, failing: Webhook | None = None, message: str = "") -> None:
        self.statuses.append(status)
        if failing:
            failing.last_error = (self.updates.world.today(), message)
        self.updates.world.touch()

    async def _maybe_forget(self, webhook: Webhook, status: int) -> None:
        """A webhook that says "410 Gone" for 23 hours is removed."""
        now = self._clock.now()
        self._gone_since = (self._gone_since or now) if status == 410 else None
        if self._gone_since is not None and now - self._gone_since > GONE_FOR:
            self.webhook = None
            self.updates.wake()

    async def _carry_out(self, body: bytes) -> None:
        """A method in the answer of the webhook; nobody learns what became of it."""
        try:
            answer = json.loads(body)
        except ValueError:
            return
        if isinstance(answer, dict) and isinstance(answer.get("method"), str):
            method = answer.pop("method")
            if not method.lower().startswith("get") and method.lower() not in {"setwebhook", "deletewebhook"}:
                await self._answer(method, answer)


def _checked_url(url: str) -> str:
    parts = urlsplit(url)
    loopback = parts.hostname in {"127.0.0.1", "localhost", "::1"}  # here, as with one's own Bot API server
    if parts.scheme != "https" and not (loopback and parts.scheme == "http"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not loopback and (parts.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    return url


def _checked_secret(parameters: dict[str, Any]) -> str:
    secret = str(parameters.get("secret_token") or "")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    return secret


def _checked_connections(parameters: dict[str, Any]) -> int:
    return min(max(int(parameters.get("max_connections") or 40), 1), 100)
