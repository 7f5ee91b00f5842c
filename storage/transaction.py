"""One database, of either kind: how it is opened, how use cases read and write it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from storage.writer import Writer

Transaction = Connection

T = TypeVar("T")
U = TypeVar("U")
_PATIENCE = 10  # seconds a PostgreSQL server has to answer


class BadDatabaseUrl(ValueError):
    """The address of the database cannot be used; the text says why."""


def engine_for(url: str) -> Engine:
    """An engine for sqlite:///file or postgresql://… BadDatabaseUrl for anything else."""
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise BadDatabaseUrl("malformed") from error
    if backend == "sqlite":
        return _sqlite(parsed)
    if backend == "postgresql":
        return _postgresql(parsed)
    raise BadDatabaseUrl(backend)


def _postgresql(url: URL) -> Engine:
    patient = {"connect_timeout": str(_PATIENCE), **url.query}
    return create_engine(
        url.set(drivername="postgresql+psycopg", query=patient), pool_size=4, pool_pre_ping=True, hide_parameters=True
    )


def _sqlite(url: URL) -> Engine:
    if url.database in (None, "", ":memory:"):
        raise BadDatabaseUrl("no file")  # each connection would see an empty database of its own
    engine = create_engine(
        url.set(drivername="sqlite"), connect_args={"timeout": 30, "check_same_thread": False}, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's begin event below decides how a transaction starts
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Deferred transactions that read, then write, lose updates silently; writers take the lock at once.
        mode = "DEFERRED" if connection.get_execution_options().get("read_only") else "IMMEDIATE"
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


class Database:
    """`write` shares commits in one writer thread; `read` runs at once in the calling thread."""

    def __init__(self, url: str) -> None:
        self.engine = engine_for(url)
        self._readers = self.engine.execution_options(read_only=True)
        self._writer = Writer(self.engine)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def write(self, use_case: Callable[[Transaction], T]) -> "Future[T]":
        """Queue a use case; the future is done once its transaction is durable."""
        answer: Future[T] = Future()
        self._writer.put(lambda transaction, _: use_case(transaction), None, answer)
        return answer

    def write_soon(self, use_case: Callable[[Transaction], T]) -> "asyncio.Future[T]":
        """The same for whoever waits in an event loop."""
        return self.write_together(lambda transaction, _: use_case(transaction), None)

    def write_together(self, use_case: Callable[[Transaction, list[T]], U], item: T) -> "asyncio.Future[U]":
        """Queue an item for a use case that takes at once all items that wait for it. If it fails, they run alone."""
        answer: asyncio.Future[U] = asyncio.get_running_loop().create_future()
        self._writer.put(use_case, item, answer)
        return answer

    def read(self, use_case: Callable[[Transaction], T]) -> T:
        """Run a use case that writes nothing."""
        with self._readers.begin() as connection:
            return use_case(connection)

    def close(self) -> None:
        """Finish what is queued, then let go of the database."""
        self._writer.close()
        self.engine.dispose()


__all__ = ["BadDatabaseUrl", "Database", "Transaction", "engine_for"]
