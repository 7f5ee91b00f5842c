"""Places people name, and the district of each."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select

from storage.schema.reference import place
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the city's list. aliases: other names. district: slug. kind: "école", "crèche" ... source: where the
    line comes from, true on the day `known_on`."""

    name: str
    aliases: tuple[str, ...]
    district: str
    kind: str
    source: str
    known_on: date


def replace_all(transaction: Transaction, entries: Sequence[Entry]) -> None:
    """The list is `entries` from now on, and nothing else."""
    transaction.execute(delete(place))
    rows = [
        {
            "name": entry.name,
            "aliases": json.dumps(entry.aliases, ensure_ascii=False),
            "district": entry.district,
            "kind": entry.kind,
            "source": entry.source,
            "known_on": entry.known_on,
        }
        for entry in entries
    ]
    if rows:
        transaction.execute(insert(place), rows)


def every(transaction: Transaction) -> list[Entry]:
    """The whole list, in the order of the file."""
    columns = (place.c.name, place.c.aliases, place.c.district, place.c.kind, place.c.source, place.c.known_on)
    rows = transaction.execute(select(*columns).order_by(place.c.id))
    return [Entry(name, tuple(json.loads(aliases)), *rest) for name, aliases, *rest in rows]
