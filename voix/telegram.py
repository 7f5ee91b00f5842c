"""Telegram, when a token is set: by webhook when the pages have a public address, else by long polling.

Imported only then, so that a house without a bot starts without the library.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

import structlog
from starlette.routing import BaseRoute

from bot import menu, polling, watching, webhook
from bot.errors import AnotherInstanceError, SettingRefusedError, TelegramUnavailableError, WrongTokenError
from bot.sender import TelegramChannel
from bot.updates import callback_id, read
from services import rotation
from services.channels import Acknowledge, Arrival, InboundMessage
from voix.build import House
from voix.settings import BadSetting
from voix.words import gettext as _
from voix.worker import Worker

_PATIENCE = 15.0  # seconds between two tries when Telegram does not answer
_WATCH = 60.0  # seconds between two looks at what Telegram says about its way to us
log = structlog.get_logger()


class Telegram:
    """The bot of one house: connection, way in, name."""

    def __init__(self, house: House) -> None:
        settings = house.settings
        self._house = house
        self._settings = settings
        self.channel = TelegramChannel(settings.telegram_token, settings.telegram_api_url, settings.telegram_file_url)
        self._acknowledging: set[asyncio.Task[object]] = set()
        self._name = ""  # until Telegram has told it

    def read(self, payload: bytes) -> InboundMessage | None:
        """What a person did."""
        return read(payload, self._name)

    @property
    def by_webhook(self) -> bool:
        return bool(self._settings.public_url)

    async def routes(self, worker: Worker) -> list[BaseRoute]:
        """The webhook, when there is one."""
        if not self.by_webhook:
            return []
        secret, old_secret = self._settings.telegram_webhook_secret, await self._old_secret()
        return [webhook.route(worker.accept, secret, old_secret, self.channel.client.number)]

    async def _old_secret(self) -> Callable[[], str]:
        """Gives the old secret as long as it is good, then none. The log says until when."""
        old, context = self._settings.telegram_webhook_old_secret, self._house.context
        if not old:
            return lambda: ""
        until = await self._house.write(lambda transaction: rotation.believed_until(transaction, context, old))
        if context.now() < until:
            log.info("old_webhook_secret_believed", until=until.isoformat(timespec="minutes"))
        else:
            log.warning("old_webhook_secret_refused", since=until.isoformat(timespec="minutes"))
        return lambda: old if context.now() < until else ""

    async def run(self, worker: Worker, named: Callable[[str], Awaitable[None]], stop: asyncio.Event) -> None:
        """Introduce the bot, then receive until `stop`. BadSetting when Telegram refuses the token or the address.

        While Telegram does not answer, the web pages go on and we keep trying.
        """
        await self.channel.start()
        watch = asyncio.create_task(self._watch(stop))
        try:
            while not stop.is_set():
                try:
                    await self._receive(worker, named, stop)
                    return
                except TelegramUnavailableError:
                    log.warning("telegram_unavailable", retry_in=_PATIENCE)
                    await _rest(stop, _PATIENCE)
        except WrongTokenError as error:
            raise BadSetting(_("Telegram refuse VOIX_TELEGRAM_TOKEN. Copiez le jeton que donne BotFather.")) from error
        except AnotherInstanceError as error:
            raise BadSetting(
                _("Un autre programme reçoit déjà les messages de ce robot. Arrêtez-le, ou prenez un autre jeton.")
            ) from error
        except SettingRefusedError as error:
            raise BadSetting(_("Telegram refuse VOIX_PUBLIC_URL : {reason}").format(reason=error)) from error
        finally:
            watch.cancel()

    async def _watch(self, stop: asyncio.Event) -> None:
        """Keep at hand what Telegram says about its way to us. When it says nothing, the road in tells why."""
        while not stop.is_set():
            with suppress(TelegramUnavailableError, WrongTokenError, AnotherInstanceError, SettingRefusedError):
                self._house.metrics.webhook = await watching.look(self.channel.client, self._house.context.now())
            await _rest(stop, _WATCH)

    async def _receive(self, worker: Worker, named: Callable[[str], Awaitable[None]], stop: asyncio.Event) -> None:
        self._name = await menu.user_name(self.channel.client)
        await named(self._name)
        try:
            await menu.publish_commands(self.channel.client)
        except (SettingRefusedError, WrongTokenError) as error:  # the token has just proved right
            log.warning("commands_refused", reason=str(error))  # a convenience: typed commands work without
        if self.by_webhook:
            url = self._settings.public_url + webhook.PATH
            await menu.set_webhook(self.channel.client, url, self._settings.telegram_webhook_secret)
            await stop.wait()
        else:
            await polling.run(self.channel.client, lambda arrivals: self._accept(worker, arrivals), stop)

    async def _accept(self, worker: Worker, arrivals: Sequence[Arrival]) -> None:
        """Durable first; then the phones' waiting signs stop, best effort."""
        await worker.accept(arrivals)
        for tap in filter(None, map(callback_id, arrivals)):
            task: asyncio.Task[object] = asyncio.create_task(self.channel.deliver("", Acknowledge(tap)))
            self._acknowledging.add(task)
            task.add_done_callback(self._acknowledging.discard)


async def _rest(stop: asyncio.Event, seconds: float) -> None:
    """Wait, unless `stop` is set meanwhile."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
