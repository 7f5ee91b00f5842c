"""The composition root: settings in, a running house out."""

import asyncio
import importlib.metadata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, assert_never

from services.context import Context, Transaction
from services.metrics import Metrics
from storage import installation
from storage.opening import Trouble, UnusableDatabase, open_database
from storage.transaction import Database
from storage.vault import Vault
from voix import clock
from voix.settings import BadSetting, Settings
from voix.words import gettext as _

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class House:
    """An open database and what use cases need. Implements `services.context.Desk`. metrics: what is counted here."""

    settings: Settings
    database: Database
    context: Context
    metrics: Metrics = field(default_factory=Metrics)

    def do(self, use_case: Callable[[Transaction], T]) -> T:
        """Run one use case and wait until it is durable (for commands)."""
        return self.database.write(use_case).result()

    def write(self, use_case: Callable[[Transaction], T]) -> "asyncio.Future[T]":
        """Run one use case; awaiting it waits until it is durable."""
        return self.database.write_soon(use_case)

    def write_together(self, use_case: Callable[[Transaction, list[U]], T], item: U) -> "asyncio.Future[T]":
        """Run a use case that takes many items at once with what else waits for it; an item that fails, fails alone."""
        return self.database.write_together(use_case, item)

    async def read(self, use_case: Callable[[Transaction], T]) -> T:
        return await asyncio.to_thread(self.database.read, use_case)

    def close(self) -> None:
        self.database.close()


def open_house(settings: Settings) -> House:
    """Open and migrate the database, and make sure that it belongs to this key. BadSetting says what is wrong."""
    try:
        database = open_database(settings.database_url)
    except UnusableDatabase as error:
        raise BadSetting(_sentence(error.trouble, settings.database_url)) from error
    vault = Vault(settings.master_key)
    version = importlib.metadata.version("onze-voix")
    context = Context(clock.now, clock.chance, vault, settings.own_url, version=version)
    house = House(settings, database, context, Metrics(events=context.events))
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


def _sentence(trouble: Trouble, url: str) -> str:
    """What the operator reads. The address itself is not shown: it may hold a password."""
    match trouble:
        case Trouble.ADDRESS:
            return _("VOIX_DATABASE_URL ne peut pas être lue. Exemple : postgresql://utilisateur@machine/base")
        case Trouble.CLOSED if url.startswith("sqlite"):
            return _(
                "Le fichier de la base de données ne s'ouvre pas, ou ce n'est pas une base SQLite. "
                "Vérifiez VOIX_DATABASE_URL et VOIX_DATA_DIR."
            )
        case Trouble.CLOSED:
            return _("La base de données ne répond pas. Vérifiez VOIX_DATABASE_URL et que le serveur est en marche.")
        case Trouble.NO_RIGHT:
            return _(
                "VOIX_DATABASE_URL : ce compte n'a pas le droit de créer des tables. Donnez-lui ce droit, "
                "ou prenez-en un autre."
            )
        case Trouble.NEWER:
            return _(
                "La base de données vient d'une version plus récente d'Onze Voix. Mettez le logiciel à jour, "
                "ou changez VOIX_DATABASE_URL."
            )
        case _:
            assert_never(trouble)
