"""Claim: one answer, end to end inside the process, costs little more than its rows.

A parent's act is made durable, looked into, its answer stored, the edit and the next question queued, leased, handed to
a channel that sends nothing, and settled; SQLite with synchronous=FULL, and PostgreSQL.
"""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.crowd import CODE, FORM, Crowd
from benchmarks.databases import KINDS
from benchmarks.floor import Floor, Writer
from benchmarks.measuring import Figure, Run, figure, rounds, timed
from services.campaigning import campaigns
from services.channels import Channel
from voix.build import House, open_house
from voix.demo.channel import NAME, read
from voix.settings import Settings
from voix.worker import Worker

PEOPLE = 64  # at once
STEPS = 18  # of one person
_TARGETS = {"SQLite": "600 turns/s", "PostgreSQL": "-"}


@contextmanager
def opened(folder: Path, url: str) -> Iterator[House]:
    house = open_house(Settings(folder, url, "127.0.0.1", 8000, "", bytes(32)))
    try:
        opening = partial(campaigns.open_campaign, context=house.context, code=CODE, form=FORM, synthetic=True)
        house.do(opening)
        yield house
    finally:
        house.close()


async def _walk(house: House, names: Iterator[int]) -> int:
    """A crowd walks through the whole questionnaire; its acts."""
    channels: dict[str, Channel] = {}
    worker = Worker(house, {NAME: read}, channels)
    crowd = Crowd(worker.accept, PEOPLE)
    channels[NAME] = crowd
    stop = asyncio.Event()
    working = asyncio.create_task(worker.run(stop))
    for _ in range(PEOPLE):
        crowd.come(f"parent-{next(names)}")
    await asyncio.wait_for(crowd.through.wait(), 120)
    stop.set()
    await working
    return crowd.turns


async def _bare(floor: Floor, lanes: Iterator[int]) -> int:
    """The same crowd by hand-written SQL."""
    mine = [next(lanes) for _ in range(PEOPLE)]
    await floor.people(mine)

    async def talk(lane: int) -> None:
        for item in range(STEPS):
            number = await floor.arrive(lane)
            await floor.step(lane, item, number)
            await floor.sent(number)

    await asyncio.gather(*map(talk, mine))
    return PEOPLE * STEPS


def _ours(house: House, names: Iterator[int]) -> Run:
    return timed(lambda: asyncio.run(_walk(house, names)))


def _floor(floor: Floor, lanes: Iterator[int]) -> Run:
    return timed(lambda: asyncio.run(_bare(floor, lanes)))


def run() -> list[Figure]:
    figures = []
    for kind, fresh in KINDS.items():
        with (
            tempfile.TemporaryDirectory() as ours,
            tempfile.TemporaryDirectory() as theirs,
            fresh(Path(ours)) as url,
            fresh(Path(theirs)) as floor_url,
            opened(Path(ours), url) as house,
        ):
            writer = Writer(floor_url)
            floor = Floor(writer)
            asyncio.run(floor.campaign())
            runs = rounds({"ours": partial(_ours, house, count(1)), "floor": partial(_floor, floor, count(1))})
            writer.close()
        figures.append(figure(f"turn inside the process, {kind}", "turns", runs["ours"], runs["floor"], _TARGETS[kind]))
    return figures
