"""A client on a stage, and a browser for the tests marked `browser` (needed on CI, left out where there is none)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from tests.web.browser import CHROMIUM, IS_REQUIRED, chromium, served
from tests.web.stage import SESSION, Stage
from web import sessions
from web.app import create

HTTPS = "https://voix.example"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if CHROMIUM or IS_REQUIRED:
        return
    without = [item for item in items if item.get_closest_marker("browser")]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if item not in without]


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


@pytest.fixture(scope="session")
def headless() -> Iterator[Browser]:
    """One headless browser for all tests."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def address(stage: Stage) -> Iterator[str]:
    """The stage on a real port."""
    with served(create(stage, secure_cookies=False)) as url:
        yield url
