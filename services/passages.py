"""From a chat to the page: one person goes on there with the same answers, and remains one response.

The link is good once, for a day, and only for whoever presses the button behind it: what merely looks at links spends
none. The browser that used it is the same person until it forgets.
"""

import base64
import hashlib
from datetime import timedelta

from services.context import Context, Transaction
from storage import contacts, passages
from storage.contacts import Contact
from storage.passages import BROWSER, LINK

LINK_LIFE = timedelta(days=1)
BROWSER_LIFE = timedelta(days=60)  # as long as a browser is asked to remember
CHANNEL = "web"


def link(transaction: Transaction, context: Context, contact_id: int, code: str) -> str:
    """A fresh address of the page of the campaign `code`, for this person alone."""
    token = base64.urlsafe_b64encode(context.chance(18)).decode()
    passages.give(transaction, LINK, _digest(token), contact_id, context.now() + LINK_LIFE)
    return f"{context.public_url}/c/{code}/suite/{token}"


def enter(transaction: Transaction, context: Context, token: str, address: str) -> bool:
    """Spend a link: the browser known as `address` is that person from now on. False when the link is good no more."""
    contact_id = passages.spend(transaction, LINK, _digest(token), context.now())
    if contact_id is None:
        return False
    key = contacts.queue_key(context.vault, CHANNEL, address)
    passages.give(transaction, BROWSER, key, contact_id, context.now() + BROWSER_LIFE)
    return True


def whose(transaction: Transaction, context: Context, address: str) -> Contact | None:
    """Who the browser known as `address` came from, None when it came by itself."""
    key = contacts.queue_key(context.vault, CHANNEL, address)
    contact_id = passages.holder(transaction, BROWSER, key, context.now())
    return None if contact_id is None else contacts.get(transaction, contact_id)


def _digest(token: str) -> bytes:
    """Tokens are random and long: a plain digest is enough, and leaves nothing to steal."""
    return hashlib.sha256(token.encode()).digest()[:16]
