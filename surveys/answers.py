"""What a respondent gave for one item: a value, or the reason why there is none."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum


class Missing(Enum):
    """Why an item has no substantive value. Five different things, never merged."""

    SKIPPED = "skipped"  # seen, and passed over
    DONT_KNOW = "dont_know"  # "I don't know"
    REFUSED = "refused"  # "I prefer not to say"
    NOT_APPLICABLE = "not_applicable"  # does not concern this person (a filter, or the person says so)
    NOT_ASKED = "not_asked"  # the conversation never got there


@dataclass(frozen=True, slots=True)
class Chosen:
    """Names of the choices taken. Single and rating: one. Ranking: in order. Best-worst: best, then worst.
    Comparison: set after set, the best of each first and the worst last."""

    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """Own words, stored verbatim (and encrypted). spoken: said aloud, and written down by a person who listened."""

    text: str
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """Own words said aloud, which nobody has written down yet."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Dated:
    """A day."""

    value: date


Answer = Chosen | Written | Spoken | Counted | Dated | Missing


def is_spoken(answer: Answer) -> bool:
    """Whether it was said aloud rather than written."""
    return isinstance(answer, Spoken) or (isinstance(answer, Written) and answer.spoken)
