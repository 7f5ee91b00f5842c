"""The week of an officer on one page, made to be read in a minute and printed."""

from datetime import date, timedelta

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services import digest
from services.accounts import staff
from services.digest import Digest
from services.digest_words import sentence
from surveys.districts import DISTRICTS
from web.console import visits
from web.console.visits import Visit
from web.readers import staff_reader

routes = APIRouter(prefix="/console/digest")
_DISTRICTS = {district.slug: district.name for district in DISTRICTS}
_EARLIEST = date(2020, 1, 6)


@routes.get("")
async def week(request: Request) -> Response:
    """This week, or the one in which `?day=` lies."""
    asked = _day(request.query_params.get("day", ""))

    def read(visit: Visit) -> tuple[Digest, date]:
        today = staff.today(visit.context)
        day = min(asked or today, today)
        return digest.week(visit.transaction, visit.context, visit.actor, day), today

    found, today = await visits.read(request, read)
    reader, sunday = staff_reader(request), found.monday + timedelta(days=6)
    told: dict[tuple[str, str], list[str]] = {}
    for paragraph in found.paragraphs:
        told.setdefault((paragraph.code, paragraph.title), []).append(sentence(paragraph, reader.language))
    values = {
        "digest": found,
        "sunday": sunday,
        "told": told,
        "before": found.monday - timedelta(days=7) if found.monday > _EARLIEST else None,
        "after": found.monday + timedelta(days=7) if sunday < today else None,
        "districts": [_DISTRICTS[slug] for slug in found.districts],
    }
    return visits.show(request, "digest.html", values)


def _day(text: str) -> date | None:
    """A day of an address; None for what is none, or lies before all of this."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return max(day, _EARLIEST)
