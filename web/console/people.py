"""Who works here, for whoever looks after it: add, change, assign, end, a new link."""

from collections.abc import Callable
from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.accounts import access, people, staff
from services.accounts.access import Action
from services.accounts.people import Kind, Person, Profile
from services.accounts.staff import StaffRole
from services.errors import Malformed, NotFound, Refused, Taken
from surveys.districts import DISTRICTS
from web import forms
from web.console import visits
from web.console.roles import roles
from web.console.visits import Number, Visit
from web.errors import not_found
from web.forms import Form
from web.readers import Translate, staff_reader
from web.site import site_of

routes = APIRouter(prefix="/console/people")
_DISTRICTS = {district.slug: district.name for district in DISTRICTS}


@routes.get("")
async def everybody(request: Request) -> Response:
    """Everybody, those who work today first."""

    def read(visit: Visit) -> list[tuple[Person, list[str]]]:
        found = people.listed(visit.transaction, visit.context, visit.actor)
        found.sort(key=lambda person: (not person.is_working, person.called.casefold()))
        today = staff.today(visit.context)
        return [(person, _looked_after(person, today)) for person in found]

    return _show(request, "people.html", {"people": await visits.read(request, read)})


@routes.get("/new")
async def blank(request: Request) -> Response:
    """The form for somebody new."""
    await visits.read(request, lambda visit: people.listed(visit.transaction, visit.context, visit.actor))
    return _show(request, "person_new.html", {"form": Form({}), "complaint": ""})


@routes.post("")
async def add(request: Request) -> Response:
    """Somebody new; the page shows their link, once."""
    form = await forms.read(request)

    def use_case(visit: Visit, form: Form) -> tuple[int, str]:
        access.require(visit.actor, Action.MANAGE_STAFF)  # who may not do it learns nothing of forms
        scope = [(Kind.DISTRICT, slug) for slug in form.all("district")]
        if session := form.one("session").strip():
            scope.append((Kind.SESSION, session))
        return people.add(visit.transaction, visit.context, visit.actor, _profile(form), scope)

    try:
        member, token = await visits.change(request, use_case, form)
    except (Malformed, Taken) as error:
        complaint = _complaint(error, staff_reader(request).text)
        return _show(request, "person_new.html", {"form": form, "complaint": complaint}, 422)
    return _link(request, member, token)


@routes.get("/{member}")
async def one(request: Request, member: Number) -> Response:
    """Somebody, and what can be changed."""
    return await _person(request, member)


@routes.post("/{member}")
async def change(request: Request, member: Number) -> Response:
    """What is said of somebody."""

    def use_case(visit: Visit, form: Form) -> None:
        people.change(visit.transaction, visit.context, visit.actor, member, _profile(form))

    return await _changed(request, member, use_case)


@routes.post("/{member}/assign")
async def assign(request: Request, member: Number) -> Response:
    """One more thing to look after."""

    def use_case(visit: Visit, form: Form) -> None:
        kind = Kind(form.one("kind")) if form.one("kind") in {each.value for each in Kind} else Kind.UNIT
        name = form.one("district") if kind is Kind.DISTRICT else form.one("name")
        days = _day(form, "valid_from") or staff.today(visit.context), _day(form, "valid_until")
        people.assign(visit.transaction, visit.context, visit.actor, member, kind, name, days)

    return await _changed(request, member, use_case)


@routes.post("/{member}/assignments/{assignment}/end")
async def unassign(request: Request, member: Number, assignment: Number) -> Response:
    """The last day of one of them."""

    def use_case(visit: Visit, form: Form) -> None:
        last_day = _day(form, "last_day") or staff.today(visit.context)
        people.unassign(visit.transaction, visit.context, visit.actor, member, assignment, last_day)

    return await _changed(request, member, use_case)


@routes.post("/{member}/link")
async def link(request: Request, member: Number) -> Response:
    """A new link, shown once."""
    try:
        token = await visits.change(
            request, lambda visit, _form: people.link(visit.transaction, visit.context, visit.actor, member)
        )
    except NotFound:
        return not_found(request)
    return _link(request, member, token)


@routes.post("/{member}/end")
async def end(request: Request, member: Number) -> Response:
    """No access any more."""

    def use_case(visit: Visit, _form: Form) -> None:
        people.end(visit.transaction, visit.context, visit.actor, member)

    return await _changed(request, member, use_case)


async def _changed(request: Request, member: int, use_case: Callable[[Visit, Form], None]) -> Response:
    """The page of somebody after a change, or with what was wrong with it."""

    def allowed(visit: Visit, form: Form) -> None:
        access.require(visit.actor, Action.MANAGE_STAFF)
        use_case(visit, form)

    try:
        await visits.change(request, allowed)
    except NotFound:
        return not_found(request)
    except (Malformed, Taken) as error:
        return await _person(request, member, _complaint(error, staff_reader(request).text), 422)
    except Refused as error:
        if error.args != ("self",):
            raise
        return await _person(request, member, _complaint(error, staff_reader(request).text), 403)
    return RedirectResponse(f"/console/people/{member}?saved=1", 303)


async def _person(request: Request, member: int, complaint: str = "", status: int = 200) -> Response:
    def read(visit: Visit) -> tuple[Person, date]:
        return people.one(visit.transaction, visit.context, visit.actor, member), staff.today(visit.context)

    try:
        person, today = await visits.read(request, read)
    except NotFound:
        return not_found(request)
    values = {"person": person, "today": today, "complaint": complaint, "saved": "saved" in request.query_params}
    return _show(request, "person.html", values, status)


def _looked_after(person: Person, today: date) -> list[str]:
    """What somebody looks after today, by name."""
    names = [name for kind in Kind for name in person.looks_after(kind, today)]
    return [_DISTRICTS.get(name, name) for name in names]


def _link(request: Request, member: int, token: str) -> Response:
    address = f"{site_of(request).desk.context.public_url}/console/enter/{token}"
    return _show(request, "person_link.html", {"member": member, "address": address})


def _show(request: Request, template: str, values: dict[str, object], status: int = 200) -> Response:
    words = {"districts": _DISTRICTS, "roles": roles(staff_reader(request).text)}
    return visits.show(request, template, {**words, **values}, status)


def _profile(form: Form) -> Profile:
    """Malformed when a day or a role cannot be read."""
    begins = _day(form, "valid_from")
    if begins is None:
        raise Malformed("valid_from")
    role = form.one("role")
    if role not in {each.value for each in StaffRole}:
        raise Malformed("role")
    return Profile(form.one("called"), StaffRole(role), form.one("email").strip(), begins, _day(form, "valid_until"))


def _day(form: Form, field: str) -> date | None:
    """A day as browsers send it; None when the field is empty. Malformed when it cannot be read."""
    text = form.one(field).strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Malformed(field) from None


def _complaint(error: Exception, _: Translate) -> str:
    """What to mend."""
    match error.args[0]:
        case "called":
            return _("Écrivez un nom de travail, 80 signes au plus.")
        case "email" if isinstance(error, Taken):
            return _("Cet e-mail sert déjà à une autre personne.")
        case "email":
            return _("Cet e-mail n'a pas la bonne forme. Exemple : prenom@ville.fr")
        case "district":
            return _("Choisissez au moins un quartier.")
        case "session":
            return _("Écrivez le code de la réunion.")
        case "valid_until":
            return _("Donnez un dernier jour, qui vient après le premier.")
        case "self":
            return _("Vous ne pouvez pas changer votre propre rôle, ni vos dates. Demandez à une autre personne.")
        case _:
            return _("Une date ou un choix manque.")
