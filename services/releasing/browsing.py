"""Look through the figures of a release: what was frozen and nothing else. An officer sees their districts and the
city."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from exports import heads
from exports.plan import TOTAL
from exports.policy import PRESETS, PUBLIC, Policy
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


class _Told(msgspec.Struct, frozen=True):
    """One line of `results.json`. A name that is missing is said by what it names."""

    district: str = TOTAL
    name: str = ""
    category: str = ""
    answer: str = ""
    value: int | None = None
    percent: int | None = None
    low: int | None = None
    high: int | None = None
    reason: str | None = None

    @property
    def is_telling(self) -> bool:
        """Whether it is worth reading: reasons for having no answer, which hardly anybody had, are not."""
        return self.percent is not None or self.value != 0


class _Question(msgspec.Struct, frozen=True):
    table: str
    question: str = ""
    rows: tuple[_Told, ...] = ()


class _File(msgspec.Struct, frozen=True):
    policy: str = PUBLIC.name
    participation: tuple[_Told, ...] = ()
    questions: tuple[_Question, ...] = ()


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
    told = _read(found[1], release)
    within, policy = access.limits(who), PRESETS.get(told.policy, PUBLIC)
    people = [row for row in told.participation if _is_seen(row, within)]
    people.sort(key=lambda row: row.district != TOTAL)
    lines = tuple((row.district, row.name or row.district) for row in people)
    known = {asked.table for asked in told.questions}
    wanted = {line} if line in dict(lines) else {TOTAL} if question not in known else set(dict(lines))
    return Results(
        summary,
        tuple((asked.table, asked.question or asked.table) for asked in told.questions),
        lines,
        tuple(_row(row, row.name or row.district, policy, _) for row in people),
        tuple(_answers(told.questions, lines, wanted, question if question in known else "", policy, _)),
    )


def _read(content: bytes, release: int) -> _File:
    """NotFound for a file that is not of our making."""
    try:
        return msgspec.json.decode(content, type=_File)
    except msgspec.DecodeError as error:
        raise NotFound(str(release)) from error


def _is_seen(row: _Told, within: Sequence[str] | None) -> bool:
    return within is None or row.district in (*within, TOTAL)


def _answers(
    questions: Sequence[_Question],
    lines: Sequence[tuple[str, str]],
    wanted: set[str],
    table: str,
    policy: Policy,
    _: Translate,
) -> Iterator[Answers]:
    for asked in questions:
        if table and asked.table != table:
            continue
        there = {row.district for row in asked.rows}
        chosen = wanted if wanted & there else there  # a question of some districts only has no line of the city
        said_by_some = {row.category for row in asked.rows if row.is_telling}
        for slug, name in lines:
            rows = [row for row in asked.rows if row.district == slug and row.category in said_by_some]
            rows = rows if slug in chosen else []
            if rows:
                said = tuple(_row(row, row.answer or row.category, policy, _) for row in rows)
                yield Answers(asked.table, asked.question or asked.table, name, said)


def _row(row: _Told, answer: str, policy: Policy, _: Translate) -> Row:
    try:
        remark = reason_named(row.reason, policy, _) if row.reason else ""
    except ValueError:  # a reason that only another version knows
        remark = ""
    return Row(answer, row.value, row.percent, row.low, row.high, remark)
