"""Recordings of parents are fetched from their channel. Rows are the truth; nudges and ticks only say when to look."""

import asyncio
from collections.abc import Mapping
from functools import partial

from services.channels import Channel
from services.recordings import voices
from voix.build import House

_AT_ONCE = 4  # recordings in hand: they are large, and nobody waits for them


class Fetching:
    """One per process. `channels` fetch, by name."""

    def __init__(self, house: House, channels: Mapping[str, Channel]) -> None:
        self._house = house
        self._channels = channels
        self._due = asyncio.Event()
        self._ends = asyncio.Event()

    def nudge(self) -> None:
        """Something may be there to fetch."""
        self._due.set()

    def end(self) -> None:
        """Take nothing more in hand."""
        self._ends.set()
        self._due.set()

    async def fetch(self) -> None:
        """Fetch what is due, until nothing is. What is not settled when a process dies is due again a minute later."""
        await self._due.wait()
        if self._ends.is_set():
            return
        self._due.clear()
        context = self._house.context
        if not await self._house.read(lambda transaction: voices.is_due(transaction, context)):
            return
        lease = partial(voices.lease, context=context, channels=tuple(self._channels), most=_AT_ONCE)
        wanted = await self._house.write(lease)
        await asyncio.gather(*map(self._one, wanted))
        if wanted:
            self._due.set()

    async def _one(self, wanted: voices.Wanted) -> None:
        outcome = await self._channels[wanted.channel].fetch(wanted.handle, voices.MOST_BYTES)
        settle = partial(voices.settle, context=self._house.context, what=wanted, outcome=outcome)
        await self._house.write(settle)
