"""Who works here: sign-in by one-time link, and the actor every staff use case asks about."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from services.context import Context, Transaction
from storage import audit
from storage import staff as store

LINK_LIFE = timedelta(days=1)
SESSION_LIFE = timedelta(hours=12)


class StaffRole(Enum):
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    OPERATOR = "operator"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in member of staff, as of today. `districts`: slugs an officer is limited to; empty for the other roles.
    `sessions`: of the local group, that a guest is limited to."""

    id: int
    role: StaffRole
    districts: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()


# Whoever types commands on the server: they hold the database and its key, and the audit trail calls them 0.
COMMAND_LINE = Actor(audit.OPERATOR, StaffRole.COORDINATOR)


def issue_link(transaction: Transaction, context: Context, role: StaffRole, districts: Sequence[str] = ()) -> str:
    """A fresh single-use token for `/console/enter/TOKEN`, valid one day. Only its digest is stored."""
    member = store.hire(transaction, role.value, districts)
    return _give(transaction, context, "link", member, LINK_LIFE)


def redeem(transaction: Transaction, context: Context, token: str) -> str | None:
    """Spend a sign-in token; the session key for the cookie, None when the token is unknown, spent or too old."""
    member = store.holder(transaction, "link", _digest(token), context.now())
    if member is None:
        return None
    store.spend(transaction, _digest(token))
    audit.note(transaction, context.now(), member.id, "sign_in", member.role)
    return _give(transaction, context, "session", member.id, SESSION_LIFE)


def actor(transaction: Transaction, context: Context, session: str) -> Actor | None:
    """Whose session this is; None when unknown or expired (12 hours)."""
    member = store.holder(transaction, "session", _digest(session), context.now())
    return Actor(member.id, StaffRole(member.role), member.districts) if member else None


def sign_out(transaction: Transaction, context: Context, session: str) -> None:
    """End the session."""
    store.spend(transaction, _digest(session))


def _give(transaction: Transaction, context: Context, kind: str, member: int, life: timedelta) -> str:
    secret = base64.urlsafe_b64encode(context.chance(24)).decode()
    store.give(transaction, kind, _digest(secret), member, context.now() + life)
    return secret


def _digest(secret: str) -> bytes:
    """Secrets are random and long: a plain digest is enough, and leaves nothing to steal."""
    return hashlib.sha256(secret.encode()).digest()[:16]
