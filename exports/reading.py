"""The finished files of a release as an attacker reads them. Shares nothing with the protector but the layout."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Key = frozenset[tuple[str, str]]  # of a cell: (dimension, category); a line is the cell of all its people
FIXED = ("release", "table", "value", "status")
DISTRICT, CLASS, AS_OF, SINCE = "district", "class", "as of", "since"
OTHERS = "(others)"  # people who are counted in the city only
CROWD = 1e7  # more people than any campaign has


def is_head(key: Key) -> bool:
    """Whether a cell counts all people of a line."""
    return all(name in (DISTRICT, AS_OF, SINCE) for name, _category in key)


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
class Published:
    """members: the lines that the city's line is made of, by name. axis, groups, tables, items: as in the codebook."""

    city: Key
    members: Mapping[str, Key]
    cells: tuple[Seen, ...]
    tables: tuple[Mapping[str, Any], ...]
    items: tuple[Mapping[str, Any], ...]
    axis: str | None = None
    groups: tuple[Mapping[str, Any], ...] = ()


def read(files: Mapping[str, bytes], step: int) -> Published:
    rows = list(csv.DictReader(io.StringIO(files["cells.csv"].decode(), newline="")))
    book = json.loads(files["codebook.json"])
    release = rows[0]["release"] if rows else ""
    told = json.loads(files["cells.json"]).get("lines")
    if told is None:
        heads = [row for row in rows if row["table"] == "heads" and row["value"]]
        counted = {row[DISTRICT]: release for row in heads if row.get(DISTRICT, "TOTAL") != "TOTAL"}
    else:
        counted = {line["district"] or OTHERS: line["as_of"] for line in told if line["as_of"] is not None}
    members = {name: frozenset({(DISTRICT, name), (AS_OF, as_of)}) for name, as_of in counted.items()}
    city = frozenset({(AS_OF, release)})
    cells = tuple(_seen(row, city, members, step) for row in rows)
    meaning = tuple(book["tables"]), tuple(book.get("items", ())), book.get("axis"), tuple(book.get("groups", ()))
    return Published(city, members, cells, *meaning)


def _seen(row: Mapping[str, str], city: Key, members: Mapping[str, Key], step: int) -> Seen:
    district = row.get(DISTRICT) or "TOTAL"
    line = city if district == "TOTAL" else members.get(district, frozenset({(DISTRICT, district)}))
    dimension = row["table"] if row["table"] in row and row["table"] not in FIXED else ""
    category = row[dimension] if dimension and row[dimension] != "TOTAL" else ""
    if row["status"] == "suppressed":
        return Seen(line, row["table"], category, None, 0, stray=bool(row["value"]))
    value = int(row["value"])
    head, _, more = row["status"].partition(":K")
    steps = 1 + int(more or 0) if head == f"rounded:{step}" else 0
    return Seen(line, row["table"], category, value, steps, stray=value % step != 0 or value < 0 or not steps)
