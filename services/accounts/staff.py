"""Who works here, and the actor every staff use case asks about: one-time links and sessions."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from services.context import Context, Transaction
from services.hours import NANTES
from storage import audit, logins
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


def today(context: Context) -> date:
    """The day in Nantes: assignments begin and end with it."""
    return NANTES.today(context.now())


def anybody(transaction: Transaction) -> bool:
    """Whether anybody was ever let in."""
    return store.anybody(transaction)


def issue_link(transaction: Transaction, context: Context, role: StaffRole, districts: Sequence[str] = ()) -> str:
    """Somebody new without a name, and their `link`."""
    member = store.hire(transaction, role.value, today(context), None)
    for district in districts:
        store.assign(transaction, member, "district", district, today(context), None)
    return link(transaction, context, member)


def link(transaction: Transaction, context: Context, member: int) -> str:
    """A fresh single-use token for `/console/enter/TOKEN`, valid one day; the one before works no more. Only its
    digest is stored."""
    store.spend_all(transaction, member, ("link",))
    secret = _secret(context)
    store.give(transaction, "link", digest(secret), member, context.now() + LINK_LIFE)
    return secret


def redeem(transaction: Transaction, context: Context, token: str, device: str = "") -> str | None:
    """Spend a sign-in token; the session key for the cookie, None when the token is unknown, spent or too old, or its
    owner has no access today. A link starts anew: a password from before and other sessions open nothing any more."""
    member = store.holder(transaction, "link", digest(token), context.now())
    if member is None or not store.spend(transaction, digest(token)):
        return None
    logins.keep_password(transaction, member, None)
    store.spend_all(transaction, member, ("session",))
    return begin(transaction, context, member, device)


def begin(transaction: Transaction, context: Context, member: int, device: str = "") -> str | None:
    """A session of 12 hours; its key, None when the member has no access today. device: how they know it again."""
    found = access_of(transaction, context, member)
    if found is None:
        return None
    secret, now = _secret(context), context.now()
    store.give(transaction, "session", digest(secret), member, now + SESSION_LIFE, now, device[:60])
    audit.note(transaction, now, member, "sign_in", found.role.value)
    return secret


def actor(transaction: Transaction, context: Context, session: str) -> Actor | None:
    """Whose session this is; None when it is unknown or expired (12 hours), or when they have no access today."""
    member = store.holder(transaction, "session", digest(session), context.now()) if session else None
    return access_of(transaction, context, member) if member is not None else None


def access_of(transaction: Transaction, context: Context, member: int) -> Actor | None:
    """What a member of staff is today: nobody once their account has ended, nor an officer without a district, nor a
    guest without a session."""
    working = store.working(transaction, member, today(context))
    return actor_of(member, *working) if working else None


def actor_of(member: int, role: str, looks_after: Iterable[tuple[str, str]]) -> Actor | None:
    """What a member of staff is who looks after these (kind, name) today; None for nobody."""
    named = StaffRole(role)
    scope = tuple(looks_after)
    districts = tuple(name for kind, name in scope if kind == "district")
    sessions = tuple(name for kind, name in scope if kind == "session")
    match named:
        case StaffRole.OFFICER:
            return Actor(member, named, districts=districts) if districts else None
        case StaffRole.GUEST:
            return Actor(member, named, sessions=sessions) if sessions else None
        case _:
            return Actor(member, named)


def sign_out(transaction: Transaction, context: Context, session: str) -> None:
    """End the session."""
    store.spend(transaction, digest(session))


def _secret(context: Context) -> str:
    return base64.urlsafe_b64encode(context.chance(24)).decode()


def digest(secret: str) -> bytes:
    """Secrets are random and long: a plain digest is enough, and leaves nothing to steal."""
    return hashlib.sha256(secret.encode()).digest()[:16]
