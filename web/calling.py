"""The page on which a parent asks for help in a crisis. No cookie is read or given: nobody joins a call to answers."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services import crisis
from services.context import Transaction
from services.crisis import LONGEST_REACH, LONGEST_WORDS, Complaint
from services.errors import NotFound
from services.wording.urgency import SOURCE, numbers
from web import forms, sessions
from web.errors import not_found
from web.forms import Form
from web.readers import Translate, asking
from web.security import same_place
from web.site import page, site_of

routes = APIRouter(dependencies=[Depends(same_place)])


@dataclass(frozen=True, slots=True)
class _Typed:
    """What stands in the fields, and what was wrong with it. at: the field it is about."""

    words: str = ""
    reach: str = ""
    agreed: bool = False
    complaint: str = ""
    at: str = ""


@routes.get("/c/{code}/aide")
async def ask(request: Request, code: str) -> Response:
    """Whom to call in danger, and how to ask the City for help."""
    return await _page(request, code, _Typed())


@routes.post("/c/{code}/aide")
async def call(request: Request, code: str) -> Response:
    """Keep a call, and say what happens next."""
    form, desk, language = await forms.read(request), site_of(request).desk, asking(request).language

    def keep(transaction: Transaction) -> Complaint | None:
        return crisis.call(
            transaction,
            desk.context,
            code,
            language,
            sessions.place(request),
            words=form.one("words"),
            reach=form.one("reach"),
            agreed=bool(form.one("agreed")),
        )

    try:
        complaint = await desk.write(keep)
    except NotFound:
        return not_found(request)
    if complaint is not None:
        return await _page(request, code, _typed(form, complaint, asking(request).text), 422)
    return RedirectResponse(f"/c/{code}/aide?lang={language}&sent=1", 303)


async def _page(request: Request, code: str, typed: _Typed, status: int = 200) -> Response:
    desk, reader = site_of(request).desk, asking(request)
    found = await desk.read(lambda transaction: crisis.asking(transaction, desk.context, code))
    if found is None:
        return not_found(request)
    values = {
        "asking": found,
        "typed": typed,
        "sent": "sent" in request.query_params,
        "numbers": numbers(reader.text),
        "source": SOURCE,
        "longest_words": LONGEST_WORDS,
        "longest_reach": LONGEST_REACH,
    }
    return page(request, "calling.html", reader, values, status)


def _typed(form: Form, complaint: Complaint, _: Translate) -> _Typed:
    at, said = {
        Complaint.NO_WORDS: ("words", _("Écrivez de quoi vous avez besoin.")),
        Complaint.NO_REACH: ("reach", _("Écrivez un numéro de téléphone ou un e-mail.")),
        Complaint.NOT_AGREED: ("agreed", _("Cochez la case si vous êtes d'accord. Sans accord, nous ne gardons rien.")),
        Complaint.TOO_LONG: ("words", _("C'est trop long. Écrivez moins de mots.")),
        Complaint.TOO_MANY: ("", _("Trop de demandes d'ici. Essayez dans une heure. Si c'est grave, appelez le 112.")),
    }[complaint]
    return _Typed(form.one("words"), form.one("reach"), bool(form.one("agreed")), said, at)
