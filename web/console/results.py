"""Looking through a release: tables with bars, by question and by district. Frozen figures only."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.errors import NotFound
from services.releasing import browsing
from services.releasing.browsing import Results
from web.console import visits
from web.console.visits import Number, Visit
from web.errors import not_found
from web.readers import staff_reader

routes = APIRouter(prefix="/console/releases/{release}/results")


@routes.get("")
async def browse(request: Request, release: Number, question: str = "", district: str = "") -> Response:
    """One question everywhere, or every question in one place."""
    language = staff_reader(request).language

    def read(visit: Visit) -> Results:
        asked = (question[:80], district[:64])
        return browsing.browse(visit.transaction, visit.context, visit.actor, release, language, *asked)

    try:
        found = await visits.read(request, read)
    except NotFound:
        return not_found(request)
    values = {"found": found, "question": question, "district": district}
    return visits.show(request, "results.html", values)
