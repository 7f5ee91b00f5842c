"""The way in and out: a one-time link."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services import staff
from web import sessions
from web.console import visits
from web.readers import staff_reader
from web.site import page, site_of

routes = APIRouter(prefix="/console")


@routes.get("/enter/{token}")
async def at_the_door(request: Request, token: str) -> Response:
    """A page with one button: programs that preview links must not spend the token."""
    return page(request, "console/enter.html", staff_reader(request), {"token": token})


@routes.post("/enter/{token}")
async def enter(request: Request, token: str) -> Response:
    site = site_of(request)
    session = await site.desk.write(lambda t: staff.redeem(t, site.desk.context, token))
    if session is None:
        return page(request, "console/wall.html", staff_reader(request), {"spent": True}, 403)
    response = RedirectResponse("/console", 303)
    sessions.remember_staff(response, session, site.secure)
    return response


@routes.post("/leave")
async def leave(request: Request) -> Response:
    session = sessions.staff(request)
    await visits.change(request, lambda visit, _form: staff.sign_out(visit.transaction, visit.context, session))
    response = RedirectResponse("/console", 303)
    sessions.forget_staff(response)
    return response
