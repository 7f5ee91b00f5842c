"""Home: what this is, and the way in with a code."""

from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web.readers import asking
from web.site import page

routes = APIRouter()


@routes.get("/")
async def home(request: Request) -> Response:
    return page(request, "home.html", asking(request))


@routes.get("/c")
async def by_code(request: Request) -> Response:
    """The code somebody typed, as the address of its page. Codes are printed in capitals, without spaces."""
    code = "".join(request.query_params.get("code", "").split()).upper()
    language = quote(request.query_params.get("lang", ""), safe="")
    return RedirectResponse(f"/c/{quote(code, safe='')}?lang={language}" if code else "/", 303)
