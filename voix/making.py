"""Releases that were asked for on the pages are built here, in a process of their own, one at a time.

Whatever dies in between, a release is there whole or not at all: `job_building.finish` is one transaction, and an
attempt that is not the one under way keeps nothing."""

import asyncio
import logging
import os
import sys
import threading
from functools import partial
from multiprocessing import get_context, parent_process

import structlog

from services.releasing import jobs
from services.releasing.jobs import Step
from storage.jobs import Job
from voix import logs
from voix.build import House, open_house
from voix.patience import patiently
from voix.settings import Settings

_GENTLE = 10  # parents' answers come first
_LONGEST = 3600.0  # seconds of one attempt: none that goes on comes to an end
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
            await patiently(lambda: house.write(partial(jobs.release_again, context=house.context, job=job)))

    async def _is_settled(self, job: Job) -> bool:
        """Whether the process came to an end of its own. It is stopped when we are told to end, or when it takes too
        long."""
        process = get_context("spawn").Process(target=build, args=(self._house.settings, job), daemon=True)
        try:
            await asyncio.to_thread(process.start)
        except OSError as error:  # no memory for one more process, or too many of them
            log.warning("release_not_begun", job=job.id, reason=type(error).__name__)
            return False
        over = asyncio.create_task(asyncio.to_thread(process.join))
        ending = asyncio.create_task(self._ends.wait())
        await asyncio.wait((over, ending), return_when=asyncio.FIRST_COMPLETED, timeout=_LONGEST)
        if not over.done():
            process.kill()
        await over
        ending.cancel()
        return process.exitcode == 0


def build(settings: Settings, job: Job) -> None:
    """Build one release, in a process of its own. What it raises ends that process, and the job is tried again."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    logs.configure("WARNING")
    try:
        make(settings, job, _GENTLE)
    except Exception:
        logging.getLogger("voix").exception("release_failed")  # its kind and its place, and nothing of what it says
        sys.exit(1)


def _end_with_parent() -> None:
    """Nobody waits for this process any more: another attempt begins with the next one that serves."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def make(settings: Settings, job: Job, gentle: int = 0) -> None:
    """Prepare while others write, and keep in a moment. gentle: as `nice`, for the preparing alone: the thread that
    writes is there already, and whoever holds SQLite's only lock had better be quick."""
    from services.releasing import job_building

    house = open_house(settings)
    os.nice(gentle)

    def come(step: Step) -> None:
        house.do(partial(jobs.come, job=job, step=step))

    try:
        come(Step.COUNTING)
        ready = house.database.read(lambda transaction: job_building.prepare(transaction, house.context, job, come))
        house.do(lambda transaction: job_building.finish(transaction, house.context, job, ready))
    finally:
        house.close()
