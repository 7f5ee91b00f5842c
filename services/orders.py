"""Orders as bytes, for the outbox."""

import msgspec

from services.channels import Edit, Order, Send
from services.messages import Message


class _Envelope(msgspec.Struct):
    kind: str
    message: Message
    format: int = 1


_DECODER = msgspec.json.Decoder(_Envelope)


def to_bytes(order: Send | Edit) -> bytes:
    """Bytes of an order. The reference of an edit is not among them: it lies beside, and may become known later."""
    kind = "send" if isinstance(order, Send) else "edit"
    return msgspec.json.encode(_Envelope(kind, order.message))


def from_bytes(data: bytes, reference: str) -> Order:
    """The order again, with the message an edit is about."""
    envelope = _DECODER.decode(data)
    return Send(envelope.message) if envelope.kind == "send" else Edit(reference, envelope.message)
