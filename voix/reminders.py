"""`voix reminders …`: what would leave when."""

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from services.accounts.staff import COMMAND_LINE
from services.errors import NotFound
from services.reminding import reminder_desk
from services.reminding.reminder_desk import Leaving
from voix import settings
from voix.build import open_house
from voix.terminal import fail, out
from voix.words import gettext as _

app = typer.Typer(no_args_is_help=True, help="Rappels")


@app.callback()
def reminders() -> None:
    """Rappels."""


@app.command("preview")
def preview(
    code: Annotated[str, typer.Argument(help="Code de la campagne.")],
    since: Annotated[str, typer.Option("--from", help="Début, par exemple 2026-11-23 ou 2026-11-23T08:00Z.")],
    until: Annotated[str, typer.Option("--to", help="Fin, non comprise.")],
    as_json: Annotated[bool, typer.Option("--json", help="En JSON.")] = False,
) -> None:
    """Montre les messages qui partiraient, avec l'heure (UTC), si plus personne ne répondait."""
    begin, end = _moment(since), _moment(until)
    house = open_house(settings.read())
    try:
        leaving = house.do(lambda t: reminder_desk.preview(t, house.context, COMMAND_LINE, code, begin, end))
    except NotFound:
        raise fail(_("Il n'y a pas de campagne « {code} ».").format(code=code)) from None
    finally:
        house.close()
    if as_json:
        typer.echo(json.dumps([_plain(each) for each in leaving], ensure_ascii=False, indent=1))
        return
    for each in leaving:
        plain = _plain(each)
        out.print(f"{plain['at']}  {each.kind} {each.number or ''}  {each.wording}  {each.messages}", markup=False)
    if not leaving:
        out.print(_("Aucun message ne partirait."), markup=False)


def _plain(each: Leaving) -> dict[str, str | int]:
    return {
        "at": each.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "kind": each.kind,
        "number": each.number,
        "wording": each.wording,
        "messages": each.messages,
    }


def _moment(given: str) -> datetime:
    """A moment as ISO 8601; without a zone it is UTC."""
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise fail(_("« {given} » n'est pas une date. Exemple : 2026-11-23T08:00Z").format(given=given)) from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
