"""How fast one chat may be written to. Pure: moments are seconds of any clock that only moves forward."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` messages at once, then one every `seconds`."""

    seconds: float
    burst: int


# Telegram bears about one message a second in a chat, and short bursts (core.telegram.org/bots/faq). Who answers fast
# gets two calls an answer: an edit and the next question.
CHAT = Rate(seconds=1.0, burst=20)
PACED_PER_SECOND = 28.3  # over all chats; Telegram allows about 30


def turn(rate: Rate, full_at: float, now: float) -> tuple[float, float]:
    """(seconds to wait before the next message of a chat, when its burst will be whole again). `full_at`: what the last
    turn gave, 0 at first.

    The bucket is told by one number: it is empty by one message for every `rate.seconds` that `full_at` lies ahead.
    """
    ready = max(now, full_at - (rate.burst - 1) * rate.seconds)
    return ready - now, max(full_at, ready) + rate.seconds
