"""A client on a stage: pages with hand-made conversations behind them."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.web.browser import served
from tests.web.stage import SESSION, Stage
from web import sessions
from web.app import create

HTTPS = "https://voix.example"


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    stage = Stage()
    stage.install(monkeypatch)
    return stage


@pytest.fixture
def client(stage: Stage) -> TestClient:
    """A browser without JavaScript, in French, that has not been here before."""
    app = create(stage, secure_cookies=True)
    return TestClient(
        app, HTTPS, follow_redirects=False, headers={"Accept-Language": "fr"}, raise_server_exceptions=False
    )


@pytest.fixture
def lea(client: TestClient) -> TestClient:
    """Léa's browser, after she pressed start."""
    client.post("/c/NANTES", data={"command": "start"})
    return client


@pytest.fixture
def helene(client: TestClient) -> TestClient:
    """Hélène's browser, signed in to the console."""
    client.cookies.set(sessions.STAFF, SESSION, domain="voix.example", path="/console")
    return client


@pytest.fixture
def address(stage: Stage) -> Iterator[str]:
    """The stage on a real port."""
    with served(create(stage, secure_cookies=False)) as url:
        yield url
