"""Items that wait together are taken together, and one that fails fails alone."""

import asyncio
import threading
from concurrent.futures import Future
from unittest.mock import Mock

import pytest

from storage import installation
from storage.transaction import Database, Transaction


def busy(database: Database) -> tuple[threading.Event, "Future[None]"]:
    """Hold the writer, so that what comes meanwhile waits together."""
    let_go, holding = threading.Event(), threading.Event()

    def hold(_: Transaction) -> None:
        holding.set()
        assert let_go.wait(10)

    held = database.write(hold)
    assert holding.wait(10)
    return let_go, held


async def test_items_that_wait_are_taken_at_once_in_order(database: Database) -> None:
    taken: list[list[str]] = []

    def keep(transaction: Transaction, names: list[str]) -> int:
        taken.append(list(names))
        for name in names:
            installation.settle(transaction, name, "kept")
        return len(names)

    let_go, _ = busy(database)
    waiting = [database.write_together(keep, name) for name in ("one", "two", "three")]
    let_go.set()
    assert await asyncio.gather(*waiting) == [3, 3, 3]
    assert taken == [["one", "two", "three"]]
    assert database.read(lambda t: installation.value(t, "three")) == "kept"


async def test_an_item_that_fails_fails_alone(database: Database) -> None:
    def keep(transaction: Transaction, names: list[str]) -> None:
        for name in names:
            installation.settle(transaction, name, "kept")
            if name == "bad":
                raise ValueError(name)

    let_go, _ = busy(database)
    waiting = [database.write_together(keep, name) for name in ("good", "bad", "fine")]
    let_go.set()
    good, bad, fine = await asyncio.gather(*waiting, return_exceptions=True)
    assert (good, fine) == (None, None)
    assert isinstance(bad, ValueError)
    kept = [database.read(lambda t, name=name: installation.value(t, name)) for name in ("good", "bad", "fine")]
    assert kept == ["kept", None, "kept"]


async def test_the_loop_is_woken_once_for_a_commit(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = asyncio.get_running_loop()
    woken = Mock(wraps=loop.call_soon_threadsafe)
    monkeypatch.setattr(loop, "call_soon_threadsafe", woken)
    let_go, _ = busy(database)
    waiting = [database.write_soon(lambda t: installation.value(t, "x")) for _ in range(20)]
    let_go.set()
    assert await asyncio.gather(*waiting) == [None] * 20
    assert woken.call_count == 1


def test_a_loop_that_is_gone_does_not_stop_the_writer(database: Database) -> None:
    async def leave() -> None:
        database.write_soon(lambda t: installation.value(t, "x"))

    let_go, held = busy(database)
    asyncio.run(leave())
    let_go.set()
    held.result()
    assert database.write(lambda t: installation.settle(t, "x", "1")).result() == "1"
