"""The server itself: sockets, tokens, parameters, faults."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from tests.fake_telegram.clock import Clock
from tests.fake_telegram.errors import ApiError
from tests.fake_telegram.faults import Broken, Dropped, Fault, Faults, Refused, Reset
from tests.fake_telegram.groups import GroupChat
from tests.fake_telegram.limits import Gate, Limits
from tests.fake_telegram.methods import METHODS, room
from tests.fake_telegram.phone import Phone
from tests.fake_telegram.updates import Updates
from tests.fake_telegram.webhooks import Dispatcher
from tests.fake_telegram.world import Call, Group, Person, World

TOKEN = "4242424242:TEST-token_of_the_fake_telegram_00000"
HOST = "127.0.0.1"
STRICT = Limits()
WEIGHED = {"sendmessage", "sendvoice", "editmessagetext", "editmessagereplymarkup"}  # methods that count as messages


class FakeTelegram:
    """A Bot API for one bot. port 0: any. speed: seconds of Telegram's time in a real one (polls, retries, ages).

    limits: how much it takes at once, None for as much as comes. What became of them is told by `gate`.
    """

    def __init__(
        self,
        port: int = 0,
        speed: float = 1.0,
        token: str = TOKEN,
        bot_name: str = "onze_voix_bot",
        limits: Limits | None = STRICT,
    ) -> None:
        self.port = port
        self.token = token
        self.clock = Clock(speed)
        self.world = World(self.clock, int(token.partition(":")[0]), bot_name)
        self.updates = Updates(self.world)
        self.webhooks = Dispatcher(self.updates, self._answer_of_webhook)
        self.faults = Faults()
        self.gate = Gate(self.clock, limits)
        self._phones: dict[int, Phone] = {}
        self._runner: web.AppRunner | None = None

    # --- life --------------------------------------------------------------------------------------------------------
    async def __aenter__(self) -> "FakeTelegram":
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        app = web.Application(client_max_size=60 * 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/files/{name}", self._serve_file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        await self._listen()

    async def stop(self) -> None:
        await self.webhooks.stop()
        if self._runner:
            await self._runner.cleanup()

    async def _listen(self) -> None:
        assert self._runner is not None
        await web.TCPSite(self._runner, HOST, self.port, reuse_address=True).start()
        self.port = self._runner.addresses[0][1]

    @property
    def api_url(self) -> str:
        """What VOIX_TELEGRAM_API_URL wants."""
        return f"http://{HOST}:{self.port}/bot"

    @property
    def file_url(self) -> str:
        return f"http://{HOST}:{self.port}/file/bot"

    # --- for tests ---------------------------------------------------------------------------------------------------
    def phone(self, user_id: int, language: str = "fr", first_name: str = "Léa") -> Phone:
        """The phone of a person; the same one for the same id."""
        if user_id not in self._phones:
            person = self.world.people.setdefault(user_id, Person(user_id, first_name, language))
            self._phones[user_id] = Phone(self.world, self.updates, person)
        return self._phones[user_id]

    def group(self, chat_id: int = -4_200_000_001, title: str = "Parents de l'école") -> GroupChat:
        """A group of people, the bot not yet among them; the same one for the same id."""
        return GroupChat(self.world, self.updates, self.world.groups.setdefault(chat_id, Group(chat_id, title)))

    def calls(self, method: str = "") -> list[Call]:
        """What the bot asked for, getUpdates left out."""
        return [call for call in self.world.calls if not method or call.method.lower() == method.lower()]

    def fail(self, method: str, fault: Fault, times: int = 1, chat: int | None = None) -> None:
        """The next `times` calls of `method` (in `chat`) meet `fault`."""
        self.faults.order(method, fault, times, chat)

    @asynccontextmanager
    async def unreachable(self) -> AsyncIterator[None]:
        """Nobody listens meanwhile: connections are refused."""
        assert self._runner is not None
        for site in list(self._runner.sites):
            await site.stop()
        for connection in list(self._runner.server.connections if self._runner.server else ()):
            connection.force_close()
        try:
            yield
        finally:
            await self._listen()

    # --- requests ----------------------------------------------------------------------------------------------------
    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            self._check_token(request.match_info["token"])
            parameters = await _parameters(request)
        except ApiError as error:
            return web.json_response(error.body(), status=error.code)
        fault = self.faults.next(method, _chat(parameters))
        if isinstance(fault, Reset):
            return self._cut(request, method, parameters)
        body, status = await self._body(method, parameters, fault)
        if isinstance(fault, Dropped):
            return self._cut(request, method, parameters)
        self._log(method, parameters, status)
        if isinstance(fault, Broken):
            return web.Response(body=fault.body, status=fault.status)
        return web.json_response(body, status=status, headers=_headers(body))

    async def _body(self, method: str, parameters: dict[str, Any], fault: Fault | None) -> tuple[dict[str, Any], int]:
        try:
            if isinstance(fault, Refused):
                if fault.error.code == 429:
                    self.gate.ask_to_wait(float(fault.error.parameters["retry_after"]))
                raise fault.error
            return {"ok": True, "result": await self._carry_out(method, parameters)}, 200
        except ApiError as error:
            return error.body(), error.code

    async def _carry_out(self, method: str, parameters: dict[str, Any]) -> Any:
        try:
            match method.lower():
                case "getupdates":
                    return await self.updates.poll(parameters, self.webhooks.webhook is not None)
                case "setwebhook":
                    await self.webhooks.set(parameters)
                    return True
                case "deletewebhook":
                    await self.webhooks.set(parameters | {"url": ""})
                    return True
                case "getwebhookinfo":
                    return self.webhooks.info()
                case known if known in METHODS:
                    if known in WEIGHED:
                        self._weigh(known, parameters)
                    return METHODS[known](self.world, parameters)
                case _:
                    raise ApiError(404, "Not Found: method not found")
        finally:
            self.world.touch()

    def _weigh(self, method: str, parameters: dict[str, Any]) -> None:
        edited = str(parameters.get("message_id") or 0)
        self.gate.pass_(method, room(self.world, parameters), int(edited) if edited.isdecimal() else 0)

    async def _answer_of_webhook(self, method: str, parameters: dict[str, Any]) -> None:
        _, status = await self._body(method, parameters, self.faults.next(method, _chat(parameters)))
        self._log(method, parameters, status)

    def _log(self, method: str, parameters: dict[str, Any], status: int) -> None:
        if method.lower() != "getupdates":
            self.world.calls.append(Call(method, parameters, status))

    def _cut(self, request: web.Request, method: str, parameters: dict[str, Any]) -> web.StreamResponse:
        self._log(method, parameters, 0)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _check_token(self, given: str) -> None:
        if given == self.token:
            return
        number, _, secret = given.partition(":")
        if number.isdecimal() and len(secret) >= 30:
            raise ApiError(401, "Unauthorized")
        raise ApiError(404, "Not Found")

    async def _serve_file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        content = self.world.files.get(name)
        expired = self.clock.now() > self.world.links.get(name, 0.0)
        if request.match_info["token"] != self.token or content is None or expired:
            return web.json_response(ApiError(404, "Not Found").body(), status=404)
        return web.Response(body=content)


def _headers(body: dict[str, Any]) -> dict[str, str]:
    """A pause is told twice: in the answer and in the header (set_retry_after_error in the server's Query.cpp)."""
    pause = body.get("parameters", {}).get("retry_after")
    return {"Retry-After": str(pause)} if pause else {}


async def _parameters(request: web.Request) -> dict[str, Any]:
    """Parameters from the query, a form or JSON; values of forms that look like JSON objects are read."""
    found: dict[str, Any] = {name: _read(value) for name, value in request.query.items()}
    if request.content_type == "application/json":
        body = await request.read()
        try:
            given = json.loads(body) if body else {}
        except ValueError:
            raise ApiError(400, "Bad Request: can't parse the request body as JSON") from None
        return found | {name: _read(value) for name, value in given.items() if value is not None}
    if request.method == "GET":  # some clients send a form along with it; aiohttp reads those of POST only
        return found | {name: _read(value) for name, value in parse_qsl((await request.read()).decode())}
    form = await request.post()
    return found | {name: _read(value) for name, value in form.items()}


def _read(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _chat(parameters: dict[str, Any]) -> int | None:
    chat = str(parameters.get("chat_id", ""))
    return int(chat) if chat.lstrip("-").isdecimal() else None
