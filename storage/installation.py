"""Facts about the installation, such as which key its secrets are sealed with."""

from sqlalchemy import insert, select, update

from storage.schema.operations import installation
from storage.transaction import Transaction
from storage.upserts import insert_new


def value(transaction: Transaction, name: str) -> str | None:
    return transaction.execute(select(installation.c.value).where(installation.c.name == name)).scalar()


def settle(transaction: Transaction, name: str, wanted: str) -> str:
    """The value already there, else `wanted`, which is then kept for good."""
    known = value(transaction, name)
    if known is None:
        transaction.execute(insert(installation).values(name=name, value=wanted))
        return wanted
    return known


def replace(transaction: Transaction, name: str, wanted: str) -> None:
    """Keep `wanted` in place of whatever was there."""
    transaction.execute(insert_new(transaction, installation).values(name=name, value=wanted))
    transaction.execute(update(installation).where(installation.c.name == name).values(value=wanted))
