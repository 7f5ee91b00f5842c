"""What releases of a campaign would show by several plans: looked at once a day, and counts of cells alone."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import delete, insert, select

from storage.schema.results import comparison
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Looked:
    """One plan. crossing, city_first: as in `release_building.Wishes`. shown: lines with figures, of `lines`. withheld:
    cells without a figure, of `cells`; 0 of 0 when there would be no release. problem: as JSON why there would be
    none, "" for none."""

    crossing: str
    city_first: bool
    shown: int
    lines: int
    withheld: int
    cells: int
    problem: str = ""


def keep(transaction: Transaction, campaign_id: int, policy: str, day: date, looked: Iterable[Looked]) -> None:
    """In place of what was known of these rules."""
    of = (comparison.c.campaign_id == campaign_id, comparison.c.policy == policy)
    transaction.execute(delete(comparison).where(*of))
    rows = [{"campaign_id": campaign_id, "policy": policy, "looked_on": day, **asdict(each)} for each in looked]
    transaction.execute(insert(comparison), rows)


def last(transaction: Transaction, campaign_id: int, policy: str) -> tuple[date, list[Looked]] | None:
    """The day, and the plans with the least crossing first; None when nobody has looked."""
    columns = (comparison.c[name] for name in Looked.__dataclass_fields__)
    of = (comparison.c.campaign_id == campaign_id, comparison.c.policy == policy)
    query = select(comparison.c.looked_on, *columns).where(*of)
    rows = transaction.execute(query.order_by(comparison.c.crossing, comparison.c.city_first)).all()
    return (rows[0].looked_on, [Looked(*row[1:]) for row in rows]) if rows else None
