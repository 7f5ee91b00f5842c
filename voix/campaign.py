"""`voix campaign …`: open at once, correct, invite to. The rest of its life: `voix.campaign_life`."""

from collections.abc import Callable
from typing import Annotated, TypeVar

import typer

from services.context import Transaction
from voix import campaign_life, forms, settings
from voix.build import House, open_house
from voix.terminal import fail, out
from voix.words import gettext as _

app = typer.Typer(no_args_is_help=True, help="Campagnes")
app.add_typer(campaign_life.app)

Code = Annotated[str, typer.Argument(help="Code de la campagne.")]
T = TypeVar("T")
_CHUNK = 500  # people looked at in one transaction, so that parents never wait long


@app.command("open")
def open_(
    code: Annotated[str, typer.Argument(help="Code court que les parents tapent.")],
    file: Annotated[str, typer.Argument(help="Fichier du questionnaire, ou nom d'un questionnaire livré.")],
) -> None:
    """Ouvre une campagne aux parents."""
    from services.campaigning import campaigns
    from services.errors import Malformed, Taken

    questions = forms.launchable(file)
    house = open_house(settings.read())
    try:
        opened = house.do(lambda t: campaigns.open_campaign(t, house.context, code, questions, synthetic=False))
        out.print(opened.web_link, markup=False)
    except Malformed:
        raise fail(_("Un code a 32 signes au plus : lettres sans accent, chiffres, - et _.")) from None
    except Taken:
        raise fail(_("Le code {code} est déjà pris.").format(code=code)) from None
    finally:
        house.close()


@app.command("correct")
def correct(
    code: Code, file: Annotated[str, typer.Argument(help="Le même questionnaire, avec les traductions corrigées.")]
) -> None:
    """Corrige les traductions d'une campagne ouverte. Rien d'autre ne peut changer."""
    from services.accounts.staff import COMMAND_LINE
    from services.forms import corrections

    form = forms.launchable(file)

    def taken(house: House) -> corrections.Corrected:
        return house.do(lambda t: corrections.correct(t, house.context, COMMAND_LINE, code, form))

    try:
        done = _with_house(code, taken)
    except corrections.NotTranslations as refusal:
        where = ", ".join(place or _("le questionnaire") for place in refusal.where)
        raise fail(
            _("Seules les traductions peuvent changer pendant une campagne. Autre chose a changé : {where}.").format(
                where=where
            )
        ) from None
    out.print(
        _("Textes corrigés : {count}. Version {number}.").format(count=done.texts, number=done.number), markup=False
    )


@app.command("invite")
def invite(code: Code) -> None:
    """Invite les parents qui ont accepté, dans une autre campagne, d'être recontactés."""
    queued = _with_house(code, lambda house: _invite(house, code))
    out.print(_("Invitations en attente d'envoi : {count}.").format(count=queued), markup=False)


@app.command("hush")
def hush(code: Code) -> None:
    """Arrête tout de suite les invitations et les rappels d'une campagne. Elle reste ouverte."""
    from services.reminding import invitations

    dropped = _with_house(code, lambda house: house.do(lambda t: invitations.cancel(t, code)))
    out.print(_("Messages qui ne partiront pas : {count}.").format(count=dropped), markup=False)


def _invite(house: House, code: str) -> int:
    """Queue invitations in short transactions; how many."""
    from services.reminding import invitations

    mailing = house.do(lambda t: invitations.begin(t, house.context, code))
    queued, after = 0, 0

    def chunk(transaction: Transaction) -> invitations.Chunk:
        return invitations.queue(transaction, house.context, code, mailing, after, _CHUNK)

    while True:
        done = house.do(chunk)
        queued += done.queued
        if done.last is None:
            return queued
        after = done.last


def _with_house(code: str, use: Callable[[House], T]) -> T:
    from services.errors import NotFound

    house = open_house(settings.read())
    try:
        return use(house)
    except NotFound:
        raise fail(_("Il n'y a pas de campagne « {code} ».").format(code=code)) from None
    finally:
        house.close()
