"""One writer: use cases share a commit, fail alone, and lose nothing."""

from collections.abc import Callable
from concurrent.futures import wait
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import installation, migrations
from storage.instants import Instant
from storage.transaction import BadDatabaseUrl, Database, Transaction, engine_for


def test_many_writers_at_once_lose_no_update(database: Database) -> None:
    database.write(lambda t: installation.settle(t, "count", "0")).result()

    def increment(transaction: Transaction) -> None:
        known = int(installation.value(transaction, "count") or "0")
        transaction.execute(text("UPDATE installation SET value = :n WHERE name = 'count'"), {"n": str(known + 1)})

    wait([database.write(increment) for _ in range(500)])

    assert database.read(lambda t: installation.value(t, "count")) == "500"


def test_a_failing_use_case_fails_alone(database: Database) -> None:
    def fails(transaction: Transaction) -> None:
        installation.settle(transaction, "half-done", "yes")
        raise ValueError("no")

    def keeps(name: str) -> Callable[[Transaction], str]:
        return lambda transaction: installation.settle(transaction, name, "kept")

    futures = [database.write(keeps("before")), database.write(fails), database.write(keeps("after"))]
    wait(futures)

    with pytest.raises(ValueError, match="no"):
        futures[1].result()
    assert [futures[0].result(), futures[2].result()] == ["kept", "kept"]
    assert database.read(lambda t: installation.value(t, "half-done")) is None
    assert database.read(lambda t: installation.value(t, "after")) == "kept"


def test_a_future_nobody_waits_for_any_more_does_not_stop_the_writer(database: Database) -> None:
    for _ in range(20):
        database.write(lambda t: installation.value(t, "x")).cancel()
    assert database.write(lambda t: installation.settle(t, "x", "1")).result() == "1"


@pytest.mark.parametrize("url", ["", "voix.db", "mysql://x/y", "sqlite", "postgresql//x", "://", "\x00"])
def test_an_address_of_no_database_is_refused(url: str) -> None:
    with pytest.raises(BadDatabaseUrl):
        engine_for(url)


def test_moments_come_back_in_utc(database: Database) -> None:
    moment = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert Instant().process_result_value(Instant().process_bind_param(moment, None), None) == moment


def test_migrations_match_the_schema_and_go_back_to_nothing(database_url: str) -> None:
    engine = engine_for(database_url)
    migrations.pending_changes(engine)
    migrations.downgrade(engine)
    with engine.begin() as connection:
        left = engine.dialect.get_table_names(connection)
    migrations.upgrade(engine)
    engine.dispose()
    assert set(left) <= {"alembic_version"}


def test_the_newest_revision_is_the_one_alembic_would_apply_last() -> None:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert script.get_heads() == [migrations.newest()]
