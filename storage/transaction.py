"""One database, one writer: use cases queue up, share a commit, and answer only once it is durable.

Many small commits are what a survey costs; sharing them is worth more than any other tuning. A use case that fails is
rolled back alone: the batch is undone and its members run again one by one, so use cases must be repeatable until the
commit.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

Transaction = Connection

T = TypeVar("T")
_BATCH = 256  # use cases that may share one commit


class BadDatabaseUrl(ValueError):
    """The address of the database cannot be used; the text says why."""


@dataclass(frozen=True)
class _Job:
    use_case: Callable[[Transaction], Any]
    result: "Future[Any]"


def engine_for(url: str) -> Engine:
    """An engine for sqlite:///file or postgresql://… BadDatabaseUrl for anything else."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise BadDatabaseUrl("malformed") from error
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return _sqlite(url)
    if backend == "postgresql":
        try:
            return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_size=4, pool_pre_ping=True)
        except NoSuchModuleError as error:
            raise BadDatabaseUrl("driver") from error
    raise BadDatabaseUrl(backend)


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": 30, "check_same_thread": False})

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
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._run, name="writer", daemon=True)
        self._writer.start()

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def write(self, use_case: Callable[[Transaction], T]) -> "Future[T]":
        """Queue a use case; the future is done once its transaction is durable."""
        job = _Job(use_case, Future())
        self._jobs.put(job)
        return job.result

    def read(self, use_case: Callable[[Transaction], T]) -> T:
        """Run a use case that writes nothing."""
        with self._readers.begin() as connection:
            return use_case(connection)

    def close(self) -> None:
        """Finish what is queued, then let go of the database."""
        self._jobs.put(None)
        self._writer.join()
        self.engine.dispose()

    # --- the writer thread ---
    def _run(self) -> None:
        while True:
            batch = [self._jobs.get()]
            while len(batch) < _BATCH and batch[-1] is not None and not self._jobs.empty():
                batch.append(self._jobs.get())
            jobs = [job for job in batch if job is not None and job.result.set_running_or_notify_cancel()]
            if jobs:
                self._commit(jobs)
            if batch[-1] is None:
                return

    def _commit(self, jobs: list[_Job]) -> None:
        try:
            with self.engine.begin() as connection:
                results = [job.use_case(connection) for job in jobs]
        except Exception as error:
            if len(jobs) == 1:
                jobs[0].result.set_exception(error)
            else:
                for job in jobs:
                    self._commit([job])
            return
        for job, result in zip(jobs, results, strict=True):
            job.result.set_result(result)


def is_unavailable(error: BaseException) -> bool:
    """Whether `error` means that the database cannot be reached now, rather than a bug."""
    return isinstance(error, OperationalError)


__all__ = ["BadDatabaseUrl", "Database", "Transaction", "engine_for", "is_unavailable"]
