"""The way in and out: a one-time link, or a name and a password."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.accounts import signing, staff
from services.accounts.access import Action, may
from services.context import Transaction
from web import forms, sessions
from web.console import hashing, visits
from web.console.visits import Trouble
from web.readers import staff_reader
from web.site import page, site_of

routes = APIRouter(prefix="/console")
_ACCOUNT = "/console/account"
_FIRST = {"/console": Action.SEE_CAMPAIGNS, "/console/releases": Action.SEE_RELEASES}  # the first one may see


@routes.get("/enter/{token}")
async def at_the_door(request: Request, token: str) -> Response:
    """A page with one button: programs that preview links must not spend the token."""
    return page(request, "console/enter.html", staff_reader(request), {"token": token})


@routes.post("/enter/{token}")
async def enter(request: Request, token: str) -> Response:
    """Spend the token."""
    desk = site_of(request).desk
    session = await desk.write(lambda t: staff.redeem(t, desk.context, token, sessions.device(request)))
    if session is None:
        return visits.wall(request, Trouble.SPENT)
    return await let_in(request, session)


@routes.get("/sign-in")
async def sign_in(request: Request) -> Response:
    """Name and password."""
    return visits.wall(request, status=200)


@routes.post("/sign-in")
async def try_to_sign_in(request: Request) -> Response:
    """One answer for a wrong name, a wrong password and an account that has ended, after the same time."""
    desk, form = site_of(request).desk, await forms.read(request)
    name, place = form.one("name"), sessions.place(request)
    attempt = await desk.write(lambda t: signing.knock(t, desk.context, name, place))
    if attempt is None:
        return visits.wall(request, Trouble.OFTEN)
    if not await hashing.matches(attempt.kept, form.one("password")):
        return visits.wall(request, Trouble.WRONG)
    device = sessions.device(request)
    session = await desk.write(lambda t: signing.enter(t, desk.context, attempt, device))
    return visits.wall(request, Trouble.WRONG) if session is None else await let_in(request, session)


@routes.post("/leave")
async def leave(request: Request) -> Response:
    """End this session."""
    session = sessions.staff(request)
    await visits.change(request, lambda visit, _form: staff.sign_out(visit.transaction, visit.context, session))
    response = RedirectResponse("/console", 303)
    sessions.forget_staff(response)
    return response


async def let_in(request: Request, session: str) -> Response:
    """To the first page of whoever has just signed in, with a new session; the one this browser had ends."""
    site, before = site_of(request), sessions.staff(request)

    def first_page(transaction: Transaction) -> str:
        if before:
            staff.sign_out(transaction, site.desk.context, before)
        actor = staff.actor(transaction, site.desk.context, session)
        if actor is None or signing.lacks_password(transaction, site.desk.context, actor):
            return _ACCOUNT
        return next((path for path, needs in _FIRST.items() if may(actor, needs)), _ACCOUNT)

    response = RedirectResponse(await site.desk.write(first_page), 303)
    sessions.remember_staff(response, session, site.secure)
    return response
