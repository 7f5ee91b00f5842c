"""Telegram and its phones in one small loopback server: what the bot sends is answered at once with a tap."""

import asyncio
import itertools
import json
import time
from typing import Any

import aiohttp
from aiohttp import web

import questionnaires

TOKEN = "4242424242:a_token_for_benchmarks_on_loopback_only"
SECRET = "benchmarks"
THANKS = questionnaires.load("bien-grandir").items[-1].text.in_("fr")[:20]
CODE = "NANTES"


class Phones:
    """Speaks the part of the Bot API that a conversation needs."""

    api_url: str
    _session: aiohttp.ClientSession
    _runner: web.ServerRunner

    def __init__(self) -> None:
        self._ids = itertools.count(1)
        self._tapped: dict[int, float] = {}  # by chat, when
        self._left = 0
        self._through = asyncio.Event()
        self._posting: set[asyncio.Task[None]] = set()
        self.turns = 0
        self.waits: list[float] = []  # seconds from each act to the next question
        self.webhook = ""

    @classmethod
    async def opened(cls) -> "Phones":
        """Phones in the network."""
        phones = cls()
        phones._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        phones._runner = web.ServerRunner(web.Server(phones._serve))
        await phones._runner.setup()
        await web.TCPSite(phones._runner, "127.0.0.1", 0).start()
        phones.api_url = f"http://127.0.0.1:{phones._runner.addresses[0][1]}/bot"
        return phones

    async def close(self) -> None:
        await self._session.close()
        await self._runner.cleanup()

    async def walk(self, people: int) -> int:
        """New people come in by the link and answer everything; how many acts that took."""
        self.turns, self._left, self.waits = 0, people, []
        self._through.clear()
        for _ in range(people):
            number = next(self._ids)
            self._post(
                number, {"message": {**_post(number, number), "text": f"/start {CODE}", "from": _person(number)}}
            )
        await asyncio.wait_for(self._through.wait(), 120)
        return self.turns

    def _post(self, chat: int, update: dict[str, Any]) -> None:
        self.turns += 1
        self._tapped[chat] = time.perf_counter()
        task = asyncio.create_task(self._deliver({"update_id": next(self._ids), **update}))
        self._posting.add(task)
        task.add_done_callback(self._posting.discard)

    async def _deliver(self, update: dict[str, Any]) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        async with self._session.post(self.webhook, json=update, headers=headers) as answer:
            await answer.read()
            assert answer.status == 200, answer.status

    async def _serve(self, request: web.BaseRequest) -> web.Response:
        method = request.path.rpartition("/")[2]
        body = await request.read()
        given = json.loads(body) if body else {}
        if method in ("sendMessage", "editMessageText"):
            chat, message = int(given["chat_id"]), int(given.get("message_id") or next(self._ids))
            asyncio.get_running_loop().call_soon(self._shown, chat, message, given)
            return web.json_response({"ok": True, "result": _post(chat, message)})
        bot = {"id": int(TOKEN.partition(":")[0]), "is_bot": True, "first_name": "V", "username": "voix_bot"}
        return web.json_response({"ok": True, "result": bot if method == "getMe" else True})

    def _shown(self, chat: int, message: int, given: dict[str, Any]) -> None:
        if THANKS in given["text"]:
            self._left -= 1
            if not self._left:
                self._through.set()
        rows = given.get("reply_markup", {}).get("inline_keyboard", [])
        wanted = _wanted([button for row in rows for button in row])
        if wanted:
            self.waits.append(time.perf_counter() - self._tapped[chat])
            tap = {"id": str(next(self._ids)), "from": _person(chat), "data": wanted, "chat_instance": "1"}
            self._post(chat, {"callback_query": {**tap, "message": _post(chat, message)}})


def _wanted(buttons: list[dict[str, str]]) -> str:
    """What the finger finds: the end of a ticked list, else a choice, else the way past a question for words."""
    texts = [button["text"] for button in buttons]
    places = {
        "submit": [at for at, text in enumerate(texts) if text.startswith("Valider")],
        "box": [at for at, text in enumerate(texts) if text.startswith("⬜")],
        "skip": [at for at, text in enumerate(texts) if text == "Passer"],
    }
    if len(buttons) <= 1 and texts != ["1"]:
        return ""  # a question that was answered: its only button changes it
    if places["submit"] and any(text.startswith("✅") for text in texts):
        return buttons[places["submit"][0]]["callback_data"]
    if places["box"]:
        return buttons[places["box"][-1]]["callback_data"]
    if texts[0] == "Retour":
        return buttons[places["skip"][0]]["callback_data"]
    return buttons[0]["callback_data"]


def _person(number: int) -> dict[str, object]:
    return {"id": number, "is_bot": False, "first_name": "P", "language_code": "fr"}


def _post(chat: int, message: int) -> dict[str, Any]:
    return {"message_id": message, "date": int(time.time()), "chat": {"id": chat, "type": "private"}}
