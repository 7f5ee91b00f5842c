"""The public page of a campaign: its rules, in every language of the parents."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.fieldwork.notice import notice
from web.errors import not_found
from web.readers import asking
from web.site import page, site_of

routes = APIRouter()


@routes.get("/c/{code}/regles")
async def rules(request: Request, code: str) -> Response:
    """What the answers are for, when, who decides, whom to ask."""
    desk = site_of(request).desk
    reader = asking(request)
    found = await desk.read(lambda transaction: notice(transaction, desk.context, code, reader.language))
    if found is None:
        return not_found(request)
    return page(request, "rules.html", reader, {"notice": found, "code": found.code})
