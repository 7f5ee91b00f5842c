"""The secret of the webhook is changed while parents go on answering: for a day both are good, then only the new."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from storage.transaction import Database
from tests.cast import Clock, context
from voix.build import House
from voix.settings import read
from voix.telegram import Telegram
from voix.worker import Worker

OLD, NEW = "last-year", "this-year"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Site:
    """The webhook of one installation, started again and again."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder, self.clock = database, folder, Clock()
        self._updates = 0

    async def start(self, old_secret: str) -> None:
        settings = read(
            {
                "VOIX_DATA_DIR": str(self.folder / "data"),
                "VOIX_SECRET_KEY": "k" * 32,
                "VOIX_PUBLIC_URL": "https://voix.example",
                "VOIX_TELEGRAM_TOKEN": "123456:" + "x" * 35,
                "VOIX_TELEGRAM_WEBHOOK_SECRET": NEW,
                "VOIX_TELEGRAM_WEBHOOK_OLD_SECRET": old_secret,
            }
        )
        house = House(settings, self.database, context(self.clock))
        self.site = TestClient(Starlette(routes=await Telegram(house).routes(Worker(house, {}, {}))))

    def status(self, secret: str) -> int:
        self._updates += 1
        update = json.dumps({"update_id": self._updates})
        return self.site.post("/telegram", content=update, headers={HEADER: secret}).status_code


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Iterator[Site]:
    return Site(database, tmp_path)


async def test_for_a_day_both_secrets_are_good(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    await site.start(OLD)
    assert (site.status(NEW), site.status(OLD), site.status("another")) == (200, 200, 403)
    site.clock.pass_(hours=23, minutes=59)
    assert (site.status(NEW), site.status(OLD)) == (200, 200)
    site.clock.pass_(minutes=2)
    assert (site.status(NEW), site.status(OLD)) == (200, 403)


async def test_starting_again_does_not_make_the_day_longer(site: Site) -> None:
    for _ in range(3):
        await site.start(OLD)
        assert site.status(OLD) == 200
        site.clock.pass_(hours=8)
    await site.start(OLD)
    assert (site.status(NEW), site.status(OLD)) == (200, 403)


async def test_another_old_secret_begins_a_day_of_its_own(site: Site) -> None:
    await site.start(OLD)
    site.clock.pass_(days=300)
    await site.start("the-one-after")
    assert (site.status("the-one-after"), site.status(OLD)) == (200, 403)


async def test_without_an_old_secret_nothing_is_good_but_the_new(site: Site) -> None:
    await site.start("")
    assert (site.status(NEW), site.status(OLD), site.status("")) == (200, 403, 403)


async def test_the_log_says_until_when_and_never_which(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    await site.start(OLD)
    site.clock.pass_(hours=25)
    await site.start(OLD)
    said = "".join(capsys.readouterr())
    assert "old_webhook_secret_believed" in said
    assert "2026-11-24T09:00+00:00" in said
    assert "old_webhook_secret_refused" in said
    assert OLD not in said
