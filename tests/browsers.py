"""The browser of the tests marked `browser`: needed on CI, left out where there is none."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.web.browser import CHROMIUM, IS_REQUIRED, chromium


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if CHROMIUM or IS_REQUIRED:
        return
    without = [item for item in items if item.get_closest_marker("browser")]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if item not in without]


@pytest.fixture(scope="module")
def headless() -> Iterator[Browser]:
    """One headless browser for the tests of a module. Its event loop must end before an asynchronous test begins."""
    with chromium() as browser:
        yield browser
