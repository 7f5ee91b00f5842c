"""What whoever keeps the server running may ask, and who may ask it."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from services.health import Queue
from services.metrics import Metrics, Webhook
from tests.cast import Clock
from tests.web.stage import Stage
from web.app import create

ROOT = Path(__file__).parents[2]
HERE, ELSEWHERE = ("127.0.0.1", 50_000), ("192.0.2.7", 50_000)
TOKEN = "a-token-for-the-monitoring"
PUBLIC, LOCAL = "https://voix.example", "http://127.0.0.1:8000"


class Watched:
    """A stage with a clock, and its watcher at some address."""

    def __init__(self, stage: Stage, public_url: str = LOCAL, token: str = "") -> None:
        self.stage, self.clock = stage, Clock()
        stage.context = replace(stage.context, now=self.clock, public_url=public_url, version="1.2.3")
        self.metrics = Metrics(channels=frozenset({"telegram"}))
        self.app = create(stage, secure_cookies=False, metrics=self.metrics, metrics_token=token)

    def get(self, path: str, client: tuple[str, int] = HERE, **headers: str) -> tuple[int, str]:
        """(status, page), some seconds after the last question."""
        self.clock.pass_(seconds=5)
        with TestClient(self.app, LOCAL, client=client) as browser:
            answer = browser.get(path, headers=headers)
        return answer.status_code, answer.text

    def figures(self) -> dict[str, float]:
        status, page = self.get("/metrics")
        assert status == 200
        lines = [line.rsplit(" ", 1) for line in page.splitlines() if not line.startswith("#")]
        return {name: float(value) for name, value in lines}


@pytest.fixture
def watched(stage: Stage) -> Watched:
    return Watched(stage)


def test_health_tells_whether_the_database_answers(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    async def unreachable(*_: object) -> None:
        raise OSError

    assert watched.get("/health/live") == (200, "ok")
    assert watched.get("/health/ready") == (200, "ok")
    monkeypatch.setattr(Stage, "read", unreachable)
    assert watched.get("/health/ready") == (503, "the database does not answer")
    assert watched.get("/health/live") == (200, "ok")
    figures = watched.figures()
    assert figures["voix_database_up"] == 0
    assert "voix_dead_letters" not in figures, "an unknown is not a zero"


def test_n1_somebody_who_waits_for_too_long_turns_it_red(watched: Watched) -> None:
    for seconds, status in ((30, 200), (31, 503)):
        watched.stage.queues = replace(watched.stage.queues, arrivals={"telegram": Queue(4, seconds)})
        assert watched.get("/health/ready")[0] == status
    watched.stage.queues = replace(watched.stage.queues, arrivals={})
    for seconds, status in ((60, 200), (61, 503)):
        watched.stage.queues = replace(watched.stage.queues, replies={"telegram": Queue(1, seconds)})
        assert watched.get("/health/ready")[0] == status
    assert watched.get("/health/ready")[1] == "outbox: the oldest reply waits for 61 s (limit 60)"


def test_n1_a_mailing_under_way_is_no_delay(watched: Watched) -> None:
    watched.stage.queues = replace(watched.stage.queues, mailings={"telegram": Queue(55_000, 1_800)})
    assert watched.get("/health/ready") == (200, "ok")
    assert watched.figures()['voix_outbox_waiting{channel="telegram",kind="mailing"}'] == 55_000


def test_n1_what_waits_for_a_channel_that_is_off_is_no_delay(watched: Watched) -> None:
    watched.stage.queues = replace(watched.stage.queues, arrivals={"pigeon": Queue(3, 9_000)})
    assert watched.get("/health/ready") == (200, "ok")
    assert watched.figures()['voix_inbox_oldest_seconds{channel="pigeon"}'] == 9_000


def test_n1_updates_that_pile_up_at_telegram_turn_it_red(watched: Watched) -> None:
    for pending, status in ((50, 200), (51, 503)):
        watched.metrics.webhook = Webhook(watched.clock(), pending)
        assert watched.get("/health/ready")[0] == status
    assert watched.figures()["voix_telegram_pending_updates"] == 51


def test_n1_a_delivery_that_failed_turns_it_red_for_five_minutes(watched: Watched) -> None:
    failed = watched.clock()
    watched.clock.pass_(minutes=4, seconds=50)
    watched.metrics.webhook = Webhook(watched.clock(), 0, failed)
    assert watched.get("/health/ready") == (503, "telegram: could not deliver to us 295 s ago")
    assert watched.get("/health/ready") == (200, "ok")


def test_a_telegram_that_does_not_answer_turns_it_red(watched: Watched) -> None:
    """What surely did not leave is tried again and again: it never waits for long in one go."""
    watched.metrics.webhook = Webhook(watched.clock(), 0)
    watched.clock.pass_(seconds=170)
    assert watched.get("/health/ready") == (200, "ok")
    watched.clock.pass_(seconds=10)
    assert watched.get("/health/ready") == (503, "telegram: has not answered for 190 s (limit 180)")


def test_the_figures_tell_what_was_counted_and_what_waits(watched: Watched) -> None:
    watched.metrics.arrived(3)
    watched.metrics.outcome("sent")
    watched.metrics.outcome("sent")
    watched.metrics.pause(30)
    watched.metrics.webhook = Webhook(watched.clock(), 2, watched.clock() - timedelta(hours=1))
    watched.stage.queues = replace(
        watched.stage.queues, dead_letters=1, replies={"telegram": Queue(2, 1.5)}, pauses={"telegram": 12.0}
    )
    figures = watched.figures()
    assert figures['voix_build{version="1.2.3"}'] == 1
    assert figures["voix_database_up"] == 1
    assert figures["voix_arrivals_total"] == 3
    assert figures['voix_deliveries_total{outcome="sent"}'] == 2
    assert figures['voix_deliveries_total{outcome="uncertain"}'] == 0
    assert (figures["voix_pauses_total"], figures["voix_paused_seconds_total"]) == (1, 30)
    assert figures['voix_pause_left_seconds{channel="telegram"}'] == 12
    assert figures["voix_telegram_error_seconds"] == 3_605
    assert figures["voix_telegram_asked_seconds"] == 5
    assert figures["voix_dead_letters"] == 1
    assert figures['voix_inbox_waiting{channel="telegram"}'] == 0
    assert figures['voix_outbox_oldest_seconds{channel="telegram",kind="reply"}'] == 1.5


def test_prometheus_itself_can_read_the_page(watched: Watched) -> None:
    from prometheus_client.parser import text_string_to_metric_families

    families = list(text_string_to_metric_families(watched.get("/metrics")[1]))
    assert {"counter", "gauge"} == {family.type for family in families}
    assert all(family.documentation for family in families)


@pytest.mark.parametrize("page", ["docs/exploitation.md", "deploy/alerts.yml"])
def test_operators_are_told_of_figures_that_exist(watched: Watched, page: str) -> None:
    now = watched.clock()
    watched.metrics.webhook = Webhook(now, 0, now)
    known = {name.split("{")[0] for name in watched.figures()}
    named = set(re.findall(r"\bvoix_[a-z_]+\b", (ROOT / page).read_text(encoding="utf-8")))
    assert named
    assert named <= known


@pytest.mark.parametrize(
    ("public_url", "token", "client", "given", "status"),
    [
        (LOCAL, "", HERE, "", 200),
        (LOCAL, "", ELSEWHERE, "", 404),
        (PUBLIC, "", HERE, "", 404),  # a proxy on this machine brings the whole world from here
        (PUBLIC, TOKEN, ELSEWHERE, f"Bearer {TOKEN}", 200),
        (PUBLIC, TOKEN, ELSEWHERE, "Bearer another", 404),
        (PUBLIC, TOKEN, HERE, "", 404),
        (LOCAL, TOKEN, HERE, "", 404),
    ],
)
def test_the_figures_are_for_this_machine_or_the_token_and_never_for_the_public(
    stage: Stage, public_url: str, token: str, client: tuple[str, int], given: str, status: int
) -> None:
    watched = Watched(stage, public_url, token)
    assert watched.get("/metrics", client, authorization=given)[0] == status


def test_however_many_ask_the_database_is_asked_once_in_a_while(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []
    read = Stage.read

    async def counted(stage: Stage, use_case: object) -> object:
        looks.append(use_case)
        return await read(stage, use_case)  # type: ignore[arg-type]

    monkeypatch.setattr(Stage, "read", counted)
    with TestClient(watched.app, LOCAL, client=HERE) as browser:
        for _ in range(20):
            assert browser.get("/health/ready").status_code == 200
    assert len(looks) == 1
