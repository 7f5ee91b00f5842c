"""What a pilot taught, and what changed between two versions: only from figures that were released."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exports.plan import TOTAL
from services.accounts import access
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.campaigning import campaigns, pilots
from services.campaigning import plans as planning
from services.campaigning.plans import StopRule
from services.context import Context, Transaction
from services.errors import Malformed, NotFound
from storage import audit, plans, releases
from storage import campaigns as store
from storage.campaigns import Campaign

_RESULTS = "results.json"
_LONGEST = 5000  # signs of a note


@dataclass(frozen=True, slots=True)
class Line:
    """One answer in two versions: percentages of the city as released, None where none is out or it is withheld."""

    answer: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One question of the later version, and whether the earlier one asked it too."""

    question: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A pilot, or a campaign that follows one. lesson: what was learnt from the earlier one, "" as long as nobody wrote
    it. stop: when it ends by itself, None for what is no pilot. is_drawn_up: parents never heard of it, so that may
    still be changed. earlier: None when it follows none. has_before, has_after: whether figures are out."""

    code: str
    title: str
    lesson: str
    stop: StopRule | None
    is_drawn_up: bool
    is_over: bool
    earlier: str | None
    has_before: bool
    has_after: bool
    compared: tuple[Compared, ...]


def review(transaction: Transaction, context: Context, who: Actor, code: str) -> Review:
    """What is known of a pilot by what was released of it. NotFound, Refused."""
    campaign = campaigns.held(transaction, who, code)
    access.require(who, Action.SEE_RELEASES)
    earlier = store.by_id(transaction, campaign.follows) if campaign.follows else None
    before = _released(transaction, earlier) if earlier else None
    after = _released(transaction, campaign)
    title = next(each.title for each in campaigns.listed(transaction, context, who) if each.code == campaign.code)
    return Review(
        campaign.code,
        title,
        plans.lesson(transaction, campaign.id),
        _stop(transaction, campaign),
        not campaign.is_known,
        campaign.has_ended,
        earlier.code if earlier else None,
        before is not None,
        after is not None,
        _compared(before or {}, after or {}) if before and after else (),
    )


def _stop(transaction: Transaction, campaign: Campaign) -> StopRule | None:
    plan = planning.read(transaction, campaign.id)
    return (plan.stop if plan else StopRule()) if campaign.kind == pilots.KIND else None


def learn(transaction: Transaction, context: Context, who: Actor, code: str, lesson: str) -> None:
    """Write down what a pilot taught; a campaign that follows it may then be launched. Malformed when it is empty or a
    book, NotFound, Refused."""
    campaign = campaigns.held(transaction, who, code)
    if campaign.kind != "pilot":
        raise NotFound(code)
    if not lesson.strip() or len(lesson) > _LONGEST:
        raise Malformed("lesson")
    plans.learn(transaction, campaign.id, lesson.strip())
    audit.note(transaction, context.now(), who.id, "campaign_lesson", campaign.code)


def _released(transaction: Transaction, campaign: Campaign) -> Mapping[str, Any] | None:
    """The results of the last release that stands, None before the first."""
    last = next((kept for kept in releases.every(transaction, campaign.id) if kept.is_out), None)
    found = releases.file(transaction, last.id, _RESULTS) if last else None
    return json.loads(found[1]) if found else None


def _compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Compared, ...]:
    """The questions both have, by the name of their table."""
    known = {asked["table"]: _city(asked) for asked in before["questions"]}
    return tuple(
        Compared(
            asked["question"],
            tuple(
                Line(row["answer"], known[asked["table"]].get(category), row["percent"])
                for category, row in _rows(asked).items()
            ),
        )
        for asked in after["questions"]
        if asked["table"] in known
    )


def _rows(asked: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {row["category"]: row for row in asked["rows"] if row["district"] == TOTAL}


def _city(asked: Mapping[str, Any]) -> dict[str, float | None]:
    return {category: row["percent"] for category, row in _rows(asked).items()}
