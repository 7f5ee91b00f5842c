"""`python -m tests.fake_telegram`: a Telegram to try the bot on without the internet, with a phone in the terminal.

Write as a parent would; `!2` taps the second button of the newest keyboard.
"""

import argparse
import asyncio
from contextlib import suppress

from tests.fake_telegram.phone import Phone, Shown, as_text
from tests.fake_telegram.server import FakeTelegram


async def run(port: int, speed: float, language: str) -> None:
    async with FakeTelegram(port, speed) as telegram:
        print(f"VOIX_TELEGRAM_API_URL={telegram.api_url}\nVOIX_TELEGRAM_FILE_URL={telegram.file_url}")
        print(f"VOIX_TELEGRAM_TOKEN={telegram.token}", flush=True)
        phone = telegram.phone(42, language)
        await asyncio.gather(_listen(phone), _speak(phone))


async def _listen(phone: Phone) -> None:
    """Print each message of the bot when it comes and when it changes."""
    known: dict[int, Shown] = {}
    while True:
        for message in phone.screen():
            if message.by_bot and known.get(message.id) != message:
                print(as_text(message), flush=True)
            known[message.id] = message
        await phone.world.changed.wait()


async def _speak(phone: Phone) -> None:
    with suppress(EOFError):
        while True:
            line = await asyncio.to_thread(input)
            if line.startswith("/start"):
                await phone.start(line.removeprefix("/start").strip())
            elif line.startswith("!") and line[1:].isdecimal():
                with suppress(AssertionError, IndexError):
                    await phone.tap_index(int(line[1:]) - 1)
            elif line:
                await phone.type(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--speed", type=float, default=1.0, help="seconds of Telegram's time in a real one")
    parser.add_argument("--language", default="fr", help="of the phone")
    options = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(run(options.port, options.speed, options.language))


if __name__ == "__main__":
    main()
