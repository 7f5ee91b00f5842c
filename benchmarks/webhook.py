"""Claim: a whole turn over HTTP stays near the floor. Tap in by webhook, answer stored, edit and next question out."""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from statistics import median

from benchmarks.databases import KINDS
from benchmarks.measuring import Figure, Run, figure, rounds
from benchmarks.phones import CODE, SECRET, TOKEN, Phones
from tests.journeys.process import Voix, free_port

Start = Callable[[Path, str, str], AbstractContextManager[tuple[int, str]]]
PEOPLE = 64  # at once
_TICK = os.sysconf("SC_CLK_TCK")


def cpu(process: int) -> float:
    """Seconds of processor a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


@contextmanager
def _ours(folder: Path, url: str, api_url: str) -> Iterator[tuple[int, str]]:
    """`voix serve` with a campaign and a bot; its process, its webhook."""
    voix = Voix(
        folder,
        url,
        VOIX_TELEGRAM_TOKEN=TOKEN,
        VOIX_TELEGRAM_API_URL=api_url,
        VOIX_TELEGRAM_WEBHOOK_SECRET=SECRET,
    )
    opened = voix.run("campaign", "open", CODE, "bien-grandir")
    assert opened.returncode == 0, opened.stderr
    voix.environment["VOIX_PUBLIC_URL"] = voix.url
    voix.start("serve")
    try:
        yield voix.pid, f"{voix.url}/telegram"
    finally:
        voix.stop()


@contextmanager
def _bare(folder: Path, url: str, api_url: str) -> Iterator[tuple[int, str]]:
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.bare", url, str(port), api_url]
    process = subprocess.Popen(command)
    try:
        ends = time.monotonic() + 30
        while not is_up(port):
            assert process.poll() is None
            assert time.monotonic() < ends
            time.sleep(0.05)
        yield process.pid, f"http://127.0.0.1:{port}/telegram"
    finally:
        process.terminate()
        process.wait()


def is_up(port: int) -> bool:
    """Whether a server answers there."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False


async def _walk(phones: Phones, process: int, webhook: str) -> tuple[Run, list[float]]:
    phones.webhook = webhook
    wall, before = time.perf_counter(), cpu(process)
    turns = await phones.walk(PEOPLE)
    return Run(turns, time.perf_counter() - wall, cpu(process) - before), phones.waits


def _compare(kind: str) -> list[Figure]:
    waits: dict[str, list[float]] = {"ours": [], "floor": []}
    with ExitStack() as stack:
        loop = stack.enter_context(asyncio.Runner())
        phones = loop.run(Phones.opened())
        stack.callback(lambda: loop.run(phones.close()))

        def contender(name: str, start: Start) -> Callable[[], Run]:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            url = stack.enter_context(KINDS[kind](folder))
            process, webhook = stack.enter_context(start(folder, url, phones.api_url))

            def walk() -> Run:
                run, waited = loop.run(_walk(phones, process, webhook))
                waits[name] += waited
                return run

            return walk

        runs = rounds({"ours": contender("ours", _ours), "floor": contender("floor", _bare)})
    what = f"turn over HTTP, {PEOPLE} parents at once, {kind}"
    ours, floor = (f"median {1e3 * median(waited):.0f} ms" for waited in (waits["ours"], waits["floor"]))
    slower = f"{median(waits['ours']) / median(waits['floor']):.1f} ×"
    return [
        figure(what, "turns", runs["ours"], runs["floor"], "4 × the CPU"),
        Figure("  from a tap to the next question", ours, floor, slower, "-"),
    ]


def run() -> list[Figure]:
    return [figure for kind in KINDS for figure in _compare(kind)]
