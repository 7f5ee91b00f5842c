"""A report as values: what is said, in which order. The writers of pages, PDF and DOCX decide how it looks."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Bar:
    """A share drawn in a cell, beside the figure in words. In points (0..100), None when there is none. mark: the share
    it is to be looked at beside."""

    percent: int | None
    low: int | None = None
    high: int | None = None
    mark: int | None = None


Cell = str | Bar


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of a row names it. notes: said under the table."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """svg: a drawing whose figures stand in the table beside it. alt: what it shows, in words."""

    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    strong: bool = False
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    items: tuple[str, ...]
    kind: Literal["points"] = "points"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One question: its picture, if it has one, and always the table with the same figures."""

    title: str
    table: Table
    picture: Picture | None = None
    kind: Literal["exhibit"] = "exhibit"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One question without a figure, and why."""

    title: str
    text: str
    kind: Literal["refusal"] = "refusal"


@dataclass(frozen=True, slots=True)
class Listing:
    """One question whose answer is an order: a line per place. note: what the order is good for."""

    title: str
    items: tuple[str, ...]
    note: str
    kind: Literal["listing"] = "listing"


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote. lang, dir: of the words. about: what may be said of them. translation: said as such, ""
    for none."""

    text: str
    lang: str
    dir: Literal["ltr", "rtl"]
    about: str
    translation: str


@dataclass(frozen=True, slots=True)
class Quotes:
    """What people wrote about one question."""

    title: str
    quotes: tuple[Quote, ...]
    kind: Literal["quotes"] = "quotes"


Block = Paragraph | Points | Exhibit | Refusal | Listing | Quotes


@dataclass(frozen=True, slots=True)
class Section:
    """dense: small tables, two side by side where there is room; the section of one district."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """language: BCP 47 tag. day: of the release, ISO. banner: what must be known before anything else. contents: title
    of the list of sections."""

    title: str
    subtitle: str
    language: str
    rtl: bool
    day: str
    banner: str
    contents: str
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        blocks = [block for section in self.sections for block in section.blocks]
        return tuple(block.picture for block in blocks if isinstance(block, Exhibit) and block.picture)
