"""Questions read aloud, campaign by campaign: what can be heard in which language, and what is missing."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from locales.languages import autonym
from services.errors import NotFound
from services.recordings import clips
from services.recordings.clips import BadClip, Place
from services.recordings.sound import Flaw
from surveys.questionnaire import Questionnaire
from web import forms
from web.console import visits
from web.console.visits import Visit
from web.errors import not_found
from web.forms import Form
from web.readers import Translate, staff_reader
from web.recordings import handed_in

routes = APIRouter(prefix="/console/clips")


@dataclass(frozen=True, slots=True)
class Row:
    """One question of the language looked at. key: name of its recording."""

    place: Place
    key: str


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the questionnaire: how many of its questions can be heard."""

    tag: str
    heard: int
    questions: int


@routes.get("")
async def every(request: Request) -> Response:
    """The campaigns that can still be listened to."""
    found = await visits.read(request, lambda visit: clips.campaigns(visit.transaction, visit.context, visit.actor))
    return visits.show(request, "clips.html", {"campaigns": found})


@routes.get("/{code}")
async def one(request: Request, code: str) -> Response:
    """One questionnaire in one language, with a form for each question."""
    return await _one(request, code, request.query_params.get("to", ""))


@routes.post("/{code}")
async def add(request: Request, code: str) -> Response:
    """One more recording."""
    form, recording = await handed_in(request, clips.MOST_BYTES)
    item, language = form.one("item"), form.one("language")

    def use_case(visit: Visit, posted: Form) -> None:
        asked = clips.form_of(visit.transaction, visit.context, visit.actor, code)
        synthetic = bool(posted.one("synthetic"))
        given = recording or b""
        clips.add(visit.transaction, visit.context, visit.actor, asked, item, language, given, synthetic=synthetic)

    try:
        if recording is None:
            raise BadClip(Flaw.TOO_LARGE)
        await visits.change(request, use_case, form)
    except NotFound:
        return not_found(request)
    except BadClip as error:
        return await _one(request, code, language, _complaint(error.flaw, staff_reader(request).text))
    return _back(code, language)


@routes.post("/{code}/{item}/{language}")
async def change(request: Request, code: str, item: str, language: str) -> Response:
    """Take a recording away, or vouch for a machine's voice."""
    form = await forms.read(request)
    deed = clips.remove if form.one("deed") == "remove" else clips.vouch

    def use_case(visit: Visit, _form: Form) -> None:
        asked = clips.form_of(visit.transaction, visit.context, visit.actor, code)
        deed(visit.transaction, visit.context, visit.actor, asked, item, language)

    try:
        await visits.change(request, use_case, form)
    except NotFound:
        return not_found(request)
    return _back(code, language)


def _back(code: str, language: str) -> Response:
    return RedirectResponse(f"/console/clips/{code}?to={language}", 303)


async def _one(request: Request, code: str, language: str, complaint: str = "") -> Response:
    def read(visit: Visit) -> tuple[Questionnaire, list[Place]]:
        asked = clips.form_of(visit.transaction, visit.context, visit.actor, code)
        return asked, clips.places(visit.transaction, asked)

    try:
        asked, places = await visits.read(request, read)
    except NotFound:
        return not_found(request)
    tongues = [_tongue(tag, places) for tag in asked.languages]
    chosen = language if language in asked.languages else asked.languages[0]
    rows = [Row(place, clips.key(asked, place.item, chosen)) for place in places if place.language == chosen]
    values = {
        "code": code,
        "title": asked.title.in_("fr"),
        "tongues": tongues,
        "chosen": chosen,
        "rows": rows,
        "autonym": autonym,
        "complaint": complaint,
    }
    return visits.show(request, "clips_of.html", values, 422 if complaint else 200)


def _tongue(tag: str, places: list[Place]) -> Tongue:
    here = [place for place in places if place.language == tag]
    return Tongue(tag, sum(place.clip is not None for place in here), len(here))


def _complaint(flaw: Flaw, _: Translate) -> str:
    match flaw:
        case Flaw.NOT_OPUS:
            return _("Ce fichier n'est pas un son OGG (Opus). Un message vocal de Telegram en est un.")
        case Flaw.TOO_LONG:
            return _("Cet enregistrement est trop long : {count} secondes au maximum.").format(count=clips.MOST_SECONDS)
        case Flaw.TOO_LARGE:
            return _("Ce fichier est trop grand : 1 Mo au maximum.")
        case Flaw.EMPTY:
            return _("Cet enregistrement est vide.")
