"""Published results: what everybody may read, as it was frozen."""

import re
from base64 import b64encode
from hashlib import sha256

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.releasing import publication
from web.errors import not_found
from web.readers import asking
from web.site import page, site_of

routes = APIRouter(prefix="/resultats")

_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@routes.get("/{code}")
async def published(request: Request, code: str) -> Response:
    """The reports of a campaign's published release, in the languages there are."""
    desk = site_of(request).desk
    found = await desk.read(lambda transaction: publication.published(transaction, desk.context, code))
    if found is None:
        return not_found(request)
    return page(request, "results.html", asking(request), {"found": found, "code": code})


@routes.get("/{code}/{name}")
async def file(request: Request, code: str, name: str) -> Response:
    """One report. A page is shown, everything else is taken away."""
    desk = site_of(request).desk
    found = await desk.read(lambda transaction: publication.file(transaction, desk.context, code, name))
    if found is None:
        return not_found(request)
    media_type, content = found
    if not name.endswith(".html"):
        disposition = f'attachment; filename="{name}"'
        return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})
    return Response(content, media_type=media_type, headers={"Content-Security-Policy": _policy(content)})


def _policy(content: bytes) -> str:
    """A report holds its own style and nothing else: no script, no address outside."""
    style = _STYLE.search(content)
    digest = b64encode(sha256(style[1] if style else b"").digest()).decode()
    inlined = f"style-src 'sha256-{digest}'"
    return f"default-src 'none'; {inlined}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
