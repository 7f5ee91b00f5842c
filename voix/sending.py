"""What is due leaves through the channels. Rows are the truth; nudges and ticks only say when to look."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from itertools import chain

from services import dispatch
from services.channels import Channel, Moved, Outcome, Rejected, RetryAfter, Sent, Uncertain, Unreachable
from services.context import Transaction
from services.dispatch import Delivery
from services.pacing import CHAT, turn
from voix.build import House
from voix.patience import patiently

_BATCH = 256
_AT_ONCE = 1024  # deliveries in hand; what is beyond waits in its rows
_LOOK = 1.0  # seconds between looks when nothing nudges

_NAMES: Mapping[type[Outcome], str] = {
    Sent: "sent",
    RetryAfter: "retry_after",
    Unreachable: "unreachable",
    Moved: "moved",
    Rejected: "rejected",
    Uncertain: "uncertain",
}
Carried = list[tuple[Delivery, Outcome]]


class Sending:
    """One per process. `channels` deliver, by name."""

    def __init__(self, house: House, channels: Mapping[str, Channel]) -> None:
        self._house = house
        self._channels = channels
        self._due = asyncio.Event()
        self._ends = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._held: set[int] = set()
        self._paused_until: dict[str, datetime] = {}  # by channel
        self._whole_at: dict[int, float] = {}  # by contact: when its burst is whole again

    def nudge(self) -> None:
        """Something may have become due."""
        self._due.set()

    async def replies(self) -> None:
        """Send what is due to people who wait for it."""
        await self._due.wait()
        if self._ends.is_set():
            return
        self._due.clear()
        room = min(_BATCH, _AT_ONCE - len(self._held))
        if room <= 0:
            return  # whatever ends nudges again
        lease = partial(dispatch.lease, context=self._house.context, channels=self._channels.keys(), most=room)
        for theirs in _by_contact(await self._house.write(lease)):
            self._begin(theirs)

    async def paced(self, channel: str) -> None:
        """Send the next message that must not leave in a crowd, and wait until another may."""
        slot = await self._house.write(partial(dispatch.next_paced, context=self._house.context, channel=channel))
        if slot.delivery:
            self._begin([slot.delivery])
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ends.wait(), _LOOK if slot.wait is None else min(slot.wait, _LOOK))

    async def keep_hold(self) -> None:
        """Tell that what is in hand is not forgotten, and take back what a dead process had in hand."""
        context, held = self._house.context, frozenset(self._held)

        def keep(transaction: Transaction) -> None:
            if held:
                dispatch.renew(transaction, context, held)
            dispatch.reclaim(transaction, context, context.now())

        await self._house.write(keep)
        now = time.monotonic()
        self._whole_at = {contact: moment for contact, moment in self._whole_at.items() if moment > now}

    def end(self) -> None:
        """Take nothing more in hand, and wait for nothing."""
        self._ends.set()
        self._due.set()

    async def finish(self, seconds: float) -> None:
        """Wait so long for what is under way."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)

    # --- one person --------------------------------------------------------------------------------------------------
    def _begin(self, deliveries: Sequence[Delivery]) -> None:
        self._held.update(each.row.id for each in deliveries)
        task = asyncio.create_task(self._deliver(deliveries))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, deliveries: Sequence[Delivery]) -> None:
        """One person's messages, one after the other, so that they read in order."""
        try:
            carried = await self._carried_out(deliveries)
            await patiently(lambda: self._house.write_together(self._settle, (carried, deliveries[len(carried) :])))
        finally:  # what could not be settled is due again when its lease ends
            self._held.difference_update(each.row.id for each in deliveries)
            self._due.set()

    async def _carried_out(self, deliveries: Sequence[Delivery]) -> Carried:
        """What became of them, as far as they were tried: what follows a message that has to wait, waits behind it."""
        carried: Carried = []
        for delivery in deliveries:
            channel = delivery.row.channel
            await self._turn(delivery.row.contact_id)
            if self._is_paused(channel):
                break
            outcome = await self._channels[channel].deliver(delivery.address, delivery.order)
            carried.append((delivery, outcome))
            self._house.metrics.outcome(_NAMES[type(outcome)])
            if isinstance(outcome, RetryAfter):
                if outcome.everybody:
                    self._pause(channel, outcome.seconds)
                break
        return carried

    async def _turn(self, contact_id: int) -> None:
        """Wait until this chat may be written to."""
        wait, self._whole_at[contact_id] = turn(CHAT, self._whole_at.get(contact_id, 0.0), time.monotonic())
        if wait:
            await asyncio.sleep(wait)

    def _is_paused(self, channel: str) -> bool:
        until = self._paused_until.get(channel)
        return until is not None and self._house.context.now() < until

    def _pause(self, channel: str, seconds: float) -> None:
        """Other processes learn of it when it is settled; this one at once."""
        until = self._house.context.now() + timedelta(seconds=seconds)
        self._paused_until[channel] = max(self._paused_until.get(channel, until), until)
        self._house.metrics.pause(seconds)

    def _settle(self, transaction: Transaction, ended: Sequence[tuple[Carried, Sequence[Delivery]]]) -> None:
        context = self._house.context
        dispatch.settle(transaction, context, list(chain.from_iterable(carried for carried, _ in ended)))
        dispatch.untried(transaction, context, list(chain.from_iterable(untried for _, untried in ended)))


def _by_contact(deliveries: Sequence[Delivery]) -> Iterator[list[Delivery]]:
    grouped: dict[int, list[Delivery]] = defaultdict(list)
    for delivery in deliveries:
        grouped[delivery.row.contact_id].append(delivery)
    yield from grouped.values()
