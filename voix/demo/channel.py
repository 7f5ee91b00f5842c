"""The channel of synthetic parents: what is sent to them is read at once, and answered through the same door."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Sequence

import msgspec

from services.channels import (
    Arrival,
    Commanded,
    Edit,
    InboundMessage,
    Order,
    Outcome,
    Rejected,
    Send,
    Sent,
    Tapped,
    What,
    Wrote,
)
from services.messages import Message
from voix.demo.people import Mind

NAME = "demo"
Accept = Callable[[Sequence[Arrival]], Awaitable[None]]


class _Act(msgspec.Struct):
    """One act as bytes. kind: "tap", "text" or "command"."""

    address: str
    kind: str
    text: str
    argument: str = ""
    language: str = ""
    reference: str = ""


_DECODER = msgspec.json.Decoder(_Act)


def read(payload: bytes) -> InboundMessage:
    """The act of a synthetic parent, as any channel's reader gives it."""
    act = _DECODER.decode(payload)
    what: What
    match act.kind:
        case "tap":
            what = Tapped(act.text)
        case "text":
            what = Wrote(act.text)
        case _:
            what = Commanded(act.text, act.argument)
    return InboundMessage(NAME, act.address, what, act.language, act.reference)


def arrival(name: str, language: str, what: What, number: int, reference: str = "") -> Arrival:
    """An act of the person called `name` as it would arrive from outside. number: unique per person."""
    match what:
        case Tapped(token=token):
            act = _Act(name, "tap", token, reference=reference)
        case Wrote(text=text):
            act = _Act(name, "text", text)
        case Commanded(name=command, argument=argument):
            act = _Act(name, "command", command, argument, language)
        case _:
            raise ValueError(what)
    return Arrival(NAME, (f"{name}:{number}",), name, msgspec.json.encode(act))


class DemoChannel:
    """Implements `services.channels.Channel` for minds that live in this process."""

    name = NAME

    def __init__(self, accept: Accept) -> None:
        self._accept = accept
        self._minds: dict[str, Mind] = {}
        self._numbers = itertools.count(1)
        self._acting: set[asyncio.Task[None]] = set()
        self.gone: set[str] = set()  # parents who left halfway

    async def start(self, mind: Mind, what: What) -> None:
        """A parent opens the link."""
        self._minds[mind.who.name] = mind
        await self._accept([arrival(mind.who.name, mind.who.language, what, 0)])

    async def deliver(self, address: str, order: Order) -> Outcome:
        """Show a message; whoever reads a question answers it."""
        match order:
            case Send(message=message):
                reference = str(next(self._numbers))
                self._shown(address, message, reference)
                return Sent(reference)
            case Edit(reference=reference, message=message):
                self._shown(address, message, reference)
                return Sent(reference)
            case _:
                return Sent()

    async def fetch(self, handle: str, most: int) -> Rejected:
        """Synthetic parents do not speak."""
        return Rejected("nothing was said")

    def _shown(self, address: str, message: Message, reference: str) -> None:
        mind = self._minds.get(address)
        if mind is None or not message.question:
            return
        what = mind.decide(message)
        if what is None:
            self.gone.add(address)
            return
        task = asyncio.create_task(self._act(mind, what, reference))
        self._acting.add(task)
        task.add_done_callback(self._acting.discard)

    async def _act(self, mind: Mind, what: What, reference: str) -> None:
        who = mind.who
        await self._accept([arrival(who.name, who.language, what, next(self._numbers), reference)])
