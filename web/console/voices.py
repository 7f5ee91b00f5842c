"""Listening to parents: the queue, one recording to write down, and a draft by the machine where there is one."""

import asyncio
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from locales.languages import autonym
from services.errors import NotFound
from services.recordings import transcribing
from services.recordings.transcribing import LONGEST, Dictation, Verdict, Waiting
from web import forms
from web.console import visits
from web.console.visits import Visit
from web.errors import not_found
from web.forms import Form
from web.readers import Translate, staff_reader
from web.recordings import played

routes = APIRouter(prefix="/console/voices")
Number = Annotated[int, Path(ge=0, le=2**53)]  # drawn at random


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands in the field, and what was wrong with it. sure: it names somebody, and is to be confirmed."""

    text: str = ""
    complaint: str = ""
    sure: bool = False


@routes.get("")
async def queue(request: Request) -> Response:
    """What waits to be listened to."""
    found = await visits.read(request, lambda visit: transcribing.queue(visit.transaction, visit.context, visit.actor))
    return visits.show(request, "voices.html", {"waiting": found, "autonym": autonym})


@routes.get("/{voice}")
async def one(request: Request, voice: Number) -> Response:
    """One recording, and the field to write it down."""
    return await _one(request, voice, _Page())


@routes.get("/{voice}/recording")
async def recording(request: Request, voice: Number) -> Response:
    """The recording itself. The audit trail says who heard it; the parts a player asks for are one listening."""
    again = not request.headers.get("range", "bytes=0-").startswith("bytes=0-")
    try:
        media, content = await visits.record(request, lambda visit: _listen(visit, voice, again=again))
    except NotFound:
        return not_found(request)
    return played(request, media, content)


@routes.post("/{voice}")
async def decide(request: Request, voice: Number) -> Response:
    """Keep what was written down, propose a draft, or give up."""
    form = await forms.read(request)
    try:
        match form.one("deed"):
            case "unusable":
                await visits.change(request, lambda visit, _form: _give_up(visit, voice), form)
            case "draft":
                return await _draft(request, voice, form)
            case _:
                verdict = await visits.change(request, lambda visit, posted: _keep(visit, voice, posted), form)
                if verdict is not Verdict.KEPT:
                    complaint = _complaint(verdict, staff_reader(request).text)
                    page = _Page(form.one("text"), complaint, verdict is Verdict.IDENTIFYING)
                    return await _one(request, voice, page, 422)
    except NotFound:
        return not_found(request)
    return RedirectResponse("/console/voices", 303)


async def _one(request: Request, voice: int, page: _Page, status: int = 200) -> Response:
    def read(visit: Visit) -> Waiting:
        return transcribing.one(visit.transaction, visit.context, visit.actor, voice)

    try:
        found = await visits.read(request, read)
    except NotFound:
        return not_found(request)
    can_draft = _dictation(request) is not None
    values = {"voice": found, "form": page, "autonym": autonym, "can_draft": can_draft, "longest": LONGEST}
    return visits.show(request, "voice.html", values, status)


async def _draft(request: Request, voice: int, form: Form) -> Response:
    """What the machine on this server seems to hear; nothing of it is kept until a person says so."""
    engine = _dictation(request)
    if engine is None:
        return not_found(request)

    def hear(visit: Visit, _form: Form) -> tuple[bytes, str]:
        found = transcribing.one(visit.transaction, visit.context, visit.actor, voice)
        return _listen(visit, voice)[1], found.language

    heard, language = await visits.change(request, hear, form)
    text = await asyncio.to_thread(engine.draft, heard, language)
    nothing = staff_reader(request).text("La machine n'a rien compris. Écrivez vous-même.")
    return await _one(request, voice, _Page(text, "" if text else nothing))


def _dictation(request: Request) -> Dictation | None:
    found: Dictation | None = request.app.state.dictation
    return found


def _listen(visit: Visit, voice: int, *, again: bool = False) -> tuple[str, bytes]:
    return transcribing.listen(visit.transaction, visit.context, visit.actor, voice, again=again)


def _keep(visit: Visit, voice: int, form: Form) -> Verdict:
    sure = bool(form.one("sure"))
    return transcribing.transcribe(visit.transaction, visit.context, visit.actor, voice, form.one("text"), sure=sure)


def _give_up(visit: Visit, voice: int) -> None:
    transcribing.give_up(visit.transaction, visit.context, visit.actor, voice)


def _complaint(verdict: Verdict, _: Translate) -> str:
    match verdict:
        case Verdict.EMPTY:
            return _("Écrivez ce que dit le parent.")
        case Verdict.TOO_LONG:
            return _("Le texte est trop long : {count} signes au maximum.").format(count=LONGEST)
        case Verdict.IDENTIFYING:
            return _("Ce texte semble nommer quelqu'un, ou donner un numéro. Enlevez-le. Sinon, confirmez.")
        case _:
            return ""
