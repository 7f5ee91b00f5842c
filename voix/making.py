"""Releases that were asked for on the pages are built here, in a process of their own, one at a time."""

import asyncio
import os
from functools import partial
from multiprocessing import get_context

import structlog

from services.releasing import jobs
from storage.jobs import Job
from voix.build import House, open_house
from voix.settings import Settings

_GENTLE = 10  # parents' answers come first
log = structlog.get_logger()


class Making:
    """One per house. Rows are the truth; nudges only say when to look."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._due = asyncio.Event()
        self._ends = asyncio.Event()

    def nudge(self) -> None:
        """Somebody may have asked for one."""
        self._due.set()

    def end(self) -> None:
        """Take nothing more in hand."""
        self._ends.set()
        self._due.set()

    async def make(self) -> None:
        """Build what was asked for, if anything was. What did not come to its end is asked for again."""
        await self._due.wait()
        self._due.clear()
        house = self._house
        if self._ends.is_set() or not await house.read(jobs.is_due):
            return
        job = await house.write(partial(jobs.take, context=house.context))
        if job is None:
            return
        self._due.set()
        if not await self._is_settled(job):
            log.warning("release_interrupted", job=job.id, attempt=job.attempts)
            await house.write(partial(jobs.release_again, context=house.context, job=job))

    async def _is_settled(self, job: Job) -> bool:
        """Whether the process came to an end of its own. It is stopped when we are told to end."""
        process = get_context("spawn").Process(target=build, args=(self._house.settings, job), daemon=True)
        await asyncio.to_thread(process.start)
        over = asyncio.create_task(asyncio.to_thread(process.join))
        ending = asyncio.create_task(self._ends.wait())
        await asyncio.wait((over, ending), return_when=asyncio.FIRST_COMPLETED)
        if not over.done():
            process.terminate()
        await over
        ending.cancel()
        return process.exitcode == 0


def build(settings: Settings, job: Job) -> None:
    """Build one release, in a process of its own. What it raises ends that process, and the job is tried again."""
    os.nice(_GENTLE)
    make(settings, job)


def make(settings: Settings, job: Job) -> None:
    """Prepare while others write, and keep in a moment."""
    from services.releasing import job_building

    house = open_house(settings)
    try:
        ready = house.database.read(lambda transaction: job_building.prepare(transaction, house.context, job))
        house.do(lambda transaction: job_building.finish(transaction, house.context, job, ready))
    finally:
        house.close()
