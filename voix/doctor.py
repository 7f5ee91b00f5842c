"""`voix doctor`: is this installation sound?"""

import importlib.metadata
from dataclasses import dataclass

from voix.build import open_house
from voix.settings import Settings
from voix.words import gettext as _

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
        Finding(
            True, _("Telegram : réglé.") if settings.telegram_token else _("Telegram : pas de jeton, pages web seules.")
        ),
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
