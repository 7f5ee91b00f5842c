"""What a channel brings in and takes out. Each channel (Telegram, web chat, demo) speaks these words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.messages import Message


# --- what comes in ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Tapped:
    """A button. `token` is what the button carried; `also` the tokens of boxes ticked beside it (web forms)."""

    token: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wrote:
    text: str


@dataclass(frozen=True, slots=True)
class Spoke:
    """A recording of what somebody says. handle: what the channel calls it, "" where the recording itself came along.
    seconds, size (bytes): as the channel tells them, 0 when it does not."""

    handle: str = ""
    seconds: int = 0
    size: int = 0
    recording: bytes = b""


@dataclass(frozen=True, slots=True)
class Commanded:
    """`/name argument`, the name in lower case without slash or bot name."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """The person blocked the bot."""


@dataclass(frozen=True, slots=True)
class Returned:
    """The person unblocked the bot."""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A sticker, photo, poll ...: answered politely, never stored."""

    changed: bool = False  # a text, but one that was changed after it was sent: what it says now is not looked at


CHANGED = Unsupported(changed=True)


@dataclass(frozen=True, slots=True)
class Grouped:
    """A group, not a person: the bot has become a member, or somebody there speaks to it."""


What = Tapped | Wrote | Spoke | Commanded | Left | Returned | Unsupported | Grouped


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """One thing a person did.

    channel: "telegram", "web", "demo". address: where the person is reached, stored only encrypted. language: hint from
    the device, maybe "". reference: the message the person acted on, "" when unknown (Telegram: message_id). said_at:
    when, by the channel's clock, where it tells.
    """

    channel: str
    address: str
    what: What
    language: str = ""
    reference: str = ""
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something a channel received, before anybody looked inside. It is made durable first, then acknowledged.

    keys: names of this very fact; when one of them is known already, the arrival is a duplicate (a set, no high-water
    mark). address: whose queue it joins, "" when it cannot be told. payload: the raw bytes without names or user names.
    """

    channel: str
    keys: tuple[str, ...]
    address: str
    payload: bytes


# --- what goes out ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Send:
    """A new message."""

    message: Message


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the message `reference` in place."""

    reference: str
    message: Message


@dataclass(frozen=True, slots=True)
class Play:
    """A recording, with `message` below it. handle: what the channel called it when it carried it before, "" when it
    never did: then the recording (OGG/Opus) goes along."""

    message: Message
    handle: str = ""
    recording: bytes = b""


@dataclass(frozen=True, slots=True)
class Speak:
    """From now on, what the channel itself says to this person (its menu of commands) is in `language`."""

    language: str


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Stop the phone's waiting sign. Best effort, never repeated."""

    acknowledge: str


Order = Send | Edit | Play | Speak | Acknowledge


@dataclass(frozen=True, slots=True)
class Sent:
    """Delivered. `reference` names the message for later edits, "" when the channel has none. handle: what the channel
    calls the recording that was in it."""

    reference: str = ""
    handle: str = ""


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """Surely not delivered; try again after `seconds`. `everybody`: the channel asks all senders to wait."""

    seconds: float
    everybody: bool = False


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Blocked, deactivated, not found: nothing more is sent until the person acts."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Not delivered: whoever is reached there has another address now (a group that grew)."""

    address: str


EDIT_TARGET_GONE = "edit_target_gone"
HANDLE_GONE = "handle_gone"


@dataclass(frozen=True, slots=True)
class Rejected:
    """Refused for what it is; repeating is useless. `reason` is free of personal data; EDIT_TARGET_GONE is
    one, HANDLE_GONE (the channel forgot a recording) another."""

    reason: str


@dataclass(frozen=True, slots=True)
class Uncertain:
    """It may or may not have been delivered."""

    reason: str


Outcome = Sent | RetryAfter | Unreachable | Moved | Rejected | Uncertain


@dataclass(frozen=True, slots=True)
class Fetched:
    """What somebody sent."""

    recording: bytes


class Channel(Protocol):
    """A way to reach people."""

    name: str

    async def deliver(self, address: str, order: Order) -> Outcome:
        """Carry out `order` for `address`. Never raises for what the network or the peer does."""
        ...

    async def fetch(self, handle: str, most: int) -> Fetched | RetryAfter | Rejected:
        """The recording that the channel calls `handle`; Rejected when it is gone or has more than `most` bytes.
        Never raises for what the network or the peer does."""
        ...
