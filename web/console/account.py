"""One's own account: password, sign-ins, own deeds."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.accounts import access, passwords, signing
from services.accounts.access import Action
from services.accounts.passwords import Weakness
from services.accounts.signing import Own
from services.errors import NotFound
from services.officer_chat import binding
from surveys.districts import DISTRICTS
from web import forms, sessions
from web.console import hashing, visits
from web.console.roles import roles
from web.console.visits import Visit
from web.errors import not_found
from web.forms import Form
from web.readers import Translate, staff_reader
from web.site import site_of

routes = APIRouter(prefix="/console/account")
_DISTRICTS = {district.slug: district.name for district in DISTRICTS}


@routes.get("")
async def account(request: Request) -> Response:
    """Who I am here, my password, where I am signed in."""
    return await _page(request, saved=request.query_params.get("saved", ""))


@routes.post("/password")
async def password(request: Request) -> Response:
    """Another password. The one before is asked for, unless there is none."""
    form = await forms.read(request)
    session, place = sessions.staff(request), sessions.place(request)

    try:
        own = await visits.change(
            request, lambda visit, _form: signing.recheck(visit.transaction, visit.context, visit.actor, place), form
        )
    except NotFound:
        return not_found(request)
    complaint = await _complaint(own, form, staff_reader(request).text)
    if complaint:
        return await _page(request, complaint=complaint, status=422)
    kept = await hashing.hashed(form.one("new"), site_of(request).desk.context.chance(16))
    await visits.change(
        request,
        lambda visit, _form: signing.choose(visit.transaction, visit.context, visit.actor, own.kept, kept, session),
        form,
    )
    return RedirectResponse("/console/account?saved=password", 303)


@routes.post("/sessions/{named}/end")
async def end_session(request: Request, named: str) -> Response:
    """Sign out somewhere else."""
    try:
        await visits.change(
            request, lambda visit, _form: signing.end_session(visit.transaction, visit.context, visit.actor, named)
        )
    except NotFound:
        return not_found(request)
    return RedirectResponse("/console/account?saved=session", 303)


@routes.post("/sessions/end")
async def end_sessions(request: Request) -> Response:
    """Sign out everywhere, and in the chat."""

    def use_case(visit: Visit, _form: Form) -> None:
        signing.end_sessions(visit.transaction, visit.context, visit.actor)
        binding.unbind(visit.transaction, visit.context, visit.actor)

    await visits.change(request, use_case)
    response = RedirectResponse("/console", 303)
    sessions.forget_staff(response)
    return response


async def _page(request: Request, *, saved: str = "", complaint: str = "", status: int = 200) -> Response:
    session = sessions.staff(request)
    mine = await visits.read(
        request, lambda visit: signing.account(visit.transaction, visit.context, visit.actor, session)
    )
    districts = [_DISTRICTS.get(slug, slug) for slug in request.state.actor.districts]
    values = {
        "mine": mine,
        "districts": districts,
        "saved": saved,
        "complaint": complaint,
        "least": passwords.LEAST,
        "roles": roles(staff_reader(request).text),
        "has_chat": access.may(request.state.actor, Action.SEE_PARTICIPATION),
    }
    return visits.show(request, "account.html", values, status)


async def _complaint(own: Own, form: Form, _: Translate) -> str:
    """Why the password cannot be changed to this one, "" when it can."""
    if not own.may_try:
        return _("Trop d'essais. Attendez un quart d'heure.")
    if own.kept and not await hashing.matches(own.kept, form.one("current")):
        return _("Le mot de passe actuel n'est pas le bon.")
    match passwords.weakness(form.one("new"), own.name):
        case Weakness.SHORT:
            return _("Ce mot de passe est trop court. Il faut au moins 12 signes : quatre mots au hasard, par exemple.")
        case Weakness.LONG:
            return _("Ce mot de passe est trop long. 200 signes au plus.")
        case Weakness.COMMON:
            return _("Ce mot de passe est trop facile à deviner. Ajoutez des mots qui ne viennent qu'à vous.")
        case None:
            return ""
