"""Fixtures every test may ask for. Named cast: tests/cast.py."""

import logging
from collections.abc import Iterator

import pytest
import structlog

pytest_plugins = ["tests.browsers", "tests.databases"]


@pytest.fixture(autouse=True)
def logs_of_its_own() -> Iterator[None]:
    """What a test sets up for logs ends with it: its standard error is closed then."""
    handlers, level = list(logging.root.handlers), logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()
