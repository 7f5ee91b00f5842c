"""The change of the secret that Telegram shows us: for a day, whoever still knows the old one is believed as well.

The day begins when an old secret is first named as such, and no restart makes it longer: a secret that leaked, and was
changed for that, is worthless the next day even if nobody removes the setting.
"""

from datetime import datetime, timedelta

from services.context import Context, Transaction
from storage import installation

OVERLAP = timedelta(hours=24)
_FACT = "old_secret"


def believed_until(transaction: Transaction, context: Context, old_secret: str) -> datetime:
    """Until when `old_secret` is good, maybe a moment that is over."""
    mark = context.vault.pseudonym(_FACT, old_secret).hex()  # the secret itself is kept nowhere
    known, _, moment = (installation.value(transaction, _FACT) or "").partition(" ")
    if known == mark:
        return datetime.fromisoformat(moment)
    until = context.now() + OVERLAP
    installation.replace(transaction, _FACT, f"{mark} {until.isoformat()}")
    return until
