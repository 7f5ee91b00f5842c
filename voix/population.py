"""The command `voix population`: how many people live in each district, to see beside who takes part."""

from pathlib import Path
from typing import Annotated

import typer

from voix import settings
from voix.build import open_house
from voix.terminal import content, fail, out
from voix.words import gettext as _

app = typer.Typer(no_args_is_help=True, help="Habitants par quartier")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="CSV : variable,category,people,source,date ; variable : district.")],
) -> None:
    """Garde les habitants de chaque quartier. Un fichier fautif est refusé en entier."""
    from services.fieldwork import targets
    from services.forms.problem_texts import sentence

    data = content(file)
    house = open_house(settings.read())
    try:
        known = house.do(lambda t: targets.count_population(t, house.context, data))
    except targets.BadPopulation as refusal:
        raise fail("\n".join(sentence(problem, _) for problem in refusal.problems)) from refusal
    finally:
        house.close()
    out.print(_("Habitants connus : {count}.").format(count=sum(known.people.values())), markup=False)
