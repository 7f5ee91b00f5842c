"""One-time codes on paper, by keyed digest: printed by the batch, spent when somebody submits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, delete, func, insert, select, update

from storage.schema.fieldwork import interview
from storage.schema.reaching import batch, in_hand, slip
from storage.transaction import Transaction
from storage.upserts import insert_new
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Slip:
    """One code. way_id: the place it was printed for, if any."""

    digest: bytes
    campaign_id: int
    way_id: int | None
    spent: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """size: codes printed. spent: codes that served."""

    id: int
    way_id: int | None
    size: int
    made_on: date
    spent: int


def digest(vault: Vault, code: str) -> bytes:
    """What is kept of a code."""
    return vault.pseudonym("slip", code)


def find(transaction: Transaction, vault: Vault, code: str, *, hold: bool = False) -> Slip | None:
    """The slip with this code. hold: until this transaction ends, nobody else spends it."""
    query = (
        select(slip.c.digest, batch.c.campaign_id, batch.c.way_id, slip.c.spent)
        .join(batch, batch.c.id == slip.c.batch_id)
        .where(slip.c.digest == digest(vault, code))
    )
    row = transaction.execute(query.with_for_update(of=slip) if hold else query).first()
    return Slip(*row) if row else None


def print_batch(
    transaction: Transaction, vault: Vault, campaign_id: int, way_id: int | None, codes: Collection[str], today: date
) -> int:
    """Keep the digests of fresh codes; the batch they belong to."""
    values = {"campaign_id": campaign_id, "way_id": way_id, "size": len(codes), "made_on": today}
    identifier: int = transaction.execute(insert(batch).values(values).returning(batch.c.id)).scalar_one()
    rows = [{"digest": digest(vault, code), "batch_id": identifier, "spent": False} for code in codes]
    transaction.execute(insert(slip), rows)
    return identifier


def of_campaign(transaction: Transaction, campaign_id: int) -> list[Batch]:
    """The batches of a campaign, newest first."""
    query = (
        select(batch.c.id, batch.c.way_id, batch.c.size, batch.c.made_on, func.sum(case((slip.c.spent, 1), else_=0)))
        .join(slip, slip.c.batch_id == batch.c.id)
        .where(batch.c.campaign_id == campaign_id)
        .group_by(batch.c.id, batch.c.way_id, batch.c.size, batch.c.made_on)
        .order_by(batch.c.id.desc())
    )
    return [
        Batch(number, way_id, size, day, int(spent)) for number, way_id, size, day, spent in transaction.execute(query)
    ]


def take(transaction: Transaction, interview_id: int, code: bytes) -> None:
    """An interview began with this code. The code is not spent by that."""
    transaction.execute(insert_new(transaction, in_hand).values(interview_id=interview_id, digest=code))


def spend(transaction: Transaction, interview_id: int) -> bool:
    """Somebody submits: whether the code they began with serves now. Of two people, one only gets it."""
    held = transaction.execute(select(in_hand.c.digest).where(in_hand.c.interview_id == interview_id)).scalar()
    if held is None:
        return False
    unspent = (slip.c.digest == held, slip.c.spent.is_(False))
    won = transaction.execute(update(slip).where(*unspent).values(spent=True)).rowcount == 1
    let_go(transaction, interview_id)
    return won


def let_go(transaction: Transaction, interview_id: int) -> None:
    """Nothing tells any more which code an interview began with."""
    transaction.execute(delete(in_hand).where(in_hand.c.interview_id == interview_id))


def tally(transaction: Transaction, interview_id: int, mode: str) -> None:
    """Count an interview apart: "code" or "paper"."""
    transaction.execute(update(interview).where(interview.c.id == interview_id).values(mode=mode))


def is_assisted(transaction: Transaction, interview_id: int) -> bool:
    """Whether somebody helped to answer."""
    return bool(transaction.execute(select(interview.c.assisted).where(interview.c.id == interview_id)).scalar())


def modes(transaction: Transaction, campaign_id: int) -> dict[str, int]:
    """How many interviews of a campaign are complete, by mode."""
    query = (
        select(interview.c.mode, func.count().label("number"))
        .where(interview.c.campaign_id == campaign_id, interview.c.disposition == "complete")
        .group_by(interview.c.mode)
    )
    return {row.mode: row.number for row in transaction.execute(query)}
