"""Look through the figures of a release: what was frozen and nothing else. An officer sees their districts and the
city."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exports import heads
from exports.plan import TOTAL
from exports.policy import PRESETS
from exports.study import Translate
from exports.writers.words import reason_named
from services.accounts import access
from services.accounts.staff import Actor
from services.context import Context, Transaction
from services.errors import NotFound
from services.releasing import releases
from services.releasing.releases import ReleaseSummary, State
from storage import releases as stored


@dataclass(frozen=True, slots=True)
class Row:
    """One answer. value: people, None when withheld. percent, low, high: None when there is none. remark: why withheld,
    and what would show it."""

    answer: str
    value: int | None
    percent: int | None
    low: int | None
    high: int | None
    remark: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What the people of one line said to one question. line: its name."""

    table: str
    question: str
    line: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """questions: (table, words) to choose from. lines: (slug, name) to choose from, the city first. people: how many
    are counted, by line; the answer is the name of the line. shown: what was chosen."""

    release: ReleaseSummary
    questions: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]
    people: tuple[Row, ...]
    shown: tuple[Answers, ...]


def browse(
    transaction: Transaction,
    context: Context,
    who: Actor,
    release: int,
    _: Translate,
    question: str = "",
    line: str = "",
) -> Results:
    """The answers to one question in every line, or to all questions in one line (the city, unless another is named).
    NotFound when there is no such release, or when it was taken back; Refused."""
    summary = releases.one(transaction, context, who, release)
    found = None if summary.state is State.REVOKED else stored.file(transaction, release, heads.FILE)
    if found is None:
        raise NotFound(str(release))
    told = json.loads(found[1])
    within, policy = access.limits(who), told.get("policy", "public")
    people = [row for row in told["participation"] if _is_seen(row, within)]
    people.sort(key=lambda row: row["district"] != TOTAL)
    lines = tuple((row["district"], row["name"]) for row in people)
    questions = told.get("questions", ())
    known = {asked["table"] for asked in questions}
    wanted = {line} if line in dict(lines) else {TOTAL} if question not in known else set(dict(lines))
    return Results(
        summary,
        tuple((asked["table"], asked["question"]) for asked in questions),
        lines,
        tuple(_row(row, row["name"], policy, _) for row in people),
        tuple(_answers(questions, lines, wanted, question if question in known else "", policy, _)),
    )


def _is_seen(row: Mapping[str, Any], within: Sequence[str] | None) -> bool:
    return within is None or row["district"] in (*within, TOTAL)


def _answers(
    questions: Sequence[Mapping[str, Any]],
    lines: Sequence[tuple[str, str]],
    wanted: set[str],
    table: str,
    policy: str,
    _: Translate,
) -> Iterator[Answers]:
    for asked in questions:
        if table and asked["table"] != table:
            continue
        there = {row["district"] for row in asked["rows"]}
        chosen = wanted if wanted & there else there  # a question of some districts only has no line of the city
        said_by_some = {row["category"] for row in asked["rows"] if _says(row)}
        for slug, name in lines:
            rows = [row for row in asked["rows"] if row["district"] == slug and row["category"] in said_by_some]
            rows = rows if slug in chosen else []
            if rows:
                said = tuple(_row(row, row["answer"], policy, _) for row in rows)
                yield Answers(asked["table"], asked["question"], name, said)


def _says(row: Mapping[str, Any]) -> bool:
    """Whether a line is worth reading: reasons for having no answer, which hardly anybody had, are not."""
    return row.get("percent") is not None or row["value"] != 0


def _row(row: Mapping[str, Any], answer: str, policy: str, _: Translate) -> Row:
    why = row.get("reason")
    remark = reason_named(why, PRESETS[policy], _) if why else ""
    return Row(answer, row["value"], row.get("percent"), row.get("low"), row.get("high"), remark)
