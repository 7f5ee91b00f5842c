"""The one road in: what people did on a channel, durable first, then looked into, in order within a person."""

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from services import acts, conversations, posting, wording
from services.channels import Arrival, InboundMessage, Wrote
from services.context import Context, Transaction
from services.officer_chat import commands as officer_chat
from services.posting import Cause
from storage import contacts, inbox, pilots
from storage.inbox import Claimed
from storage.writer import is_unavailable
from surveys.inputs import Resumed

Reader = Callable[[bytes], InboundMessage | None]
Person = tuple[str, str]  # channel, address
_WHOLE_SECONDS = timedelta(seconds=1)  # some channels tell moments cut to the second


@dataclass(frozen=True, slots=True)
class Failure:
    """An arrival that could not be taken. reason and where tell the bug, never what was said. given_up: set aside, as
    it failed too often."""

    arrival: int
    reason: str
    where: str
    given_up: bool


@dataclass(frozen=True, slots=True)
class Work:
    """What one look did. taken: arrivals it had in hand."""

    taken: int
    failures: tuple[Failure, ...] = ()


def accept(transaction: Transaction, context: Context, arrivals: Sequence[Arrival]) -> int:
    """Make arrivals durable; how many were new. Only after this commit may the channel acknowledge them."""
    received = [
        inbox.Received(
            arrival.channel,
            arrival.keys,
            contacts.queue_key(context.vault, arrival.channel, arrival.address),
            arrival.payload,
            context.chance(12),
        )
        for arrival in arrivals
    ]
    return inbox.accept(transaction, context.vault, received, context.now())


def work(transaction: Transaction, context: Context, readers: Mapping[str, Reader], most: int) -> Work:
    """Look into the next arrival of each of `most` people: their steps, answers and replies share this transaction.

    One that fails is undone alone, tried again a few times and then set aside: its sender gets an apology and the
    question again, and everybody else goes on. While the database cannot be reached, nothing counts as a failure.
    """
    rows = inbox.claim(transaction, context.vault, readers.keys(), most)
    if not rows:
        return Work(0)
    if len(rows) > 1 and _attempt(transaction, partial(_process, transaction, context, readers, rows)) is None:
        return Work(len(rows))
    alone = (_alone(transaction, context, readers, row) for row in rows)
    return Work(len(rows), tuple(failure for failure in alone if failure is not None))


def _alone(transaction: Transaction, context: Context, readers: Mapping[str, Reader], row: Claimed) -> Failure | None:
    error = _attempt(transaction, partial(_process, transaction, context, readers, [row]))
    if error is None:
        return None
    last = traceback.extract_tb(error.__traceback__)[-1]
    reason, where = type(error).__name__, f"{last.name}:{last.lineno}"  # its message could quote a parent
    given_up = inbox.failed(transaction, row.id, f"{reason} {where}")
    if given_up:  # what broke the step may break the question as well
        _attempt(transaction, partial(_apologise, transaction, context, row))
    return Failure(row.id, reason, where, given_up)


def _attempt(transaction: Transaction, act: Callable[[], None]) -> Exception | None:
    """Do it wholly or not at all; what was in the way."""
    try:
        with transaction.begin_nested():
            act()
    except Exception as error:
        if is_unavailable(error):
            raise
        return error
    return None


def _process(
    transaction: Transaction, context: Context, readers: Mapping[str, Reader], rows: Sequence[Claimed]
) -> None:
    inbox.done(transaction, [row.id for row in rows])
    together: dict[Person, tuple[str, InboundMessage]] = {}
    for row in rows:
        message = readers[row.channel](row.payload)
        if message is None:
            continue
        if message.said_at is not None:  # whichever is known to be earlier
            message = replace(message, said_at=min(row.received_at, message.said_at + _WHOLE_SECONDS))
        person = (message.channel, message.address)
        if person in together:  # a second message meets what the first one changes
            _receive(transaction, context, together)
            together = {}
        together[person] = (f"in{row.id}", message)
    _receive(transaction, context, together)


def _apologise(transaction: Transaction, context: Context, row: Claimed) -> None:
    """Tell whoever sent an arrival that was given up, and ask the open question again."""
    contact = contacts.find_by_key(transaction, row.queue)
    if contact is None or contact.unreachable:
        return
    cause = Cause(f"sorry{row.id}", InboundMessage(row.channel, "", Wrote("")), contact.id)
    talk = None
    if contact.current is not None:
        talk = conversations.load(transaction, context, contact.id, contact.channel, contact.current)
    if talk is not None:
        pilots.stumble_over(transaction, talk.campaign_id)
    if talk is None or not talk.is_open:
        posting.say(transaction, context, cause, wording.apology(contact.language))
        return
    after, effects = conversations.step(transaction, context, talk, Resumed())
    before = (wording.apology(talk.interview.language),)
    posting.carry_out(transaction, context, cause, after, effects, before)


def receive(transaction: Transaction, context: Context, message: InboundMessage, name: str) -> None:
    """Take one message of a channel that is written to. `name` is unique to the message."""
    _receive(transaction, context, {(message.channel, message.address): (name, message)})


def _receive(transaction: Transaction, context: Context, wave: Mapping[Person, tuple[str, InboundMessage]]) -> None:
    """Take messages of different people. What is known of them is read at once: reading one by one costs the most. What
    is for staff is no parent's."""
    wave = {person: one for person, one in wave.items() if not officer_chat.takes(transaction, context, *one)}
    known = contacts.find_all(transaction, context.vault, wave, held=True)  # who may be on the page at the same moment
    wanted = {contact.current: (contact.id, contact.channel) for contact in known.values() if contact.current}
    talks = conversations.load_all(transaction, context, wanted)
    for person, (name, message) in wave.items():
        contact = known.get(person)
        talk = talks.get(contact.current) if contact and contact.current else None
        acts.take(transaction, context, name, message, contact, talk)
