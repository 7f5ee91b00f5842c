"""Notices: what happens to the data, and how accessible the pages are."""

import re

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from web.readers import asking
from web.site import page

_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")

routes = APIRouter()


@routes.get("/privacy")
async def privacy(request: Request) -> Response:
    """The ten items of articles 13 and 14 of the GDPR, in plain words."""
    return page(request, "privacy.html", asking(request), {"back": _back(request)})


@routes.get("/accessibilite")
async def accessibility(request: Request) -> Response:
    """The accessibility statement (RGAA 4.1)."""
    return page(request, "accessibility.html", asking(request), {"back": _back(request)})


def _back(request: Request) -> str:
    """Where the reader came from: the conversation of `?code=`, else home."""
    code = request.query_params.get("code", "")
    return f"/c/{code}" if _CODE.fullmatch(code) else "/"
