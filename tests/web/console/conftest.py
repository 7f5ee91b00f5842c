"""The staff of Nantes, each at a browser, on one empty house."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.accounts.staff import StaffRole
from tests.web.console.staffroom import Browser
from voix import settings
from voix.build import House, open_house


@pytest.fixture
def house(data_dir: Path) -> Iterator[House]:
    house = open_house(settings.read({"VOIX_DATA_DIR": str(data_dir)}))
    yield house
    house.close()


@pytest.fixture
def helene(house: House) -> Browser:
    """Hélène coordinates the eleven districts."""
    return Browser(house, StaffRole.COORDINATOR)


@pytest.fixture
def malik(house: House) -> Browser:
    """Malik is the officer of Nantes Nord."""
    return Browser(house, StaffRole.OFFICER, ("nantes-nord",))


@pytest.fixture
def odile(house: House) -> Browser:
    """Odile keeps the server running."""
    return Browser(house, StaffRole.OPERATOR)
