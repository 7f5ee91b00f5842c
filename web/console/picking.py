"""The first page of a room that is about one campaign: which one?"""

from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import Response

from services.accounts import access
from services.accounts.access import Action
from services.campaigning import campaigns
from services.campaigning.campaigns import CampaignSummary
from web.console import visits
from web.console.visits import Visit


async def pick(
    request: Request, action: Action, title: str, lead: str, districts: Collection[str] = (), state: str = ""
) -> Response:
    """The campaigns of whoever may do `action` (in all of `districts`), each leading to its page below this one. state:
    the only one they may be in, "" for any."""

    def read(visit: Visit) -> list[CampaignSummary]:
        access.require(visit.actor, action, districts)
        known = campaigns.listed(visit.transaction, visit.context, visit.actor)
        return [each for each in known if state in ("", each.state)]

    values = {"campaigns": await visits.read(request, read), "title": title, "lead": lead, "path": request.url.path}
    return visits.show(request, "pick.html", values)
