"""Releases and their frozen files."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services import access, releases
from services.access import Action
from web.console import visits
from web.console.downloads import attached
from web.console.files import listed
from web.console.visits import Number, Visit
from web.errors import not_found

routes = APIRouter(prefix="/console")


@routes.get("/releases")
async def released(request: Request) -> Response:
    """Releases with their files."""
    found = await visits.read(request, _listed)
    may_download = access.may(request.state.actor, Action.DOWNLOAD)
    return visits.show(request, "releases.html", {"releases": found, "listed": listed, "may_download": may_download})


@routes.get("/releases/{release}/{name}")
async def file(request: Request, release: Number, name: str) -> Response:
    """One file of a release. Written down in the audit trail, hence `record`."""
    found = await visits.record(
        request, lambda visit: releases.file(visit.transaction, visit.context, visit.actor, release, name)
    )
    return attached(name, *found) if found else not_found(request)


def _listed(visit: Visit) -> list[releases.ReleaseSummary]:
    return releases.listed(visit.transaction, visit.context, visit.actor)
