"""Ways into a campaign: links to copy, QR codes, posters, printed questionnaires, one-time codes."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from locales.languages import FRENCH, LANGUAGES
from services.accounts.access import Action
from services.errors import Malformed
from services.reaching import links, printing
from services.reaching.links import MOST_CODES, Kind, WaysIn
from services.reaching.printing.posters import SIZES, BadPoster, is_french
from surveys.districts import DISTRICTS
from web import forms
from web.console import visits
from web.console.downloads import attached
from web.console.picking import pick
from web.console.visits import Visit
from web.forms import Form
from web.readers import Translate, staff_reader

routes = APIRouter(prefix="/console/links")
_NAMES = {district.slug: district.name for district in DISTRICTS}
_PDF = "application/pdf"


@routes.get("")
async def every(request: Request) -> Response:
    """The campaigns to make links for."""
    _ = staff_reader(request).text
    lead = _("Choisissez une campagne. Vous trouverez ses liens, ses affiches et ses questionnaires à imprimer.")
    return await pick(request, Action.INVITE, _("Liens et affiches"), lead)


@routes.get("/{code}")
async def one(request: Request, code: str) -> Response:
    """Every way into a campaign, and what can be printed."""
    return await _page(request, code)


@routes.post("/{code}")
async def add(request: Request, code: str) -> Response:
    """A way in for a place."""
    form = await forms.read(request)

    def use_case(visit: Visit, form: Form) -> None:
        given = (form.one("kind"), form.one("label"), form.one("district"))
        links.add(visit.transaction, visit.context, visit.actor, code, *given)

    try:
        await visits.change(request, use_case, form)
    except Malformed as error:
        return await _page(request, code, _complaints(staff_reader(request).text)[error.args[0]], form)
    return RedirectResponse(f"/console/links/{code}#ways", 303)


@routes.get("/{code}/qr.svg")
async def qr(request: Request, code: str) -> Response:
    """The QR code of a way in."""
    link = await visits.read(request, lambda v: links.one(v.transaction, v.context, v.actor, code))
    return attached(f"qr-{link.code}.svg", "image/svg+xml", printing.qr(link.web_link))


@routes.get("/{code}/poster.pdf")
async def poster(request: Request, code: str) -> Response:
    """A poster for a way in (`way`): French alone, or French and two other languages at least (`with`)."""
    asked = request.query_params
    way, size = asked.get("way", code), asked.get("size", SIZES[0])
    spoken = (FRENCH, *asked.getlist("with"))
    try:
        drawn = await visits.read(request, lambda v: links.poster(v.transaction, v.context, v.actor, way, spoken, size))
    except BadPoster as error:
        return await _page(request, code, _complaints(staff_reader(request).text)[error.args[0]])
    return attached(f"affiche-{way}-{size}.pdf", _PDF, drawn)


@routes.get("/{code}/questionnaire.pdf")
async def questionnaire(request: Request, code: str) -> Response:
    """The questionnaire to print, in one language (`language`)."""
    asked = request.query_params
    way, tag = asked.get("way", code), asked.get("language", FRENCH)
    try:
        drawn = await visits.read(request, lambda v: links.questionnaire(v.transaction, v.context, v.actor, way, tag))
    except Malformed as error:
        return await _page(request, code, _complaints(staff_reader(request).text)[error.args[0]])
    return attached(f"questionnaire-{way}-{tag}.pdf", _PDF, drawn)


@routes.post("/{code}/sheets.pdf")
async def sheets(request: Request, code: str) -> Response:
    """Questionnaires with a one-time code each. A POST: codes are made, and printed this once."""
    form = await forms.read(request)
    way, tag = form.one("way") or code, form.one("language") or FRENCH
    count = int(form.one("count")) if form.one("count").isdecimal() and len(form.one("count")) < 6 else 0

    def use_case(visit: Visit, _form: Form) -> bytes:
        return links.sheets(visit.transaction, visit.context, visit.actor, way, tag, count)

    try:
        drawn = await visits.change(request, use_case, form)
    except Malformed as error:
        return await _page(request, code, _complaints(staff_reader(request).text)[error.args[0]], form)
    return attached(f"feuilles-{way}-{tag}.pdf", _PDF, drawn)


async def _page(request: Request, code: str, complaint: str = "", form: Form | None = None) -> Response:
    found = await visits.read(request, lambda v: links.listed(v.transaction, v.context, v.actor, code))
    values = {"found": found, "complaint": complaint, "form": form or Form({}), **_values(request, found)}
    return visits.show(request, "links.html", values, 422 if complaint else 200)


def _values(request: Request, found: WaysIn) -> dict[str, Any]:
    _ = staff_reader(request).text
    return {
        "names": _NAMES,
        "kinds": _kinds(_),
        "sizes": {"a4": _("A4, pour un mur"), "a5": _("A5, pour une table ou un cahier")},
        "beside": [tag for tag in found.languages if tag in LANGUAGES and not is_french(tag)],
        "most": MOST_CODES,
    }


def _kinds(_: Translate) -> dict[str, str]:
    return {
        Kind.SCHOOL.value: _("École ou crèche"),
        Kind.CENTRE.value: _("Centre ou association"),
        Kind.MEETING.value: _("Réunion"),
        Kind.NEWSLETTER.value: _("Journal ou lettre"),
        Kind.OTHER.value: _("Autre"),
    }


def _complaints(_: Translate) -> dict[str, str]:
    return {
        "label": _("Donnez un nom à ce lieu, en 80 signes au plus."),
        "kind": _("Choisissez une sorte de lieu dans la liste."),
        "district": _("Choisissez un quartier de cette campagne."),
        "count": _("Imprimez entre 1 et {count} feuilles à la fois.").format(count=MOST_CODES),
        "language": _("Ce questionnaire n'existe pas dans cette langue."),
        "two": _("Une affiche est en français seul, ou en français avec au moins deux autres langues. C'est la loi."),
        "french": _("Une affiche est toujours aussi en français."),
        "size": _("Une affiche est en A4 ou en A5."),
    }
