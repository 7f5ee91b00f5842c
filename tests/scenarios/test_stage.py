"""The stage itself: what the scenarios stand on."""

import asyncio

from tests.cast import LEA
from tests.scenarios.stage import Stage, everywhere


@everywhere
async def test_a_house_runs_ends_and_opens_again(stage: Stage) -> None:
    phone = await stage.started(LEA)
    await phone.tap("Oui, je commence")
    await phone.wait_for(lambda screen: "Qui êtes-vous" in screen[-1].text)
    await stage.restart()
    await phone.tap_index(0)
    await phone.wait_for(lambda screen: "quartier" in screen[-1].text)
    await stage.settled()
    await stage.crash()
    await phone.type("1")
    await stage.start()
    await phone.wait_for(lambda screen: screen[-1].by_bot)
    await stage.settled()
    assert stage.count("answer") == 2


async def test_nothing_of_a_crashed_house_goes_on(stage: Stage) -> None:
    phone = await stage.started(LEA)
    before = asyncio.all_tasks()
    await stage.crash()
    said = len(phone.screen())
    await phone.type("1")
    await asyncio.sleep(0.1)
    assert len(phone.screen()) == said + 1
    assert len(asyncio.all_tasks()) < len(before)
