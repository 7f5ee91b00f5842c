"""Effects to messages in the queue, for channels that are written to (Telegram, demo)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from services import orders, wording
from services.channels import Edit, InboundMessage, Play, Send, Speak, Tapped
from services.context import Context, Transaction
from services.conversations import Talk
from services.messages import Message
from services.wording import Setting
from storage import outbox, posted
from storage.outbox import UNMOVED, Draft
from surveys.effects import Ask, Effect, Record, Redraw, Settle, Tell


@dataclass(frozen=True, slots=True)
class Cause:
    """What made us write: the inbound message, and a name unique to it.

    later: the reply waits this long, and leaves only if the conversation has not moved until then.
    """

    name: str
    message: InboundMessage
    contact_id: int
    later: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class _Out:
    """One message to queue. item: the prompt it is, or (edit) the prompt it replaces. play: with its recording."""

    message: Message
    edit: bool = False
    item: str = ""
    play: bool = False


def setting(context: Context, talk: Talk) -> Setting:
    """What the wording needs to know of a conversation."""
    return Setting(talk.form, talk.interview, talk.id, context.vault.key("tokens"), context.recordings.known)


def say(transaction: Transaction, context: Context, cause: Cause, *messages: Message) -> None:
    """Queue messages that belong to no question."""
    _queue(transaction, context, cause, None, [_Out(message) for message in messages])


def say_instead(transaction: Transaction, context: Context, cause: Cause, message: Message) -> None:
    """Say it in place of the message that was tapped, whose buttons are of no use any more; else below."""
    tapped = isinstance(cause.message.what, Tapped) and bool(cause.message.reference)
    _queue(transaction, context, cause, None, [_Out(message, edit=tapped)])


def play(transaction: Transaction, context: Context, cause: Cause, talk: Talk, message: Message, item: str) -> None:
    """Queue the recording that `message` names. item: by which `posted.prompt` finds that it was played."""
    _queue(transaction, context, cause, talk, [_Out(message, item=item, play=True)])


def speak(transaction: Transaction, context: Context, cause: Cause, language: str) -> None:
    """What the channel itself says to the person is in `language` from now on."""
    draft = Draft(
        key=f"{cause.name}:speak",
        channel=cause.message.channel,
        contact_id=cause.contact_id,
        order=orders.to_bytes(Speak(language)),
        not_before=context.now(),
    )
    outbox.queue(transaction, context.vault, [context.chance(12)], [draft])


def carry_out(
    transaction: Transaction,
    context: Context,
    cause: Cause,
    talk: Talk,
    effects: Sequence[Effect],
    before: Sequence[Message] = (),
) -> None:
    """Queue what a step wants said, after the messages of `before`."""
    tapped = isinstance(cause.message.what, Tapped)
    outs = [_Out(message) for message in before]
    outs.extend(_outs(setting(context, talk), effects, tapped))
    _queue(transaction, context, cause, talk, outs)


def _outs(scene: Setting, effects: Sequence[Effect], tapped: bool) -> Iterator[_Out]:
    """A tap changes the message under the finger; after a text, what is new stands below it."""
    for effect in effects:
        match effect:
            case Ask(item=item):
                yield _Out(wording.ask(scene, item), item=item)
            case Redraw(item=item):
                yield _Out(wording.ask(scene, item), edit=tapped, item=item)
            case Record(item=item, answer=answer):
                yield _Out(wording.settled(scene, item, answer), edit=True, item=item)
            case Settle(item=item, choices=choices):
                yield _Out(wording.settled(scene, item, choices), edit=True, item=item)
            case Tell():
                yield _Out(wording.tell(scene, effect))
            case _:
                pass


def _queue(transaction: Transaction, context: Context, cause: Cause, talk: Talk | None, outs: Sequence[_Out]) -> None:
    drafts = [_draft(transaction, context, cause, talk, place, out) for place, out in enumerate(outs)]
    nonces = [context.chance(12) for _ in drafts]
    outbox.queue(transaction, context.vault, nonces, drafts)


def _draft(transaction: Transaction, context: Context, cause: Cause, talk: Talk | None, place: int, out: _Out) -> Draft:
    reference, target = _edited(transaction, cause, talk, out) if out.edit else ("", None)
    is_edit = bool(reference or target)
    order = Edit(reference, out.message) if is_edit else Play(out.message) if out.play else Send(out.message)
    return Draft(
        key=f"{cause.name}:{place}",
        channel=cause.message.channel,
        contact_id=cause.contact_id,
        order=orders.to_bytes(order),
        not_before=context.now() + cause.later,
        interview_id=talk.id if talk else None,
        revision=talk.interview.revision if talk else None,
        item="" if is_edit else out.item,
        reference=reference,
        target=target,
        proviso=UNMOVED if cause.later else "",
    )


def _edited(transaction: Transaction, cause: Cause, talk: Talk | None, out: _Out) -> tuple[str, int | None]:
    """The message to edit: the one tapped on, else the latest that asked the item, by name or by row."""
    if isinstance(cause.message.what, Tapped) and cause.message.reference:
        return cause.message.reference, None
    found = posted.prompt(transaction, talk.id, out.item) if talk else None
    if found is None:
        return "", None
    return (found.reference, None) if found.reference else ("", found.row)
