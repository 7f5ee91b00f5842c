"""Messages that many people get without having asked for them; their rows lie in the outbox."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, func, insert, select, update

from storage.campaigns import CRISIS
from storage.schema.fieldwork import campaign
from storage.schema.operations import mailing, outbox
from storage.schema.reaching import reminder_plan
from storage.transaction import Transaction

HELD = datetime(9999, 1, 1, tzinfo=UTC)  # a moment that never comes
_STILL_GOOD = timedelta(days=2)  # after a pause

STAYING = (
    select(mailing.c.id)
    .join(reminder_plan, reminder_plan.c.campaign_id == mailing.c.campaign_id)
    .where(reminder_plan.c.held, mailing.c.kind == "reminder")
)
"""Mailings of which nothing leaves for now (a part of a query)."""

URGENT = (
    select(mailing.c.id)
    .join(campaign, campaign.c.id == mailing.c.campaign_id)
    .where(campaign.c.kind == CRISIS, mailing.c.state == "running")
)
"""Mailings of emergencies: they wait for no hour, and for no other mailing (a part of a query)."""


def begin(transaction: Transaction, kind: str, campaign_id: int, now: datetime) -> int:
    """A new mailing that runs; its id."""
    values = {"kind": kind, "campaign_id": campaign_id, "state": "running", "created_at": now}
    identifier: int = transaction.execute(insert(mailing).values(values).returning(mailing.c.id)).scalar_one()
    return identifier


@dataclass(frozen=True, slots=True)
class Mailing:
    """state: "running" or "cancelled". campaign_kind: see `storage.campaigns`; "" when it is gone."""

    kind: str
    campaign_id: int
    state: str
    campaign_kind: str


def get(transaction: Transaction, mailing_id: int) -> Mailing:
    columns = (mailing.c.kind, mailing.c.campaign_id, mailing.c.state, func.coalesce(campaign.c.kind, ""))
    known = select(*columns).outerjoin(campaign, campaign.c.id == mailing.c.campaign_id)
    return Mailing(*transaction.execute(known.where(mailing.c.id == mailing_id)).one())


def running(transaction: Transaction, kind: str, campaign_id: int) -> int | None:
    """The mailing of this kind that runs in a campaign."""
    where = (mailing.c.kind == kind, mailing.c.campaign_id == campaign_id, mailing.c.state == "running")
    return transaction.execute(select(mailing.c.id).where(*where).limit(1)).scalar()


def hold(transaction: Transaction, campaign_id: int) -> None:
    """What every mailing of a campaign still has to send waits for `release`."""
    transaction.execute(update(outbox).where(*_queued(campaign_id)).values(not_before=HELD))


def release(transaction: Transaction, campaign_id: int, not_before: datetime) -> None:
    """What was held is due again from `not_before` on, however long it waited."""
    held = (*_queued(campaign_id), outbox.c.not_before == HELD)
    transaction.execute(update(outbox).where(*held).values(not_before=not_before, not_after=not_before + _STILL_GOOD))


def _queued(campaign_id: int) -> tuple[ColumnElement[bool], ...]:
    own = select(mailing.c.id).where(mailing.c.campaign_id == campaign_id, mailing.c.state == "running")
    return outbox.c.mailing_id.in_(own), outbox.c.state == "queued"


def cancel(transaction: Transaction, campaign_id: int) -> int:
    """Stop every mailing of a campaign at its next row; how many messages stay unsent by that."""
    own = (mailing.c.campaign_id == campaign_id, mailing.c.state == "running")
    ids = list(transaction.execute(select(mailing.c.id).where(*own)).scalars())
    transaction.execute(update(mailing).where(*own).values(state="cancelled"))
    queued = (outbox.c.mailing_id.in_(ids), outbox.c.state == "queued")
    dropped = transaction.execute(
        update(outbox).where(*queued).values(state="dropped", reason="cancelled", payload=None)
    )
    return dropped.rowcount


def waiting(transaction: Transaction, campaign_id: int) -> list[tuple[datetime, str, int]]:
    """What waits to leave: (not before, kind, messages)."""
    query = (
        select(outbox.c.not_before, mailing.c.kind, func.count())
        .join(mailing, mailing.c.id == outbox.c.mailing_id)
        .where(mailing.c.campaign_id == campaign_id, mailing.c.state == "running", outbox.c.state == "queued")
        .group_by(outbox.c.not_before, mailing.c.kind)
        .order_by(outbox.c.not_before)
    )
    return [(moment, kind, number) for moment, kind, number in transaction.execute(query)]
