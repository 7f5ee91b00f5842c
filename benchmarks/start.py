"""Claim: `voix serve` is up soon and rests small, without and with the Telegram bot. The floor is uvicorn alone."""

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.measuring import ROUNDS, Figure
from benchmarks.phones import CODE, SECRET, TOKEN, Phones
from benchmarks.webhook import cpu, is_up
from tests.journeys.process import Voix, free_port

_REST = 2.0  # seconds
_BARE = """
import uvicorn
async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body"})
uvicorn.run(app, port=PORT, lifespan="off", access_log=False, log_level="error")
"""
Start = tuple[float, float, float]  # seconds to ready, seconds of processor until then, megabytes at rest


def _resting(process: int) -> float:
    """Megabytes of memory a process holds (resident set)."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _voix(voix: Voix, rest: Callable[[], None]) -> Start:
    began = time.perf_counter()
    voix.start("serve")
    ready, used = time.perf_counter() - began, cpu(voix.pid)
    rest()
    held = _resting(voix.pid)
    voix.stop()
    return ready, used, held


def _bare(rest: Callable[[], None]) -> Start:
    port = free_port()
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", _BARE.replace("PORT", str(port))])
    while not is_up(port):
        time.sleep(0.02)
    ready, used = time.perf_counter() - began, cpu(process.pid)
    rest()
    held = _resting(process.pid)
    process.terminate()
    process.wait()
    return ready, used, held


def _said(found: list[Start]) -> str:
    ready, used, held = (median(column) for column in zip(*found, strict=True))
    return f"{ready:.2f} s ({used:.2f} s of CPU), {held:.0f} MB"


def _ratio(ours: list[Start], floor: list[Start]) -> str:
    used, held = (median(a[column] / b[column] for a, b in zip(ours, floor, strict=True)) for column in (1, 2))
    return f"{used:.1f} × CPU, {held:.1f} × MB"


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as loop:
        phones = loop.run(Phones.opened())
        plain = Voix(Path(folder))
        opened = plain.run("campaign", "open", CODE, "bien-grandir")
        assert opened.returncode == 0, opened.stderr
        bot = Voix(Path(folder), VOIX_TELEGRAM_TOKEN=TOKEN, VOIX_TELEGRAM_API_URL=phones.api_url)
        bot.environment |= {"VOIX_PUBLIC_URL": bot.url, "VOIX_TELEGRAM_WEBHOOK_SECRET": SECRET}

        def rest() -> None:
            loop.run(asyncio.sleep(_REST))  # and answer the bot

        contenders: dict[str, Callable[[], Start]] = {
            "start to ready, memory at rest": partial(_voix, plain, rest),
            "the same with the bot": partial(_voix, bot, rest),
            "floor": partial(_bare, rest),
        }
        found: dict[str, list[Start]] = {name: [] for name in contenders}
        for _ in range(ROUNDS):
            for name, start in contenders.items():
                found[name].append(start())
        loop.run(phones.close())
    floor = found.pop("floor")
    return [Figure(what, _said(runs), _said(floor), _ratio(runs, floor), "2 s, 120 MB") for what, runs in found.items()]
