"""What one process counted since it started, for whoever watches it. Nothing here tells who, or what was said.

The worker tells `house.metrics` what happens; the page `/metrics` reads it. What lies in the database (depths, ages,
how long a pause still lasts) is not counted here but looked up by `services.health`.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

OUTCOMES = ("sent", "retry_after", "unreachable", "moved", "rejected", "uncertain")
"""Names of what can become of a delivery, as in `services.channels.Outcome`."""
STRANGE_TAP = "strange_tap"
EVENTS = (STRANGE_TAP,)
"""A strange tap opens no conversation of whoever tapped: made up, somebody else's, or of answers erased since."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """What Telegram last said about its way to us (getWebhookInfo). asked_at: when. pending: updates that wait there.
    failed_at: when a delivery to us last failed, None for never; error: how. url: where it delivers, "" for nowhere."""

    asked_at: datetime
    pending: int
    failed_at: datetime | None = None
    url: str = ""
    error: str = ""


@dataclass
class Metrics:
    """One per process, used from its event loop only. Counters grow; `webhook` is the latest news, None before any.

    events: as in `services.context`. channels: those this process works for; what waits for another channel is nobody's
    delay.
    """

    channels: frozenset[str] = frozenset()
    arrivals: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    pauses: int = 0
    paused_seconds: float = 0.0
    events: Counter[str] = field(default_factory=Counter)
    webhook: Webhook | None = None

    def arrived(self, count: int) -> None:
        """`count` arrivals were made durable, or were already."""
        self.arrivals += count

    def outcome(self, name: str) -> None:
        """One delivery ended; `name` is one of OUTCOMES."""
        self.outcomes[name] += 1

    def pause(self, seconds: float) -> None:
        """A channel asked all senders to wait (429)."""
        self.pauses += 1
        self.paused_seconds += seconds
