"""The audit trail: who did what, when. Everybody reads their own deeds; coordinators and operators read all."""

from dataclasses import dataclass

from services.accounts import access, people
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.context import Context, Transaction
from storage import audit
from storage.audit import Line

PAGE = 50  # lines


@dataclass(frozen=True, slots=True)
class Page:
    """lines: newest first. names: what colleagues call those who did it, by number. next: the line to go on before,
    None on the last page."""

    lines: tuple[Line, ...]
    names: dict[int, str]
    next: int | None


def read(
    transaction: Transaction,
    context: Context,
    who: Actor,
    *,
    of: int | None = None,
    action: str = "",
    before: int | None = None,
) -> Page:
    """A page of the trail. of: one member of staff only (one's own number is open to everybody). action: one kind of
    deed only. before: a line where an earlier page ended."""
    access.require(who, Action.OWN_ACCOUNT if of == who.id else Action.SEE_AUDIT)
    lines = audit.every(transaction, PAGE + 1, before, of, action)
    shown = lines[:PAGE]
    return Page(tuple(shown), people.names(transaction, context), shown[-1].id if len(lines) > PAGE else None)
