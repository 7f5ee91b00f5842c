"""`voix deadletter`: arrivals that were set aside; when and where they failed, never what was said or by whom."""

from contextlib import closing
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from voix import settings
from voix.terminal import fail, out
from voix.words import gettext as _

if TYPE_CHECKING:
    from services.deadletters import Part, Replay
    from storage.deadletters import DeadLetter

app = typer.Typer(no_args_is_help=True, help="Messages mis de côté")
Number = Annotated[int, typer.Argument(help="Numéro, comme dans la liste.")]


@app.command("list")
def list_(last: Annotated[int, typer.Option(min=1, help="Combien, au plus.")] = 50) -> None:
    """Montre les messages mis de côté, le plus récent d'abord."""
    from services import deadletters
    from voix.build import open_house

    with closing(open_house(settings.read())) as house:
        letters = house.do(lambda transaction: deadletters.latest(transaction, last))
    for letter in letters:
        out.print(_line(letter), markup=False)
    if not letters:
        out.print(_("Aucun message n'est mis de côté."), markup=False)


@app.command()
def show(number: Number) -> None:
    """Montre où un message a échoué et de quoi il est fait, sans rien de ce qui y est écrit."""
    from services import deadletters
    from services.errors import NotFound
    from voix.build import open_house

    with closing(open_house(settings.read())) as house:
        try:
            letter, parts = house.do(lambda transaction: deadletters.look(transaction, house.context, number))
        except NotFound:
            raise _unknown(number) from None
    out.print(_line(letter), markup=False)
    for part in parts:
        out.print(f"  {part.path or '-'}: {_kind(part)}", markup=False)


@app.command()
def replay(number: Number) -> None:
    """Essaie un message encore une fois, une seule. Le service peut tourner."""
    from services import deadletters
    from services.errors import NotFound
    from voix.build import open_house

    with closing(open_house(settings.read())) as house:
        try:
            became = house.do(lambda transaction: deadletters.replay(transaction, house.context, number))
        except NotFound:
            raise _unknown(number) from None
    if became is not deadletters.Replay.BEGUN:
        raise fail(_refusal(became).format(number=number))
    out.print(_("Le message {number} sera essayé encore une fois.").format(number=number), markup=False)


def _unknown(number: int) -> typer.Exit:
    return fail(_("Il n'y a pas de message {number} mis de côté.").format(number=number))


def _line(letter: "DeadLetter") -> str:
    """One letter on one line, in words an operator can search for in the log."""
    words = [
        f"{letter.id}",
        f"{letter.received_at:%Y-%m-%d %H:%M} UTC",
        letter.channel,
        letter.reason,
        _("{count} essais").format(count=letter.attempts),
    ]
    if letter.was_replayed:
        words.append(_("déjà rejoué") if letter.is_aside else _("rejoué, plus mis de côté"))
    return "  ".join(words)


def _kind(part: "Part") -> str:
    """What a field holds, and how much of it."""
    from services.deadletters import Kind

    match part.kind:
        case Kind.TEXT:
            return _("texte, {size} signes").format(size=part.size)
        case Kind.NUMBER:
            return _("nombre, {size} chiffres").format(size=part.size)
        case Kind.TRUTH:
            return _("oui ou non")
        case Kind.NOTHING:
            return _("rien")
        case Kind.LIST:
            return _("liste de {size}").format(size=part.size)
        case Kind.BYTES:
            return _("illisible, {size} octets").format(size=part.size)
        case _:
            assert_never(part.kind)


def _refusal(became: "Replay") -> str:
    """Why a message is not tried again, with {number}."""
    from services.deadletters import Replay

    match became:
        case Replay.OVERTAKEN:
            return _(
                "Le message {number} reste de côté : cette personne a écrit autre chose depuis. Sa vieille réponse "
                "irait à la mauvaise question."
            )
        case Replay.TOO_OLD:
            return _("Le message {number} reste de côté : il a plus de 7 jours. Personne n'attend plus la réponse.")
        case _:
            return _("Le message {number} a déjà été rejoué. Une fois, c'est tout.")
