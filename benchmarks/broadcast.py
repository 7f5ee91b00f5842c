"""Claim: a message to many people leaves almost as fast as Telegram allows, without one refusal, and who is answering
meanwhile does not feel it.

Against the strict Telegram of the tests, which counts messages in every window of a second. Floor: the same messages at
30 a second, which is what Telegram allows.
"""

import asyncio
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import quantiles

from benchmarks.databases import KINDS
from benchmarks.measuring import Figure
from services.context import Transaction
from services.reminding import invitations
from storage import contacts, respondents
from surveys.items import Purpose
from tests.fake_telegram import FakeTelegram, Phone
from tests.fake_telegram.phone import Screen
from tests.scenarios.stage import FORM, Stage, settings_for

PEOPLE = 1_500  # the claim is about 55,000: `python -m benchmarks.broadcast 55000` takes half an hour
TALKING = 8
_EVERY = 1.5  # seconds between two acts of one of them
_ALLOWED = 30  # a second
_CHUNK = 500
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # within the hours


class Talkers:
    """People in the middle of a question with boxes: each act redraws it."""

    def __init__(self, phones: list[Phone]) -> None:
        self.phones = phones
        self.waits: list[float] = []

    async def go_on(self, until: asyncio.Event) -> None:
        await asyncio.gather(*(self._act(phone, at / len(self.phones), until) for at, phone in enumerate(self.phones)))

    async def _act(self, phone: Phone, offset: float, until: asyncio.Event) -> None:
        await asyncio.sleep(offset * _EVERY)
        while not until.is_set():
            began = time.perf_counter()
            await phone.wait_for(await _redrawn(phone), 60)
            self.waits.append(time.perf_counter() - began)
            await asyncio.sleep(_EVERY)

    def taken(self) -> list[float]:
        waits, self.waits = self.waits, []
        return waits


async def _redrawn(phone: Phone) -> Callable[[Screen], bool]:
    """Tap the first box; whether it has been drawn anew."""
    before = phone.last.keyboard
    await phone.tap_index(0)
    return lambda screen: screen[-1].keyboard != before


def _acquainted(stage: Stage, phones: list[Phone]) -> None:
    """These took part in an earlier campaign, and agreed to be asked again."""

    def known(transaction: Transaction) -> None:
        context = stage.house.context
        for phone in phones:
            phone.person.started = True
            address = str(phone.person.id)
            who = contacts.create(transaction, context.vault, context.chance(12), "telegram", address, "fr")
            respondents.agree(transaction, who.id, 999, Purpose.RECONTACT.value, date(2026, 1, 1))

    stage.do(known)


async def _invite(stage: Stage) -> None:
    mailing = stage.do(lambda t: invitations.begin(t, stage.house.context, "NANTES"))
    after: int | None = 0
    while after is not None:
        after = (await stage.house.write(partial(_chunk, stage, mailing, after))).last


def _chunk(stage: Stage, mailing: int, after: int, transaction: Transaction) -> invitations.Chunk:
    return invitations.queue(transaction, stage.house.context, "NANTES", mailing, after, _CHUNK)


async def _measure(stage: Stage, count: int) -> tuple[float, list[float], list[float]]:
    """(seconds from the first invitation to the last, waits at rest, waits meanwhile)."""
    stage.pass_(seconds=(TUESDAY - stage.now()).total_seconds() % timedelta(days=7).total_seconds())
    stage.telegram.clock.leaps = False
    phones = [stage.telegram.phone(100_000 + number) for number in range(count)]
    _acquainted(stage, phones)
    talkers = Talkers([await stage.at(f"{5000 + number}", "stage") for number in range(TALKING)])
    rest, over = asyncio.Event(), asyncio.Event()
    resting = asyncio.create_task(talkers.go_on(rest))
    await asyncio.sleep(15)
    rest.set()
    await resting
    idle = talkers.taken()
    await _invite(stage)
    talking = asyncio.create_task(talkers.go_on(over))
    while not (first := _shown(phones[:1])):
        await asyncio.sleep(0.001)
    while not all(phone.person.posts for phone in reversed(phones)):
        await asyncio.sleep(0.2)
    over.set()
    await talking
    times = sorted(at for phone in phones for at in _shown([phone]))
    assert len(times) == count, "somebody was invited twice"
    return times[-1] - min(first[0], times[0]), idle, talkers.taken()


def _shown(phones: list[Phone]) -> list[float]:
    return [post.shown_at for phone in phones for post in phone.person.posts.values()]


async def _run(kind: str, count: int) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, KINDS[kind](Path(folder)) as url:
        async with FakeTelegram() as telegram:
            telegram.clock.leaps = True
            stage = Stage(settings_for(Path(folder), url, telegram, by_webhook=True), telegram, by_webhook=True)
            await stage.start()
            stage.open_campaign("NANTES", FORM)
            seconds, idle, busy = await _measure(stage, count)
            refused = telegram.gate.refused
            await stage.stop()
    ideal = (count - 1) / _ALLOWED
    slower = 1e3 * (_p99(busy) - _p99(idle))
    return [
        Figure(
            f"{count:,} invitations, {kind}, {refused} refused",
            f"{seconds:,.1f} s",
            f"{ideal:,.1f} s",
            f"{seconds / ideal:.3f} ×",
            "1.07 ×, 0 refused",
        ),
        Figure(
            f"  {TALKING} people who answer meanwhile, p99",
            f"{1e3 * _p99(busy):.0f} ms",
            f"{1e3 * _p99(idle):.0f} ms at rest",
            f"{slower:+.0f} ms",
            "+50 ms",
        ),
    ]


def _p99(waits: list[float]) -> float:
    return quantiles(waits, n=100)[98]


def run(count: int = PEOPLE) -> list[Figure]:
    return asyncio.run(_run("SQLite", count))


if __name__ == "__main__":
    import sys

    for line in run(int(sys.argv[1])):
        print(line)
