"""Counts a stream of records, in chunks of fixed size: memory grows by a few bytes for each new respondent only."""

import hashlib
import hmac
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from exports.frame import Codes, Encoder
from exports.plan import Plan
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
    places = max(1, len(plan.groups))
    rows = len(Counted) * places
    heads = np.zeros(rows, dtype=np.int64)
    counts = {table.name: np.zeros((rows, len(table.categories)), dtype=np.int64) for table in plan.tables}
    marked = np.array([True, *(table.item not in unmarked for table in plan.tables)], dtype=np.bool_)
    reader = _Reader(Encoder(plan), key, final, marked)
    for chunk, standing in reader.chunks(records):
        line = standing * places + chunk[:, 0]
        heads += np.bincount(line, minlength=rows)
        for column, table in enumerate(plan.tables, start=1):
            counts[table.name] += _cross(line, chunk[:, column], counts[table.name].shape)
    shaped = {name: table.reshape(len(Counted), places, -1) for name, table in counts.items()}
    return Intake(
        plan, heads.reshape(len(Counted), places), shaped, reader.arrivals(), reader.unchanged, reader.unfinished
    )


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
    _marks: list[bytes] = field(default_factory=list)

    def chunks(self, records: Iterable[Record]) -> Iterator[tuple[Codes, Counts]]:
        """Codes of respondents, and where they were counted before."""
        counting = (record for record in records if self._counts(record))
        while part := list(islice(counting, CHUNK)):
            rows = [self.encoder.row(record) for record in part]
            codes = np.frombuffer(b"".join(rows), dtype=np.uint16).reshape(-1, self.encoder.width)
            signed = rows if self.marked.all() else [row.tobytes() for row in codes[:, self.marked]]
            for record, row, place in zip(part, signed, codes[:, 0].tolist(), strict=True):
                self._note(record, row, place)
            yield codes, np.array([record.counted for record in part], dtype=np.int64)

    def arrivals(self) -> Arrivals:
        numbers, places = np.array(self._numbers, dtype=np.int64), np.array(self._places, dtype=np.int64)
        return Arrivals(numbers, places, tuple(self._marks))

    def _counts(self, record: Record) -> bool:
        if record.counted is not Counted.NOT_YET:
            return True
        counts = record.counts if self.final else record.complete
        self.unfinished += not counts
        return counts

    def _note(self, record: Record, row: bytes, place: int) -> None:
        mark = hmac.digest(self.key, row, hashlib.sha256)[:MARK]
        if record.counted is not Counted.NOT_YET:
            self.unchanged += mark == record.mark
            return
        self._numbers.append(record.number)
        self._places.append(place)
        self._marks.append(mark)
