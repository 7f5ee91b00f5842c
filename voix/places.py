"""The commands `voix places`: the city's list of schools and other places, by which a parent may name a district."""

from pathlib import Path
from typing import Annotated

import typer

from voix import settings
from voix.build import House, open_house
from voix.terminal import content, fail, out
from voix.words import gettext as _

app = typer.Typer(no_args_is_help=True, help="Lieux et quartiers")


@app.command("import")
def import_(
    file: Annotated[str, typer.Argument(help="Liste (.csv ou .xlsx), ou « nantes » : la liste livrée.")],
) -> None:
    """Remplace la liste des lieux par celle du fichier. Un fichier fautif est refusé en entier."""
    import questionnaires

    data = questionnaires.places() if file == questionnaires.PLACES else content(Path(file))
    house = open_house(settings.read())
    try:
        count = renew(house, data)
    finally:
        house.close()
    out.print(_("Lieux connus : {count}.").format(count=count), markup=False)


def renew(house: House, data: bytes) -> int:
    """Put the list of a file in place of the one there is; how many places. Its problems end the command."""
    from services import places, places_file
    from services.accounts.staff import COMMAND_LINE
    from services.forms.problem_texts import sentence

    reading = places_file.read(data)
    if reading.problems:
        raise fail("\n".join(sentence(problem, _) for problem in reading.problems))
    house.do(lambda t: places.renew(t, house.context, COMMAND_LINE, reading.entries))
    return len(reading.entries)
