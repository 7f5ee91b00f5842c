"""`voix calendar …`: the days on which nobody is written to, such as school holidays."""

from pathlib import Path
from typing import Annotated

import typer

from services import calendar
from services.accounts.staff import COMMAND_LINE
from services.calendar import BadCalendar
from voix import settings
from voix.build import open_house
from voix.terminal import fail, out
from voix.words import gettext as _

app = typer.Typer(no_args_is_help=True, help="Jours de silence, comme les vacances scolaires")

SHIPPED = Path(__file__).parent / "zone-b.csv"


@app.command("import")
def import_(
    file: Annotated[Path | None, typer.Argument(help="Fichier CSV. Sans fichier : vacances de la zone B.")] = None,
) -> None:
    """Remplace les jours de silence par ceux d'un fichier CSV : first, last, name, source."""
    source = file or SHIPPED
    try:
        days = calendar.read(source.read_bytes())
    except OSError:
        raise fail(_("Le fichier {file} ne s'ouvre pas.").format(file=source)) from None
    except BadCalendar as error:
        raise fail(sentence(error)) from None
    house = open_house(settings.read())
    house.do(lambda t: calendar.renew(t, house.context, COMMAND_LINE, days))
    house.close()
    out.print(_("Périodes de silence : {count}.").format(count=len(days)), markup=False)


@app.command("list")
def list_() -> None:
    """Montre les jours de silence, avec leur source."""
    house = open_house(settings.read())
    days = house.do(calendar.listed)
    house.close()
    for each in days:
        out.print(f"{each.first} – {each.last}  {each.name}  ({each.source})", markup=False)
    if not days:
        out.print(_("Aucun jour de silence. Pour les vacances : voix calendar import"), markup=False)


def sentence(error: BadCalendar) -> str:
    """What is wrong with a file."""
    sentences = {
        "encoding": _("Le fichier n'est pas en UTF-8. Enregistrez-le en « CSV UTF-8 »."),
        "columns": _("La première ligne doit contenir : first, last, name, source."),
        "day": _("Ligne {row} : un jour s'écrit comme 2026-10-17."),
        "order": _("Ligne {row} : le dernier jour est avant le premier."),
        "empty": _("Ligne {row} : il manque le nom ou la source."),
        "overlap": _("Ligne {row} : cette période recouvre une autre période."),
    }
    return sentences[error.args[0]].format(row=error.row)
