"""In through the city's own sign-in, where the operator has set one."""

import base64
import json
from dataclasses import astuple

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.accounts import signing
from web import openid, sessions
from web.console import visits
from web.console.door import let_in
from web.console.visits import Trouble
from web.errors import not_found
from web.openid import City, CityError, Trip
from web.site import site_of

routes = APIRouter(prefix="/console/city")
_COOKIE, _PATH, _AGE = "voix_city", "/console/city", 600
_ABOUT = "trip to the city's sign-in"
BACK = f"{_PATH}/back"


@routes.get("")
async def go(request: Request) -> Response:
    """Away to the city's sign-in."""
    city, site = _city(request), site_of(request)
    if city is None:
        return not_found(request)
    going = openid.trip(site.desk.context.chance(96))
    try:
        response = RedirectResponse(await openid.way(city, going), 303)
    except CityError:
        return visits.wall(request, Trouble.LOST)
    vault, chance = site.desk.context.vault, site.desk.context.chance
    sealed = base64.urlsafe_b64encode(vault.seal(json.dumps(astuple(going)).encode(), _ABOUT, chance(12))).decode()
    response.set_cookie(_COOKIE, sealed, _AGE, path=_PATH, secure=site.secure, httponly=True, samesite="lax")
    return response


@routes.get("/back")
async def back(request: Request) -> Response:
    """Whoever the city vouches for, if they work here."""
    city, site = _city(request), site_of(request)
    if city is None:
        return not_found(request)
    context = site.desk.context
    try:
        going = _remembered(request)
        vouched = await openid.came_back(city, going, request.query_params, context.now())
    except CityError:
        return _over(visits.wall(request, Trouble.LOST))
    device = sessions.device(request)
    session = await site.desk.write(lambda t: signing.welcome(t, context, vouched.subject, vouched.email, device))
    if session is None:
        return _over(visits.wall(request, Trouble.UNKNOWN))
    return _over(await let_in(request, session))


def _city(request: Request) -> City | None:
    city: City | None = request.app.state.city
    return city


def _remembered(request: Request) -> Trip:
    vault = site_of(request).desk.context.vault
    try:
        sealed = base64.urlsafe_b64decode(request.cookies.get(_COOKIE, ""))
        return Trip(*json.loads(vault.open(sealed, _ABOUT)))
    except Exception as error:  # whatever is wrong with a cookie that we did not make
        raise CityError("nobody was sent") from error


def _over(response: Response) -> Response:
    response.delete_cookie(_COOKIE, path=_PATH, httponly=True, samesite="lax")
    return response
