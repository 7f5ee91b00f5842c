"""Calls for help: the queue, and one call with its words, for who answers."""

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from locales.languages import autonym
from services import crisis
from services.crisis import LONGEST_NOTE
from services.errors import NotFound
from web.console import visits
from web.console.visits import Visit
from web.errors import not_found
from web.forms import Form

routes = APIRouter(prefix="/console/help")
Number = Annotated[int, Path(ge=0, le=2**53)]  # drawn at random
_DEEDS = {"take": crisis.take, "handled": crisis.handled}


@routes.get("")
async def queue(request: Request) -> Response:
    """Every call, without its words."""
    found = await visits.read(request, lambda visit: crisis.queue(visit.transaction, visit.context, visit.actor))
    calls = {state: [one for one in found if one.call.state == state] for state in ("waiting", "taken", "handled")}
    return visits.show(request, "crisis.html", {"calls": calls, "autonym": autonym})


@routes.get("/{call}")
async def one(request: Request, call: Number) -> Response:
    """One call. The audit trail says who read it."""
    try:
        found = await visits.record(
            request, lambda visit: crisis.look(visit.transaction, visit.context, visit.actor, call)
        )
    except NotFound:
        return not_found(request)
    return visits.show(request, "crisis_call.html", {"found": found, "autonym": autonym, "longest": LONGEST_NOTE})


@routes.post("/{call}")
async def do(request: Request, call: Number) -> Response:
    """Take it, write down what was done, or say that it is handled."""

    def use_case(visit: Visit, form: Form) -> bool:
        if act := _DEEDS.get(form.one("deed")):
            return act(visit.transaction, visit.context, visit.actor, call)
        return crisis.write_down(visit.transaction, visit.context, visit.actor, call, form.one("text"))

    await visits.change(request, use_case)
    return RedirectResponse(f"/console/help/{call}", 303)
