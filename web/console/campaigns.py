"""Campaigns with their ways in, and participation as released."""

import io

import segno
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services import access, campaigns, releases
from services.access import Action
from web.console import tiles, visits
from web.console.downloads import attached
from web.console.visits import Visit
from web.errors import not_found

routes = APIRouter(prefix="/console")


@routes.get("")
async def overview(request: Request) -> Response:
    """Every campaign as a card."""
    cards = await visits.read(request, _cards)
    return visits.show(request, "campaigns.html", {"cards": cards})


@routes.get("/campaigns/{code}/qr.svg")
async def poster_code(request: Request, code: str) -> Response:
    """The QR code of a campaign's web page, to print."""
    known = await visits.read(request, _listed)
    link = next((each.web_link for each in known if each.code == code), None)
    if link is None:
        return not_found(request)
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", scale=10, border=4, light="#fff")
    return attached(f"qr-{code}.svg", "image/svg+xml", drawn.getvalue())


def _listed(visit: Visit) -> list[campaigns.CampaignSummary]:
    return campaigns.listed(visit.transaction, visit.context, visit.actor)


def _cards(visit: Visit) -> list[tiles.Card]:
    sees = access.may(visit.actor, Action.SEE_RELEASES)
    cards = []
    for each in _listed(visit):
        heads = releases.heads(visit.transaction, visit.context, visit.actor, each.code) if sees else None
        cards.append(tiles.card(each, heads))
    return cards
