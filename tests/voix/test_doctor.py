"""`voix doctor` about Telegram: is the token good, does everything come through, is it the same time there and here."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from aiohttp import web

from tests.fake_telegram import FakeTelegram, Phone
from tests.journeys.process import free_port
from tests.journeys.test_telegram import SECRET, bot
from tests.voix.inside import ENGLISH, Said, Terminal

PUBLIC = {"VOIX_PUBLIC_URL": "https://voix.example", "VOIX_TELEGRAM_WEBHOOK_SECRET": SECRET}


async def visit(terminal: Terminal, **settings: str) -> Said:
    """What the doctor says, while the fake Telegram answers in the loop of the test."""
    return await asyncio.to_thread(terminal.run, "doctor", **settings)


def wrong(said: Said) -> str:
    """The one thing that is not well."""
    assert (said.code, said.err) == (1, "")
    (line,) = [line for line in said.out.splitlines() if line.startswith("✗ ")]
    return line.removeprefix("✗ ")


async def test_a_bot_that_is_well(terminal: Terminal) -> None:
    async with FakeTelegram() as fake:
        said = await visit(terminal, **bot(fake))
    assert said.code == 0
    assert "✓ Telegram : le jeton est bon. Messages en attente chez Telegram : 0." in said.out
    assert "✓ L'horloge de cette machine suit celle de Telegram." in said.out


async def test_a_token_that_telegram_does_not_know(terminal: Terminal) -> None:
    async with FakeTelegram() as fake:
        another = {**bot(fake), "VOIX_TELEGRAM_TOKEN": "987654321:" + "z" * 35}
        assert wrong(await visit(terminal, **another)).startswith("Telegram refuse VOIX_TELEGRAM_TOKEN.")


async def test_a_telegram_that_does_not_answer(terminal: Terminal) -> None:
    nobody = {
        "VOIX_TELEGRAM_TOKEN": "987654321:" + "z" * 35,
        "VOIX_TELEGRAM_API_URL": f"http://127.0.0.1:{free_port()}/bot",
    }
    assert "VOIX_TELEGRAM_API_URL" in wrong(await visit(terminal, **nobody))
    assert wrong(await visit(terminal, **nobody, LANG=ENGLISH)).startswith("Telegram does not answer.")


async def test_messages_that_pile_up_because_nobody_takes_them(terminal: Terminal) -> None:
    async with FakeTelegram() as fake:
        lea: Phone = fake.phone(1004)
        for number in range(51):
            await lea.type(f"/start {number}")
        assert wrong(await visit(terminal, **bot(fake))).startswith("Telegram : 51 messages attendent")


async def test_a_webhook_that_leads_elsewhere(terminal: Terminal) -> None:
    async with FakeTelegram() as fake:
        await fake.webhooks.set({"url": "https://voix.example/telegram", "secret_token": SECRET})
        said = await visit(terminal, **bot(fake), **PUBLIC)
        assert "✓ Telegram livre à https://voix.example/telegram." in said.out
        moved = {**PUBLIC, "VOIX_PUBLIC_URL": "https://voix.example.fr"}
        assert "et non à VOIX_PUBLIC_URL" in wrong(await visit(terminal, **bot(fake), **moved))


async def test_a_webhook_that_refuses_what_is_brought(terminal: Terminal) -> None:
    async with FakeTelegram() as fake:
        url = f"http://127.0.0.1:{free_port()}"
        await fake.webhooks.set({"url": f"{url}/telegram", "secret_token": SECRET})
        lea = fake.phone(1004)
        await lea.start("NANTES")
        await lea.wait_for(lambda _: 0 in fake.webhooks.statuses)
        said = await visit(terminal, **bot(fake), VOIX_PUBLIC_URL=url, VOIX_TELEGRAM_WEBHOOK_SECRET=SECRET)
    assert wrong(said).startswith("Telegram n'a pas pu livrer il y a 0 min : Connection error")


@pytest.mark.parametrize(("minutes", "well"), [(0, True), (-3, False), (3, False)])
async def test_a_clock_that_is_wrong(terminal: Terminal, minutes: int, well: bool) -> None:
    async def answer(_request: web.Request) -> web.Response:
        told = format_datetime(datetime.now(UTC) + timedelta(minutes=minutes), usegmt=True)
        found = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        return web.json_response({"ok": True, "result": found}, headers={"Date": told})

    app, port = web.Application(), free_port()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    token = {"VOIX_TELEGRAM_TOKEN": "987654321:" + "z" * 35}
    said = await visit(terminal, **token, VOIX_TELEGRAM_API_URL=f"http://127.0.0.1:{port}/bot")
    await runner.cleanup()
    assert ("✓ L'horloge de cette machine suit" in said.out) is well
    if not well:
        assert wrong(said).startswith("L'horloge de cette machine diffère de ")
