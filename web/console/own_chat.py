"""The chat of whoever is signed in: bound by a link that is shown once, and let go."""

import segno
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.officer_chat import binding
from services.officer_chat.wording import COMMAND
from web.console import visits
from web.console.visits import Visit
from web.forms import Form

routes = APIRouter(prefix="/console/account/chat")
_MINUTES = int(binding.LINK_LIFE.total_seconds() // 60)


@routes.get("")
async def chat(request: Request) -> Response:
    """Whether a chat is bound, and what that is good for."""
    bound_at = await visits.read(request, lambda visit: binding.bound_at(visit.transaction, visit.actor))
    values = {"bound_at": bound_at, "command": COMMAND, "is_saved": "saved" in request.query_params}
    return visits.show(request, "own_chat.html", values)


@routes.post("")
async def bind(request: Request) -> Response:
    """A link, shown once: whoever opens this page again finds none."""

    def use_case(visit: Visit, _form: Form) -> str:
        return binding.link(visit.transaction, visit.context, visit.actor)

    link = await visits.change(request, use_case)
    drawn = segno.make(link, error="m", micro=False).svg_inline(scale=5, border=4, light="#fff") if link else ""
    return visits.show(request, "own_chat_link.html", {"link": link, "qr": drawn, "minutes": _MINUTES})


@routes.post("/end")
async def unbind(request: Request) -> Response:
    """Nothing more is said there."""
    await visits.change(request, lambda visit, _form: binding.unbind(visit.transaction, visit.context, visit.actor))
    return RedirectResponse("/console/account/chat?saved=1", 303)
