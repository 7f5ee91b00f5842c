"""A pilot: when it ends by itself, what it taught (scaling up waits for that note), and both versions side by side as
released."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.errors import Malformed
from services.fieldwork import lessons, thresholds
from services.fieldwork.lessons import Review
from web import forms
from web.console import visits
from web.console.visits import Visit
from web.forms import Form
from web.readers import Translate, staff_reader

routes = APIRouter(prefix="/console/pilots")


@routes.get("/{code}")
async def one(request: Request, code: str) -> Response:
    """The thresholds, the note, and the comparison with the version before."""
    return await _page(request, code)


@routes.post("/{code}")
async def learn(request: Request, code: str) -> Response:
    """Keep the note."""
    posted = await forms.read(request)

    def use_case(visit: Visit, form: Form) -> None:
        lessons.learn(visit.transaction, visit.context, visit.actor, code, form.one("lesson"))

    try:
        await visits.change(request, use_case, posted)
    except Malformed:
        return await _page(request, code, typed=posted.one("lesson"), is_empty=True)
    return RedirectResponse(f"/console/pilots/{code}", 303)


@routes.post("/{code}/stop")
async def stop(request: Request, code: str) -> Response:
    """Other thresholds. What was written stays when it cannot be one."""
    posted = await forms.read(request)
    written = {name: posted.one(name) for name in thresholds.NAMES}

    def use_case(visit: Visit, _form: Form) -> None:
        thresholds.change(visit.transaction, visit.context, visit.actor, code, written)

    try:
        await visits.change(request, use_case, posted)
    except Malformed as error:
        return await _page(request, code, written=written, wrong=str(error.args[0]))
    return RedirectResponse(f"/console/pilots/{code}?saved=1", 303)


async def _page(request: Request, code: str, **values: Any) -> Response:
    def read(visit: Visit) -> Review:
        return lessons.review(visit.transaction, visit.context, visit.actor, code)

    found = await visits.read(request, read)
    known = {
        "pilot": found,
        "typed": found.lesson,
        "is_empty": False,
        "written": {name: getattr(found.stop, name) for name in thresholds.NAMES} if found.stop else {},
        "wrong": "",
        "rules": _rules(staff_reader(request).text),
        "least": thresholds.LEAST,
        "most": thresholds.MOST,
        "is_saved": "saved" in request.query_params,
    }
    return visits.show(request, "pilot.html", {**known, **values}, 422 if values else 200)


def _rules(_: Translate) -> dict[str, str]:
    """What each threshold counts."""
    return {
        "least": _("Ne rien arrêter avant tant de parents"),
        "leaving": _("Sur 100 parents, combien partent ou disent non"),
        "failing": _("Pour 100 parents, combien de pannes chez nous"),
        "puzzling": _("Pour 100 parents, combien de fois « Pas compris »"),
    }
