"""`voix work`: one more worker on the PostgreSQL database of a `voix serve`, which is the one that people reach."""

import asyncio
from collections.abc import Callable

from voix.build import House
from voix.serving import run_in_loop, stop_on_signals
from voix.settings import BadSetting
from voix.telegram import Telegram
from voix.words import gettext as _
from voix.worker import Worker


def work(house: House, ready: Callable[[], None]) -> None:
    """Run until SIGINT or SIGTERM. BadSetting where a second worker cannot be, or has nothing to do."""
    if house.database.is_sqlite:
        raise BadSetting(
            _(
                "Un fichier SQLite ne sert qu'un programme à la fois. "
                "Pour plusieurs, mettez PostgreSQL dans VOIX_DATABASE_URL."
            )
        )
    if not house.settings.telegram_token:
        raise BadSetting(_("Sans VOIX_TELEGRAM_TOKEN, ce programme n'a rien à faire."))
    run_in_loop(_work(house, ready))


async def _work(house: House, ready: Callable[[], None]) -> None:
    telegram = Telegram(house)
    channel = telegram.channel
    await channel.start()
    try:
        worker = Worker(house, {channel.name: telegram.read}, {channel.name: channel}, hears=False)
        stop = stop_on_signals()
        asyncio.get_running_loop().call_soon(ready)
        await worker.run(stop)
    finally:
        await channel.close()
