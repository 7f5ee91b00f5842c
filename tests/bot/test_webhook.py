"""The webhook: durable first, acknowledged then."""

import json
import logging
from collections.abc import Sequence

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.updates import read
from bot.webhook import BODY_BYTES, route
from services.channels import Arrival, Tapped, Wrote
from tests.bot.serving import served
from tests.bot.test_updates import message, tap
from tests.fake_telegram import FakeTelegram, Phone

SECRET = "correct-horse_battery"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Intake:
    """Keeps what arrives; `broken` makes it fail as a database does that is away."""

    def __init__(self) -> None:
        self.arrived: list[Arrival] = []
        self.broken = False

    async def accept(self, arrivals: Sequence[Arrival]) -> None:
        if self.broken:
            raise ConnectionError("SECRET of the database")
        self.arrived += arrivals


@pytest.fixture
def intake() -> Intake:
    return Intake()


@pytest.fixture
def good() -> list[str]:
    """The old secret, as long as it is good."""
    return ["old-secret"]


@pytest.fixture
def site(intake: Intake, good: list[str]) -> TestClient:
    return TestClient(Starlette(routes=[route(intake.accept, SECRET, lambda: "".join(good), bot="42")]))


def test_a_text_is_stored_and_answered_with_an_empty_200(site: TestClient, intake: Intake) -> None:
    answer = site.post("/telegram", content=message(text="oui"), headers={HEADER: SECRET})
    assert (answer.status_code, answer.content) == (200, b"")
    found = read(intake.arrived[0].payload)
    assert found is not None
    assert found.what == Wrote("oui")


def test_a_tap_is_acknowledged_in_the_answer(site: TestClient, intake: Intake) -> None:
    answer = site.post("/telegram", content=tap(), headers={HEADER: SECRET})
    assert answer.json() == {"method": "answerCallbackQuery", "callback_query_id": "7001"}
    found = read(intake.arrived[0].payload)
    assert found is not None
    assert found.what == Tapped("token")


@pytest.mark.parametrize("given", [None, b"", b"wrong", SECRET.encode() + b"\xe9", SECRET[:-1].encode()])
def test_without_the_secret_nothing_is_read_stored_or_logged(
    site: TestClient, intake: Intake, given: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    headers = {} if given is None else {HEADER.encode(): given}
    answer = site.post("/telegram", content=message(text="SECRET"), headers=headers)
    assert answer.status_code == 403
    assert intake.arrived == []
    assert caplog.text == ""


def test_the_old_secret_is_good_while_telegram_changes_over(site: TestClient, intake: Intake, good: list[str]) -> None:
    assert site.post("/telegram", content=message(text="oui"), headers={HEADER: "old-secret"}).status_code == 200
    assert site.post("/telegram", content=message(text="oui"), headers={HEADER: SECRET}).status_code == 200
    good.clear()
    assert site.post("/telegram", content=message(text="oui"), headers={HEADER: "old-secret"}).status_code == 403
    assert site.post("/telegram", content=message(text="oui"), headers={HEADER: ""}).status_code == 403
    assert site.post("/telegram", content=message(text="oui"), headers={HEADER: SECRET}).status_code == 200
    assert len(intake.arrived) == 3


def test_there_is_no_webhook_without_a_secret(intake: Intake) -> None:
    with pytest.raises(ValueError, match="secret"):
        route(intake.accept, "")


def test_a_body_too_large_is_refused(site: TestClient, intake: Intake) -> None:
    largest = message(text="x" * (BODY_BYTES - 400))
    assert site.post("/telegram", content=largest, headers={HEADER: SECRET}).status_code == 200
    too_large = message(text="x" * BODY_BYTES)
    assert site.post("/telegram", content=too_large, headers={HEADER: SECRET}).status_code == 413
    assert len(intake.arrived) == 1


def test_a_malformed_update_is_stored_too_and_answered_200(site: TestClient, intake: Intake) -> None:
    for body in (b"<html>", b"", json.dumps({"update_id": 1, "hologram": {}}).encode()):
        assert site.post("/telegram", content=body, headers={HEADER: SECRET}).status_code == 200
    assert len(intake.arrived) == 3


def test_when_it_cannot_be_stored_telegram_is_asked_to_come_again(
    site: TestClient, intake: Intake, caplog: pytest.LogCaptureFixture
) -> None:
    intake.broken = True
    answer = site.post("/telegram", content=tap(), headers={HEADER: SECRET})
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.content == b""
    assert "ConnectionError" in caplog.text
    assert "SECRET" not in caplog.text


def test_only_post_is_served(site: TestClient) -> None:
    assert site.get("/telegram", headers={HEADER: SECRET}).status_code == 405


async def test_telegram_stops_the_phone_waiting_and_brings_again_what_could_not_be_stored(
    telegram: FakeTelegram, intake: Intake, lea: Phone
) -> None:
    """The whole way, on sockets: a tap while the database is away, then back."""
    telegram.clock.speed = 50
    intake.broken = True
    async with served(Starlette(routes=[route(intake.accept, SECRET)])) as address:
        await telegram.webhooks.set({"url": f"{address}/telegram", "secret_token": SECRET})
        await lea.forge("token")
        await lea.wait_for(lambda _: telegram.webhooks.statuses.count(503) >= 2)
        assert len(lea.waiting()) == 1
        intake.broken = False
        await lea.wait_for(lambda _: not lea.waiting())
    assert lea.toasts() == [""]
    assert [read(arrived.payload) is not None for arrived in intake.arrived] == [True, True]  # /start and the tap
    assert telegram.webhooks.info()["pending_update_count"] == 0
