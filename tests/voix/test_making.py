"""A release is built in a process of its own; whatever is killed in between, it is there whole, and once."""

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest

from services.accounts.staff import Actor, StaffRole
from services.campaigning import campaigns
from services.channels import Commanded, Wrote
from services.context import Transaction
from services.inbound import receive
from services.releasing import jobs, release_building, releases
from services.releasing.jobs import Asked, Step
from storage import releases as stored
from tests.cast import says
from tests.journeys.process import Voix
from tests.surveys.examples import DISTRICT, THANKS, WELCOME, consent, questionnaire
from voix import settings
from voix.build import House, open_house
from voix.making import Making

HELENE = Actor(1, StaffRole.COORDINATOR)
FORM = questionnaire(WELCOME, consent(), DISTRICT, THANKS)


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[House]:
    """24 parents have answered, and Hélène asks for a release."""
    house = open_house(settings.read({"VOIX_DATA_DIR": str(tmp_path / "data"), "VOIX_DATABASE_URL": database_url}))

    def live(transaction: Transaction) -> None:
        campaigns.open_campaign(transaction, house.context, "COURT", FORM, synthetic=False)
        for number in range(24):
            for place, what in enumerate((Commanded("start", "COURT"), Wrote("1"), Wrote("12"[number % 2]))):
                receive(transaction, house.context, says(str(number), what), f"{number}:{place}")
        jobs.ask(transaction, house.context, HELENE, "COURT", "public", ("fr",))

    house.do(live)
    yield house
    house.close()


def asked(house: House) -> Asked:
    found = house.do(lambda t: jobs.last(t, house.context, HELENE, "COURT"))
    assert found
    return found


def assert_released_once(house: House) -> None:
    """One release, with every byte of every file that its manifest tells, and nothing to be found in it."""
    found = asked(house)
    assert (found.state, found.problems) == ("done", ())
    [kept] = house.do(lambda t: releases.summaries(t, house.context))
    assert kept.id == found.release
    held = house.do(lambda t: stored.contents(t, kept.id))
    assert house.do(lambda t: releases.changed_files(t, kept.id, held)) == ()
    assert house.do(lambda t: release_building.attack(t, kept.id)).findings == ()


async def until_protecting(house: House) -> None:
    async with asyncio.timeout(60):
        while asked(house).step is not Step.PROTECTING:
            await asyncio.sleep(0.01)


async def test_a_process_killed_in_the_middle_is_followed_by_another(house: House) -> None:
    making = Making(house)
    making.nudge()
    made = asyncio.create_task(making.make())
    await until_protecting(house)
    [child] = active_children()
    child.kill()
    await made
    assert (asked(house).state, asked(house).step) == ("waiting", Step.PROTECTING)
    assert house.do(lambda t: releases.summaries(t, house.context)) == []
    await making.make()
    assert_released_once(house)
    assert active_children() == [], "its memory is given back"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_who_stops_the_house_stops_the_process_and_the_next_one_begins_again(house: House) -> None:
    making = Making(house)
    making.nudge()
    made = asyncio.create_task(making.make())
    await until_protecting(house)
    making.end()
    await made
    assert (active_children(), asked(house).state) == ([], "waiting")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_server_that_is_killed_takes_its_process_along_and_the_next_one_makes_the_release(
    house: House, tmp_path: Path
) -> None:
    voix = Voix(tmp_path, house.settings.database_url)
    voix.start("serve")
    until(lambda: asked(house).step is Step.PROTECTING)
    processes = children(voix.pid)
    assert processes
    voix.kill()
    until(lambda: not any(map(is_running, processes)))
    assert asked(house).state == "running", "nobody has said otherwise"
    voix.start("serve")
    try:
        until(lambda: not asked(house).is_under_way)
        assert_released_once(house)
    finally:
        assert voix.stop() == 0


def until(well: Callable[[], bool]) -> None:
    ends = time.monotonic() + 60
    while not well():
        assert time.monotonic() < ends
        time.sleep(0.02)


def children(of: int) -> list[int]:
    """Processes that any thread of a process has begun."""
    return [int(one) for told in Path(f"/proc/{of}/task").glob("*/children") for one in told.read_text().split()]


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
