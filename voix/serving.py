"""`voix serve`: pages, web chat, bot and worker in one process, until told to stop."""

import asyncio
import errno
import fcntl
import gc
import signal
import socket
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn

from services.campaigning import campaigns
from services.channels import Channel
from services.inbound import Reader
from voix.asgi import application
from voix.build import House
from voix.offering import offer
from voix.settings import BadSetting
from voix.words import gettext as _
from voix.worker import Worker

if TYPE_CHECKING:
    from voix.telegram import Telegram

_NOT_OURS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


def serve(house: House, ready: Callable[[House, bool], None]) -> None:
    """Run until SIGINT or SIGTERM. `ready` is called once requests are answered, and again (True) once
    the bot is known."""
    with alone(house):
        offer(house)
        run_in_loop(_serve(house, ready))


def run_in_loop(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end, in uvloop where it is installed."""
    loop = uvicorn.Config(app="", log_config=None).get_loop_factory()
    with asyncio.Runner(loop_factory=loop) as runner:
        runner.run(work)


@contextmanager
def alone(house: House) -> Iterator[None]:
    """One worker process per SQLite file, whatever data folder it has; PostgreSQL needs no such lock."""
    if not house.database.is_sqlite:
        yield
        return
    file = Path(house.database.engine.url.database or "").resolve()
    with open(file.with_name(f"{file.name}-serving.lock"), "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BadSetting(
                _(
                    "Onze Voix tourne déjà sur cette base de données. Arrêtez l'autre, ou changez VOIX_DATA_DIR "
                    "ou VOIX_DATABASE_URL."
                )
            ) from error
        yield


class _Server(uvicorn.Server):
    """Leaves signals to us: the worker has to finish what it has in hand as well."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _serve(house: House, ready: Callable[[House, bool], None]) -> None:
    parts = await assemble(house)
    gc.freeze()  # what is loaded stays: to look through it for garbage took 180 ms, and everybody waited
    await run(house, parts, ready, stop_on_signals())


@dataclass(frozen=True)
class Parts:
    """What one process runs."""

    worker: Worker
    server: uvicorn.Server
    telegram: "Telegram | None"


async def assemble(house: House) -> Parts:
    """Wire the parts of a house; nothing runs yet."""
    telegram = _telegram(house)
    if telegram is None:
        await house.write(lambda transaction: campaigns.name_bot(transaction, ""))
    readers: dict[str, Reader] = {"telegram": telegram.read} if telegram else {}
    channels: dict[str, Channel] = {"telegram": telegram.channel} if telegram else {}
    house.metrics.channels = frozenset(channels)
    worker = Worker(house, readers, channels)
    app = application(house, await telegram.routes(worker) if telegram else [])
    server = _Server(uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=10))
    return Parts(worker, server, telegram)


async def run(house: House, parts: Parts, ready: Callable[[House, bool], None], stop: asyncio.Event) -> None:
    """Run the parts until `stop`; what is under way is finished first."""
    worker, server, telegram = parts.worker, parts.server, parts.telegram
    tasks = [
        asyncio.create_task(server.serve(sockets=[_socket(house)])),
        asyncio.create_task(worker.run(stop)),
        asyncio.create_task(_announce(server, house, ready)),
    ]
    if telegram:
        tasks.append(asyncio.create_task(telegram.run(worker, lambda name: _named(house, name, ready), stop)))
    try:
        await _first_end(tasks, stop)
    finally:
        stop.set()
        server.should_exit = True
        await asyncio.gather(*tasks, return_exceptions=True)
        if telegram:
            await telegram.channel.close()


async def _first_end(tasks: list[asyncio.Task[None]], stop: asyncio.Event) -> None:
    """Until `stop`; a task that fails ends everything, loudly."""
    running = {*tasks, asyncio.create_task(stop.wait())}
    while not stop.is_set():
        done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()


def stop_on_signals() -> asyncio.Event:
    """Set by SIGINT or SIGTERM."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def _socket(house: House) -> socket.socket:
    """Bound before anything starts, so that a taken port is one clear sentence."""
    settings = house.settings
    try:
        return socket.create_server((settings.host, settings.port), backlog=2048)
    except OSError as error:
        if error.errno in _NOT_OURS or (error.errno or 0) < 0:  # negative: the name is unknown
            sentence = _("VOIX_HOST : {host} n'est pas une adresse de cette machine. Laissez-la vide, ou 0.0.0.0.")
            raise BadSetting(sentence.format(host=settings.host)) from error
        sentence = _("Le port {port} est déjà pris ou interdit. Choisissez-en un autre avec VOIX_PORT.")
        raise BadSetting(sentence.format(port=settings.port)) from error


async def _announce(server: uvicorn.Server, house: House, ready: Callable[[House, bool], None]) -> None:
    while not server.started:
        await asyncio.sleep(0.01)
    ready(house, False)


async def _named(house: House, bot_name: str, ready: Callable[[House, bool], None]) -> None:
    await house.write(lambda transaction: campaigns.name_bot(transaction, bot_name))
    ready(house, True)


def _telegram(house: House) -> "Telegram | None":
    if not house.settings.telegram_token:
        return None
    from voix.telegram import Telegram

    return Telegram(house)
