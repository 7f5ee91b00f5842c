"""The composition root: settings in, a running house out."""

import asyncio
import importlib.metadata
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TypeVar

from services.context import Context, Transaction
from storage import installation, migrations
from storage.transaction import BadDatabaseUrl, Database, is_unavailable
from storage.vault import Vault
from voix import clock
from voix.settings import BadSetting, Settings
from voix.words import gettext as _

T = TypeVar("T")


@dataclass(frozen=True)
class House:
    """An open database and what use cases need. Implements `services.context.Desk`."""

    settings: Settings
    database: Database
    context: Context

    def do(self, use_case: Callable[[Transaction], T]) -> T:
        """Run one use case and wait until it is durable (for commands)."""
        return self.database.write(use_case).result()

    def write(self, use_case: Callable[[Transaction], T]) -> "asyncio.Future[T]":
        """Run one use case; awaiting it waits until it is durable."""
        future: Future[T] = self.database.write(use_case)
        return asyncio.wrap_future(future)

    async def read(self, use_case: Callable[[Transaction], T]) -> T:
        return await asyncio.to_thread(self.database.read, use_case)

    def named(self, bot_name: str) -> "House":
        """The same house once the Telegram bot's name is known."""
        return replace(self, context=replace(self.context, bot_name=bot_name))

    def close(self) -> None:
        self.database.close()


def open_house(settings: Settings) -> House:
    """Open and migrate the database, and make sure that it belongs to this key. BadSetting says what is wrong."""
    try:
        database = Database(settings.database_url)
        migrations.upgrade(database.engine)
    except BadDatabaseUrl as error:
        raise BadSetting(
            _("VOIX_DATABASE_URL ne peut pas être lue. Exemple : postgresql://utilisateur@machine/base")
        ) from error
    except Exception as error:
        if is_unavailable(error):
            raise BadSetting(
                _("La base de données ne répond pas. Vérifiez VOIX_DATABASE_URL et que le serveur est en marche.")
            ) from error
        raise
    vault = Vault(settings.master_key)
    house = House(
        settings,
        database,
        Context(clock.now, clock.chance, vault, settings.own_url, version=importlib.metadata.version("onze-voix")),
    )
    mark = vault.fingerprint()
    if house.do(lambda transaction: installation.settle(transaction, "key", mark)) != mark:
        house.close()
        raise BadSetting(
            _(
                "La clé n'est pas celle de cette base de données. Remettez la clé d'origine "
                "(VOIX_SECRET_KEY ou VOIX_KEY_FILE)."
            )
        )
    return house
