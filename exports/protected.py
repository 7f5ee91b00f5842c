"""Tables that may be shown. Only `exports.suppression` makes them."""

from dataclasses import dataclass
from enum import Enum

from exports.plan import Category, Plan, Table
from exports.policy import Policy


class Reason(Enum):
    """Why a figure is withheld."""

    TOO_FEW = "too_few"  # fewer people than the floor
    PROTECTS = "protects"  # would give away a smaller group by subtraction
    # People answered too much alike, here or in a group that this one protects. One word for both on purpose: to say of
    # a group that its people all agree is nearly to say what they answered.
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Figure:
    """A released count: a multiple of `step`, less than `1 + wide` steps from the truth."""

    value: int
    step: int
    wide: int = 0


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A withheld count: neither 0 nor missing."""

    reason: Reason


Cell = Figure | Suppressed


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """rows: per group of the plan, and the city last, one cell per category of `table`."""

    table: Table
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Protected:
    """Everything of a release that counts people. heads: one cell per group of the plan, and the city last.

    as_of: per group, the release whose figures these are; None when it is not counted. others_as_of: the same of the
    people who are counted in the city only.
    """

    plan: Plan
    policy: Policy
    heads: tuple[Cell, ...]
    tables: tuple[ProtectedTable, ...]
    as_of: tuple[str | None, ...]
    others_as_of: str | None

    @property
    def groups(self) -> tuple[Category, ...]:
        return self.plan.groups
