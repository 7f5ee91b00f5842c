"""N. Operations: restarts under load, and a backup that comes to life."""

import asyncio
import shutil
import time
from dataclasses import replace
from pathlib import Path

from tests.cast import AICHA, INES, LEA, MEHMET
from tests.fake_telegram import visible_duplicates
from tests.journeys.parents import answer_everything
from tests.scenarios.stage import FORM, Stage, both_ways, everywhere

CAST = (AICHA, MEHMET, INES, LEA)


async def test_n3_a_backup_that_comes_to_life_sends_nothing_again(stage: Stage, tmp_path: Path) -> None:
    """The backup is of a moment in the middle of a conversation; what it knows as sent stays sent."""
    phone = await stage.at(LEA, "district")
    backup = tmp_path / "backup.db"
    await asyncio.to_thread(stage.do, lambda t: None)
    source = tmp_path / "voix.db"
    await stage.stop()
    shutil.copy(source, backup)
    stage.settings = replace(stage.settings, database_url=f"sqlite:///{backup}")
    calls = len(stage.telegram.calls("sendMessage"))
    await stage.start()
    stage.pass_(minutes=10)
    await stage.settled()
    assert len(stage.telegram.calls("sendMessage")) == calls
    await phone.tap_index(0)
    await stage.reaches(phone, "stage")


@everywhere
async def test_n4_restarts_under_load_lose_and_double_nothing(stage: Stage) -> None:
    """Four parents answer everything while the house ends in peace and begins again, five times."""
    phones = [stage.phone(who) for who in CAST]

    async def talk(who: str) -> None:
        phone = stage.phone(who)
        await phone.start("NANTES")
        await answer_everything(phone, FORM, phone.person.language, 10)

    async def restart() -> None:
        for _ in range(5):
            await asyncio.sleep(0.4)
            await stage.restart()

    await asyncio.gather(restart(), *(talk(who) for who in CAST))
    await stage.settled()
    assert len(stage.answers("satisfaction")) == 4
    assert [visible_duplicates(phone) for phone in phones] == [[], [], [], []]


@both_ways
async def test_n4_no_tap_waits_long_for_its_toast(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    restarting = asyncio.create_task(stage.restart())
    began = time.monotonic()
    await phone.tap("Une mère")
    await phone.wait_for(lambda _: not phone.waiting(), 10)
    assert time.monotonic() - began < 5, "the phone waits for no more than the restart"
    await restarting
    await stage.reaches(phone, "district")
