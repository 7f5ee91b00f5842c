"""The stage of every scenario."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import migrations
from storage.transaction import engine_for
from tests.fake_telegram import FakeTelegram
from tests.scenarios.stage import BEGINS, CAMPAIGNS, Stage, settings_for


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database to copy: migrating one for each test would cost more than the test."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    engine = engine_for(f"sqlite:///{path}")
    migrations.upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    """A house that runs, with the campaigns of the stage open. See tests/scenarios/stage.py."""
    kind, way = getattr(request, "param", ("sqlite", "polling"))
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "voix.db")
        url = f"sqlite:///{tmp_path / 'voix.db'}"
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
