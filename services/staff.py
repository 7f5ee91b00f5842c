"""Who works here: sign-in by one-time link, and the actor every staff use case asks about."""

from dataclasses import dataclass
from enum import Enum

from services.context import Context, Transaction


class StaffRole(Enum):
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in member of staff. `districts`: slugs an officer is limited to; empty for the other roles."""

    id: int
    role: StaffRole
    districts: tuple[str, ...] = ()


def issue_link(transaction: Transaction, context: Context, role: StaffRole) -> str:
    """A fresh single-use token for `/console/enter/TOKEN`, valid one day. Only its digest is stored."""
    raise NotImplementedError


def redeem(transaction: Transaction, context: Context, token: str) -> str | None:
    """Spend a sign-in token; the session key for the cookie, None when the token is unknown, spent or too old."""
    raise NotImplementedError


def actor(transaction: Transaction, context: Context, session: str) -> Actor | None:
    """Whose session this is; None when unknown or expired (12 hours)."""
    raise NotImplementedError


def sign_out(transaction: Transaction, context: Context, session: str) -> None:
    """End the session."""
    raise NotImplementedError
