"""Looks into what arrived and sends what is due. Rows are the truth; nudges and ticks only say when to look."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from services import inbound, recovery, upkeep
from services.channels import Arrival, Channel
from services.context import Transaction
from services.inbound import Reader
from services.releasing import jobs
from voix.build import House
from voix.fetching import Fetching
from voix.making import Making
from voix.patience import Step, patiently, until
from voix.sending import Sending

_BATCH = 64  # people looked after in one transaction; arrivals that are to be acknowledged wait behind it
_TICK = 1.0  # seconds between looks when nothing nudges
_LEAVE = 10.0  # seconds that what is under way has when told to stop
_MINDING = 3.0  # seconds between two looks at what is in hand
log = structlog.get_logger()


class Worker:
    """One per process. `readers` understand payloads, `channels` deliver, both by channel name. hears: whether people's
    acts come in through this process."""

    def __init__(
        self, house: House, readers: Mapping[str, Reader], channels: Mapping[str, Channel], *, hears: bool = True
    ) -> None:
        self._house = house
        self._hears = hears
        self._readers = readers
        self._channels = channels
        self._arrived, self._minding, self._new_day = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._ends = asyncio.Event()
        self._sending = Sending(house, channels)
        self._fetching = Fetching(house, channels)
        self._making = Making(house)

    async def accept(self, arrivals: Sequence[Arrival]) -> None:
        """Make arrivals durable; the channel acknowledges when this returns."""
        await self._house.write_together(self._keep, arrivals)
        self._house.metrics.arrived(len(arrivals))
        self._arrived.set()

    def _keep(self, transaction: Transaction, brought: Sequence[Sequence[Arrival]]) -> None:
        inbound.accept(transaction, self._house.context, list(chain.from_iterable(brought)))

    def nudge(self) -> None:
        """Something may have arrived or become due."""
        self._arrived.set()
        self._sending.nudge()
        self._fetching.nudge()
        self._making.nudge()

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop`; what is under way is finished first."""
        alone = self._house.database.is_sqlite
        start = partial(upkeep.at_start, context=self._house.context, alone=alone)
        await patiently(lambda: self._house.write(start))
        if self._hears:  # one house, one process that builds
            await patiently(lambda: self._house.write(partial(jobs.recover, context=self._house.context)))
        scheduler = AsyncIOScheduler(timezone="UTC")
        scheduler.add_job(self.nudge, "interval", seconds=_TICK, coalesce=True, max_instances=1)
        scheduler.add_job(self._minding.set, "interval", seconds=_MINDING, coalesce=True)
        scheduler.add_job(self._new_day.set, "interval", hours=24, coalesce=True)
        scheduler.start()
        steps: list[Step] = [self._look_in, self._sending.replies, self._fetching.fetch, self._mind, self._clean]
        steps += [partial(self._sending.paced, channel) for channel in self._channels]
        steps += [self._making.make] if self._hears else []
        loops = [asyncio.create_task(until(self._ends, step)) for step in steps]
        stopped = asyncio.create_task(stop.wait())
        try:
            done, _ = await asyncio.wait([stopped, *loops], return_when=asyncio.FIRST_COMPLETED)
            for loop in done - {stopped}:
                loop.result()  # a loop ends by a bug only: loud
        finally:
            scheduler.shutdown(wait=False)
            for event in (self._ends, self._arrived, self._minding, self._new_day):
                event.set()
            self._sending.end()
            self._fetching.end()
            self._making.end()
            await asyncio.wait(loops, timeout=_LEAVE)
            for task in (*loops, stopped):
                task.cancel()
            await asyncio.gather(*loops, stopped, return_exceptions=True)
            await self._sending.finish(_LEAVE)

    async def _mind(self) -> None:
        await self._minding.wait()
        self._minding.clear()
        if not self._ends.is_set():
            await self.mind()

    async def mind(self) -> None:
        """Look after what is in hand, what has become due, and what an outage swallowed."""
        await patiently(self._sending.keep_hold)
        await patiently(lambda: self._house.write(partial(upkeep.often, context=self._house.context)))
        if self._hears:
            await patiently(lambda: self._house.write(partial(recovery.heard, context=self._house.context)))

    async def _clean(self) -> None:
        await self._new_day.wait()
        self._new_day.clear()
        if not self._ends.is_set():
            await patiently(lambda: self._house.write(partial(upkeep.daily, context=self._house.context)))

    async def _look_in(self) -> None:
        """Look into what waits, until nothing does."""
        self._arrived.clear()
        work = await self._house.write(
            partial(inbound.work, context=self._house.context, readers=self._readers, most=_BATCH)
        )
        for failure in work.failures:
            log.error(
                "arrival_failed",
                arrival=failure.arrival,
                reason=failure.reason,
                where=failure.where,
                given_up=failure.given_up,
            )
        if work.taken:
            self._sending.nudge()
            self._fetching.nudge()
        else:
            await self._arrived.wait()
