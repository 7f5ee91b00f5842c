"""The kinds of items a questionnaire is made of. Adding a kind: a class here, and mypy points at every `match`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import assert_never

from surveys.answers import Missing
from surveys.texts import Text

CLASS_COLUMN = "release_class"  # of the choices sheet: the class that releases may count a choice in


class Purpose(Enum):
    """What a choice of a follow-up item agrees to, or asks for. About the person, never part of the answers."""

    RESULTS = "results"  # receive the results on this channel
    RECONTACT = "recontact"  # be asked again
    ERASE = "erase"  # erase my answers now


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One proposed answer. `name` is stored, `text` is shown."""

    name: str
    text: Text
    missing: Missing | None = None  # taking it means there is no value, for this reason
    exclusive: bool = False  # cannot stand beside others
    last: bool = False  # stays at the end of a drawn order ("other", "I don't know")
    screens_out: bool = False  # ends the interview, keeping no answer
    purpose: Purpose | None = None
    columns: Mapping[str, str] = field(default_factory=dict)  # further columns of the choices sheet, for choice filters


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What every item has. Expressions are XLSForm (XPath 1.0); "" means always true."""

    name: str
    text: Text
    hint: Text | None = None
    why: Text | None = None  # why this is asked, for who wants to know
    plain: Text | None = None  # the question in other words, for who does not understand it
    relevant: str = ""
    required: bool = False  # no skip button
    constraint: str = ""
    constraint_message: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithChoices(Base):
    choices: tuple[Choice, ...]
    shuffled: bool = False  # shown in an order drawn per respondent
    choice_filter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(WithChoices):
    """Asked first. Choices are named "yes", "no" and, when there is more to read, "more"."""

    more: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Base):
    """Something told; no answer is expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Single(WithChoices):
    """One choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class District(WithChoices):
    """One of the districts (choice names are their slugs), or "I don't know", or "outside"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiple(WithChoices):
    """Any number of choices up to `at_most` (top-k when it is set), validated by a button."""

    at_least: int = 1
    at_most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(WithChoices):
    """One point of an ordinal scale, never shuffled; choices with a `missing` reason stand beside the scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking(WithChoices):
    """All choices in order of preference, by taps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BestWorst(WithChoices):
    """The most and the least important of a short list. `text` asks for the best, `worst` for the worst."""

    worst: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(WithChoices):
    """Small sets out of a long list, one after the other: pairs (one tap each), or larger sets when `worst` asks for
    the least important as well. Each choice comes as often as any other, give or take one, at whatever set one stops
    (`design.sets`)."""

    size: int = 2
    rounds: int = 8
    worst: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(WithChoices):
    """What else the person wants. Choices carry a `purpose`; nothing of it is an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open(Base):
    """Own words."""

    max_chars: int = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Base):
    """A number; `whole` refuses decimals."""

    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Base):
    """A day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Base):
    """Lists the answers given, each to be changed, with a button that submits."""


def takes_voice(item: "Item") -> bool:
    """Whether the answer may be said aloud: own words, and no condition on them that only writing can meet."""
    return isinstance(item, Open) and not item.constraint


ChoiceItem = Consent | Single | District | Multiple | Rating | Ranking | BestWorst | Comparison | FollowUp
Item = ChoiceItem | Notice | Open | Number | Date | Review


def is_answerable(item: Item) -> bool:
    """Whether a parent's answer to `item` is stored as data (a consent, a notice, a review and a follow-up are not)."""
    match item:
        case Single() | District() | Multiple() | Rating() | Ranking() | BestWorst() | Comparison():
            return True
        case Open() | Number() | Date():
            return True
        case Consent() | Notice() | Review() | FollowUp():
            return False
        case _:
            assert_never(item)
