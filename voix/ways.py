"""`voix links`, `voix poster`, `voix sheets`: ways into a campaign, and what is printed of them."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from locales.languages import FRENCH
from services.accounts.staff import COMMAND_LINE
from services.errors import Malformed, NotFound
from services.reaching import links
from services.reaching.printing.posters import BadPoster
from voix import settings
from voix.build import House, open_house
from voix.terminal import fail, out, write
from voix.words import gettext as _

T = TypeVar("T")
Code = Annotated[str, typer.Argument(help="Code de la campagne ou d'un de ses lieux.")]
File = Annotated[Path, typer.Argument(help="Fichier PDF à écrire.")]


def show(code: Code, as_json: Annotated[bool, typer.Option("--json", help="En JSON.")] = False) -> None:
    """Montre les liens d'une campagne : le sien et ceux de ses lieux."""
    found = _with_house(code, lambda house: house.do(lambda t: links.listed(t, house.context, COMMAND_LINE, code)))
    if as_json:
        typer.echo(json.dumps([asdict(link) for link in found.links], ensure_ascii=False, indent=1))
        return
    for link in found.links:
        label = link.label or _("Toute la campagne")
        out.print(f"{link.code}  {label}  {link.district}", markup=False)
        for way in (link.web_link, link.telegram_link):
            if way:
                out.print(f"  {way}", markup=False)


def poster(
    code: Code,
    file: File,
    beside: Annotated[list[str] | None, typer.Option("--with", help="Autre langue. Deux au moins.")] = None,
    size: Annotated[str, typer.Option(help="a4 ou a5.")] = "a4",
) -> None:
    """Écrit une affiche avec le code QR, en français seul ou avec au moins deux autres langues."""
    spoken = (FRENCH, *(beside or ()))
    drawn = _with_house(
        code, lambda house: house.do(lambda t: links.poster(t, house.context, COMMAND_LINE, code, spoken, size))
    )
    write(file, drawn)


def sheets(
    code: Code,
    file: File,
    language: Annotated[str, typer.Option(help="Langue du questionnaire.")] = FRENCH,
    codes: Annotated[int, typer.Option(help="Nombre de feuilles à code unique. 0 : une feuille sans code.")] = 0,
) -> None:
    """Écrit le questionnaire à imprimer, avec ou sans codes uniques."""

    def draw(house: House) -> bytes:
        if not codes:
            return house.do(lambda t: links.questionnaire(t, house.context, COMMAND_LINE, code, language))
        return house.do(lambda t: links.sheets(t, house.context, COMMAND_LINE, code, language, codes))

    write(file, _with_house(code, draw))


def _with_house(code: str, use: Callable[[House], T]) -> T:
    house = open_house(settings.read())
    try:
        return use(house)
    except NotFound:
        raise fail(_("Il n'y a pas de campagne « {code} ».").format(code=code)) from None
    except (BadPoster, Malformed) as error:
        raise fail(_sentence(error.args[0])) from None
    finally:
        house.close()


def _sentence(why: str) -> str:
    sentences = {
        "two": _("Une affiche est en français seul, ou en français avec au moins deux autres langues. C'est la loi."),
        "size": _("Une affiche est en A4 ou en A5."),
        "count": _("Imprimez entre 1 et {count} feuilles à la fois.").format(count=links.MOST_CODES),
    }
    return sentences.get(why, _("Cette langue n'est pas possible ici."))
