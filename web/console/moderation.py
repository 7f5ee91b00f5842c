"""Parents' own words, one at a time: read, cut what names somebody, let it leave or keep it."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from locales.languages import autonym
from services.accounts.access import CITY, Action
from services.errors import Malformed, NotFound
from services.releasing import moderation
from services.releasing.moderation import Desk, Reading
from web import forms
from web.console import visits
from web.console.picking import pick
from web.console.visits import Visit
from web.console.voices import Number
from web.errors import not_found
from web.forms import Form
from web.readers import Translate, staff_reader

routes = APIRouter(prefix="/console/moderation")


@routes.get("")
async def every(request: Request) -> Response:
    """The campaigns to choose from."""
    _ = staff_reader(request).text
    lead = _("Choisissez une campagne. Rien ne sort avant que vous l'ayez lu.")
    return await pick(request, Action.MODERATE, _("Paroles à lire"), lead, CITY)


@routes.get("/{code}")
async def desk(request: Request, code: str, state: str = "waiting", question: str = "", after: int = 0) -> Response:
    """The next one. Taking new answers into the queue changes it, hence `record`."""
    _ = staff_reader(request).text
    chosen = state if state in _states(_) else "waiting"
    start = after if 0 <= after < 2**53 else 0

    def use_case(visit: Visit) -> Desk:
        return moderation.desk(
            visit.transaction, visit.context, visit.actor, code, chosen, question[:64], start
        )  # fmt: skip

    try:
        found = await visits.record(request, use_case)
    except NotFound:
        return not_found(request)
    values = {"desk": found, "state": chosen, "question": question, **_common(found.reading, _)}
    return visits.show(request, "moderation.html", values)


@routes.post("/{code}/{number}")
async def decide(request: Request, code: str, number: Number) -> Response:
    """Let it leave, or keep it; then the next one."""
    form = await forms.read(request)

    def use_case(visit: Visit, form: Form) -> None:
        moderation.decide(
            visit.transaction, visit.context, visit.actor, number, form.one("decision"), form.one("text"),
            form.one("translation"), sure=bool(form.one("sure")),
        )  # fmt: skip

    try:
        await visits.change(request, use_case, form)
    except NotFound:
        return not_found(request)
    except Malformed as error:
        return await _again(request, code, number, form, str(error.args[0]))
    return RedirectResponse(f"/console/moderation/{code}?after={number}", 303)


async def _again(request: Request, code: str, number: int, form: Form, wrong: str) -> Response:
    """The same one with what was written, and what is wrong with it."""

    def read(visit: Visit) -> tuple[Desk, Reading]:
        found = moderation.desk(visit.transaction, visit.context, visit.actor, code)
        return found, moderation.one(visit.transaction, visit.context, visit.actor, number)

    _ = staff_reader(request).text
    found, reading = await visits.record(request, read)
    typed = {"text": form.one("text"), "translation": form.one("translation")}
    common = {**_common(reading, _), "complaint": _complaint(wrong, _), "sure": wrong == "identifying", "typed": typed}
    return visits.show(
        request, "moderation.html", {"desk": found, "state": reading.state, "question": "", **common}, 422
    )


def _common(reading: Reading | None, _: Translate) -> dict[str, object]:
    typed = {"text": reading.text, "translation": reading.translation} if reading else {}
    return {
        "reading": reading,
        "typed": typed,
        "states": _states(_),
        "autonym": autonym,
        "longest": moderation.LONGEST,
        "complaint": "",
        "sure": False,
    }


def _states(_: Translate) -> dict[str, str]:
    return {"waiting": _("à lire"), "released": _("peut sortir"), "kept": _("reste ici")}


def _complaint(wrong: str, _: Translate) -> str:
    if wrong == "identifying":
        return _("Ce texte semble nommer quelqu'un, ou donner un numéro. Enlevez-le. Sinon, confirmez.")
    if wrong == "text":
        return _("Il faut un texte : {count} signes au maximum.").format(count=moderation.LONGEST)
    return _("Choisissez : peut sortir, ou reste ici.")
