"""Where a link out of a chat leads: the same conversation goes on here, once a button is pressed."""

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services import passages
from web import sessions
from web.chat import CODE, here
from web.readers import asking
from web.security import same_place
from web.site import page, site_of

routes = APIRouter(dependencies=[Depends(same_place)])
_LONGEST = 64  # characters of a token


@routes.get("/c/{code}/suite/{token}")
async def show(request: Request, code: str, token: str) -> Response:
    """The button. Looks nothing up, so that whoever previews a link spends none."""
    return page(request, "chat_passage.html", asking(request), {"code": code, "spent": not CODE.fullmatch(code)})


@routes.post("/c/{code}/suite/{token}")
async def enter(request: Request, code: str, token: str) -> Response:
    """Go on here as the person of the chat."""
    site = site_of(request)
    address = sessions.new_address(site.desk.context)
    known = len(token) <= _LONGEST and CODE.fullmatch(code)
    if not known or not await site.desk.write(lambda t: passages.enter(t, site.desk.context, token, address)):
        return page(request, "chat_passage.html", asking(request), {"code": code, "spent": True}, 404)
    response = RedirectResponse(here(code), 303)
    sessions.remember_parent(response, address, site.secure)
    return response
