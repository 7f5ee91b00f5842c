"""Counts a stream of records, in chunks of fixed size: memory does not grow with the number of respondents."""

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np

from exports.frame import Codes, Encoder
from exports.plan import Plan
from exports.records import Record
from exports.tables import Counts, RawTables

CHUNK = 8192  # respondents


def tabulate(plan: Plan, records: Iterable[Record]) -> RawTables:
    """Raw tables of the respondents who count (see `Record.counts`)."""
    groups = max(1, len(plan.groups))
    heads = np.zeros(groups, dtype=np.int64)
    counts = {table.name: np.zeros((groups, len(table.categories)), dtype=np.int64) for table in plan.tables}
    for chunk in _chunks(Encoder(plan), records):
        heads += np.bincount(chunk[:, 0], minlength=groups)
        for column, table in enumerate(plan.tables, start=1):
            counts[table.name] += _cross(chunk[:, 0], chunk[:, column], counts[table.name].shape)
    return RawTables(plan, heads, counts)


def _cross(groups: Codes, categories: Codes, shape: tuple[int, ...]) -> Counts:
    height, width = shape
    wide = width + 1  # one more column: choices not taken
    cells = np.bincount(groups.astype(np.int64) * wide + categories, minlength=height * wide)
    return cells.reshape(height, wide)[:, :width]


def _chunks(encoder: Encoder, records: Iterable[Record]) -> Iterator[Codes]:
    rows = (encoder.row(record) for record in records if record.counts)
    while part := b"".join(islice(rows, CHUNK)):
        yield np.frombuffer(part, dtype=np.uint16).reshape(-1, encoder.width)
