"""The stage of every scenario."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fake_telegram import FakeTelegram
from tests.scenarios.stage import BEGINS, CAMPAIGNS, Stage, settings_for


@pytest.fixture
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    """A house that runs, with the campaigns of the stage open. See tests/scenarios/stage.py."""
    kind, way = getattr(request, "param", ("sqlite", "polling"))
    if kind == "sqlite":
        url = f"sqlite:///{request.getfixturevalue('data_dir') / 'voix.db'}"
    else:
        url = request.getfixturevalue("empty_postgres_url")
    async with FakeTelegram() as telegram:
        telegram.clock.leaps = True
        telegram.clock.advance(BEGINS.timestamp() - telegram.clock.now())
        house = Stage(settings_for(tmp_path, url, telegram, way == "webhook"), telegram, way == "webhook")
        await house.start()
        for code, form in CAMPAIGNS.items():
            house.open_campaign(code, form)
        yield house
        await house.stop()
    assert telegram.gate.violations == [], "whatever is tried, a pause that Telegram asks for is kept"
