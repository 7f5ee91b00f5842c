"""Files to take away: the frozen bytes of releases, and QR codes for posters."""

import io
from urllib.parse import quote

import segno
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services import campaigns, releases, staff
from services.context import Transaction
from web import sessions
from web.errors import not_found
from web.site import Site, site_of

routes = APIRouter(prefix="/console")


@routes.get("/releases/{release}/{name}")
async def file(request: Request, release: int, name: str) -> Response:
    """One file of a release. Written down in the audit trail, hence a `write`."""
    site, session = site_of(request), sessions.staff(request)
    signed_in, found = await site.desk.write(lambda t: _file(t, site, session, release, name))
    if not signed_in:
        return RedirectResponse("/console", 303)
    return _attached(name, *found) if found else not_found(request)


@routes.get("/campaigns/{code}/qr.svg")
async def poster_code(request: Request, code: str) -> Response:
    """The QR code of a campaign's web page, to print."""
    site, session = site_of(request), sessions.staff(request)
    link = await site.desk.read(lambda t: _link(t, site, session, code))
    if link is None:
        return not_found(request)
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", scale=10, border=4, light="#fff")
    return _attached(f"qr-{code}.svg", "image/svg+xml", drawn.getvalue())


def _file(
    transaction: Transaction, site: Site, session: str, release: int, name: str
) -> tuple[bool, tuple[str, bytes] | None]:
    actor = staff.actor(transaction, site.desk.context, session)
    return actor is not None, releases.file(transaction, site.desk.context, actor, release, name) if actor else None


def _link(transaction: Transaction, site: Site, session: str, code: str) -> str | None:
    actor = staff.actor(transaction, site.desk.context, session)
    known = campaigns.listed(transaction, site.desk.context, actor) if actor else []
    return next((each.web_link for each in known if each.code == code), None)


def _attached(name: str, media_type: str, content: bytes) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})
