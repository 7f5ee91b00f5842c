"""Sheets of paper, typed in: item codes question by question, checked as in the chat, then the next sheet."""

import json
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from locales.languages import FRENCH
from services.accounts.access import Action
from services.campaigning.life import State
from services.errors import Malformed
from services.reaching import paper_entry
from services.reaching.paper_entry import Desk, Sheet
from web import forms
from web.console import visits
from web.console.picking import pick
from web.console.visits import Visit
from web.forms import Form
from web.readers import Translate, staff_reader

routes = APIRouter(prefix="/console/paper")
_LONGEST = 4000


@routes.get("")
async def every(request: Request) -> Response:
    """The campaigns whose sheets can be typed in."""
    _ = staff_reader(request).text
    lead = _("Choisissez la campagne des feuilles que vous avez.")
    return await pick(request, Action.ENTER_PAPER, _("Saisir du papier"), lead, state=State.OPEN.value)


@routes.get("/{code}")
async def blank(request: Request, code: str) -> Response:
    """An empty sheet."""
    return await _page(request, code, Form({}), {}, saved="saved" in request.query_params)


@routes.post("/{code}")
async def enter(request: Request, code: str) -> Response:
    """One sheet. Typed twice, the second time is compared with the first."""
    form = await forms.read(request)
    typed = {name.removeprefix("q-"): form.one(name)[:_LONGEST] for name in form.fields if name.startswith("q-")}
    twice, first = form.one("twice") == "yes", form.one("first")
    language = form.one("language") or FRENCH
    differing = _differing(first, typed) if first else {}
    if differing:
        return await _page(request, code, form, differing, first=first)
    only_check = twice and not first

    def use_case(visit: Visit, form: Form) -> Mapping[str, str]:
        deed = paper_entry.check if only_check else paper_entry.enter
        sheet = Sheet(language, form.one("slip"), typed)
        return deed(visit.transaction, visit.context, visit.actor, code, sheet)

    try:
        problems = await visits.change(request, use_case, form)
    except Malformed as error:
        problems = {"": error.args[0]}
    if problems:
        return await _page(request, code, form, problems)
    if only_check:
        kept = Form({name: form.all(name) for name in ("slip", "language", "twice")})
        return await _page(request, code, kept, {}, first=json.dumps(typed))
    again = f"&twice={'yes' if twice else ''}&language={language}"
    return RedirectResponse(f"/console/paper/{code}?saved=1{again}", 303)


async def _page(
    request: Request, code: str, form: Form, problems: Mapping[str, str], *, first: str = "", saved: bool = False
) -> Response:
    def read(visit: Visit) -> Desk:
        return paper_entry.desk(visit.transaction, visit.context, visit.actor, code)

    at = await visits.read(request, read)
    asked = request.query_params
    tag = form.one("language") or asked.get("language", FRENCH)
    values: dict[str, Any] = {
        "at": at,
        "form": form,
        "tag": tag if tag in at.form.languages else FRENCH,
        "twice": (form.one("twice") or asked.get("twice", "")) == "yes",
        "first": first,
        "saved": saved,
        "problems": {name: _sentence(staff_reader(request).text, why) for name, why in problems.items()},
    }
    return visits.show(request, "paper.html", values, 422 if problems else 200)


def _differing(first: str, typed: Mapping[str, str]) -> dict[str, str]:
    """The questions that were typed otherwise the first time."""
    try:
        before = json.loads(first)
    except ValueError:
        return {"": "differs"}
    if not isinstance(before, dict):
        return {"": "differs"}
    names = [name for name in typed if typed[name].split() != str(before.get(name, "")).split()]
    return dict.fromkeys(names, "differs")


def _sentence(_: Translate, why: str) -> str:
    """What to do about a problem."""
    sentences = {
        "codes": _("Tapez les numéros des réponses, avec un espace entre deux numéros."),
        "no_such_code": _("Ce numéro n'est pas à côté d'une réponse."),
        "twice": _("Un numéro est tapé deux fois."),
        "exclusive": _("Cette réponse ne va pas avec une autre. Regardez la feuille."),
        "too_many": _("Il y a trop de réponses."),
        "too_few": _("Il manque une réponse."),
        "sets": _("Tapez un numéro par groupe de la feuille."),
        "not_skippable": _("Cette question a besoin d'une réponse."),
        "not_asked": _("Cette question n'était pas pour ce parent. Effacez-la, ou corrigez plus haut."),
        "not_a_number": _("Tapez un nombre en chiffres."),
        "not_a_date": _("Tapez une date, par exemple 3/9/2026."),
        "out_of_range": _("Ce nombre ou cette date n'est pas possible ici."),
        "too_long": _("Ce texte est trop long."),
        "unknown_slip": _("Nous ne connaissons pas ce code de feuille."),
        "spent": _("Ce code de feuille a déjà servi. Mettez la feuille de côté."),
        "differs": _("Ce n'est pas ce que vous avez tapé la première fois. Regardez la feuille."),
        "closed": _("Cette campagne n'est pas ouverte."),
        "language": _("Ce questionnaire n'existe pas dans cette langue."),
    }
    return sentences.get(why, _("Nous ne comprenons pas cette réponse."))
