"""What is said in a chat to the office that staff have there, and not to the interview of a parent.

Nothing but these commands, and buttons made here, is for staff; and only in a chat that somebody has bound: to anybody
else they mean what they meant before, which is nothing."""

from collections.abc import Callable, Mapping

from services import posting
from services.accounts import access
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.campaigning import campaigns
from services.campaigning.life import NotNow
from services.channels import Commanded, InboundMessage, Left, Tapped
from services.context import Context, Transaction
from services.errors import NotFound, Refused
from services.fieldwork.participation import participation
from services.messages import Message
from services.officer_chat import binding, presses, watching, wording
from services.officer_chat.kinds import Kind
from services.officer_chat.presses import Press, Wish
from services.posting import Cause
from storage import audit, bound_chats
from storage.bound_chats import Bound
from storage.campaigns import OPEN, PAUSED

WORDS = {"equipe": Wish.MENU, "team": Wish.MENU, "digest": Wish.WEEK}
"""Commands, by what they wish for."""


def takes(transaction: Transaction, context: Context, name: str, message: InboundMessage) -> bool:
    """Whether a message was for staff; if so, it is answered now. name: unique to the message."""
    match message.what:
        case Commanded(name="start", argument=code) if code.startswith(binding.ENTRY):
            _bind(transaction, context, name, message, code.removeprefix(binding.ENTRY))
            return True
        case Commanded(name=word) if word in WORDS:
            return _answered(transaction, context, name, message, Press(WORDS[word]))
        case Tapped(token=token) if presses.is_ours(token):
            return _answered(transaction, context, name, message, presses.read(token))
        case Left():
            gone = binding.found(transaction, context, message)
            if gone is not None:
                binding.end(transaction, context, gone)
    return False


def beside(transaction: Transaction, context: Context, cause: Cause) -> None:
    """Somebody stops, or asks for help, as a parent: where the chat is bound as well, say that it is."""
    bound = binding.found(transaction, context, cause.message)
    if bound is not None:
        own = Cause(f"{cause.name}:staff", cause.message, bound.contact_id)
        posting.say(transaction, context, own, wording.beside(bound.language))


def _bind(transaction: Transaction, context: Context, name: str, message: InboundMessage, secret: str) -> None:
    bound, before = binding.bind(transaction, context, message, secret)
    if before is not None:
        elsewhere = Cause(f"{name}:moved", message, before.contact_id)
        posting.say(transaction, context, elsewhere, wording.ended(before.language))
    if bound is not None:
        posting.say(transaction, context, Cause(name, message, bound.contact_id), wording.bound(bound.language))
        return
    stranger = Cause(name, message, binding.place(transaction, context, message))
    posting.say(transaction, context, stranger, wording.bad_link(binding.spoken(message.language)))


def _answered(
    transaction: Transaction, context: Context, name: str, message: InboundMessage, press: Press | None
) -> bool:
    """Whether the chat is bound; if so, what was wished for is done, as far as its owner may do it today."""
    bound = binding.found(transaction, context, message)
    if bound is None or press is None:
        return False
    cause = Cause(name, message, bound.contact_id)
    who = binding.actor(transaction, context, bound)
    if who is None:
        posting.say(transaction, context, cause, wording.ended(bound.language))
        return True
    try:
        said = _DEEDS[press.wish](transaction, context, who, bound, press)
    except (NotFound, Refused):
        said = wording.refused(bound.language)
    say = posting.say if press.wish is Wish.MENU else posting.say_instead
    say(transaction, context, cause, said)
    return True


# --- one function a wish ---------------------------------------------------------------------------------------------
def _menu(transaction: Transaction, context: Context, who: Actor, bound: Bound, press: Press) -> Message:
    access.require(who, Action.SEE_PARTICIPATION)
    running = [each for each in campaigns.listed(transaction, context, who) if each.state in (OPEN, PAUSED)]
    weekly = bound_chats.is_told_of(transaction, who.id, Kind.WEEK.value)
    return wording.menu(bound.language, running, told_weekly=weekly)


def _one(transaction: Transaction, context: Context, who: Actor, bound: Bound, press: Press) -> Message:
    seen = participation(transaction, context, who, press.code)
    campaign = campaigns.seen(transaction, context, who, press.code)
    page = f"{context.public_url}/console/participation/{press.code}"
    return wording.participation(bound.language, seen, campaign, page)


def _pause(transaction: Transaction, context: Context, who: Actor, bound: Bound, press: Press) -> Message:
    """Asked first, and once more when the answer comes late."""
    campaigns.held(transaction, who, press.code)
    if press.wish is not Wish.SURE or not press.is_fresh(context.now()):
        campaign = campaigns.seen(transaction, context, who, press.code)
        return wording.sure(bound.language, campaign, context.now())
    try:
        campaigns.pause(transaction, context, press.code, who)
    except NotNow:
        return _one(transaction, context, who, bound, press)
    page = f"{context.public_url}/console/campaigns/{press.code}"
    return wording.paused(bound.language, campaigns.seen(transaction, context, who, press.code), page)


def _week(transaction: Transaction, context: Context, who: Actor, bound: Bound, press: Press) -> Message:
    access.require(who, Action.SEE_DIGEST)
    wanted, kind = press.wish is Wish.WEEK, Kind.WEEK.value
    if wanted and not bound_chats.is_told_of(transaction, who.id, kind):
        now = context.now()
        bound_chats.tell_of(transaction, who.id, kind, now, watching.next_monday(now))
        audit.note(transaction, now, who.id, "chat_week", "on")
    elif not wanted and bound_chats.spare(transaction, who.id, kind):
        audit.note(transaction, context.now(), who.id, "chat_week", "off")
    return wording.weekly(bound.language, wanted=wanted)


def _leave(transaction: Transaction, context: Context, who: Actor, bound: Bound, press: Press) -> Message:
    if press.wish is not Wish.GONE:
        return wording.leaving(bound.language)
    binding.unbind(transaction, context, who)
    return wording.ended(bound.language)


_DEEDS: Mapping[Wish, Callable[[Transaction, Context, Actor, Bound, Press], Message]] = {
    Wish.MENU: _menu,
    Wish.ALL: _menu,
    Wish.ONE: _one,
    Wish.PAUSE: _pause,
    Wish.SURE: _pause,
    Wish.WEEK: _week,
    Wish.NO_WEEK: _week,
    Wish.LEAVE: _leave,
    Wish.GONE: _leave,
}
