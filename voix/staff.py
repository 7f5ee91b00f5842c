"""`voix staff`: who works here, for whoever keeps the server running."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, TypeVar

import typer
from rich.table import Table

from services.accounts import people, staff
from services.accounts.access import CITY
from services.accounts.people import Kind, Profile
from services.accounts.staff import COMMAND_LINE, StaffRole
from services.context import Transaction
from services.errors import Malformed, NotFound, Taken
from voix import settings
from voix.build import House, open_house
from voix.terminal import fail, out
from voix.words import gettext as _

app = typer.Typer(no_args_is_help=True, help="Équipe : qui peut entrer dans la console")

Number = Annotated[int, typer.Argument(min=1, max=2**31 - 1, help="Numéro de la personne (voir staff list).")]
T = TypeVar("T")


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Nom de travail.")],
    role: Annotated[StaffRole, typer.Argument(help="officer, coordinator, operator ou guest")],
    email: Annotated[str, typer.Option(help="E-mail pour entrer avec un mot de passe.")] = "",
    district: Annotated[list[str] | None, typer.Option(help="Quartier (nantes-nord…) ; plusieurs possibles.")] = None,
    session: Annotated[str, typer.Option(help="Séance d'une personne invitée.")] = "",
    from_: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Premier jour.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Dernier jour.")] = None,
) -> None:
    """Ajoute une personne et donne son lien d'entrée, valable un jour et une seule fois."""
    scope = [(Kind.DISTRICT, slug) for slug in district or []] + ([(Kind.SESSION, session)] if session else [])

    def use_case(transaction: Transaction, house: House) -> str:
        begins = from_.date() if from_ else staff.today(house.context)
        profile = Profile(name, role, email, begins, _day(until))
        _member, token = people.add(transaction, house.context, COMMAND_LINE, profile, scope)
        return _address(house, token)

    out.print(_with_house(use_case), markup=False)


@app.command("list")
def listed() -> None:
    """Donne la liste des personnes : numéro, nom, rôle, quartiers, dates."""
    table = Table("n°", _("Nom"), _("Rôle"), _("Accès"), _("Quartiers, séances"), _("Du"), _("Au"), box=None)

    def use_case(transaction: Transaction, house: House) -> None:
        today = staff.today(house.context)
        for person in people.listed(transaction, house.context, COMMAND_LINE):
            places = [name for kind in Kind for name in person.looks_after(kind, today)]
            until = person.valid_until.isoformat() if person.valid_until else ""
            access = _("oui") if person.is_working else _("non")
            row = (str(person.id), person.called, person.role.value, access, ", ".join(places))
            table.add_row(*row, person.valid_from.isoformat(), until)

    _with_house(use_case)
    out.print(table)


@app.command("link")
def link(number: Number) -> None:
    """Donne un nouveau lien d'entrée : première visite, ou mot de passe oublié."""

    def use_case(transaction: Transaction, house: House) -> str:
        return _address(house, people.link(transaction, house.context, COMMAND_LINE, number))

    out.print(_with_house(use_case), markup=False)


@app.command("end")
def end(number: Number) -> None:
    """Ferme un compte, tout de suite. Ce que la personne a fait reste dans le journal."""
    _with_house(lambda transaction, house: people.end(transaction, house.context, COMMAND_LINE, number))
    out.print(_("Compte fermé."))


def anonymous(role: StaffRole, districts: list[str]) -> None:
    """Print a link for somebody without a name."""
    if role is StaffRole.GUEST:
        raise fail(
            _("Une personne invitée a un nom et un dernier jour : voix staff add NOM guest --session CODE --until JOUR")
        )
    if (role is StaffRole.OFFICER) != bool(districts) or not set(districts) <= set(CITY):
        raise fail(_("Un officer a au moins un quartier de Nantes, les autres n'en ont pas : --district nantes-nord"))

    def use_case(transaction: Transaction, house: House) -> str:
        return _address(house, staff.issue_link(transaction, house.context, role, districts))

    out.print(_with_house(use_case), markup=False)


def _with_house(use_case: Callable[[Transaction, House], T]) -> T:
    house = open_house(settings.read())
    try:
        return house.do(lambda transaction: use_case(transaction, house))
    except NotFound:
        raise fail(_("Il n'y a personne de ce numéro. Voir : voix staff list")) from None
    except (Malformed, Taken) as error:
        raise fail(_complaint(error)) from None
    finally:
        house.close()


def _address(house: House, token: str) -> str:
    return f"{house.context.public_url}/console/enter/{token}"


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _complaint(error: Malformed | Taken) -> str:
    match error.args[0]:
        case "email" if isinstance(error, Taken):
            return _("Cet e-mail sert déjà à une autre personne.")
        case "email":
            return _("Cet e-mail n'a pas la bonne forme. Exemple : prenom@ville.fr")
        case "district":
            return _("Donnez au moins un quartier de Nantes, par exemple : --district nantes-nord")
        case "session":
            return _("Donnez la séance de la personne invitée : --session CODE")
        case "valid_until":
            return _("Donnez un dernier jour (--until), qui vient après le premier.")
        case _:
            return _("Écrivez un nom de travail, 80 signes au plus.")
