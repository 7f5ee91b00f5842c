"""One writer per database: use cases queue up, share a commit, and answer only once it is durable.

Many small commits are what a survey costs; sharing them is worth more than any other tuning. A use case that fails is
rolled back alone: the batch is undone and its members run again one by one, so use cases must be repeatable until the
commit. Use cases that take many items at once get all that wait, in the order they came.
"""

import asyncio
import queue
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

_BATCH = 256  # use cases that may share one commit

Answer = Future[Any] | asyncio.Future[Any]


@dataclass(frozen=True, slots=True)
class _Job:
    """One item for a use case."""

    use_case: Callable[[Connection, list[Any]], Any]
    item: Any
    answer: Answer


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What an answer becomes: `value`, unless there is an `error`."""

    answer: Answer
    value: Any = None
    error: Exception | None = None


class Writer:
    """A thread with a queue."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def put(self, use_case: Callable[[Connection, list[Any]], Any], item: Any, answer: Answer) -> None:
        """Queue an item for a use case; `answer` gets the value once the transaction is durable."""
        self._jobs.put(_Job(use_case, item, answer))

    def close(self) -> None:
        """Finish what is queued."""
        self._jobs.put(None)
        self._thread.join()

    # --- in the thread ---
    def _run(self) -> None:
        while True:
            batch = [self._jobs.get()]
            while len(batch) < _BATCH and batch[-1] is not None and not self._jobs.empty():
                batch.append(self._jobs.get())
            jobs = [job for job in batch if job is not None and _is_awaited(job.answer)]
            if jobs:
                _tell(self._commit(jobs))
            if batch[-1] is None:
                return

    def _commit(self, jobs: list[_Job]) -> list[_Outcome]:
        together: dict[Callable[..., Any], list[_Job]] = defaultdict(list)
        for job in jobs:
            together[job.use_case].append(job)
        try:
            with self._engine.begin() as connection:
                values = {use_case: use_case(connection, [job.item for job in of]) for use_case, of in together.items()}
        except Exception as error:
            if len(jobs) == 1 or is_unavailable(error):  # nobody's fault, and trying one by one would take for ever
                return [_Outcome(job.answer, error=error) for job in jobs]
            return [outcome for job in jobs for outcome in self._commit([job])]
        return [_Outcome(job.answer, values[job.use_case]) for job in jobs]


def is_unavailable(error: BaseException) -> bool:
    """Whether the database could not be reached or went away, rather than a use case failing."""
    return isinstance(error, DBAPIError) and (error.connection_invalidated or isinstance(error, OperationalError))


def _is_awaited(answer: Answer) -> bool:
    """Whether nobody has cancelled `answer`; a thread's cannot be cancelled from here on."""
    return answer.set_running_or_notify_cancel() if isinstance(answer, Future) else not answer.cancelled()


def _tell(outcomes: list[_Outcome]) -> None:
    """Give the answers. An event loop is called once for all of its own: each call wakes it up against us."""
    by_loop: dict[asyncio.AbstractEventLoop, list[_Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if isinstance(outcome.answer, Future):
            _resolve([outcome])
        else:
            by_loop[outcome.answer.get_loop()].append(outcome)
    for loop, theirs in by_loop.items():
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_resolve, theirs)


def _resolve(outcomes: Iterable[_Outcome]) -> None:
    for outcome in outcomes:
        if outcome.answer.cancelled():
            continue
        if outcome.error is None:
            outcome.answer.set_result(outcome.value)
        else:
            outcome.answer.set_exception(outcome.error)
