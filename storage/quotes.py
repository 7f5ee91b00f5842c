"""Parents' own words on their way out: what a person decided of each, and every edit. The original stays."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, exists, func, insert, select, update

from storage.schema.fieldwork import interview, words
from storage.schema.results import quote, quote_edit
from storage.transaction import Transaction
from storage.vault import Vault

WAITING, RELEASED, KEPT = "waiting", "released", "kept"


@dataclass(frozen=True, slots=True)
class Quote:
    """One answer in own words. item: place in the sheet. text: as it may be shown. translation: "" for none."""

    id: int
    interview_id: int
    item: int
    state: str
    text: str
    translation: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Who decided what, and the words as they stood after it."""

    staff_id: int
    decided_on: date
    state: str
    text: str


def unread(
    transaction: Transaction, campaign_id: int, items: Collection[int], dispositions: Collection[str], most: int
) -> list[tuple[int, int]]:
    """Own words of interviews that came so far, which are no quote yet: (interview, item), in no telling order."""
    known = exists().where(and_(quote.c.interview_id == words.c.interview_id, quote.c.item == words.c.item))
    query = (
        select(words.c.interview_id, words.c.item)
        .join(interview, interview.c.id == words.c.interview_id)
        .where(interview.c.campaign_id == campaign_id, interview.c.disposition.in_(dispositions))
        .where(words.c.item.in_(items), ~known)
        .order_by(words.c.interview_id)
        .limit(most)
    )
    return [(row.interview_id, row.item) for row in transaction.execute(query)]


def begin(
    transaction: Transaction, vault: Vault, chance: tuple[int, bytes, bytes], of: tuple[int, int], text: str
) -> None:
    """A quote that waits. chance: its id and two nonces. of: interview and item. text: masked."""
    number, nonce, other = chance
    values = {
        "id": number,
        "interview_id": of[0],
        "item": of[1],
        "state": WAITING,
        "sealed": vault.seal(text.encode(), _about(number), nonce),
        "translated": vault.seal(b"", _about(number), other),
    }
    transaction.execute(insert(quote).values(values))


def get(transaction: Transaction, vault: Vault, number: int) -> tuple[int, Quote] | None:
    """With the campaign it belongs to."""
    query = select(quote, interview.c.campaign_id).join(interview, interview.c.id == quote.c.interview_id)
    row = transaction.execute(query.where(quote.c.id == number)).first()
    return (row.campaign_id, _read(vault, row)) if row else None


def of_campaign(
    transaction: Transaction, vault: Vault, campaign_id: int, state: str, item: int | None, after: int, most: int
) -> list[Quote]:
    """By their random ids, from the one after `after`. item: of one question only."""
    query = (
        select(quote)
        .join(interview, interview.c.id == quote.c.interview_id)
        .where(interview.c.campaign_id == campaign_id, quote.c.state == state, quote.c.id > after)
    )
    if item is not None:
        query = query.where(quote.c.item == item)
    return [_read(vault, row) for row in transaction.execute(query.order_by(quote.c.id).limit(most))]


def released(transaction: Transaction, vault: Vault, campaign_id: int) -> list[Quote]:
    """Those that may leave, in the order of their random ids."""
    return of_campaign(transaction, vault, campaign_id, RELEASED, None, -1, 100_000)


def counts(transaction: Transaction, campaign_id: int) -> dict[str, int]:
    """How many quotes are in each state."""
    query = (
        select(quote.c.state, func.count())
        .join(interview, interview.c.id == quote.c.interview_id)
        .where(interview.c.campaign_id == campaign_id)
        .group_by(quote.c.state)
    )
    return {row[0]: row[1] for row in transaction.execute(query)}


def decide(
    transaction: Transaction,
    vault: Vault,
    nonces: tuple[bytes, bytes, bytes],
    number: int,
    edit: Edit,
    translation: str,
) -> None:
    """What somebody decided; what was decided before stays in the trail."""
    sealed = vault.seal(edit.text.encode(), _about(number), nonces[0])
    translated = vault.seal(translation.encode(), _about(number), nonces[1])
    values = {"state": edit.state, "sealed": sealed, "translated": translated}
    transaction.execute(update(quote).where(quote.c.id == number).values(values))
    place = int(transaction.execute(select(func.count()).where(quote_edit.c.quote_id == number)).scalar_one())
    row = {
        "quote_id": number,
        "number": place,
        "staff_id": edit.staff_id,
        "decided_on": edit.decided_on,
        "state": edit.state,
        "sealed": vault.seal(edit.text.encode(), _about(number), nonces[2]),
    }
    transaction.execute(insert(quote_edit).values(row))


def edits(transaction: Transaction, vault: Vault, number: int) -> list[Edit]:
    """The oldest first."""
    query = select(quote_edit).where(quote_edit.c.quote_id == number).order_by(quote_edit.c.number)
    return [
        Edit(row.staff_id, row.decided_on, row.state, vault.open(row.sealed, _about(number)).decode())
        for row in transaction.execute(query)
    ]


def _about(number: int) -> str:
    return f"quote:{number}"


def _read(vault: Vault, row: Row[Any]) -> Quote:
    values = row._mapping
    text, translation = (vault.open(values[name], _about(values["id"])).decode() for name in ("sealed", "translated"))
    return Quote(values["id"], values["interview_id"], values["item"], values["state"], text, translation)
