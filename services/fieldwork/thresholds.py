"""When a pilot ends by itself: set before its launch, and kept as it was launched."""

from collections.abc import Mapping
from dataclasses import fields, replace

from services.accounts.staff import Actor
from services.campaigning import pilots
from services.campaigning.plans import StopRule
from services.context import Context, Transaction
from services.errors import Malformed, NotFound
from services.fieldwork import drafts
from storage import audit

NAMES = tuple(field.name for field in fields(StopRule))
LEAST: Mapping[str, int] = {"least": 10, "leaving": 1, "failing": 1, "puzzling": 1}
MOST: Mapping[str, int] = {"least": 500, "leaving": 100, "failing": 100, "puzzling": 500}
"""Between which a threshold lies: of fewer than ten parents nothing is said, not even by a pilot that ends."""


def change(transaction: Transaction, context: Context, who: Actor, code: str, written: Mapping[str, str]) -> None:
    """The pilot stops by these from its launch on; it has to be checked again. written: as typed, by field of
    `StopRule`. Malformed (its argument is the name), NotFound, NotNow, Refused."""
    draft = drafts.look(transaction, context, who, code)
    if draft.campaign.kind != pilots.KIND:
        raise NotFound(code)
    stop = StopRule(**{name: _number(name, written.get(name, "")) for name in NAMES})
    drafts.amend(transaction, context, who, replace(draft, plan=replace(draft.plan, stop=stop)))
    said = " ".join(f"{name}={getattr(stop, name)}" for name in NAMES)
    audit.note(transaction, context.now(), who.id, "pilot_stop", f"{draft.campaign.code} {said}")


def _number(name: str, typed: str) -> int:
    digits = typed.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 5):
        raise Malformed(name)
    if not LEAST[name] <= int(digits) <= MOST[name]:
        raise Malformed(name)
    return int(digits)
