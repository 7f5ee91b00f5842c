"""The finished files of a release as an attacker reads them. Shares nothing with the protector but the layout."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Key = frozenset[tuple[str, str]]  # of a cell: (dimension, category); a line is the cell of all its people
FIXED = ("release", "table", "value", "status")
DISTRICT, CLASS, AS_OF, SINCE = "district", "class", "as of", "since"
OTHERS = "(others)"  # people who are counted in the city only
CROWD = 1e7  # more people than any campaign has


def is_head(key: Key) -> bool:
    """Whether a cell counts all people of a line."""
    return all(name in (DISTRICT, CLASS, AS_OF, SINCE) for name, _category in key)


@dataclass(frozen=True, slots=True)
class Seen:
    """One cell. value: None when withheld. steps: how many steps the figure may be off, 0 when it is no figure."""

    line: Key
    table: str
    category: str  # "" for all
    value: int | None
    steps: int
    stray: bool  # a value where none belongs


@dataclass(frozen=True, slots=True)
class Family:
    """A line, and the lines that it is made of by name: the city and its districts, or a district and its classes.
    OTHERS is whoever is in none of them."""

    whole: Key
    members: Mapping[str, Key]


@dataclass(frozen=True, slots=True)
class Published:
    """members: the lines that the city's line is made of, by name. inner: families of districts whose classes are
    counted. crossing: what makes the classes. axis, groups, tables, items, crossing: as in the codebook."""

    city: Key
    members: Mapping[str, Key]
    cells: tuple[Seen, ...]
    tables: tuple[Mapping[str, Any], ...]
    items: tuple[Mapping[str, Any], ...]
    axis: str | None = None
    groups: tuple[Mapping[str, Any], ...] = ()
    inner: tuple[Family, ...] = ()
    crossing: Mapping[str, Any] | None = None

    @property
    def families(self) -> tuple[Family, ...]:
        """The city first."""
        return (Family(self.city, self.members), *self.inner)

    @property
    def lines(self) -> tuple[Key, ...]:
        return (self.city, *(line for family in self.families for line in family.members.values()))


def read(files: Mapping[str, bytes], step: int) -> Published:
    rows = list(csv.DictReader(io.StringIO(files["cells.csv"].decode(), newline="")))
    book = json.loads(files["codebook.json"])
    release = rows[0]["release"] if rows else ""
    told, crossing = json.loads(files["cells.json"]).get("lines"), book.get("crossing")
    column = crossing["column"] if crossing else ""
    if told is None:
        heads = [row for row in rows if row["table"] == "heads" and row["value"]]
        counted = {row[DISTRICT]: release for row in heads if row.get(DISTRICT, "TOTAL") != "TOTAL"}
    else:
        ages = [line for line in told if line["as_of"] is not None]
        counted = {line["district"] or OTHERS: line["as_of"] for line in ages if column not in line}
    members = {name: frozenset({(DISTRICT, name), (AS_OF, as_of)}) for name, as_of in counted.items()}
    city = frozenset({(AS_OF, release)})
    inner = tuple(_families(members, [line for line in told or () if column in line], column))
    known = {_place(line): line for line in (city, *members.values(), *(m for f in inner for m in f.members.values()))}
    cells = tuple(_seen(row, known, column, step) for row in rows)
    meaning = tuple(book["tables"]), tuple(book.get("items", ())), book.get("axis"), tuple(book.get("groups", ()))
    return Published(city, members, cells, *meaning, inner, crossing)


def _families(members: Mapping[str, Key], lines: list[Mapping[str, str]], column: str) -> Iterator[Family]:
    for district, whole in members.items():
        own = {
            line[column] or OTHERS: line["as_of"] for line in lines if line["district"] == district and line["as_of"]
        }
        if own:
            place = (DISTRICT, district)
            yield Family(whole, {name: frozenset({place, (CLASS, name), (AS_OF, age)}) for name, age in own.items()})


def _place(line: Key) -> Key:
    """A line whatever its age."""
    return frozenset((name, category) for name, category in line if name in (DISTRICT, CLASS))


def _seen(row: Mapping[str, str], known: Mapping[Key, Key], column: str, step: int) -> Seen:
    dimensions = ((DISTRICT, row.get(DISTRICT)), (CLASS, row.get(column) if column else None))
    place = frozenset((name, category) for name, category in dimensions if category and category != "TOTAL")
    line = known.get(place, place)
    dimension = row["table"] if row["table"] in row and row["table"] not in FIXED else ""
    category = row[dimension] if dimension and row[dimension] != "TOTAL" else ""
    if row["status"] == "suppressed":
        return Seen(line, row["table"], category, None, 0, stray=bool(row["value"]))
    value = int(row["value"])
    head, _, more = row["status"].partition(":K")
    steps = 1 + int(more or 0) if head == f"rounded:{step}" else 0
    return Seen(line, row["table"], category, value, steps, stray=value % step != 0 or value < 0 or not steps)
