"""Telegram's Bot API on loopback, strict about its limits, with phones to hold in one's hand.

    async with FakeTelegram() as telegram:
        phone = telegram.phone(42, language="ar")
        await phone.start("ECOLE7")          # what a parent does
        await phone.wait_for(lambda screen: "…" in screen[-1].text)
        await phone.tap("نعم")

The bot under test gets `telegram.api_url` and `telegram.token`. Faults: `telegram.fail(...)`, `telegram.unreachable()`.
It takes only as much at once as Telegram (`limits`); `telegram.gate` tells how many calls were refused with 429, and
which came during a pause. `telegram.group()` is a group; `visible_duplicates(phone)` what a parent reads twice.
Its facts come from the source of the official server (tdlib/telegram-bot-api) and from reported behaviour.
"""

from tests.fake_telegram.faults import Broken, Dropped, Refused, Reset, flood
from tests.fake_telegram.groups import GroupChat
from tests.fake_telegram.limits import Limits
from tests.fake_telegram.phone import Phone, Shown, visible_duplicates
from tests.fake_telegram.server import FakeTelegram

__all__ = [
    "Broken",
    "Dropped",
    "FakeTelegram",
    "GroupChat",
    "Limits",
    "Phone",
    "Refused",
    "Reset",
    "Shown",
    "flood",
    "visible_duplicates",
]
