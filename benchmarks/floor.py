"""The floor of a turn: its rows by hand-written SQL in one writer thread that shares commits, and nothing else.

No keys, no words, no questionnaire: bytes of the usual size, found and written where a turn finds and writes them.
"""

import asyncio
import itertools
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from typing import Any

import psycopg

from storage import migrations
from storage.transaction import engine_for

Statement = tuple[str, tuple[object, ...]]
_DAY = "2026-01-01"
_MOMENT = "2026-01-01 00:00:00.000000"
_ARRIVAL, _ORDER, _STATE = bytes(220), bytes(1100), "s" * 260  # as long as ours
_FACT = "INSERT INTO fact (key, seen_on) VALUES (?, ?)"
_INBOX = (
    "INSERT INTO inbox (id, channel, queue, payload, state, attempts, reason, received_at)"
    " VALUES (?, 'demo', ?, ?, 'waiting', 0, '', ?)"
)
_CONTACT = "SELECT id, language, unreachable, current FROM contact WHERE address_key = ? AND channel = 'demo'"
_INTERVIEW = "SELECT campaign_id, questionnaire_id, disposition, state FROM interview WHERE id = ?"
_ANSWERS = "SELECT item, code FROM answer WHERE interview_id = ? ORDER BY item, place"
_ANSWER = "INSERT INTO answer (interview_id, item, place, code) VALUES (?, ?, 0, 1)"
_SAVE = "UPDATE interview SET state = ?, touched_on = ? WHERE id = ?"
_DONE = "UPDATE inbox SET state = 'done', payload = NULL WHERE id = ?"
_OUTBOX = (
    "INSERT INTO outbox (id, key, channel, contact_id, interview_id, item, payload, state, attempts, not_before,"
    " reference, reason) VALUES (?, ?, 'demo', ?, ?, 'item', ?, 'queued', 0, ?, '', '')"
)
_SENT = "UPDATE outbox SET state = 'sent', reference = ?, payload = NULL WHERE id = ?"


class Writer:
    """Lists of statements in, one commit for all that wait; each caller goes on once its own are durable."""

    def __init__(self, url: str) -> None:
        engine = engine_for(url)
        migrations.upgrade(engine)
        engine.dispose()
        self._url = url
        self._jobs: queue.SimpleQueue[tuple[Sequence[Statement], asyncio.Future[None]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    async def write(self, *statements: Statement) -> None:
        done = asyncio.get_running_loop().create_future()
        self._jobs.put((statements, done))
        await done

    def close(self) -> None:
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        connection, execute = _open(self._url)
        while (job := self._jobs.get()) is not None:
            batch = [job]
            while len(batch) < 256 and not self._jobs.empty() and (job := self._jobs.get()) is not None:
                batch.append(job)
            execute("BEGIN IMMEDIATE" if self._url.startswith("sqlite") else "BEGIN", ())
            for statements, _ in batch:
                for sql, values in statements:
                    cursor = execute(sql, values)
                    if sql.startswith("SELECT"):
                        cursor.fetchall()
            execute("COMMIT", ())
            done = [future for _, future in batch]
            done[0].get_loop().call_soon_threadsafe(_resolve, done)
            if job is None:
                break
        connection.close()


def _resolve(futures: Sequence["asyncio.Future[None]"]) -> None:
    for future in futures:
        future.set_result(None)


def _open(url: str) -> tuple[Any, Callable[[str, tuple[object, ...]], Any]]:
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        connection.execute("PRAGMA synchronous=FULL")
        return connection, connection.execute
    cursor = psycopg.connect(url, autocommit=True).cursor()
    return cursor.connection, lambda sql, values: cursor.execute(sql.replace("?", "%s"), values)


class Floor:
    """Turns of one crowd over one writer."""

    def __init__(self, writer: Writer, first: int = 1) -> None:
        self._writer = writer
        self._numbers = itertools.count(first)

    async def arrive(self, lane: int) -> int:
        """One arrival made durable; its number."""
        number = next(self._numbers)
        key = number.to_bytes(16, "big")
        await self._writer.write((_FACT, (key, _DAY)), (_INBOX, (number, _key(lane), _ARRIVAL, _MOMENT)))
        return number

    async def step(self, lane: int, item: int, number: int) -> None:
        """The step that an arrival makes: its answer, the new state, two messages."""
        await self._writer.write(
            (_CONTACT, (_key(lane),)),
            (_INTERVIEW, (lane,)),
            (_ANSWERS, (lane,)),
            (_DONE, (number,)),
            (_SAVE, (_STATE, _DAY, lane)),
            (_ANSWER, (lane, item)),
            *((_OUTBOX, (2 * number + place, f"{number}:{place}", lane, lane, _ORDER, _MOMENT)) for place in (0, 1)),
        )

    async def sent(self, number: int) -> None:
        await self._writer.write(*((_SENT, (str(number), 2 * number + place)) for place in (0, 1)))

    async def people(self, lanes: Sequence[int]) -> None:
        """The contact and the interview of each lane."""
        for lane in lanes:
            await self._writer.write(
                (
                    "INSERT INTO contact (id, channel, address_key, address, language, unreachable, current)"
                    " VALUES (?, 'demo', ?, ?, 'fr', ?, ?)",
                    (lane, _key(lane), bytes(40), False, lane),
                ),
                (
                    "INSERT INTO interview (id, campaign_id, questionnaire_id, mode, synthetic, disposition, state,"
                    " touched_on) VALUES (?, 1, 1, 'demo', ?, 'open', ?, ?)",
                    (lane, True, _STATE, _DAY),
                ),
            )

    async def campaign(self) -> None:
        await self._writer.write(
            ("INSERT INTO questionnaire (id, fingerprint, definition) VALUES (1, 'f', '{}')", ()),
            (
                "INSERT INTO campaign (id, code, questionnaire_id, state, synthetic, opened_at)"
                " VALUES (1, 'BENCH', 1, 'open', ?, ?)",
                (True, _MOMENT),
            ),
        )


def _key(lane: int) -> bytes:
    return (10**9 + lane).to_bytes(16, "big")
