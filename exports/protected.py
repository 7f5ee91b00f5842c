"""Tables that may be shown (only `exports.suppression` makes them), and what follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    CROSSED = "crossed"  # the question tells the classes that others are crossed with; their head-counts show it
    ELSEWHERE = "elsewhere"  # the question is asked in other groups only; a city line would mix the two


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
class Range:
    """Indicative: what chance and rounding leave open. Of volunteers: it says nothing of who did not answer."""

    low: int
    high: int


class Compared(Enum):
    """A figure beside the one it is compared with."""

    ABOVE = "above"
    BELOW = "below"
    ALIKE = "alike"  # cannot be told apart


@dataclass(frozen=True, slots=True)
class Share:
    """Of the people of a line who answered, in points (0..100). compared: with the rest of the city; None where too few
    answered to say. weighted: the city's, as if the districts had answered in proportion to their people."""

    percent: int
    range: Range
    compared: Compared | None = None
    weighted: "Share | None" = None


@dataclass(frozen=True, slots=True)
class Mean:
    """Of a scale whose points count 1, 2, 3 ...; one decimal."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimates:
    """One table in one line: the name of a group, or TOTAL. base: released people who answered, None when withheld.
    shares: by name of the category; empty when the base is withheld or too small. mean: of a scale only."""

    table: str
    line: str
    base: int | None
    shares: Mapping[str, Share]
    mean: Mean | None = None


class Standing(Enum):
    """What a line's priorities are good for."""

    ORDER = "order"
    TRENDS = "trends"  # too few people for an order
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Ranked:
    """One proposal. Names of choices.

    tie: 1 for the first group of proposals that cannot be told apart, 2 for the next ... score: people for it less
    people against it, in points of those who answered (-100..100); the share for it where nobody could be against.
    ranks: places that it may have. first_three: chance in 100 to be among the first three. chance: in 100, that
    somebody puts it before another proposal drawn at random.
    """

    choice: str
    tie: int
    score: int
    range: Range
    ranks: Range
    first_three: int
    chance: int


@dataclass(frozen=True, slots=True)
class Priorities:
    """One priority question in one line (the name of a group, or TOTAL). people: released, who answered. ranked: best
    first, empty when withheld. pooled: share in 100 that the whole city has in the figures of this line, 0 in a line
    that is large enough to speak for itself. reason: why withheld."""

    item: str
    line: str
    people: int | None
    standing: Standing
    ranked: tuple[Ranked, ...] = ()
    pooled: int = 0
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Weighting:
    """How the city's figures were weighted. source, day: of the margins. effective: people that the answers are worth
    after weighting (Kish). largest, smallest: weights. trimmed: groups whose weight was cut. missing: groups of the
    margins that are not shown, and have no weight. covered: share of the margins' people, in points, in shown groups.
    """

    source: str
    day: str
    effective: int
    smallest: float
    largest: float
    trimmed: tuple[str, ...]
    missing: tuple[str, ...]
    covered: int


@dataclass(frozen=True, slots=True)
class Composition:
    """Who answered beside who lives there: one category of a margin. variable: "district" or the name of an item.
    share, target: in points; share is None when withheld."""

    variable: str
    category: str
    share: int | None
    target: int


@dataclass(frozen=True, slots=True)
class Rate:
    """name: AAPOR's ("completion", "break_off", "refusal"). percent: None when too few. of: rounded people under it."""

    name: str
    percent: int | None
    of: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """A share of the wave before and of this one."""

    table: str
    line: str
    category: str
    before: int
    after: int
    compared: Compared | None


@dataclass(frozen=True, slots=True)
class Wave:
    """An earlier campaign of the same questions. release: of its last release. left_out: items that were asked in
    another way then."""

    release: str
    changes: tuple[Change, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from the released figures, and from nothing else: whoever has them could compute it. within: of a
    crossed release, by group, the estimates of its classes."""

    estimates: tuple[Estimates, ...] = ()
    priorities: tuple[Priorities, ...] = ()
    weighting: Weighting | None = None
    composition: tuple[Composition, ...] = ()
    rates: tuple[Rate, ...] = ()
    waves: tuple[Wave, ...] = ()
    within: Mapping[str, tuple[Estimates, ...]] = field(default_factory=dict)


NOTHING_DERIVED = Derived()


@dataclass(frozen=True, slots=True)
class Protected:
    """Everything of a release that counts people. heads: one cell per group of the plan, and the city last.

    as_of: per group, the release whose figures these are; None when it is not counted. others_as_of: the same of the
    people who are counted in the city only. derived: shares, priorities and the like. within: of a crossed plan, the
    same of each group by class; the group is in the place of the city there.
    """

    plan: Plan
    policy: Policy
    heads: tuple[Cell, ...]
    tables: tuple[ProtectedTable, ...]
    as_of: tuple[str | None, ...]
    others_as_of: str | None
    derived: Derived = NOTHING_DERIVED
    within: Mapping[str, "Protected"] = field(default_factory=dict)

    @property
    def groups(self) -> tuple[Category, ...]:
        return self.plan.groups
