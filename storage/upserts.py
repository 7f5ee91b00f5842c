"""Rows that may be there already."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.transaction import Transaction

Insert = sqlite.Insert | postgresql.Insert


def insert_new(transaction: Transaction, table: Table) -> Insert:
    """An insert that leaves out rows whose key is known. What another transaction inserts right now is waited for."""
    if transaction.dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()
