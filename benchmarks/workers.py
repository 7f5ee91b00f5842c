"""Claim: a second worker process on one PostgreSQL database is worth it.

Acts lie in the inbox, several of each person; one or two processes look into them, store the answers, queue and "send"
the replies through a channel that sends nothing. Floor: one process.
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median

from sqlalchemy import text

from benchmarks.crowd import CODE, FORM
from benchmarks.databases import KINDS
from benchmarks.measuring import ROUNDS, Figure
from services import inbound
from services.campaigning import campaigns
from services.channels import Arrival, Channel, Commanded, Order, Outcome, Sent, What, Wrote
from services.context import Transaction
from voix.build import House, open_house
from voix.demo.channel import NAME, arrival, read
from voix.settings import Settings
from voix.worker import Worker

PEOPLE = 300
SAYS: tuple[What, ...] = (Commanded("start", CODE), *map(Wrote, ("1", "1", "8", "2", "passer", "3", "4")))


class Nobody:
    """A channel that takes everything at once."""

    name = NAME

    async def deliver(self, address: str, order: Order) -> Outcome:
        return Sent("1")


def _house(url: str) -> House:
    return open_house(Settings(Path(tempfile.gettempdir()), url, "127.0.0.1", 8000, "", bytes(32)))


async def _work(house: House) -> None:
    """Ready; begin at the word; end with the input."""
    channels: dict[str, Channel] = {NAME: Nobody()}
    worker = Worker(house, {NAME: read}, channels)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    stop = asyncio.Event()
    working = asyncio.create_task(worker.run(stop))
    await asyncio.to_thread(sys.stdin.readline)
    stop.set()
    await working


def _arrivals(names: "count[int]") -> list[Arrival]:
    people = [f"person-{next(names)}" for _ in range(PEOPLE)]
    return [arrival(who, "fr", what, number) for number, what in enumerate(SAYS) for who in people]


def _waiting(transaction: Transaction) -> int:
    return int(transaction.execute(text("SELECT count(*) FROM inbox WHERE state = 'waiting'")).scalar_one())


def _drain(house: House, url: str, names: "count[int]", processes: int) -> float:
    """Acts a second."""
    house.do(partial(inbound.accept, context=house.context, arrivals=_arrivals(names)))
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.workers", url]
    workers = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(processes)]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
    began = time.perf_counter()
    for worker in workers:
        _say(worker)
    while house.database.read(_waiting):
        time.sleep(0.01)
    seconds = time.perf_counter() - began
    for worker in workers:
        _say(worker)
        worker.wait()
    return PEOPLE * len(SAYS) / seconds


def _say(worker: "subprocess.Popen[bytes]") -> None:
    assert worker.stdin is not None
    worker.stdin.write(b"go\n")
    worker.stdin.flush()


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, KINDS["PostgreSQL"](Path(folder)) as url:
        house = _house(url)
        house.do(partial(campaigns.open_campaign, context=house.context, code=CODE, form=FORM, synthetic=True))
        names = count(1)
        _drain(house, url, names, 1)  # warms up, and is not counted
        pairs = [(_drain(house, url, names, 2), _drain(house, url, names, 1)) for _ in range(ROUNDS)]
        house.close()
    two, one = (median(side) for side in zip(*pairs, strict=True))
    ratio = median(two / one for two, one in pairs)
    return [
        Figure("two workers on PostgreSQL", f"{two:,.0f} acts/s", f"{one:,.0f} acts/s, one", f"{ratio:.2f} ×", "1.6 ×")
    ]


if __name__ == "__main__":
    opened = _house(sys.argv[1])
    asyncio.run(_work(opened))
    opened.close()
