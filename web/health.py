"""For whoever keeps the server running: is the process up, does the database answer."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from services import chat
from web.site import site_of

routes = APIRouter(prefix="/health")


@routes.get("/live")
async def live() -> Response:
    return PlainTextResponse("ok")


@routes.get("/ready")
async def ready(request: Request) -> Response:
    """503 when the database does not answer."""
    desk = site_of(request).desk
    try:
        await desk.read(lambda t: chat.view(t, desk.context, "-", "", ""))  # a real question that finds nothing
    except Exception:  # whatever the reason, the answer is the same
        return PlainTextResponse("the database does not answer", 503)
    return PlainTextResponse("ok")
