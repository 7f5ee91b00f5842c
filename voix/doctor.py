"""`voix doctor`: is this installation sound?"""

import asyncio
import importlib.metadata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.health import PENDING_UPDATES
from services.metrics import Webhook
from voix import clock
from voix.build import open_house
from voix.settings import Settings
from voix.words import gettext as _

_LATELY = timedelta(hours=1)
_ASTRAY = 5  # seconds a clock may be wrong
PACKAGES = ("bot", "exports", "locales", "questionnaires", "services", "storage", "surveys", "voix", "web")


@dataclass(frozen=True, slots=True)
class Finding:
    well: bool
    sentence: str


def examine(settings: Settings) -> list[Finding]:
    """Findings in the order of the road: packages, database and key, telegram. BadSetting for what stops a start."""
    house = open_house(settings)
    dialect = house.database.engine.dialect.name
    house.close()
    return [
        _packages(),
        Finding(True, _("Base de données {name} : à jour, et la clé est la sienne.").format(name=dialect)),
        *asyncio.run(_telegram(settings)),
    ]


def _packages() -> Finding:
    """Our package names are common words: another distribution may have overwritten one without an error."""
    owners = importlib.metadata.packages_distributions()
    shared = [name for name in PACKAGES if set(owners.get(name, ["onze-voix"])) != {"onze-voix"}]
    if shared:
        return Finding(
            False,
            _("Ces paquets sont aussi à un autre logiciel : {names}. Réinstallez dans un environnement neuf.").format(
                names=", ".join(shared)
            ),
        )
    return Finding(True, _("Les paquets d'Onze Voix sont bien les siens."))


async def _telegram(settings: Settings) -> list[Finding]:
    """What Telegram says of the bot and of its way to us. It is asked, and told nothing."""
    if not settings.telegram_token:
        return [Finding(True, _("Telegram : pas de jeton, pages web seules."))]
    from bot import watching
    from bot.client import Client
    from bot.errors import TelegramUnavailableError, WrongTokenError

    client = Client(settings.telegram_token, settings.telegram_api_url, settings.telegram_file_url)
    await client.connect()
    try:
        told = await watching.look(client, clock.now())
        theirs, ours = watching.telegrams_time(client), clock.now()
    except WrongTokenError:
        return [Finding(False, _("Telegram refuse VOIX_TELEGRAM_TOKEN. Copiez le jeton que donne BotFather."))]
    except TelegramUnavailableError:
        sentence = _("Telegram ne répond pas. Vérifiez le réseau de cette machine et VOIX_TELEGRAM_API_URL.")
        return [Finding(False, sentence)]
    finally:
        await client.disconnect()
    return [*_way(settings, told), *_clock(theirs, ours)]


def _way(settings: Settings, told: Webhook) -> Iterator[Finding]:
    """How updates come from Telegram to us."""
    if told.pending > PENDING_UPDATES:
        sentence = _("Telegram : {count} messages attendent chez Telegram. Le service tourne-t-il ?")
        yield Finding(False, sentence.format(count=told.pending))
    else:
        sentence = _("Telegram : le jeton est bon. Messages en attente chez Telegram : {count}.")
        yield Finding(True, sentence.format(count=told.pending))
    if told.url and told.url.startswith(f"{settings.public_url}/"):
        yield Finding(True, _("Telegram livre à {url}.").format(url=told.url))
    elif told.url:
        sentence = _("Telegram livre à {url}, et non à VOIX_PUBLIC_URL. Redémarrez le service.")
        yield Finding(False, sentence.format(url=told.url))
    if told.failed_at is not None and told.asked_at - told.failed_at < _LATELY:
        minutes = int((told.asked_at - told.failed_at).total_seconds() // 60)
        sentence = _("Telegram n'a pas pu livrer il y a {minutes} min : {reason}")
        yield Finding(False, sentence.format(minutes=minutes, reason=told.error))


def _clock(theirs: datetime | None, ours: datetime) -> Iterator[Finding]:
    """Whether both tell the same time: what was said before a question is told by Telegram's, the question by ours."""
    if theirs is None:
        return
    seconds = round(abs((theirs - ours).total_seconds()))
    if seconds > _ASTRAY:
        sentence = _("L'horloge de cette machine diffère de {seconds} s de celle de Telegram. Mettez-la à l'heure.")
        yield Finding(False, sentence.format(seconds=seconds))
    else:
        yield Finding(True, _("L'horloge de cette machine suit celle de Telegram."))
