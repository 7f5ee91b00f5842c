"""Counts a stream of records, in chunks of fixed size: memory grows by a few bytes for each new respondent only."""

import hashlib
import hmac
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from exports.frame import Codes, Encoder
from exports.plan import Plan, inside
from exports.records import Counted, Record
from exports.tables import Arrivals, Counts, Flags, Intake

CHUNK = 8192  # respondents
MARK = 8  # bytes


def tabulate(
    plan: Plan,
    records: Iterable[Record],
    key: bytes = b"",
    final: bool = True,
    unmarked: frozenset[str] = frozenset(),
) -> Intake:
    """Counts by place and category. Whoever was counted before still is; whoever was not, once they count.

    final: nothing more comes. Before that a questionnaire that was not finished waits: its answers may still change.
    key: of the marks by which changed answers are known. unmarked: items that earlier releases had no tables of; what
    they come to is no change.
    """
    places, classes = max(1, len(plan.groups)), len(plan.crossing.classes) if plan.crossing else 1
    rows = len(Counted) * places * classes
    heads = np.zeros(rows, dtype=np.int64)
    counts = {table.name: np.zeros((rows, len(table.categories)), dtype=np.int64) for table in plan.tables}
    told = [True, *(table.item not in unmarked for table in plan.tables), *[True] * (plan.crossing is not None)]
    marked = np.array(told, dtype=np.bool_)
    reader = _Reader(Encoder(plan), key, final, marked)
    for chunk, standing in reader.chunks(records):
        line = standing * places + chunk[:, 0]
        if plan.crossing is not None:
            line = line * classes + chunk[:, -1]
        heads += np.bincount(line, minlength=rows)
        for column, table in enumerate(plan.tables, start=1):
            counts[table.name] += _cross(line, chunk[:, column], counts[table.name].shape)
    shape = (len(Counted), places, classes)
    heads = heads.reshape(shape)
    shaped: dict[str, Counts] = {name: table.reshape(*shape, -1) for name, table in counts.items()}
    within = tuple(_inside(plan, heads, shaped, place) for place in range(places)) if plan.crossing else ()
    folded = {name: _folded(table) for name, table in shaped.items()}
    return Intake(plan, _folded(heads), folded, reader.arrivals(), reader.unchanged, reader.unfinished, within)


def _folded(counts: Counts) -> Counts:
    """All classes together; whoever is in none of the classes shown is counted with the group as well."""
    together: Counts = counts.sum(axis=2)
    together[Counted.GROUP] += together[Counted.REST]
    return together[: Counted.REST]


def _inside(plan: Plan, heads: Counts, counts: Mapping[str, Counts], place: int) -> Intake:
    """One group by class: who is in no class of it is there what the city's own are in the city."""
    inner, standing = inside(plan), [Counted.NOT_YET, Counted.GROUP, Counted.REST]
    tables = {table.name: counts[table.name][standing, place] for table in inner.tables}
    nobody = np.zeros(0, dtype=np.int64)
    return Intake(inner, heads[standing, place], tables, Arrivals(nobody, nobody, (), nobody), 0)


def _cross(lines: Counts, categories: Codes, shape: tuple[int, ...]) -> Counts:
    height, width = shape
    wide = width + 1  # one more column: choices not taken
    cells = np.bincount(lines * wide + categories, minlength=height * wide)
    return cells.reshape(height, wide)[:, :width]


@dataclass
class _Reader:
    encoder: Encoder
    key: bytes
    final: bool
    marked: Flags
    unchanged: int = 0
    unfinished: int = 0
    _numbers: "array[int]" = field(default_factory=lambda: array("q"))
    _places: "array[int]" = field(default_factory=lambda: array("q"))
    _classes: "array[int]" = field(default_factory=lambda: array("q"))
    _marks: list[bytes] = field(default_factory=list)

    def chunks(self, records: Iterable[Record]) -> Iterator[tuple[Codes, Counts]]:
        """Codes of respondents, and where they were counted before."""
        counting = (record for record in records if self._counts(record))
        while part := list(islice(counting, CHUNK)):
            rows = [self.encoder.row(record) for record in part]
            codes = np.frombuffer(b"".join(rows), dtype=np.uint16).reshape(-1, self.encoder.width)
            signed = rows if self.marked.all() else [row.tobytes() for row in codes[:, self.marked]]
            places = zip(codes[:, 0].tolist(), codes[:, -1].tolist(), strict=True)
            for record, row, (place, last) in zip(part, signed, places, strict=True):
                self._note(record, row, place, last)
            yield codes, np.array([record.counted for record in part], dtype=np.int64)

    def arrivals(self) -> Arrivals:
        numbers, places, classes = (
            np.array(values, dtype=np.int64) for values in (self._numbers, self._places, self._classes)
        )
        return Arrivals(numbers, places, tuple(self._marks), classes)

    def _counts(self, record: Record) -> bool:
        if record.counted is not Counted.NOT_YET:
            return True
        counts = record.counts if self.final else record.complete
        self.unfinished += not counts
        return counts

    def _note(self, record: Record, row: bytes, place: int, klass: int) -> None:
        mark = hmac.digest(self.key, row, hashlib.sha256)[:MARK]
        if record.counted is not Counted.NOT_YET:
            self.unchanged += mark == record.mark
            return
        self._numbers.append(record.number)
        self._places.append(place)
        self._classes.append(klass)
        self._marks.append(mark)
