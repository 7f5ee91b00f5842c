"""The chat of a member of staff: bound by a link that works once, and only as long as they have access.

What they may do is looked up at each use. The chat is a contact apart from that of a parent who answers there as well.
"""

import base64
from datetime import datetime, timedelta

from locales.languages import FRENCH, LANGUAGES, resolve
from services.accounts import access, staff
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.campaigning import campaigns
from services.channels import InboundMessage
from services.context import Context, Transaction
from services.officer_chat.kinds import ALWAYS
from storage import audit, bound_chats, contacts, outbox
from storage import staff as store
from storage.bound_chats import Bound

LINK_LIFE = timedelta(minutes=15)
ENTRY = "equipe-"  # before the secret in a link; no code of a campaign is as long as the two
_CREDENTIAL = "chat"
_OWN = "staff:"  # before the channel of a contact: its pseudonym is another one than that of a parent


def bound_at(transaction: Transaction, who: Actor) -> datetime | None:
    """When the chat of `who` was bound; None without one."""
    access.require(who, Action.SEE_PARTICIPATION)
    bound = bound_chats.of(transaction, who.id)
    return bound.bound_at if bound else None


def link(transaction: Transaction, context: Context, who: Actor) -> str:
    """A fresh link to the bot that binds the chat it is opened in, once and for a quarter of an hour; the one before
    works no more, and only a digest is kept. "" without a bot."""
    access.require(who, Action.SEE_PARTICIPATION)
    secret = base64.urlsafe_b64encode(context.chance(24)).decode()
    address = campaigns.telegram_link(transaction, f"{ENTRY}{secret}")
    if address:
        store.spend_all(transaction, who.id, (_CREDENTIAL,))
        store.give(transaction, _CREDENTIAL, staff.digest(secret), who.id, context.now() + LINK_LIFE)
        _note(transaction, context, who.id, "chat_link")
    return address


def unbind(transaction: Transaction, context: Context, who: Actor) -> bool:
    """Nothing more is said to the chat of `who`, and no link waits; whether there was one."""
    access.require(who, Action.OWN_ACCOUNT)
    store.spend_all(transaction, who.id, (_CREDENTIAL,))
    bound = bound_chats.of(transaction, who.id)
    if bound is not None:
        end(transaction, context, bound)
    return bound is not None


# --- from the chat ---------------------------------------------------------------------------------------------------
def found(transaction: Transaction, context: Context, message: InboundMessage) -> Bound | None:
    """Who has bound the chat that a message comes from."""
    contact = contacts.find(transaction, context.vault, f"{_OWN}{message.channel}", message.address)
    return bound_chats.at(transaction, contact.id) if contact else None


def actor(transaction: Transaction, context: Context, bound: Bound) -> Actor | None:
    """What its owner is today. None for nobody who may be here, and the chat is bound no more."""
    who = staff.access_of(transaction, context, bound.staff_id)
    if who is None or not access.may(who, Action.SEE_PARTICIPATION):
        end(transaction, context, bound)
        return None
    return who


def bind(transaction: Transaction, context: Context, message: InboundMessage, secret: str) -> tuple[Bound | None, ...]:
    """Bind the chat that a message comes from to the account its link is for: the chat as it is now, and the one that
    the account had until now. Nothing and nothing for a link that is good no more."""
    digest = staff.digest(secret)
    member = store.holder(transaction, _CREDENTIAL, digest, context.now())
    who = staff.access_of(transaction, context, member) if member is not None else None
    if who is None or not store.spend(transaction, digest) or not access.may(who, Action.SEE_PARTICIPATION):
        return None, None
    contact_id = place(transaction, context, message)
    before, there = bound_chats.of(transaction, who.id), bound_chats.at(transaction, contact_id)
    for old in {each.staff_id: each for each in (before, there) if each}.values():
        end(transaction, context, old)
    bound_chats.bind(transaction, who.id, contact_id, [kind.value for kind in ALWAYS], context.now())
    _note(transaction, context, who.id, "chat_bound")
    return bound_chats.of(transaction, who.id), before if before and before.contact_id != contact_id else None


def place(transaction: Transaction, context: Context, message: InboundMessage) -> int:
    """The contact by which staff are reached in the chat that a message comes from."""
    channel, language = f"{_OWN}{message.channel}", spoken(message.language)
    known = contacts.find(transaction, context.vault, channel, message.address)
    if known is not None:
        contacts.amend(transaction, known.id, language=language, unreachable=False)
        return known.id
    return contacts.create(transaction, context.vault, context.chance(12), channel, message.address, language).id


def channel_of(bound: Bound) -> str:
    """The channel that reaches a chat."""
    return bound.channel.removeprefix(_OWN)


def spoken(hint: str) -> str:
    """The language of staff who have a device in the language `hint`: one in which their texts exist."""
    language = resolve(hint)
    return language if "console" in LANGUAGES[language].staff else FRENCH


def end(transaction: Transaction, context: Context, bound: Bound) -> None:
    """A chat is bound no more. What waits for it is not sent."""
    if bound_chats.unbind(transaction, bound.staff_id):
        outbox.withdraw(transaction, bound.contact_id)
        _note(transaction, context, bound.staff_id, "chat_unbound")


def tidy(transaction: Transaction, context: Context) -> None:
    """End what is bound to nobody with access any more, and what cannot be reached."""
    every = bound_chats.every(transaction)
    reached = contacts.get_all(transaction, [bound.contact_id for bound in every])
    for bound in every:
        if actor(transaction, context, bound) is not None and reached[bound.contact_id].unreachable:
            end(transaction, context, bound)


def _note(transaction: Transaction, context: Context, staff_id: int, deed: str, subject: str = "") -> None:
    audit.note(transaction, context.now(), staff_id, deed, subject)
