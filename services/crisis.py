"""Calls for help in a crisis: a parent asks to be called back, and somebody of the City does it.

A call is apart from everything else. It knows no contact, no interview and no browser; it is sealed, read by those who
may `SEE_CRISIS` only, and forgotten. Whoever opens one is written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from services import entrance, wording
from services.accounts import access, staff
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.context import Context, Transaction
from services.errors import NotFound
from services.hours import NANTES
from services.messages import Message
from storage import audit, campaigns, crisis, logins
from storage import staff as members
from storage.campaigns import CRISIS, Campaign
from storage.crisis import HANDLED, TAKEN, WAITING, Call, Note, Plea

LONGEST_WORDS, LONGEST_REACH, LONGEST_NOTE = 1000, 120, 1000  # signs
KEPT_AFTER = timedelta(days=30)  # once it is handled; the page promises these two
KEPT_AT_MOST = timedelta(days=90)
CALLS, SPAN = 20, timedelta(hours=1)  # from one place: a shelter has one address for many
_SATURDAY = 5


class Complaint(Enum):
    """Why a call was not taken."""

    NO_WORDS = "no_words"
    NO_REACH = "no_reach"
    NOT_AGREED = "not_agreed"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Asking:
    """The page of calls. code: of its campaign. takes: whether it takes calls now. answer_by: the day by which
    somebody is in touch with who calls now."""

    code: str
    takes: bool
    answer_by: date


@dataclass(frozen=True, slots=True)
class Queued:
    """One call in the queue, without its words. campaign: its code. taker: how colleagues call who took it, "" for
    nobody. is_late: the promised day is over."""

    call: Call
    campaign: str
    taker: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """One call with its words. notes: each with how colleagues call who wrote it, the oldest first. mine: whether who
    reads has taken it."""

    queued: Queued
    plea: Plea
    notes: tuple[tuple[str, Note], ...]
    mine: bool


# --- parents ---------------------------------------------------------------------------------------------------------
def asking(transaction: Transaction, context: Context, code: str) -> Asking | None:
    """The page of calls of the campaign `code`, None when there is none."""
    campaign = _urgent(transaction, context, code)
    return Asking(campaign.code, campaign.is_open, answer_by(staff.today(context))) if campaign else None


def answer_by(today: date) -> date:
    """The next working day (from Monday to Friday; public holidays are not known here)."""
    day = today + timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return day


def call(
    transaction: Transaction,
    context: Context,
    code: str,
    language: str,
    place: str,
    *,
    words: str,
    reach: str,
    agreed: bool,
) -> Complaint | None:
    """Somebody asks for help; None when the call is kept. reach: how to call back. agreed: that it is read and
    answered. place: where they are, as an address, to count calls by; only its keyed pseudonym is kept, for a day at
    most, and not with the call. NotFound when no campaign takes calls under this code."""
    campaign = _urgent(transaction, context, code)
    if campaign is None or not campaign.is_open:
        raise NotFound(code)
    complaint = _complaint(words.strip(), reach.strip(), agreed)
    if complaint is not None:
        return complaint
    now, today = context.now(), staff.today(context)
    if logins.knocked(transaction, context.vault.pseudonym("help", place), now, SPAN) > CALLS:
        return Complaint.TOO_MANY
    kept = Call(
        id=context.whole() % 2**53,
        campaign_id=campaign.id,
        language=language,
        received_at=now,
        answer_by=answer_by(today),
        state=WAITING,
        taken_by=None,
        forget_on=today + KEPT_AT_MOST,
    )
    crisis.keep(transaction, context.vault, context.chance(12), kept, Plea(words.strip(), reach.strip()))
    return None


def opening(context: Context, campaign: Campaign, language: str) -> tuple[Message, ...]:
    """What a chat says before the first question of a campaign: nothing but in a crisis."""
    if campaign.kind != CRISIS:
        return ()
    return (wording.calling(language, f"{context.public_url}/c/{campaign.code}/aide?lang={language}"),)


def _complaint(words: str, reach: str, agreed: bool) -> Complaint | None:
    if not words:
        return Complaint.NO_WORDS
    if not reach:
        return Complaint.NO_REACH
    if len(words) > LONGEST_WORDS or len(reach) > LONGEST_REACH:
        return Complaint.TOO_LONG
    return None if agreed else Complaint.NOT_AGREED


def _urgent(transaction: Transaction, context: Context, code: str) -> Campaign | None:
    found = entrance.find(transaction, context, code)
    return found.campaign if found and found.campaign.kind == CRISIS else None


# --- who answers -----------------------------------------------------------------------------------------------------
def queue(transaction: Transaction, context: Context, who: Actor) -> list[Queued]:
    """Every call that is kept: those that wait, those somebody has taken, those that are handled; the oldest first."""
    access.require(who, Action.SEE_CRISIS)
    order = (WAITING, TAKEN, HANDLED)
    every = sorted(crisis.every(transaction), key=lambda call: order.index(call.state))
    return [_queued(transaction, context, call) for call in every]


def waiting(transaction: Transaction, context: Context, who: Actor) -> int:
    """How many calls nobody has taken yet."""
    access.require(who, Action.SEE_CRISIS)
    return sum(call.state == WAITING for call in crisis.every(transaction))


def look(transaction: Transaction, context: Context, who: Actor, call_id: int) -> Opened:
    """One call with its words; that it was read is written down. NotFound."""
    access.require(who, Action.SEE_CRISIS)
    found = crisis.one(transaction, context.vault, call_id)
    if found is None:
        raise NotFound(str(call_id))
    _note(transaction, context, who, "help_read", call_id)
    kept, plea = found
    notes = crisis.notes(transaction, context.vault, call_id)
    signed = tuple((_called(transaction, context, note.staff_id), note) for note in notes)
    return Opened(_queued(transaction, context, kept), plea, signed, kept.taken_by == who.id)


def take(transaction: Transaction, context: Context, who: Actor, call_id: int) -> bool:
    """`who` answers this call, also when a colleague had begun; False when it is handled, or gone."""
    return _move(transaction, context, who, call_id, (WAITING, TAKEN), TAKEN, taken_by=who.id)


def write_down(transaction: Transaction, context: Context, who: Actor, call_id: int, text: str) -> bool:
    """Note what was done; False when there is nothing to note, or no such call."""
    access.require(who, Action.SEE_CRISIS)
    kept = text.strip()[:LONGEST_NOTE]
    if not kept or crisis.one(transaction, context.vault, call_id) is None:
        return False
    nonce, now = context.chance(12), context.now()
    crisis.write_down(transaction, context.vault, nonce, call_id, who.id, now, kept)
    _note(transaction, context, who, "help_note", call_id)
    return True


def handled(transaction: Transaction, context: Context, who: Actor, call_id: int) -> bool:
    """The call is answered; it is forgotten in thirty days, or when it would be anyway. False when it was before, or is
    gone."""
    access.require(who, Action.SEE_CRISIS)
    today, found = staff.today(context), crisis.one(transaction, context.vault, call_id)
    forget_on = min(found[0].forget_on, today + KEPT_AFTER) if found else today
    values = {"handled_on": today, "forget_on": forget_on}
    return _move(transaction, context, who, call_id, (WAITING, TAKEN), HANDLED, **values)


def forget(transaction: Transaction, context: Context) -> None:
    """Keep the promise of the page."""
    crisis.forget(transaction, staff.today(context))


def _move(
    transaction: Transaction,
    context: Context,
    who: Actor,
    call_id: int,
    before: Sequence[str],
    state: str,
    **values: Any,
) -> bool:
    access.require(who, Action.SEE_CRISIS)
    moved = crisis.move(transaction, call_id, before, state, **values)
    if moved:
        _note(transaction, context, who, f"help_{state}", call_id)
    return moved


def _queued(transaction: Transaction, context: Context, call: Call) -> Queued:
    is_late = call.state != HANDLED and call.answer_by < NANTES.today(context.now())
    taker = _called(transaction, context, call.taken_by) if call.taken_by else ""
    return Queued(call, campaigns.by_id(transaction, call.campaign_id).code, taker, is_late)


def _called(transaction: Transaction, context: Context, staff_id: int) -> str:
    """How colleagues call somebody, else their number."""
    return next((member.called for member in members.every(transaction, context.vault, staff_id)), "") or str(staff_id)


def _note(transaction: Transaction, context: Context, who: Actor, deed: str, call_id: int) -> None:
    audit.note(transaction, context.now(), who.id, deed, str(call_id))
