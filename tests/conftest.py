"""Fixtures every test may ask for. Named cast: tests/cast.py."""

import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

pytest_plugins = ["tests.browsers", "tests.databases"]

MEMORY, ENOUGH = Path("/dev/shm"), 2 * 1024**3  # bytes; a run leaves a tenth of it


def pytest_configure() -> None:
    """Databases by the thousand, which wait for the disk at every commit, lie in memory where there is room."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(autouse=True)
def logs_of_its_own() -> Iterator[None]:
    """What a test sets up for logs ends with it: its standard error is closed then."""
    handlers, level = list(logging.root.handlers), logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()
