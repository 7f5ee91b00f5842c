"""Look through the figures of a release: what was frozen and nothing else. An officer sees their districts and the
city."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from exports import heads
from exports.edition import edition
from exports.plan import TOTAL, Measure
from exports.policy import PRESETS, PUBLIC, Policy
from exports.study import Translate
from exports.writers.words import reason_named
from services.accounts import access
from services.accounts.staff import Actor
from services.context import Context, Transaction
from services.errors import NotFound
from services.releasing import frozen, releases, rewording
from services.releasing.frozen import Asked, Book, Told
from services.releasing.releases import ReleaseSummary, State
from services.releasing.rewording import Words
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

    question: str
    line: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """language: of questions and answers. questions: (table, words) to choose from. lines: (slug, name) to choose from,
    the city first. people: how many are counted, by line; the answer is the name of the line. shown: what was
    chosen."""

    release: ReleaseSummary
    language: str
    questions: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]
    people: tuple[Row, ...]
    shown: tuple[Answers, ...]


@dataclass(frozen=True, slots=True)
class _Question:
    """A question with all its lines, though its answers may have a table each. name: of its first table."""

    name: str
    words: str
    rows: tuple[tuple[Told, str], ...]  # as frozen, and the answer in words


def browse(
    transaction: Transaction,
    context: Context,
    who: Actor,
    release: int,
    language: str,
    question: str = "",
    line: str = "",
) -> Results:
    """The answers to one question in every line, or to all questions in one line (the city, unless another is named),
    in `language` where the release has it. NotFound when there is no such release, or it was taken back; Refused."""
    summary = releases.one(transaction, context, who, release)
    told = None if summary.state is State.REVOKED else _file(transaction, release, heads.FILE, frozen.Results)
    if told is None:
        raise NotFound(str(release))
    words = rewording.words(_file(transaction, release, frozen.BOOK, Book) or Book(), edition(language))
    within, policy = access.limits(who), PRESETS.get(told.policy, PUBLIC)
    people = [row for row in told.participation if _is_seen(row, within)]
    people.sort(key=lambda row: row.district != TOTAL)
    lines = tuple((row.district, words.line(row)) for row in people)
    every = tuple(_questions(told.questions, words))
    chosen = tuple(asked for asked in every if asked.name == question)
    wanted = {line} if line in dict(lines) else set(dict(lines)) if chosen else {TOTAL}
    return Results(
        summary,
        words.language,
        tuple((asked.name, asked.words) for asked in every),
        lines,
        tuple(_row(row, words.line(row), policy, words.edition.text) for row in people),
        tuple(_answers(chosen or every, lines, wanted, policy, words.edition.text)),
    )


def _file(transaction: Transaction, release: int, name: str, kind: type[frozen.T]) -> frozen.T | None:
    found = stored.file(transaction, release, name)
    return frozen.read(found[1], kind) if found else None


def _is_seen(row: Told, within: Sequence[str] | None) -> bool:
    return within is None or row.district in (*within, TOTAL) or not set(row.members).isdisjoint(within)


def _questions(tables: Sequence[Asked], words: Words) -> Iterator[_Question]:
    """In order. Where several answers could be given, each has a table; who answered at all comes last."""
    for _key, group in groupby(tables, key=lambda table: (table.item or table.table, table.question)):
        asked = list(group)
        ordered = sorted(asked, key=lambda table: table.measure == Measure.REPLY.value)
        rows = ((row, words.answer(table, row)) for table in ordered for row in table.rows)
        yield _Question(asked[0].table, words.question(asked[0]), tuple(rows))


def _answers(
    questions: Sequence[_Question], lines: Sequence[tuple[str, str]], wanted: set[str], policy: Policy, _: Translate
) -> Iterator[Answers]:
    for asked in questions:
        there = {row.district for row, _answer in asked.rows}
        chosen = wanted if wanted & there else there  # a question of some districts only has no line of the city
        said_by_some = {answer for row, answer in asked.rows if row.is_telling}
        for slug, name in lines:
            kept = [(row, answer) for row, answer in asked.rows if row.district == slug and answer in said_by_some]
            if kept and slug in chosen:
                yield Answers(asked.words, name, tuple(_row(row, answer, policy, _) for row, answer in kept))


def _row(row: Told, answer: str, policy: Policy, _: Translate) -> Row:
    try:
        remark = reason_named(row.reason, policy, _) if row.reason else ""
    except ValueError:  # a reason that only another version knows
        remark = ""
    return Row(answer, row.value, row.percent, row.low, row.high, remark)
