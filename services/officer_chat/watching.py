"""What bound chats are told without having asked: rows say when each thing is looked at again, so a restart neither
repeats nor loses anything.

Calls for help are told at once, day and night. All else waits for the hours; staff work in school holidays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

from services import digest, orders
from services.accounts import access
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.campaigning import campaigns, pilots
from services.channels import Send
from services.context import Context, Transaction
from services.fieldwork.participation import participation
from services.hours import NANTES
from services.messages import Message
from services.officer_chat import binding, wording
from services.officer_chat.kinds import Kind
from storage import audit, bound_chats, crisis, outbox, voices
from storage import campaigns as store
from storage.bound_chats import Watch
from storage.campaigns import OPEN, PAUSED, Campaign
from storage.outbox import Draft

_HOUR = timedelta(hours=1)
_MONDAY = time(9, 0)
_LATE = timedelta(days=2)  # a week that comes later is no news
_RECENT = timedelta(days=3)  # pilots that stopped earlier are no news
_LINES = 5  # of the audit trail, to find an end among what happened to a campaign since
_RESTS = {Kind.VOICES: 1, Kind.PILOT: 1, Kind.BEHIND: 7}
"""Days from one telling to the next."""


@dataclass(frozen=True)
class _Facts:
    """What there is to tell, looked up when somebody is to be told, and once for all of them."""

    transaction: Transaction
    context: Context

    @cached_property
    def called_at(self) -> datetime | None:
        """When the newest call for help came that nobody has taken."""
        calls = crisis.every(self.transaction)
        return max((call.received_at for call in calls if call.state == crisis.WAITING), default=None)

    @cached_property
    def voices_wait(self) -> bool:
        return bool(voices.waiting(self.transaction, 1))

    @cached_property
    def stopped(self) -> Sequence[tuple[datetime, Campaign]]:
        """Pilots that stopped themselves lately, and when."""
        since = NANTES.today(self.context.now() - _RECENT)
        ended = [each for each in store.closed_since(self.transaction, since) if each.ended_by]
        return [(self._end(each), each) for each in ended if each.kind == pilots.KIND]

    def _end(self, campaign: Campaign) -> datetime:
        lines = audit.every(self.transaction, _LINES, action="campaign_close", subject=campaign.code)
        return next((line.at for line in lines if line.subject == campaign.code), campaign.opened_at)


def tick(transaction: Transaction, context: Context) -> None:
    """Tell bound chats what they do not know yet."""
    now = context.now()
    is_day, facts = NANTES.next_open(now) == now, _Facts(transaction, context)
    for each in bound_chats.due(transaction, now):
        if is_day or each.kind == Kind.HELP.value:
            _look(transaction, context, each, facts, is_day=is_day)


def next_monday(now: datetime) -> datetime:
    """The next Monday at nine in Nantes, by the clock on the wall."""
    days = -NANTES.today(now).weekday() % 7
    moment = NANTES.at(now, days, _MONDAY)
    return moment if moment > now else NANTES.at(now, days + 7, _MONDAY)


def _look(transaction: Transaction, context: Context, each: Watch, facts: _Facts, *, is_day: bool) -> None:
    kind, now = Kind(each.kind), context.now()
    if not _is_worth_a_look(kind, each, facts, is_day=is_day):
        return
    who = binding.actor(transaction, context, each.bound)
    if who is None:
        return
    said = _said(transaction, context, who, each, facts)
    if said is not None:
        _queue(transaction, context, each, said, now + (_HOUR if kind is Kind.HELP else _LATE))
    bound_chats.looked(transaction, each, _again(kind, now, told=said is not None), now if said else None)


def _is_worth_a_look(kind: Kind, each: Watch, facts: _Facts, *, is_day: bool) -> bool:
    """Whether there may be something to tell; cheap, as it is asked every few seconds."""
    match kind:
        case Kind.HELP:  # at night, only what is new: nobody is woken twice for one call
            return facts.called_at is not None and (is_day or facts.called_at > each.told_at)
        case Kind.VOICES:
            return facts.voices_wait
        case Kind.PILOT:
            return any(ended > each.told_at for ended, _ in facts.stopped)
        case _:
            return True


def _said(transaction: Transaction, context: Context, who: Actor, each: Watch, facts: _Facts) -> Message | None:
    """What `who` is told; None for nothing that is theirs to know."""
    kind, language = Kind(each.kind), each.bound.language
    match kind:
        case Kind.HELP:
            is_theirs = access.may(who, Action.SEE_CRISIS)
        case Kind.VOICES:
            is_theirs = access.may(who, Action.TRANSCRIBE)
        case Kind.PILOT:
            known = {campaign.id for campaign in store.every(transaction, access.limits(who))}
            is_theirs = any(ended > each.told_at and campaign.id in known for ended, campaign in facts.stopped)
        case Kind.BEHIND:
            is_theirs = _is_behind(transaction, context, who)
        case Kind.WEEK:
            return _week(transaction, context, who, each)
    return wording.push(language, kind, context.public_url) if is_theirs else None


def _is_behind(transaction: Transaction, context: Context, who: Actor) -> bool:
    """Whether a district of theirs is under half of its target."""
    running = (each for each in campaigns.listed(transaction, context, who) if each.state in (OPEN, PAUSED))
    return any(participation(transaction, context, who, each.code).behind for each in running)


def _week(transaction: Transaction, context: Context, who: Actor, each: Watch) -> Message | None:
    """The week that is over; nothing when it is long over, or not theirs to read any more."""
    if context.now() - each.again_at > _LATE or not access.may(who, Action.SEE_DIGEST):
        return None
    sunday = NANTES.today(each.again_at) - timedelta(days=1)
    told = digest.week(transaction, context, who, sunday)
    return wording.week(each.bound.language, told, f"{context.public_url}/console/digest?day={told.monday}")


def _again(kind: Kind, now: datetime, *, told: bool) -> datetime:
    """When it is looked at again. Figures move once a day: what they do not show today they show tomorrow at best."""
    match kind:
        case Kind.HELP:
            return now + _HOUR
        case Kind.WEEK:
            return next_monday(now)
        case _:
            return NANTES.at(now, _RESTS[kind] if told else 1, NANTES.opens)


def _queue(transaction: Transaction, context: Context, each: Watch, said: Message, not_after: datetime) -> None:
    draft = Draft(
        key=f"staff{each.bound.staff_id}:{each.kind}:{context.now():%Y%m%dT%H%M%S}",
        channel=binding.channel_of(each.bound),
        contact_id=each.bound.contact_id,
        order=orders.to_bytes(Send(said)),
        not_before=context.now(),
        not_after=not_after,
    )
    outbox.queue(transaction, context.vault, [context.chance(12)], [draft])
