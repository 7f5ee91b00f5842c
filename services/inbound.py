"""The one road in: what people did on a channel, durable first, then looked into, in order within a person."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from services import acts, conversations, posting, wording
from services.channels import Arrival, InboundMessage, Wrote
from services.context import Context, Transaction
from services.posting import Cause
from storage import contacts, inbox
from surveys.inputs import Resumed

Reader = Callable[[bytes], InboundMessage | None]
Waiting = inbox.Waiting
Person = tuple[str, str]  # channel, address


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


def waiting(transaction: Transaction, context: Context, channels: Collection[str], most: int) -> list[Waiting]:
    """The oldest arrivals of these channels nobody looked into yet. Others wait for their channel to be set again."""
    return inbox.waiting(transaction, context.vault, channels, most)


def failed(transaction: Transaction, arrival_id: int, reason: str) -> bool:
    """Count a failed try; whether the arrival is set aside for good."""
    return inbox.failed(transaction, arrival_id, reason)


def apologise(transaction: Transaction, context: Context, row: Waiting) -> None:
    """Tell whoever sent an arrival that was given up, and ask the open question again."""
    contact = contacts.find_by_key(transaction, row.queue)
    if contact is None or contact.unreachable:
        return
    cause = Cause(f"sorry{row.id}", InboundMessage(row.channel, "", Wrote("")), contact.id)
    talk = None
    if contact.current is not None:
        talk = conversations.load(transaction, context, contact.id, contact.channel, contact.current)
    if talk is None or not talk.is_open:
        posting.say(transaction, context, cause, wording.apology(contact.language))
        return
    after, effects = conversations.step(transaction, context, talk, Resumed())
    before = (wording.apology(talk.interview.language),)
    posting.carry_out(transaction, context, cause, after, effects, before)


def process(transaction: Transaction, context: Context, readers: Mapping[str, Reader], rows: Sequence[Waiting]) -> None:
    """Look into arrivals, in order: their steps, answers and replies share this transaction."""
    taken = inbox.take(transaction, [row.id for row in rows])
    waves: dict[int, dict[Person, tuple[str, InboundMessage]]] = defaultdict(dict)
    before: Counter[Person] = Counter()
    for row in rows:
        message = readers[row.channel](row.payload) if row.id in taken else None
        if message is not None:
            person = (message.channel, message.address)
            waves[before[person]][person] = (f"in{row.id}", message)
            before[person] += 1
    for wave in waves.values():  # a person's second message meets what the first one changed
        _receive(transaction, context, wave)


def receive(transaction: Transaction, context: Context, message: InboundMessage, name: str) -> None:
    """Take one message of a channel that is written to. `name` is unique to the message."""
    _receive(transaction, context, {(message.channel, message.address): (name, message)})


def _receive(transaction: Transaction, context: Context, wave: Mapping[Person, tuple[str, InboundMessage]]) -> None:
    """Take messages of different people. What is known of them is read at once: reading one by one costs the most."""
    known = contacts.find_all(transaction, context.vault, wave)
    wanted = {contact.current: (contact.id, contact.channel) for contact in known.values() if contact.current}
    talks = conversations.load_all(transaction, context, wanted)
    for person, (name, message) in wave.items():
        contact = known.get(person)
        talk = talks.get(contact.current) if contact and contact.current else None
        acts.take(transaction, context, name, message, contact, talk)
