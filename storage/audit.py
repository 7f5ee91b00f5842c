"""Who did what, when: downloads, releases, sign-ins. No personal data."""

from datetime import datetime

from sqlalchemy import insert

from storage.schema.operations import audit
from storage.transaction import Transaction

OPERATOR = 0  # the command line


def note(transaction: Transaction, at: datetime, staff_id: int, action: str, subject: str) -> None:
    transaction.execute(insert(audit).values(at=at, staff_id=staff_id, action=action, subject=subject))
