"""How the fake brings updates: long polling and webhook, by Telegram's rules."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from tests.bot.calling import Caller
from tests.fake_telegram import FakeTelegram, Phone


# --- getUpdates ------------------------------------------------------------------------------------------------------
async def test_updates_come_again_until_an_offset_confirms_them(lea: Phone, call: Caller) -> None:
    await lea.type("oui")
    first, second = [update["update_id"] for update in await call("getUpdates")]
    assert [update["update_id"] for update in await call("getUpdates", offset=second)] == [second]
    assert [update["update_id"] for update in await call("getUpdates", limit=1)] == [second]
    assert await call("getUpdates", offset=second + 1) == []
    assert second == first + 1


async def test_a_negative_offset_forgets_the_past(lea: Phone, call: Caller) -> None:
    await lea.type("oui")
    await lea.type("non")
    assert [update["message"]["text"] for update in await call("getUpdates", offset=-1)] == ["non"]
    assert len(await call("getUpdates")) == 1


async def test_a_long_poll_ends_when_something_happens(lea: Phone, call: Caller) -> None:
    await call("getUpdates", offset=-1)
    (last,) = await call("getUpdates")
    poll = asyncio.create_task(call("getUpdates", offset=last["update_id"] + 1, timeout=30))
    await asyncio.sleep(0.05)
    assert not poll.done()
    await lea.type("oui")
    assert [update["message"]["text"] for update in await asyncio.wait_for(poll, 2)] == ["oui"]


async def test_two_pollers_are_one_too_many(call: Caller) -> None:
    first = asyncio.create_task(call("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(call("getUpdates", timeout=30))
    assert (await asyncio.wait_for(first, 2)).startswith("Conflict: terminated by other getUpdates request")
    second.cancel()


async def test_only_the_kinds_asked_for_are_told_and_the_setting_lasts(lea: Phone, call: Caller) -> None:
    await call("getUpdates", offset=-1, allowed_updates=["callback_query"])
    await lea.type("nobody listens")
    await lea.forge("data")
    assert [list(update)[1] for update in await call("getUpdates")][1:] == ["callback_query"]


# --- webhook ---------------------------------------------------------------------------------------------------------
class Hook:
    """A webhook that answers with what it is told, and remembers what came."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: list[web.Response] = []
        self.failing = ""  # the text at which it fails
        self.url = ""

    async def serve(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.failing and self.bodies[-1].get("message", {}).get("text") == self.failing:
            return web.Response(status=500)
        return self.answers.pop(0) if self.answers else web.Response()

    def texts(self) -> list[str]:
        return [body["message"]["text"] for body in self.bodies if "message" in body]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def delivered(telegram: FakeTelegram, phone: Phone) -> None:
    await phone.wait_for(lambda _: not telegram.updates.pending)


async def test_a_webhook_gets_updates_in_order_with_its_secret(
    telegram: FakeTelegram, hook: Hook, lea: Phone, call: Caller
) -> None:
    assert await call("setWebhook", url=hook.url, secret_token="abc_-9") is True
    for text in ("un", "deux", "trois"):
        await lea.type(text)
    await delivered(telegram, lea)
    assert hook.texts() == ["/start ECOLE7", "un", "deux", "trois"]
    assert set(hook.secrets) == {"abc_-9"}
    assert (await call("getUpdates")).startswith("Conflict: can't use getUpdates method while webhook is active")
    assert await call("deleteWebhook") is True
    assert await call("getUpdates") == []


async def test_a_failing_update_blocks_its_own_chat_only(
    telegram: FakeTelegram, hook: Hook, lea: Phone, aicha: Phone, call: Caller
) -> None:
    telegram.clock.speed = 20
    hook.failing = "/start ECOLE7"
    telegram.updates.confirm(min(telegram.updates.pending))  # one of the two /start
    blocked = next(telegram.updates.live()).body["message"]["chat"]["id"]
    stuck, free = (lea, aicha) if blocked == lea.person.id else (aicha, lea)
    await stuck.type("waits behind")
    await call("setWebhook", url=hook.url)
    await free.type("passes")
    await free.wait_for(lambda _: "passes" in hook.texts())
    assert (await call("getWebhookInfo"))["last_error_message"] == "Wrong response from the webhook: 500"
    assert "waits behind" not in hook.texts()
    hook.failing = ""
    await delivered(telegram, stuck)
    assert hook.texts()[-2:] == ["/start ECOLE7", "waits behind"]


async def test_retry_after_is_honoured(telegram: FakeTelegram, hook: Hook, lea: Phone, call: Caller) -> None:
    telegram.clock.speed = 100
    hook.answers = [web.Response(status=503, headers={"Retry-After": "30"})]
    began = telegram.clock.now()
    await call("setWebhook", url=hook.url)
    await delivered(telegram, lea)
    assert 30 <= telegram.clock.now() - began < 90
    assert len(hook.bodies) == 2


async def test_a_method_in_the_answer_of_the_webhook_is_carried_out(
    telegram: FakeTelegram, hook: Hook, lea: Phone, call: Caller
) -> None:
    telegram.updates.pending.clear()
    tap = await lea.forge("data")
    hook.answers = [web.json_response({"method": "answerCallbackQuery", "callback_query_id": tap})]
    await call("setWebhook", url=hook.url)
    await delivered(telegram, lea)
    assert lea.waiting() == []


async def test_an_update_can_be_delivered_again_as_it_was_or_as_by_another_server(
    telegram: FakeTelegram, hook: Hook, lea: Phone, call: Caller
) -> None:
    number = await lea.type("oui")
    await call("setWebhook", url=hook.url)
    await delivered(telegram, lea)
    telegram.updates.repeat(number)
    await delivered(telegram, lea)
    telegram.updates.repeat(number, renumbered=True)
    await delivered(telegram, lea)
    ids = [body["update_id"] for body in hook.bodies if body["message"]["text"] == "oui"]
    assert ids == [number, number, number + 1]


async def test_the_rules_of_a_webhook_address_hold(call: Caller) -> None:
    for url in ("http://voix.example/telegram", "https://voix.example:8080/telegram"):
        assert (await call("setWebhook", url=url)).startswith("Bad Request: bad webhook")
    refused = await call("setWebhook", url="https://voix.example/t", secret_token="a b")
    assert refused == "Bad Request: secret token contains unallowed characters"
