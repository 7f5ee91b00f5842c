"""Releases that somebody asked for on the pages: a row each, so that a restart forgets none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from storage.schema.results import job
from storage.transaction import Transaction

WAITING, RUNNING, DONE, REFUSED, FAILED = "waiting", "running", "done", "refused", "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """reports: tags of languages with commas between. attempts: the one under way included. problems: as JSON. step:
    how far the attempt under way has come, "" before it says so. crossing: as in `release_building.Wishes`."""

    id: int
    campaign_id: int
    policy: str
    city_first: bool
    reports: str
    margins: bytes | None
    asked_by: int
    asked_at: datetime
    state: str
    attempts: int
    began_at: datetime | None
    ended_at: datetime | None
    release_id: int | None
    problems: str
    step: str
    crossing: str


_COLUMNS = (
    job.c.id,
    job.c.campaign_id,
    job.c.policy,
    job.c.city_first,
    job.c.reports,
    job.c.margins,
    job.c.asked_by,
    job.c.asked_at,
    job.c.state,
    job.c.attempts,
    job.c.began_at,
    job.c.ended_at,
    job.c.release_id,
    job.c.problems,
    job.c.step,
    job.c.crossing,
)


def _read(row: Sequence[Any] | None) -> Job | None:
    return Job(*row) if row is not None else None


def ask(
    transaction: Transaction,
    campaign_id: int,
    policy: str,
    city_first: bool,
    reports: str,
    margins: bytes | None,
    asked_by: int,
    asked_at: datetime,
    crossing: str = "",
) -> None:
    """One more that waits; a campaign has one at a time."""
    values = {
        "campaign_id": campaign_id,
        "policy": policy,
        "city_first": city_first,
        "reports": reports,
        "margins": margins,
        "asked_by": asked_by,
        "asked_at": asked_at,
        "state": WAITING,
        "crossing": crossing,
    }
    transaction.execute(insert(job).values(values))


def last(transaction: Transaction, campaign_id: int) -> Job | None:
    """The newest of a campaign."""
    query = select(*_COLUMNS).where(job.c.campaign_id == campaign_id).order_by(job.c.id.desc()).limit(1)
    return _read(transaction.execute(query).first())


def is_waiting(transaction: Transaction) -> bool:
    return transaction.execute(select(job.c.id).where(job.c.state == WAITING).limit(1)).first() is not None


def take(transaction: Transaction, now: datetime) -> Job | None:
    """The one that has waited longest is running now; None when none waits."""
    oldest = select(job.c.id).where(job.c.state == WAITING).order_by(job.c.id).limit(1).scalar_subquery()
    values = {"state": RUNNING, "began_at": now, "attempts": job.c.attempts + 1, "step": ""}
    taken = update(job).where(job.c.id == oldest, job.c.state == WAITING).values(values).returning(*_COLUMNS)
    return _read(transaction.execute(taken).first())


def end(
    transaction: Transaction,
    ended: Job,
    state: str,
    now: datetime | None,
    release_id: int | None = None,
    problems: str = "",
) -> bool:
    """Whether it was still the same attempt: another process may have taken it since."""
    mine = (job.c.id == ended.id, job.c.state == RUNNING, job.c.attempts == ended.attempts)
    values = {"state": state, "ended_at": now, "release_id": release_id, "problems": problems}
    return bool(transaction.execute(update(job).where(*mine).values(values)).rowcount)


def come(transaction: Transaction, under_way: Job, step: str) -> None:
    """How far an attempt has come; nothing when another process has taken it since."""
    mine = (job.c.id == under_way.id, job.c.state == RUNNING, job.c.attempts == under_way.attempts)
    transaction.execute(update(job).where(*mine).values(step=step))


def interrupted(transaction: Transaction) -> list[Job]:
    """Those that ran when their process ended."""
    rows = transaction.execute(select(*_COLUMNS).where(job.c.state == RUNNING))
    return [found for row in rows if (found := _read(row))]
