"""What a pilot taught: the note that scaling up waits for, and both versions side by side as released."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.errors import Malformed
from services.fieldwork import lessons
from services.fieldwork.lessons import Review
from web import forms
from web.console import visits
from web.console.visits import Visit
from web.forms import Form

routes = APIRouter(prefix="/console/pilots")


@routes.get("/{code}")
async def one(request: Request, code: str) -> Response:
    """The note, and the comparison with the version before."""
    found = await visits.read(request, lambda visit: _review(visit, code))
    return visits.show(request, "pilot.html", {"pilot": found, "typed": found.lesson, "is_empty": False})


@routes.post("/{code}")
async def learn(request: Request, code: str) -> Response:
    """Keep the note."""
    posted = await forms.read(request)

    def use_case(visit: Visit, form: Form) -> None:
        lessons.learn(visit.transaction, visit.context, visit.actor, code, form.one("lesson"))

    try:
        await visits.change(request, use_case, posted)
    except Malformed:
        found = await visits.read(request, lambda visit: _review(visit, code))
        values = {"pilot": found, "typed": posted.one("lesson"), "is_empty": True}
        return visits.show(request, "pilot.html", values, 422)
    return RedirectResponse(f"/console/pilots/{code}", 303)


def _review(visit: Visit, code: str) -> Review:
    return lessons.review(visit.transaction, visit.context, visit.actor, code)
