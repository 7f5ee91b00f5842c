"""The only callers of the clock and of chance. Everything else gets them as arguments."""

import random
import secrets
from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def chance(count: int) -> bytes:
    """`count` random bytes fit for secrets."""
    return secrets.token_bytes(count)


def dice(seed: str) -> random.Random:
    """Repeatable chance for synthetic parents; never for secrets."""
    return random.Random(seed)  # noqa: S311 (nothing secret depends on it)
