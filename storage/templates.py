"""Questionnaires that a campaign may be made of: the file as it was handed in, and the questionnaire it became."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from storage.schema.operations import template
from storage.transaction import Transaction

SHIPPED = 0  # the owner of what comes with the software


@dataclass(frozen=True, slots=True)
class Row:
    """One template, without its file. owner: member of staff, `SHIPPED`. warnings: those nobody gave a reason for.
    version: grows with each change."""

    id: int
    name: str
    owner: int
    file_name: str
    questionnaire_id: int
    warnings: int
    version: int
    kept_at: datetime


_ROW = (
    template.c.id,
    template.c.name,
    template.c.owner,
    template.c.file_name,
    template.c.questionnaire_id,
    template.c.warnings,
    template.c.version,
    template.c.kept_at,
)


def every(transaction: Transaction) -> list[Row]:
    """All of them, the newest change first."""
    return [Row(*row) for row in transaction.execute(select(*_ROW).order_by(template.c.kept_at.desc(), template.c.id))]


def by_id(transaction: Transaction, template_id: int) -> Row | None:
    row = transaction.execute(select(*_ROW).where(template.c.id == template_id)).first()
    return Row(*row) if row else None


def shipped(transaction: Transaction, name: str) -> Row | None:
    """The one that comes with the software under this name."""
    query = select(*_ROW).where(template.c.name == name, template.c.owner == SHIPPED)
    row = transaction.execute(query).first()
    return Row(*row) if row else None


def content(transaction: Transaction, template_id: int) -> bytes | None:
    """The file; None when there is no such template."""
    return transaction.execute(select(template.c.content).where(template.c.id == template_id)).scalar()


def count(transaction: Transaction, owner: int) -> int:
    """How many a member of staff keeps."""
    query = select(func.count()).select_from(template).where(template.c.owner == owner)
    return int(transaction.execute(query).scalar_one())


def add(
    transaction: Transaction,
    now: datetime,
    owner: int,
    name: str,
    file_name: str,
    content: bytes,
    questionnaire_id: int,
    warnings: int,
) -> int:
    """A new one; its id."""
    values = {
        "name": name,
        "owner": owner,
        "file_name": file_name,
        "content": content,
        "questionnaire_id": questionnaire_id,
        "warnings": warnings,
        "version": 1,
        "kept_at": now,
    }
    return int(transaction.execute(insert(template).values(values).returning(template.c.id)).scalar_one())


def change(
    transaction: Transaction,
    now: datetime,
    before: Row,
    file_name: str,
    content: bytes,
    questionnaire_id: int,
    warnings: int,
) -> bool:
    """Another file in its place; False when it is not `before` any more."""
    values = {
        "file_name": file_name,
        "content": content,
        "questionnaire_id": questionnaire_id,
        "warnings": warnings,
        "version": before.version + 1,
        "kept_at": now,
    }
    mine = (template.c.id == before.id) & (template.c.version == before.version)
    return transaction.execute(update(template).where(mine).values(values)).rowcount == 1


def remove(transaction: Transaction, template_id: int) -> None:
    """Campaigns made of it keep their questionnaire."""
    transaction.execute(delete(template).where(template.c.id == template_id))
