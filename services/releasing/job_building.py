"""Build a release that was asked for on the pages (see `jobs`): in a process of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import msgspec

from exports.policy import PRESETS
from services.context import Context, Transaction
from services.errors import Taken
from services.releasing import comparing, release_building
from services.releasing.jobs import Step
from services.releasing.release_building import Built, Ready, Wishes
from storage import campaigns, jobs
from storage.comparisons import Looked
from storage.jobs import Job
from surveys.problems import Problem

_CELLS = "cells.json"
_NOT_ASKED = "elsewhere"


@dataclass(frozen=True, slots=True)
class Compared:
    """What releases by several plans would show."""

    looked: tuple[Looked, ...]


Prepared = Ready | Built | tuple[Problem, ...] | Compared


class _Cell(msgspec.Struct, frozen=True):
    value: int | None
    reason: str | None


class _Cells(msgspec.Struct, frozen=True):
    """Of `cells.json`."""

    lines: list[dict[str, str | None]]
    cells: list[_Cell]


def prepare(
    transaction: Transaction, context: Context, job: Job, come: Callable[[Step], None] = lambda step: None
) -> Prepared:
    """All of the work; reads only. `come` is told how far it is."""
    campaign = campaigns.by_id(transaction, job.campaign_id)
    build = partial(release_building.prepare, transaction, context, campaign.code, PRESETS[job.policy])
    if job.reports:
        wishes = Wishes(job.margins, job.city_first, tuple(job.reports.split(",")), job.crossing)
        return build(wishes, lambda: come(Step.PROTECTING))
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    plans = comparing.wishes(transaction, form, campaign)
    return Compared(
        tuple(_looked(crossing, first, build(Wishes(None, first, (), crossing))) for crossing, first in plans)
    )


def finish(transaction: Transaction, context: Context, job: Job, ready: Prepared) -> None:
    """Keep what was prepared, or say why there is nothing. Taken when another release came in between, or another
    attempt at the same job: then nothing is kept."""
    if isinstance(ready, Compared):
        comparing.keep(transaction, context, job, ready.looked)
        _end(transaction, context, job, jobs.DONE)
        return
    if isinstance(ready, tuple):
        said = msgspec.json.encode(ready).decode()
        _end(transaction, context, job, jobs.REFUSED, problems=said)
        return
    built = release_building.keep(transaction, context, ready, job.asked_by) if isinstance(ready, Ready) else ready
    said = msgspec.json.encode(tuple(_remarks(job, built))).decode()
    _end(transaction, context, job, jobs.DONE, built.id, said)


def _looked(crossing: str, city_first: bool, result: Ready | Built | tuple[Problem, ...]) -> Looked:
    """Of a release that is thrown away: counts of lines and cells. One that is there already counts as well."""
    if isinstance(result, tuple):
        return Looked(crossing, city_first, 0, 0, 0, 0, msgspec.json.encode(result[0]).decode())
    files = result.result.files if isinstance(result, Ready) else result.files
    told = msgspec.json.decode(files[_CELLS], type=_Cells)
    lines = [line for line in told.lines if all(name for key, name in line.items() if key != "as_of")]
    cells = [cell for cell in told.cells if cell.reason != _NOT_ASKED]
    shown = sum(line["as_of"] is not None for line in lines)
    return Looked(crossing, city_first, shown, len(lines), sum(cell.value is None for cell in cells), len(cells))


def _end(
    transaction: Transaction, context: Context, job: Job, state: str, release: int | None = None, problems: str = ""
) -> None:
    if not jobs.end(transaction, job, state, context.now(), release, problems):
        raise Taken(str(job.id))


def _remarks(job: Job, built: Built) -> Iterator[Problem]:
    """What to know of a release that is there."""
    floor = {"floor": str(PRESETS[job.policy].floor)}
    if not built.fresh:
        yield Problem("release_nothing_new", values=floor)
    if built.is_silent:
        yield Problem("release_shows_nothing", values=floor)
