"""The floor of a turn over HTTP, as a process: a bare ASGI webhook, shared commits by hand-written SQL, plain POSTs.

`python -m benchmarks.bare DATABASE_URL PORT API_URL`
"""

import asyncio
import sys
from collections import Counter
from typing import Any

import aiohttp
import msgspec
import uvicorn

from benchmarks.floor import Floor, Writer
from benchmarks.phones import THANKS, TOKEN
from benchmarks.turns import STEPS

QUESTION = "Une question. " * 60  # as long as ours
KEYBOARD = {"inline_keyboard": [[{"text": "1", "callback_data": "x" * 40}]]}
HEADERS = {"Content-Type": "application/json"}


class Bare:
    """An ASGI application."""

    def __init__(self, url: str, api_url: str) -> None:
        self._floor = Floor(Writer(url))
        self._base = f"{api_url}{TOKEN}"
        self._turns: Counter[int] = Counter()
        self._working: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await receive()
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=64))
            await self._floor.campaign()
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await self._session.close()
            await send({"type": "lifespan.shutdown.complete"})
            return
        body = (await receive())["body"]
        if body:
            await self._arrived(msgspec.json.decode(body))
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    async def _arrived(self, update: dict[str, Any]) -> None:
        post = update.get("message") or update["callback_query"]["message"]
        chat: int = post["chat"]["id"]
        if "message" in update:
            await self._floor.people([chat])
        number = await self._floor.arrive(chat)
        task = asyncio.create_task(self._step(chat, post["message_id"], number))
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def _step(self, chat: int, message: int, number: int) -> None:
        self._turns[chat] += 1
        await self._floor.step(chat, self._turns[chat], number)
        edit = {"chat_id": chat, "message_id": message, "text": QUESTION, "parse_mode": "HTML"}
        await self._call("editMessageText", edit)
        question = {"chat_id": chat, "text": QUESTION, "parse_mode": "HTML"}
        last = self._turns[chat] == STEPS
        await self._call("sendMessage", question | ({"text": THANKS} if last else {"reply_markup": KEYBOARD}))
        await self._floor.sent(number)

    async def _call(self, method: str, parameters: dict[str, Any]) -> None:
        body = msgspec.json.encode(parameters)
        async with self._session.post(f"{self._base}/{method}", data=body, headers=HEADERS) as answer:
            await answer.read()


if __name__ == "__main__":
    uvicorn.run(Bare(sys.argv[1], sys.argv[3]), port=int(sys.argv[2]), access_log=False, log_level="error")
