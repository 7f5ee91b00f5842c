"""The charts: shares as bars with their ranges, districts as tiles, proposals by score with those that are level."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exports.writers.report.drawing import EDGE, PALE, QUIET, SHAPE, Drawing, lines
from surveys.districts import DISTRICTS

WIDTH, SIZE, LINE = 340, 12, 15
VALUE_ROOM = 116  # for the figure at the end of a line
TILE, TILE_HEIGHT, GAP, SMALL = 82, 66, 4, 10
TINTS = ("#eaf4f0", "#cfe6dc", "#b0d6c6")  # light enough under dark words


@dataclass(frozen=True, slots=True)
class Share:
    """One bar. value: the figure in words. percent, low, high: in points, None when not shown."""

    label: str
    value: str
    percent: int | None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One proposal. tie: equal numbers cannot be told apart. score, low, high: -100..100."""

    label: str
    value: str
    tie: int
    score: int
    low: int
    high: int


def bars(shares: Iterable[Share], rtl: bool) -> str:
    """A bar per share on a common scale from 0 to 100; what is not shown is an empty box with a broken edge."""
    drawing, y = Drawing(WIDTH, rtl), 0.0
    for share in shares:
        y = _label(drawing, y, share.label, share.value)
        if share.percent is None:
            drawing.box(0.75, y + 1, WIDTH - 1.5, 9, fill="none", edge=EDGE, dashed=True)
        else:
            drawing.box(0, y, WIDTH, 11, fill=PALE)
            drawing.box(0, y, WIDTH * share.percent / 100, 11, fill=SHAPE)
        if share.low is not None and share.high is not None:
            drawing.span(WIDTH * share.low / 100, WIDTH * share.high / 100, y + 14)
        y += 26
    return drawing.svg(y)


def order(places: Sequence[Place], rtl: bool) -> str:
    """A dot with its range per proposal; those that cannot be told apart share a band."""
    low = min((0, *(place.low for place in places)))
    high = max((1, *(place.high for place in places)))
    drawing, y = Drawing(WIDTH, rtl), 0.0
    rows = [(place, 1 + len(lines(place.label, WIDTH - VALUE_ROOM, SIZE))) for place in places]
    for place, tall in rows:
        drawing.box(0, y, WIDTH, tall * LINE + 8, fill=TINTS[0] if place.tie % 2 else "#ffffff")
        y += tall * LINE + 8
    y = 0.0
    for place, tall in rows:
        end = _label(drawing, y + 2, place.label, place.value, inset=4)
        at = [8 + (WIDTH - 16) * (value - low) / (high - low) for value in (place.low, place.score, place.high)]
        drawing.span(at[0], at[2], end + 6)
        drawing.dot(at[1], end + 6)
        y += tall * LINE + 8
    if low < 0:
        zero = 8 + (WIDTH - 16) * -low / (high - low)
        drawing.line(zero, 0, zero, y, color=QUIET, width=0.75)
    return drawing.svg(y)


def tiles(people: dict[str, tuple[str, int | None, str]]) -> str:
    """The districts as tiles in their places, west on the left in every language. people: by slug (name, people or
    None when withheld, the figure in words); a district that is not there counts as withheld without a word."""
    drawing = Drawing(4 * TILE + 3 * GAP, rtl=False)
    most = max((count for _name, count, _words in people.values() if count), default=1)
    for district in DISTRICTS:
        if district.slug not in people:
            continue
        name, count, words = people[district.slug]
        x, y = district.tile[1] * (TILE + GAP), district.tile[0] * (TILE_HEIGHT + GAP)
        if count is None:
            drawing.box(x + 1, y + 1, TILE - 2, TILE_HEIGHT - 2, fill="#ffffff", edge=EDGE, dashed=True)
        else:
            drawing.box(x, y, TILE, TILE_HEIGHT, fill=TINTS[min(2, 3 * count // (most + 1))])
        for number, line in enumerate(lines(name, TILE - 6, SMALL)[:3]):
            drawing.text(x + TILE / 2, y + 14 + 12 * number, line, SMALL, anchor="middle")
        drawing.text(
            x + TILE / 2, y + TILE_HEIGHT - 7, words, SMALL if count is None else 14, bold=True, anchor="middle"
        )
    return drawing.svg(4 * TILE_HEIGHT + 3 * GAP)


def _label(drawing: Drawing, y: float, label: str, value: str, inset: float = 0) -> float:
    """A label with its figure at the end of its first line; where the next thing may be drawn."""
    found = lines(label, WIDTH - VALUE_ROOM, SIZE)
    for number, line in enumerate(found):
        drawing.text(inset, y + 12 + LINE * number, line, SIZE)
    drawing.text(WIDTH - inset, y + 12, value, SIZE, bold=True, anchor="end")
    return y + LINE * len(found) + 2
