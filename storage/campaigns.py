"""Campaigns: which questionnaire is open under which code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update

from storage.schema.fieldwork import campaign
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Campaign:
    """state: "open" or "closed"."""

    id: int
    code: str
    questionnaire_id: int
    state: str
    synthetic: bool
    opened_at: datetime


_COLUMNS = (
    campaign.c.id,
    campaign.c.code,
    campaign.c.questionnaire_id,
    campaign.c.state,
    campaign.c.synthetic,
    campaign.c.opened_at,
)


def normal(code: str) -> str:
    """Codes are printed in capitals and typed in any case, with stray spaces."""
    return "".join(code.split()).upper()


def by_code(transaction: Transaction, code: str) -> Campaign | None:
    row = transaction.execute(select(*_COLUMNS).where(campaign.c.code == normal(code)[:32])).first()
    return _read(row) if row else None


def by_id(transaction: Transaction, campaign_id: int) -> Campaign:
    """KeyError when there is none."""
    row = transaction.execute(select(*_COLUMNS).where(campaign.c.id == campaign_id)).first()
    if row is None:
        raise KeyError(campaign_id)
    return _read(row)


def every(transaction: Transaction) -> list[Campaign]:
    """All campaigns, newest first."""
    rows = transaction.execute(select(*_COLUMNS).order_by(campaign.c.id.desc()))
    return [_read(row) for row in rows]


def create(
    transaction: Transaction, code: str, questionnaire_id: int, synthetic: bool, opened_at: datetime
) -> Campaign:
    """Open a campaign under a code that is not taken."""
    values = {
        "code": normal(code),
        "questionnaire_id": questionnaire_id,
        "state": "open",
        "synthetic": synthetic,
        "opened_at": opened_at,
    }
    identifier = transaction.execute(insert(campaign).values(values).returning(campaign.c.id)).scalar_one()
    return Campaign(identifier, normal(code), questionnaire_id, "open", synthetic, opened_at)


def close(transaction: Transaction, campaign_id: int, today: date) -> None:
    """No more answers; the time until its data are forgotten runs from `today`."""
    where = (campaign.c.id == campaign_id, campaign.c.closed_on.is_(None))
    transaction.execute(update(campaign).where(*where).values(state="closed", closed_on=today))


def closed_before(transaction: Transaction, day: date) -> list[int]:
    """Ids of campaigns closed before `day`."""
    return list(transaction.execute(select(campaign.c.id).where(campaign.c.closed_on < day)).scalars())


def _read(row: Sequence[Any]) -> Campaign:
    return Campaign(*row)
