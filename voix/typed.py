"""What is typed of a campaign at the terminal, as values; what cannot be read ends the command with a sentence."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import typer

from voix.terminal import fail
from voix.words import gettext as _

if TYPE_CHECKING:
    from services.campaigning.plans import LocalQuestion


def districts(typed: Iterable[str]) -> dict[str, int | None]:
    """Districts with their caps: "nantes-nord", or "nantes-nord=30"."""
    found: dict[str, int | None] = {}
    for one in typed:
        name, _equals, cap = one.partition("=")
        if cap and not cap.isdecimal():
            raise _no_district(one)
        found[_district(name)] = int(cap) if cap else None
    return found


def questions(typed: Iterable[str]) -> tuple["LocalQuestion", ...]:
    """Local questions: "nantes-nord: Le square ? | Oui | Non"; without choices it is answered in own words."""
    from services.campaigning.plans import LocalQuestion

    found = []
    for one in typed:
        name, colon, asked = one.partition(":")
        if not colon:
            raise fail(_("Écrivez une question locale ainsi : nantes-nord: Texte ? | Oui | Non"))
        text, *choices = (part.strip() for part in asked.split("|"))
        found.append(LocalQuestion(_district(name), text, tuple(filter(None, choices))))
    return tuple(found)


def day(typed: str) -> date:
    """A day as 2027-01-18."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise fail(_("Ce jour n'existe pas. Écrivez-le ainsi : 2027-01-18.")) from None


def moment(typed: str, at: str) -> datetime:
    """An hour of a day in Nantes."""
    from services.hours import NANTES

    try:
        return datetime.combine(day(typed), time.fromisoformat(at), NANTES.zone)
    except ValueError:
        raise fail(_("Cette heure n'existe pas. Écrivez-la ainsi : 08:30.")) from None


def _district(name: str) -> str:
    from surveys import districts as known

    slug = known.find(name.strip())
    if slug is None:
        raise _no_district(name)
    return slug


def _no_district(text: str) -> typer.Exit:
    return fail(_("« {text} » n'est pas un quartier. Écrivez par exemple nantes-nord.").format(text=text))
