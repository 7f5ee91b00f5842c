"""The console of officers and coordinators: sign-in by one-time link, campaigns, participation, releases."""

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services import access, campaigns, releases, staff
from services.access import Action
from services.context import Transaction
from services.staff import Actor
from web import forms, sessions, tiles
from web.console_files import listed
from web.readers import staff_reader
from web.security import same_place
from web.site import Site, page, site_of

routes = APIRouter(prefix="/console", dependencies=[Depends(same_place)])


@routes.get("/enter/{token}")
async def at_the_door(request: Request, token: str) -> Response:
    """A page with one button: programs that preview links must not spend the token."""
    return page(request, "console_enter.html", staff_reader(request), {"token": token})


@routes.post("/enter/{token}")
async def enter(request: Request, token: str) -> Response:
    site = site_of(request)
    session = await site.desk.write(lambda t: staff.redeem(t, site.desk.context, token))
    if session is None:
        return page(request, "console_wall.html", staff_reader(request), {"spent": True}, 403)
    response = RedirectResponse("/console", 303)
    sessions.remember_staff(response, session, site.secure)
    return response


@routes.post("/leave")
async def leave(request: Request) -> Response:
    site, session = site_of(request), sessions.staff(request)
    form = await forms.read(request)
    if not sessions.is_own_form(session, form.one("token")):
        raise forms.BadFormError(403)
    await site.desk.write(lambda t: staff.sign_out(t, site.desk.context, session))
    response = RedirectResponse("/console", 303)
    sessions.forget_staff(response)
    return response


@routes.get("")
async def overview(request: Request) -> Response:
    """Campaigns with their ways in, and participation as released."""
    site, session = site_of(request), sessions.staff(request)
    found = await site.desk.read(lambda t: _campaigns(t, site, session))
    if found is None:
        return _wall(request)
    actor, cards = found
    return page(request, "console.html", staff_reader(request), {"actor": actor, "cards": cards, **_common(session)})


@routes.get("/releases")
async def released(request: Request) -> Response:
    """Releases with their files."""
    site, session = site_of(request), sessions.staff(request)
    found = await site.desk.read(lambda t: _releases(t, site, session))
    if found is None:
        return _wall(request)
    actor, found_releases = found
    may_download = access.may(actor, Action.DOWNLOAD)
    values = {"releases": found_releases, "listed": listed, "may_download": may_download, **_common(session)}
    return page(request, "console_releases.html", staff_reader(request), values)


def _campaigns(transaction: Transaction, site: Site, session: str) -> tuple[Actor, list[tiles.Card]] | None:
    context = site.desk.context
    actor = staff.actor(transaction, context, session)
    if actor is None:
        return None
    sees = access.may(actor, Action.SEE_RELEASES)
    cards = []
    for each in campaigns.listed(transaction, context, actor):
        heads = releases.heads(transaction, context, actor, each.code) if sees else None
        cards.append(tiles.card(each, heads))
    return actor, cards


def _releases(transaction: Transaction, site: Site, session: str) -> tuple[Actor, list[releases.ReleaseSummary]] | None:
    actor = staff.actor(transaction, site.desk.context, session)
    return (actor, releases.listed(transaction, site.desk.context, actor)) if actor else None


def _wall(request: Request) -> Response:
    return page(request, "console_wall.html", staff_reader(request), {"spent": False}, 401)


def _common(session: str) -> dict[str, str]:
    return {"form_token": sessions.form_token(session)}
