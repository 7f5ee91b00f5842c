"""N1: health turns red while something is wrong, says what, and turns green again by itself.

N2 is in tests/voix/test_deadletters.py and tests/journeys/test_operations.py; the exact limits are in
tests/web/test_health.py.
"""

import asyncio
import urllib.error
import urllib.request

from tests.cast import LEA
from tests.scenarios.stage import Stage, everywhere

LOOK = 3  # seconds, after which health looks anew


def _get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


async def ready(stage: Stage) -> tuple[int, str]:
    """What health says now."""
    stage.pass_(seconds=LOOK)
    return await asyncio.to_thread(_get, f"{stage.url}/health/ready")


@everywhere
async def test_n1_a_house_that_keeps_up_is_green(stage: Stage) -> None:
    phone = await stage.at(LEA, "district")
    assert phone.screen()
    assert await ready(stage) == (200, "ok")


@everywhere
async def test_n1_a_database_that_is_away_is_red_and_green_when_it_is_back(stage: Stage) -> None:
    phone = await stage.started(LEA)
    with stage.database_away():
        assert await ready(stage) == (503, "the database does not answer")
    assert await ready(stage) == (200, "ok")
    await phone.tap("Oui, je commence")
    await stage.reaches(phone, "role")
