"""Looks into what arrived and sends what is due. Rows are the truth; nudges and ticks only say when to look."""

import asyncio
import traceback
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from itertools import chain

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from services import dispatch, inbound, upkeep
from services.channels import Arrival, Channel, Outcome, RetryAfter
from services.context import Transaction
from services.dispatch import Delivery
from services.inbound import Reader
from storage.writer import is_unavailable
from voix.build import House

_BATCH = 256
_PAUSE = 2.0  # seconds before the database is tried again
_TICK = 1.0  # seconds between looks when nothing nudges
log = structlog.get_logger()


class Worker:
    """One per process. `readers` understand payloads, `channels` deliver, both by channel name."""

    def __init__(self, house: House, readers: Mapping[str, Reader], channels: Mapping[str, Channel]) -> None:
        self._house = house
        self._readers = readers
        self._channels = channels
        self._arrived = asyncio.Event()
        self._due = asyncio.Event()
        self._busy: set[int] = set()
        self._sending: set[asyncio.Task[None]] = set()
        self._paused_until = house.context.now()

    async def accept(self, arrivals: Sequence[Arrival]) -> None:
        """Make arrivals durable; the channel acknowledges when this returns."""
        await self._house.write_together(self._keep, arrivals)
        self._arrived.set()

    def _keep(self, transaction: Transaction, brought: Sequence[Sequence[Arrival]]) -> None:
        inbound.accept(transaction, self._house.context, list(chain.from_iterable(brought)))

    def nudge(self) -> None:
        """Something may have arrived or become due."""
        self._arrived.set()
        self._due.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop`; what is under way is finished first."""
        context = self._house.context
        await self._house.write(lambda transaction: upkeep.at_start(transaction, context))
        scheduler = AsyncIOScheduler(timezone="UTC")
        scheduler.add_job(self.nudge, "interval", seconds=_TICK, coalesce=True, max_instances=1)
        scheduler.add_job(self._daily, "interval", hours=24, coalesce=True)
        scheduler.start()
        loops = [asyncio.create_task(_for_ever(self._look_in)), asyncio.create_task(_for_ever(self._send_due))]
        stopped = asyncio.create_task(stop.wait())
        try:
            done, _ = await asyncio.wait([stopped, *loops], return_when=asyncio.FIRST_COMPLETED)
            for loop in done - {stopped}:
                loop.result()  # a loop ends by a bug only: loud
        finally:
            scheduler.shutdown(wait=False)
            for task in (*loops, stopped):
                task.cancel()
            await asyncio.gather(*loops, stopped, *self._sending, return_exceptions=True)

    async def _daily(self) -> None:
        await self._house.write(lambda transaction: upkeep.daily(transaction, self._house.context))

    # --- in ----------------------------------------------------------------------------------------------------------
    async def _look_in(self) -> None:
        self._arrived.clear()
        rows = await self._house.read(
            lambda transaction: inbound.waiting(transaction, self._house.context, self._readers.keys(), _BATCH)
        )
        if not rows:
            await self._arrived.wait()
            return
        processed = [self._house.write_together(self._process, row) for row in rows]
        results = await asyncio.gather(*processed, return_exceptions=True)
        for row, result in zip(rows, results, strict=True):
            if isinstance(result, BaseException):
                await self._failed(row, result)
        self._due.set()

    def _process(self, transaction: Transaction, rows: Sequence[inbound.Waiting]) -> None:
        inbound.process(transaction, self._house.context, self._readers, rows)

    async def _failed(self, row: inbound.Waiting, error: BaseException) -> None:
        if is_unavailable(error):
            raise error  # not the row's fault: it waits
        reason = type(error).__name__
        dead = await self._house.write(lambda transaction: inbound.failed(transaction, row.id, reason))
        where = traceback.extract_tb(error.__traceback__)[-1]  # its message could quote a parent
        log.error("arrival_failed", arrival=row.id, reason=reason, where=f"{where.name}:{where.lineno}", given_up=dead)
        if dead:
            try:
                await self._house.write(lambda transaction: inbound.apologise(transaction, self._house.context, row))
            except Exception as again:  # what broke the step may break the question as well; the neighbours go on
                log.error("apology_failed", arrival=row.id, reason=type(again).__name__)

    # --- out ---------------------------------------------------------------------------------------------------------
    async def _send_due(self) -> None:
        await self._due.wait()
        self._due.clear()
        wait = (self._paused_until - self._house.context.now()).total_seconds()
        if wait > 0:
            await asyncio.sleep(wait)
        lease = partial(
            dispatch.lease,
            context=self._house.context,
            channels=self._channels.keys(),
            most=_BATCH,
            busy=frozenset(self._busy),
        )
        deliveries = await self._house.write(lease)
        for contact_id, theirs in _by_contact(deliveries).items():
            self._busy.add(contact_id)
            task = asyncio.create_task(self._deliver(contact_id, theirs))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    async def _deliver(self, contact_id: int, deliveries: Sequence[Delivery]) -> None:
        """One person's messages, one after the other, so that they read in order."""
        try:
            results = await self._carried_out(deliveries)
            await self._house.write_together(self._settle, results)
        finally:  # what could not be settled is due again when its lease ends
            self._busy.discard(contact_id)
            self._due.set()

    async def _carried_out(self, deliveries: Sequence[Delivery]) -> list[tuple[Delivery, Outcome]]:
        results: list[tuple[Delivery, Outcome]] = []
        for delivery in deliveries:
            if results and isinstance(results[-1][1], RetryAfter):
                results.append((delivery, results[-1][1]))  # the rest waits behind it
                continue
            outcome = await self._channels[delivery.row.channel].deliver(delivery.address, delivery.order)
            results.append((delivery, outcome))
            if isinstance(outcome, RetryAfter) and outcome.everybody:
                until = self._house.context.now() + timedelta(seconds=outcome.seconds)
                self._paused_until = max(self._paused_until, until)
        return results

    def _settle(self, transaction: Transaction, ended: Sequence[Sequence[tuple[Delivery, Outcome]]]) -> None:
        dispatch.settle(transaction, self._house.context, list(chain.from_iterable(ended)))


async def _for_ever(step: Callable[[], Awaitable[None]]) -> None:
    """Repeat `step`. While the database cannot be reached it waits; any other failure is a bug: it ends the process."""
    while True:
        try:
            await step()
        except Exception as error:
            if not is_unavailable(error):
                raise
            log.warning("database_unavailable", retry_in=_PAUSE)
            await asyncio.sleep(_PAUSE)


def _by_contact(deliveries: Sequence[Delivery]) -> dict[int, list[Delivery]]:
    grouped: dict[int, list[Delivery]] = defaultdict(list)
    for delivery in deliveries:
        grouped[delivery.row.contact_id].append(delivery)
    return grouped
