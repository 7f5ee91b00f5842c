"""Orders as bytes, for the outbox."""

import msgspec

from services.channels import Edit, Order, Play, Send, Speak
from services.messages import Message


class _Envelope(msgspec.Struct):
    kind: str
    message: Message
    format: int = 1


_DECODER = msgspec.json.Decoder(_Envelope)


def to_bytes(order: Send | Edit | Play | Speak) -> bytes:
    """Bytes of an order. The reference of an edit is not among them: it lies beside, and may become known later. Nor is
    a recording: it lies where it is kept."""
    if isinstance(order, Speak):
        return msgspec.json.encode(_Envelope("speak", Message(order.language, ())))
    kind = {Send: "send", Edit: "edit", Play: "play"}[type(order)]
    return msgspec.json.encode(_Envelope(kind, order.message))


def from_bytes(data: bytes, reference: str) -> Order:
    """The order again, with the message an edit is about."""
    envelope = _DECODER.decode(data)
    match envelope.kind:
        case "send":
            return Send(envelope.message)
        case "speak":
            return Speak(envelope.message.language)
        case "play":
            return Play(envelope.message)
        case _:
            return Edit(reference, envelope.message)
