"""Queues stay quick however much lies behind them."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from storage import deadletters, inbox, migrations, monitoring, outbox
from storage.transaction import Transaction, engine_for
from storage.vault import Vault

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
VAULT = Vault(bytes(32))

LOOKS: dict[str, tuple[str, Callable[[Transaction], object]]] = {
    "what waits": ("ix_inbox_waiting", lambda t: inbox.claim(t, VAULT, ["telegram"], 10)),
    "what is due": ("ix_outbox_due", lambda t: outbox.lease_replies(t, VAULT, ["telegram"], NOW, NOW, 10)),
    "what nobody asked for": (
        "ix_outbox_paced",
        lambda t: outbox.lease_paced(t, VAULT, "telegram", NOW, NOW, in_hours=True),
    ),
    "what is urgent": (
        "ix_outbox_mailing",
        lambda t: outbox.lease_paced(t, VAULT, "telegram", NOW, NOW, in_hours=False),
    ),
    "how many arrivals wait": ("ix_inbox_waiting", monitoring.arrivals),
    "how much is due": ("ix_outbox_open", lambda t: monitoring.due(t, NOW)),
    "how many are set aside": ("ix_inbox_dead", monitoring.dead),
    "what is set aside": ("ix_inbox_dead", lambda t: deadletters.latest(t, 10)),
}


@pytest.mark.parametrize("name", LOOKS)
def test_rows_that_are_done_are_not_walked_over(tmp_path: Path, name: str) -> None:
    index, look = LOOKS[name]
    engine = engine_for(f"sqlite:///{tmp_path / 'voix.db'}")
    migrations.upgrade(engine)
    said: list[tuple[str, tuple[object, ...]]] = []
    with engine.begin() as transaction:
        event.listen(engine, "before_cursor_execute", lambda *args: said.append((args[2], args[3])))
        look(transaction)
    engine.dispose()
    with sqlite3.connect(tmp_path / "voix.db") as raw:
        plan = raw.execute(f"EXPLAIN QUERY PLAN {said[-1][0]}", said[-1][1]).fetchall()
    assert index in str(plan)
