"""Build a release that was asked for on the pages (see `jobs`): in a process of its own."""

from collections.abc import Callable

import msgspec

from exports.policy import PRESETS
from services.context import Context, Transaction
from services.errors import Taken
from services.releasing import release_building
from services.releasing.jobs import Step
from services.releasing.release_building import Built, Ready
from storage import campaigns, jobs
from storage.jobs import Job
from surveys.problems import Problem


def prepare(
    transaction: Transaction, context: Context, job: Job, come: Callable[[Step], None] = lambda step: None
) -> "Ready | Built | tuple[Problem, ...]":
    """All of the work; reads only. `come` is told how far it is."""
    code = campaigns.by_id(transaction, job.campaign_id).code
    wishes = release_building.Wishes(job.margins, job.city_first, tuple(job.reports.split(",")))
    return release_building.prepare(
        transaction, context, code, PRESETS[job.policy], wishes, lambda: come(Step.PROTECTING)
    )


def finish(transaction: Transaction, context: Context, job: Job, ready: "Ready | Built | tuple[Problem, ...]") -> None:
    """Keep what was prepared, or say why there is nothing. Taken when another release came in between, or another
    attempt at the same job: then nothing is kept."""
    if isinstance(ready, tuple):
        said = msgspec.json.encode(ready).decode()
        _end(transaction, context, job, jobs.REFUSED, problems=said)
        return
    built = (
        release_building.keep(transaction, context, ready, job.asked_by)
        if isinstance(ready, release_building.Ready)
        else ready
    )
    same = "" if built.fresh else msgspec.json.encode((_nothing_new(job),)).decode()
    _end(transaction, context, job, jobs.DONE, built.id, same)


def _end(
    transaction: Transaction, context: Context, job: Job, state: str, release: int | None = None, problems: str = ""
) -> None:
    if not jobs.end(transaction, job, state, context.now(), release, problems):
        raise Taken(str(job.id))


def _nothing_new(job: Job) -> Problem:
    return Problem("release_nothing_new", values={"floor": str(PRESETS[job.policy].floor)})
