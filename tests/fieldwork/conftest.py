"""The drawing board, on both databases where `database` says so."""

import pytest

from storage.transaction import Database
from tests.fieldwork.drawing import Board


@pytest.fixture
def board(database: Database) -> Board:
    return Board(database)
