"""Campaigns: which questionnaire is open under which code."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, insert, select, update

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
    return _one(transaction.execute(select(*_COLUMNS).where(campaign.c.code == normal(code)[:32])).first())


def by_id(transaction: Transaction, campaign_id: int) -> Campaign:
    """KeyError when there is none."""
    found = _one(transaction.execute(select(*_COLUMNS).where(campaign.c.id == campaign_id)).first())
    if found is None:
        raise KeyError(campaign_id)
    return found


def every(transaction: Transaction) -> list[Campaign]:
    """All campaigns, newest first."""
    rows = transaction.execute(select(*_COLUMNS).order_by(campaign.c.id.desc()))
    return [Campaign(*row) for row in rows]


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


def set_state(transaction: Transaction, campaign_id: int, state: str) -> None:
    transaction.execute(update(campaign).where(campaign.c.id == campaign_id).values(state=state))


def _one(row: Row[tuple[int, str, int, str, bool, datetime]] | None) -> Campaign | None:
    return Campaign(*row) if row else None
