"""Campaigns with their ways in, and participation as released."""

import io

import segno
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services import crisis
from services.accounts import access
from services.accounts.access import Action
from services.campaigning import campaigns
from services.campaigning.life import NotNow
from services.fieldwork import launching, sentences
from services.releasing import releases
from web.console import shown, tiles, visits
from web.console.downloads import attached
from web.console.visits import Visit
from web.errors import not_found
from web.forms import Form
from web.readers import staff_reader
from web.site import page

routes = APIRouter(prefix="/console")


@routes.get("")
async def overview(request: Request) -> Response:
    """Every campaign as a card."""
    cards, calls = await visits.read(request, lambda visit: (_cards(visit), _calls(visit)))
    may_begin, words = access.may(request.state.actor, Action.MANAGE_CAMPAIGNS), staff_reader(request).text
    return visits.show(
        request,
        "campaigns.html",
        {"cards": cards, "waiting_calls": calls, "may_begin": may_begin, **shown.words(words)},
    )


@routes.get("/campaigns/{code}/qr.svg")
async def poster_code(request: Request, code: str) -> Response:
    """The QR code of a campaign's web page, to print."""
    found = await visits.read(request, lambda visit: _seen(visit, code))
    drawn = io.BytesIO()
    segno.make(found.web_link, error="m", micro=False).save(drawn, kind="svg", scale=10, border=4, light="#fff")
    return attached(f"qr-{code}.svg", "image/svg+xml", drawn.getvalue())


@routes.get("/campaigns/{code}")
async def one(request: Request, code: str) -> Response:
    """One campaign, and what may be done to it now."""
    found = await visits.read(request, lambda visit: _seen(visit, code))
    return visits.show(request, "campaign.html", {"campaign": found, **shown.words(staff_reader(request).text)})


@routes.post("/campaigns/{code}/{deed}")
async def do(request: Request, code: str, deed: str) -> Response:
    """Pause, resume, close, or take back to the drawing board."""
    act = launching.DEEDS.get(deed)
    if act is None:
        return not_found(request)

    def use_case(visit: Visit, form: Form) -> None:
        if deed != "close" or form.one("sure"):  # what cannot be undone is said twice
            act(visit.transaction, visit.context, code, visit.actor)

    await visits.change(request, use_case)
    return RedirectResponse(f"/console/campaigns/{code}", 303)


def not_now(request: Request, error: Exception) -> Response:
    """What a campaign does not take in the state it is in, in one sentence."""
    reader = staff_reader(request)
    assert isinstance(error, NotNow)
    return page(request, "console/not_now.html", reader, {"said": sentences.not_now(error, reader.text)}, 409)


def _calls(visit: Visit) -> int:
    """Calls for help that nobody has taken, for who answers them."""
    if not access.may(visit.actor, Action.SEE_CRISIS):
        return 0
    return crisis.waiting(visit.transaction, visit.context, visit.actor)


def _listed(visit: Visit) -> list[campaigns.CampaignSummary]:
    return campaigns.listed(visit.transaction, visit.context, visit.actor)


def _seen(visit: Visit, code: str) -> campaigns.CampaignSummary:
    return campaigns.seen(visit.transaction, visit.context, visit.actor, code)


def _cards(visit: Visit) -> list[tiles.Card]:
    sees = access.may(visit.actor, Action.SEE_RELEASES)
    heads = releases.heads(visit.transaction, visit.context, visit.actor) if sees else {}
    return [tiles.card(each, heads.get(each.code)) for each in _listed(visit)]
