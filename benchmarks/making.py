"""What parents feel of a release that is built in a process of its own: 1,000,000 answers, on both databases.

Two probes run in the house that answers parents, before and meanwhile: how late its event loop is, and how long one
row takes to be durable.
"""

import asyncio
import resource
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
from sqlalchemy import insert, update

from benchmarks.databases import KINDS
from benchmarks.measuring import Figure
from services.accounts.staff import Actor, StaffRole
from services.campaigning import campaigns
from services.context import Transaction
from services.releasing import jobs
from storage.schema.fieldwork import answer, interview
from surveys.districts import DISTRICTS
from surveys.items import Choice, District, Single
from surveys.questionnaire import Questionnaire
from surveys.texts import Text
from voix import settings
from voix.build import House, open_house
from voix.making import Making

QUESTIONS, OPTIONS = 12, 5
ANSWERS = 1_000_000
HELENE = Actor(1, StaffRole.COORDINATOR)
DAY = date(2026, 11, 1)
_PAUSE = 0.005  # seconds between two looks at the loop
_ROUND = 0.05  # seconds between two rows
_REST = 5.0  # seconds of the probes while nothing is built


def run() -> list[Figure]:
    return [figure for kind in KINDS for figure in measured(kind, ANSWERS)]


def measured(kind: str, answers: int) -> list[Figure]:
    """What both probes saw while nothing was built, and while a release was."""
    with tempfile.TemporaryDirectory() as folder, KINDS[kind](Path(folder)) as url:
        house = open_house(settings.read({"VOIX_DATA_DIR": folder, "VOIX_DATABASE_URL": url}))
        try:
            _settle(house, answers)
            calm, busy, seconds = asyncio.run(_watched(house))
        finally:
            house.close()
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    build = Figure(f"release built aside, {kind}", f"{seconds:.1f} s, {child:.0f} MB", "-", "-", "60 s, 400 MB")
    return [build, *(_figure(what, kind, calm[what], busy[what]) for what in calm)]


def _figure(what: str, kind: str, calm: list[float], busy: list[float]) -> Figure:
    said = (f"p99 {_ms(np.quantile(runs, 0.99))}, most {_ms(max(runs))}" for runs in (busy, calm))
    return Figure(f"  {what} meanwhile, {kind}", *said, "-", "20 ms")


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


async def _watched(house: House) -> tuple[dict[str, list[float]], dict[str, list[float]], float]:
    making = Making(house)
    calm = await _probed(house, partial(asyncio.sleep, _REST))
    house.do(lambda t: jobs.ask(t, house.context, HELENE, "VILLE", "public", ("fr", "fr-x-falc")))
    making.nudge()
    before = time.perf_counter()
    busy = await _probed(house, making.make)
    seconds = time.perf_counter() - before
    found = house.do(lambda t: jobs.last(t, house.context, HELENE, "VILLE"))
    assert found is not None
    assert found.state == "done", found
    return calm, busy, seconds


async def _probed(house: House, work: Callable[[], Awaitable[None]]) -> dict[str, list[float]]:
    """Seconds, each time: how late the event loop was, and until a row was durable."""
    late: list[float] = []
    durable: list[float] = []

    async def loop() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(_PAUSE)
            late.append(time.perf_counter() - before - _PAUSE)

    async def rows() -> None:
        while True:
            before = time.perf_counter()
            await house.write(lambda t: t.execute(update(interview).where(interview.c.id == 1).values(touched_on=DAY)))
            durable.append(time.perf_counter() - before)
            await asyncio.sleep(_ROUND)

    probes = [asyncio.create_task(loop()), asyncio.create_task(rows())]
    await work()
    await asyncio.sleep(2 * _PAUSE)
    for probe in probes:
        probe.cancel()
    await asyncio.gather(*probes, return_exceptions=True)
    return {"event loop late by": late, "a row until it is durable": durable}


# --- the city --------------------------------------------------------------------------------------------------------
def _settle(house: House, answers: int) -> None:
    form = _questionnaire()
    house.do(lambda t: campaigns.open_campaign(t, house.context, "VILLE", form, synthetic=True))
    people = answers // QUESTIONS
    draw = np.random.default_rng(1)
    where, said = draw.integers(len(DISTRICTS), size=(people, 1)), draw.integers(OPTIONS, size=(people, QUESTIONS))
    codes = np.hstack([where, said])
    for first in range(0, people, 10_000):
        house.do(partial(_answer, codes=codes[first : first + 10_000], first=first + 1))


def _answer(transaction: Transaction, codes: np.ndarray, first: int) -> None:
    who = {"campaign_id": 1, "questionnaire_id": 1, "mode": "web", "synthetic": True, "touched_on": DAY}
    ended = {"assisted": False, "disposition": "complete", "state": "{}"}
    people = range(first, first + len(codes))
    transaction.execute(insert(interview), [{"id": number, **who, **ended} for number in people])
    rows = [
        {"interview_id": number, "item": item, "place": 0, "code": code}
        for number, given in zip(people, codes.tolist(), strict=True)
        for item, code in enumerate(given)
    ]
    transaction.execute(insert(answer), rows)


def _questionnaire() -> Questionnaire:
    def text(words: str) -> Text:
        return Text({"fr": words})

    options = tuple(Choice(name=f"o{n}", text=text(f"Choix {n}")) for n in range(OPTIONS))
    places = tuple(Choice(name=one.slug, text=text(one.name)) for one in DISTRICTS)
    items = [Single(name=f"q{n}", text=text(f"Question {n}"), choices=options) for n in range(QUESTIONS)]
    return Questionnaire("essai", text("Essai"), ("fr",), (District(name="d", text=text("Q"), choices=places), *items))
