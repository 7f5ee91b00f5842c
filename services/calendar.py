"""Days on which nobody is written to without having asked: rows, so a change takes effect at once."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from services.accounts import access
from services.accounts.access import CITY, Action
from services.accounts.staff import Actor
from services.context import Context, Transaction
from services.errors import ServiceError
from services.hours import ALWAYS, NANTES, Hours
from storage import audit, reminding
from storage.campaigns import CRISIS
from storage.reminding import QuietDays

COLUMNS = ("first", "last", "name", "source")
_LONGEST_NAME, _LONGEST_SOURCE = 80, 200


class BadCalendar(ServiceError):
    """A row cannot be read. `args[0]`: a stable word; row: from 1, 0 for the whole file."""

    def __init__(self, why: str, row: int = 0) -> None:
        super().__init__(why)
        self.row = row


def hours(transaction: Transaction, kind: str = "") -> Hours:
    """When people may be written to without having asked: the hours of Nantes without its quiet days. kind: of the
    campaign; an emergency waits for nothing (domain S-46)."""
    if kind == CRISIS:
        return ALWAYS
    quiet = tuple((days.first, days.last) for days in reminding.quiet_days(transaction))
    return replace(NANTES, quiet=quiet)


def is_open(transaction: Transaction, now: datetime) -> bool:
    """Whether now is a moment for what is no emergency."""
    return NANTES.next_open(now) == now and hours(transaction).next_open(now) == now


def listed(transaction: Transaction) -> list[QuietDays]:
    """All quiet days, the earliest first."""
    return reminding.quiet_days(transaction)


def read(content: bytes) -> list[QuietDays]:
    """Quiet days from a CSV file: first, last (as 2026-10-17, both included), name, source. BadCalendar."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadCalendar("encoding") from None
    separator = ";" if ";" in text.partition("\n")[0] else ","
    rows = csv.DictReader(io.StringIO(text), delimiter=separator)
    if not set(COLUMNS) <= {(name or "").strip() for name in rows.fieldnames or ()}:
        raise BadCalendar("columns")
    found = [_days(row, number) for number, row in enumerate(rows, start=2)]
    for earlier, later in zip(sorted(found, key=_first), sorted(found, key=_first)[1:], strict=False):
        if later.first <= earlier.last:
            raise BadCalendar("overlap", 2 + found.index(later))
    return found


def renew(transaction: Transaction, context: Context, who: Actor, days: Sequence[QuietDays]) -> None:
    """These are the quiet days from now on. Refused."""
    access.require(who, Action.MANAGE_CAMPAIGNS, CITY)
    audit.note(transaction, context.now(), who.id, "quiet_days", str(len(days)))
    reminding.replace_quiet_days(transaction, days)


def _first(days: QuietDays) -> date:
    return days.first


def _days(row: dict[str, str], number: int) -> QuietDays:
    given = {name: (row.get(name) or "").strip() for name in COLUMNS}
    try:
        first, last = date.fromisoformat(given["first"]), date.fromisoformat(given["last"])
    except ValueError:
        raise BadCalendar("day", number) from None
    if last < first:
        raise BadCalendar("order", number)
    if not given["name"] or not given["source"]:
        raise BadCalendar("empty", number)
    return QuietDays(first, last, given["name"][:_LONGEST_NAME], given["source"][:_LONGEST_SOURCE])
