"""Themes of parents' own words: what they are, version by version, and what readers found in each answer."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, insert, select

from storage.schema.fieldwork import interview
from storage.schema.results import quote, theme_book, theme_closing, theme_reading
from storage.schema.sound import voice
from storage.transaction import Transaction

T = TypeVar("T", bound="Select[Any]")
FIRST, SECOND = 1, 2  # readers


@dataclass(frozen=True, slots=True)
class Theme:
    """id: stays while the words change. definition: what belongs to it. excludes: what does not, "" for nothing."""

    id: int
    name: str
    definition: str
    example: str
    excludes: str


@dataclass(frozen=True, slots=True)
class Book:
    """The themes of a question. version: from 1; 0 while there are none. made_on: None then."""

    version: int
    themes: tuple[Theme, ...]
    staff_id: int = 0
    made_on: date | None = None


NO_BOOK = Book(0, ())


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader found. version: of the book. themes: their ids; none of them is an answer as well."""

    staff_id: int
    version: int
    themes: tuple[int, ...]


# --- what the themes are ---------------------------------------------------------------------------------------------
def book(transaction: Transaction, campaign_id: int, item: int) -> Book:
    """The newest version."""
    return next(iter(versions(transaction, campaign_id, item)), NO_BOOK)


def versions(transaction: Transaction, campaign_id: int, item: int) -> list[Book]:
    """The newest first."""
    query = select(theme_book).where(theme_book.c.campaign_id == campaign_id, theme_book.c.item == item)
    rows = transaction.execute(query.order_by(theme_book.c.version.desc()))
    return [
        Book(row.version, tuple(Theme(**one) for one in json.loads(row.content)), row.staff_id, row.made_on)
        for row in rows
    ]


def keep(transaction: Transaction, campaign_id: int, item: int, new: Book) -> None:
    """Add a version."""
    content = json.dumps([asdict(theme) for theme in new.themes], ensure_ascii=False)
    values = {"version": new.version, "content": content, "staff_id": new.staff_id, "made_on": new.made_on}
    transaction.execute(insert(theme_book).values(campaign_id=campaign_id, item=item, **values))


def close(transaction: Transaction, campaign_id: int, item: int, staff_id: int, today: date) -> None:
    """All is sorted."""
    values = {"campaign_id": campaign_id, "item": item, "staff_id": staff_id, "closed_on": today}
    transaction.execute(insert(theme_closing).values(values))


def closed(transaction: Transaction, campaign_id: int) -> Mapping[int, date]:
    """The items that are sorted, and since when."""
    query = select(theme_closing.c.item, theme_closing.c.closed_on).where(theme_closing.c.campaign_id == campaign_id)
    return {row.item: row.closed_on for row in transaction.execute(query.order_by(theme_closing.c.item))}


# --- what was found --------------------------------------------------------------------------------------------------
def find(transaction: Transaction, quote_id: int, reader: int, finding: Finding) -> None:
    """Keep what a reader found, in place of what this reader found before."""
    here = (theme_reading.c.quote_id == quote_id, theme_reading.c.reader == reader)
    transaction.execute(delete(theme_reading).where(*here))
    themes = ",".join(map(str, finding.themes))
    values = {"staff_id": finding.staff_id, "version": finding.version, "themes": themes}
    transaction.execute(insert(theme_reading).values(quote_id=quote_id, reader=reader, **values))


def found(transaction: Transaction, quote_id: int) -> Mapping[int, Finding]:
    """By reader."""
    rows = transaction.execute(select(theme_reading).where(theme_reading.c.quote_id == quote_id))
    return {row.reader: Finding(row.staff_id, row.version, _ids(row.themes)) for row in rows}


def readings(transaction: Transaction, campaign_id: int, item: int, reader: int) -> dict[int, Finding]:
    """What a reader found in all answers to a question, by the id of the quote."""
    query = select(theme_reading).join(quote, quote.c.id == theme_reading.c.quote_id)
    rows = transaction.execute(_of(query, campaign_id, item).where(theme_reading.c.reader == reader))
    return {row.quote_id: Finding(row.staff_id, row.version, _ids(row.themes)) for row in rows}


def of_interviews(transaction: Transaction, campaign_id: int, item: int) -> dict[int, tuple[int, ...]]:
    """What counts, by interview."""
    query = select(quote.c.interview_id, theme_reading.c.themes).join(quote, quote.c.id == theme_reading.c.quote_id)
    rows = transaction.execute(_of(query, campaign_id, item).where(theme_reading.c.reader == FIRST))
    return {row.interview_id: _ids(row.themes) for row in rows}


def to_read(transaction: Transaction, campaign_id: int, item: int, reader: int, staff_id: int, every: int) -> list[int]:
    """Ids of answers that this reader has not read, by their random numbers. A second reader gets one in `every` of
    those that somebody else has read."""
    read = exists().where(theme_reading.c.quote_id == quote.c.id, theme_reading.c.reader == reader)
    query = _of(select(quote.c.id), campaign_id, item).where(~read).order_by(quote.c.id)
    return list(transaction.execute(query if reader == FIRST else query.where(*_second(staff_id, every))).scalars())


def count(transaction: Transaction, campaign_id: int, item: int) -> int:
    """Answers that are there to be read."""
    return int(transaction.execute(_of(select(func.count(quote.c.id)), campaign_id, item)).scalar_one())


def unheard(transaction: Transaction, campaign_id: int, item: int) -> int:
    """Spoken answers that nobody has written down yet, and somebody still can."""
    query = select(func.count(voice.c.id)).join(interview, interview.c.id == voice.c.interview_id)
    return int(
        transaction.execute(
            query.where(interview.c.campaign_id == campaign_id, voice.c.item == item)
        ).scalar_one()
    )  # fmt: skip


def _second(staff_id: int, every: int) -> Sequence[ColumnElement[bool]]:
    somebody = exists().where(
        and_(
            theme_reading.c.quote_id == quote.c.id,
            theme_reading.c.reader == FIRST,
            theme_reading.c.staff_id != staff_id,
        )
    )
    return (quote.c.id % every == 0, somebody)


def _of(query: T, campaign_id: int, item: int) -> T:
    joined = query.join(interview, interview.c.id == quote.c.interview_id)
    return joined.where(interview.c.campaign_id == campaign_id, quote.c.item == item)


def _ids(themes: str) -> tuple[int, ...]:
    return tuple(int(one) for one in themes.split(",") if one)
