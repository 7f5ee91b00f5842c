"""Ways into a campaign, and which interview came by which."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select

from storage.campaigns import normal
from storage.schema.reaching import came_by, way
from storage.transaction import Transaction
from storage.upserts import insert_new


@dataclass(frozen=True, slots=True)
class Way:
    """code: what a link carries or a parent types. district: slug, "" for the whole city."""

    id: int
    campaign_id: int
    code: str
    kind: str
    label: str
    district: str


_COLUMNS = (way.c.id, way.c.campaign_id, way.c.code, way.c.kind, way.c.label, way.c.district)


def by_code(transaction: Transaction, code: str) -> Way | None:
    row = transaction.execute(select(*_COLUMNS).where(way.c.code == normal(code)[:40])).first()
    return Way(*row) if row else None


def get(transaction: Transaction, way_id: int) -> Way | None:
    row = transaction.execute(select(*_COLUMNS).where(way.c.id == way_id)).first()
    return Way(*row) if row else None


def of_campaign(transaction: Transaction, campaign_id: int) -> list[Way]:
    """The ways of a campaign in the order they were made."""
    rows = transaction.execute(select(*_COLUMNS).where(way.c.campaign_id == campaign_id).order_by(way.c.id))
    return [Way(*row) for row in rows]


def create(
    transaction: Transaction, campaign_id: int, code: str, kind: str, label: str, district: str, today: date
) -> Way:
    """A new way under a code that is not taken."""
    values = {
        "campaign_id": campaign_id,
        "code": code,
        "kind": kind,
        "label": label,
        "district": district,
        "made_on": today,
    }
    identifier = transaction.execute(insert(way).values(values).returning(way.c.id)).scalar_one()
    return Way(identifier, campaign_id, code, kind, label, district)


def came(transaction: Transaction, interview_id: int, way_id: int) -> None:
    """An interview began by this way; the first one counts."""
    transaction.execute(insert_new(transaction, came_by).values(interview_id=interview_id, way_id=way_id))
