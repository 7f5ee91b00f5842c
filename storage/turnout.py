"""Participation: counts of today, and the figures that were shown of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Table, and_, delete, func, insert, select

from storage.schema.fieldwork import answer, consent, interview
from storage.schema.operations import mailing, outbox
from storage.schema.participation import glance, population, priority, target, turnout
from storage.schema.reaching import came_by, way
from storage.transaction import Transaction
from storage.upserts import insert_new


@dataclass(frozen=True, slots=True)
class Figure:
    """people: of a line, shown from the day `since` on."""

    axis: str
    name: str
    stage: str
    since: date
    people: int


@dataclass(frozen=True, slots=True)
class Group:
    """Interviews that have all of this in common. district: code of the answer, None when it was not told. language:
    None without consent. place: code of the way they came by, None for the campaign's own."""

    disposition: str
    channel: str
    language: str | None
    place: str | None
    district: int | None
    people: int


def interviews(transaction: Transaction, campaign_id: int, district_item: int | None) -> Iterator[Group]:
    """All interviews of a campaign, put together. district_item: place of the question for the district."""
    said = and_(answer.c.interview_id == interview.c.id, answer.c.item == district_item, answer.c.place == 0)
    traits = (interview.c.disposition, interview.c.mode, consent.c.language, way.c.code, answer.c.code)
    query = (
        select(*traits, func.count())
        .select_from(interview)
        .outerjoin(consent, consent.c.interview_id == interview.c.id)
        .outerjoin(came_by, came_by.c.interview_id == interview.c.id)
        .outerjoin(way, way.c.id == came_by.c.way_id)
        .outerjoin(answer, said)
        .where(interview.c.campaign_id == campaign_id)
        .group_by(*traits)
    )
    for row in transaction.execute(query):
        yield Group(*row)


def invitations(transaction: Transaction, campaign_id: int, kind: str) -> Mapping[tuple[str, str], int]:
    """By channel and state of the row: how many messages a campaign's mailings of one kind still have in the queue's
    memory."""
    query = (
        select(outbox.c.channel, outbox.c.state, func.count())
        .join(mailing, mailing.c.id == outbox.c.mailing_id)
        .where(mailing.c.campaign_id == campaign_id, mailing.c.kind == kind)
        .group_by(outbox.c.channel, outbox.c.state)
    )
    found: Counter[tuple[str, str]] = Counter()
    for channel, state, many in transaction.execute(query):
        found[channel, state] += many
    return found


def look(transaction: Transaction, campaign_id: int, today: date) -> bool:
    """Whether nobody has looked at the counts today; whoever asks is the one who does."""
    row = transaction.execute(select(glance.c.seen_on).where(glance.c.campaign_id == campaign_id)).first()
    if row is not None and row.seen_on >= today:
        return False
    transaction.execute(delete(glance).where(glance.c.campaign_id == campaign_id))
    transaction.execute(insert(glance).values(campaign_id=campaign_id, seen_on=today))
    return True


def seen_on(transaction: Transaction, campaign_id: int) -> date | None:
    """The day the figures are of."""
    return transaction.execute(select(glance.c.seen_on).where(glance.c.campaign_id == campaign_id)).scalar()


def show(transaction: Transaction, campaign_id: int, figures: Iterable[Figure]) -> None:
    """These figures are seen from their day on."""
    rows = [
        {
            "campaign_id": campaign_id,
            "axis": each.axis,
            "name": each.name,
            "stage": each.stage,
            "since": each.since,
            "people": each.people,
        }
        for each in figures
    ]
    if rows:
        transaction.execute(insert_new(transaction, turnout), rows)


def shown(transaction: Transaction, campaign_id: int) -> list[Figure]:
    """Every figure ever shown of a campaign, the oldest first."""
    columns = (turnout.c.axis, turnout.c.name, turnout.c.stage, turnout.c.since, turnout.c.people)
    query = select(*columns).where(turnout.c.campaign_id == campaign_id).order_by(turnout.c.since, turnout.c.people)
    return [Figure(*row) for row in transaction.execute(query)]


# --- what is hoped for -----------------------------------------------------------------------------------------------
def targets(transaction: Transaction, campaign_id: int) -> dict[str, int]:
    """People hoped for, by district."""
    query = select(target.c.district, target.c.people).where(target.c.campaign_id == campaign_id)
    return {district: people for district, people in transaction.execute(query)}  # noqa: C416


def aim(transaction: Transaction, campaign_id: int, district: str, people: int) -> None:
    """Hope for so many people in a district; 0 for no target."""
    where = (target.c.campaign_id == campaign_id, target.c.district == district)
    transaction.execute(delete(target).where(*where))
    if people:
        transaction.execute(insert(target).values(campaign_id=campaign_id, district=district, people=people))


# --- how many live there ---------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Population:
    """people: by district. source: who counted them. counted_on: of when the count is."""

    people: Mapping[str, int]
    source: str
    counted_on: date


def known_population(transaction: Transaction) -> Population | None:
    """What was handed in last, None when nothing was."""
    return _known(transaction, population)


def known_priority(transaction: Transaction) -> Population | None:
    """The same of those who live in priority neighbourhoods."""
    return _known(transaction, priority)


def keep_population(transaction: Transaction, known: Population, in_priority: Population | None) -> None:
    """In place of what was known before. in_priority: of those who live in priority neighbourhoods."""
    for table, counted in ((population, known), (priority, in_priority)):
        transaction.execute(delete(table))
        if counted:
            common = {"source": counted.source, "counted_on": counted.counted_on}
            rows = [{"district": slug, "people": people, **common} for slug, people in counted.people.items()]
            transaction.execute(insert(table), rows)


def _known(transaction: Transaction, table: Table) -> Population | None:
    rows = transaction.execute(select(table)).all()
    if not rows:
        return None
    return Population({row.district: row.people for row in rows}, rows[0].source, rows[0].counted_on)
