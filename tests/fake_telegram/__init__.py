"""Telegram's Bot API on loopback, strict about its limits, with phones to hold in one's hand.

    async with FakeTelegram() as telegram:
        phone = telegram.phone(42, language="ar")
        await phone.start("ECOLE7")          # what a parent does
        await phone.wait_for(lambda screen: "…" in screen[-1].text)
        await phone.tap("نعم")

The bot under test gets `telegram.api_url` and `telegram.token`. Faults: `telegram.fail(...)`, `telegram.unreachable()`.
Its facts come from the source of the official server (tdlib/telegram-bot-api) and from reported behaviour.
"""

from tests.fake_telegram.faults import Broken, Dropped, Refused, Reset, flood
from tests.fake_telegram.phone import Phone, Shown
from tests.fake_telegram.server import FakeTelegram

__all__ = ["Broken", "Dropped", "FakeTelegram", "Phone", "Refused", "Reset", "Shown", "flood"]
