"""Releases asked for on the pages: one row each, built in a process of its own, one after the other.

A restart forgets none: what ran is asked for again, three times at most. The work itself is `job_building`, which the
process that answers parents never loads."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

import msgspec

from exports.plan import crossable
from exports.policy import PRESETS
from locales.languages import LANGUAGES
from services.accounts import access, people
from services.accounts.access import CITY, Action
from services.accounts.staff import Actor
from services.context import Context, Transaction
from services.errors import Malformed, NotFound, Taken
from storage import audit, campaigns, jobs
from storage.campaigns import Campaign
from storage.jobs import Job
from surveys.problems import Problem

ATTEMPTS = 3  # of one job: a process that dies as often dies of the job
_ENDED = {jobs.DONE, jobs.REFUSED, jobs.FAILED}


class Step(Enum):
    """How far an attempt has come."""

    COUNTING = "counting"  # answers are read
    PROTECTING = "protecting"  # figures are rounded and withheld, attacked, and written into files


@dataclass(frozen=True, slots=True)
class Asked:
    """The newest request of a campaign. state: as in `storage.jobs`. step: None while it has not begun. who: what
    colleagues call who asked, "" for nobody known. release: its result. problems: why there is none, or why it is the
    one that was there before. compares: whether plans were to be compared, and no release to be made."""

    state: str
    step: Step | None
    who: str
    asked_at: datetime
    began_at: datetime | None
    ended_at: datetime | None
    release: int | None
    problems: tuple[Problem, ...]
    compares: bool = False

    @property
    def is_under_way(self) -> bool:
        return self.state not in _ENDED


def ask(
    transaction: Transaction,
    context: Context,
    who: Actor,
    code: str,
    rules: str,
    reports: Sequence[str],
    margins: bytes | None = None,
    *,
    city_first: bool = False,
    crossing: str = "",
) -> None:
    """Ask for a release of a campaign under named rules. The rest: as in `release_building.Wishes`. NotFound, Refused;
    Malformed with "rules", "reports" or "crossing" when there are no such; Taken when one is under way."""
    access.require(who, Action.BUILD_RELEASES, CITY)
    campaign = campaign_of(transaction, code)
    if rules not in PRESETS:
        raise Malformed("rules")
    if not reports or not set(reports) <= set(LANGUAGES):
        raise Malformed("reports")
    if crossing and crossing not in crossable(context.shelf.get(transaction, campaign.questionnaire_id)):
        raise Malformed("crossing")
    require_free(transaction, campaign)
    tags = ",".join(dict.fromkeys(reports))
    jobs.ask(transaction, campaign.id, rules, city_first, tags, margins, who.id, context.now(), crossing)
    audit.note(transaction, context.now(), who.id, "release_ask", campaign.code)


def last(transaction: Transaction, context: Context, who: Actor, code: str) -> Asked | None:
    """What became of the newest request; None before the first. NotFound, Refused."""
    access.require(who, Action.BUILD_RELEASES, CITY)
    found = jobs.last(transaction, campaign_of(transaction, code).id)
    if found is None:
        return None
    name = people.names(transaction, context).get(found.asked_by, "")
    problems = msgspec.convert(json.loads(found.problems or "[]"), tuple[Problem, ...])
    step = Step(found.step) if found.step else None
    return Asked(
        found.state,
        step,
        name,
        found.asked_at,
        found.began_at,
        found.ended_at,
        found.release_id,
        problems,
        not found.reports,
    )


def require_free(transaction: Transaction, campaign: Campaign) -> None:
    """Taken when something is under way for a campaign."""
    known = jobs.last(transaction, campaign.id)
    if known is not None and known.state not in _ENDED:
        raise Taken(campaign.code)


# --- for whoever builds ----------------------------------------------------------------------------------------------
def recover(transaction: Transaction, context: Context) -> None:
    """At the start of a process: what ran when the last one ended waits again, or is given up."""
    for each in jobs.interrupted(transaction):
        release_again(transaction, context, each)


def release_again(transaction: Transaction, context: Context, job: Job) -> None:
    """An attempt that ended without a word: another one, or none any more."""
    given_up = job.attempts >= ATTEMPTS
    jobs.end(transaction, job, jobs.FAILED if given_up else jobs.WAITING, context.now() if given_up else None)


def is_due(transaction: Transaction) -> bool:
    """Whether any waits."""
    return jobs.is_waiting(transaction)


def take(transaction: Transaction, context: Context) -> Job | None:
    """The one to build now."""
    return jobs.take(transaction, context.now())


def come(transaction: Transaction, job: Job, step: Step) -> None:
    """How far an attempt is, for who waits for it."""
    jobs.come(transaction, job, step.value)


def campaign_of(transaction: Transaction, code: str) -> Campaign:
    """The campaign of a code. NotFound for one that parents do not know of, and for a trial."""
    campaign = campaigns.by_code(transaction, code)
    if campaign is None or not campaign.is_known or campaign.kind == campaigns.TRIAL:
        raise NotFound(code)
    return campaign
