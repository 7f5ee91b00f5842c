"""The audit trail, as pages: everybody's for who may see it, else one's own."""

from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.accounts import access, audits
from services.accounts.access import Action
from services.accounts.audits import Page
from services.accounts.staff import COMMAND_LINE
from web.console import visits
from web.console.deeds import about, deeds
from web.console.visits import Visit

routes = APIRouter(prefix="/console/audit")
_LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the trail is asked for. of: a member of staff, None for all. before: where the page before ended."""

    of: int | None
    action: str
    before: int | None

    def after(self, line: int) -> str:
        """The address of the page that begins after `line`."""
        values = {"of": "" if self.of is None else self.of, "action": self.action, "before": line}
        return f"/console/audit?{urlencode(values)}"


@routes.get("")
async def trail(request: Request) -> Response:
    """Who did what, newest first."""
    asked = Asked(_number(request, "of"), request.query_params.get("action", "")[:32], _number(request, "before"))

    def read(visit: Visit) -> tuple[Asked, Page]:
        sees_all = access.may(visit.actor, Action.SEE_AUDIT)
        mine = asked if sees_all else Asked(visit.actor.id, asked.action, asked.before)
        found = audits.read(
            visit.transaction, visit.context, visit.actor, of=mine.of, action=mine.action, before=mine.before
        )
        return mine, found

    shown, found = await visits.read(request, read)
    sees_all = access.may(request.state.actor, Action.SEE_AUDIT)
    values = {
        "page": found,
        "asked": shown,
        "sees_all": sees_all,
        "deeds": deeds,
        "about": about,
        "command_line": COMMAND_LINE.id,
    }
    return visits.show(request, "audit.html", values)


def _number(request: Request, name: str) -> int | None:
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 and int(text) <= _LARGEST else None
