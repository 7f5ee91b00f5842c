"""A questionnaire tried as a parent: the page parents see, in any language; or a made-up parent who answers."""

from asyncio import to_thread
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services import trying
from services.accounts import access
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.channels import Spoke
from services.chat_view import ChatView
from services.errors import NotFound
from services.personas import PERSONAS, Coverage, Played, coverage, play
from services.recordings.voices import MOST_BYTES
from services.trying import Trial, Trials
from surveys.questionnaire import Questionnaire
from web import forms
from web.chat import SWAP, asked
from web.console import visits
from web.console.visits import Visit
from web.errors import not_found
from web.readers import Translate, reader, staff_reader
from web.recordings import handed_in
from web.site import page, site_of
from web.turns import layout

EACH = 3  # conversations of each made-up parent behind a report
_BOT = ("< ", "~ ")
_PARENT = "> "
routes = APIRouter(prefix="/console/try")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing said in a transcript. who: "bot", "parent", or "edited" (the bot, in place of an earlier message)."""

    who: str
    lines: tuple[str, ...]


@routes.get("")
async def choose(request: Request) -> Response:
    """What to try, in which language, alone or with a made-up parent."""
    found = await visits.read(request, lambda visit: trying.subjects(visit.transaction, visit.context, visit.actor))
    asked_for = request.query_params
    values = {
        "subjects": found,
        "chosen": f"t{asked_for['template']}" if "template" in asked_for else asked_for.get("subject", ""),
        "language": asked_for.get("language", "fr"),
        "personas": _names(staff_reader(request).text),
        "lost": "lost" in asked_for,
    }
    return visits.show(request, "try.html", values)


@routes.post("")
async def begin(request: Request) -> Response:
    """Open the first question."""

    def use_case(visit: Visit, form: forms.Form) -> Trial:
        subject = form.one("subject")
        questionnaire = trying.form_of(visit.transaction, visit.context, visit.actor, subject)
        return Trial(subject, questionnaire, _language(questionnaire, form.one("language")), visit.actor.id)

    try:
        trial = await visits.change(request, use_case)
    except NotFound:
        return not_found(request)
    name = _trials(request).begin(trial, site_of(request).desk.context.chance)
    return RedirectResponse(f"/console/try/{name}#question", 303)


@routes.get("/parent")
async def made_up(request: Request) -> Response:
    """A made-up parent answers: what was said, and where all of them together came."""
    asked_for = request.query_params
    persona = PERSONAS.get(asked_for.get("persona", ""))
    seed = asked_for.get("seed", "1")
    subject = asked_for.get("subject", "")
    if persona is None or not seed.isdecimal() or len(seed) > 6:
        return not_found(request)
    try:
        form = await visits.read(
            request, lambda visit: trying.form_of(visit.transaction, visit.context, visit.actor, subject)
        )
    except NotFound:
        return not_found(request)
    language = asked_for.get("language", "")
    speaking = replace(persona, language=language) if language else persona
    played, found = await to_thread(_played, form, speaking.name, speaking.language, int(seed))
    values = {
        "title": form.title.in_("fr"),
        "said": _spoken(played.transcript),
        "spoken": played.transcript.split()[2],
        "coverage": found,
        "words": {item.name: item.text.in_("fr") for item in form.items},
        "choices": {
            (item.name, choice.name): choice.text.in_("fr") for item in form.items for choice in _choices(item)
        },
        "persona": persona.name,
        "personas": _names(staff_reader(request).text),
        "subject": subject,
        "language": language,
        "seed": int(seed),
    }
    return visits.show(request, "try_parent.html", values)


@routes.get("/{name}")
async def show(request: Request, name: str) -> Response:
    """The page as it stands."""
    trial = await _trial(request, name)
    return _shown(request, name, trial.view()) if trial else _lost()


@routes.post("/{name}")
async def reply(request: Request, name: str) -> Response:
    """One reply, as a parent gives it."""
    form = await forms.read(request)
    trial = await _trial(request, name)
    if trial is None:
        return _lost()
    what = asked(form)
    seen = trial.reply(what, form.one("about")) if what else trial.view()
    return _shown(request, name, seen, form)


@routes.post("/{name}/leave")
@routes.post("/{name}/again")
async def again(request: Request, name: str) -> Response:
    """From the beginning, in the same language."""
    trial = await _trial(request, name)
    if trial is None:
        return _lost()
    trial.restart()
    return RedirectResponse(f"/console/try/{name}#question", 303)


@routes.post("/{name}/voice")
async def voice(request: Request, name: str) -> Response:
    """An answer said aloud; the recording itself is let go."""
    trial = await _trial(request, name)
    if trial is None:
        return _lost()
    form, recording = await handed_in(request, MOST_BYTES)
    seen = trial.reply(Spoke(), form.one("about")) if recording else trial.view()
    return _shown(request, name, seen, form)


async def _trial(request: Request, name: str) -> Trial | None:
    def whose(visit: Visit) -> Actor:
        access.require(visit.actor, Action.AUTHOR)
        return visit.actor

    return _trials(request).find(name, await visits.read(request, whose))


def _trials(request: Request) -> Trials:
    found: Trials = request.app.state.trials
    return found


def _lost() -> Response:
    """It was begun long ago, or before a restart: to where another one begins."""
    return RedirectResponse("/console/try?lost=1", 303)


def _shown(request: Request, name: str, seen: ChatView, form: forms.Form | None = None) -> Response:
    who = reader(seen.language)
    values: dict[str, Any] = {
        "code": "",
        "talk": f"/console/try/{name}",
        "view": replace(seen, language=who.language),
        "layout": layout(seen, form),
        "lost": False,
        "staff": staff_reader(request),
    }
    return page(request, "chat_swap.html" if SWAP in request.headers else "console/try_chat.html", who, values)


def _language(form: Questionnaire, wanted: str) -> str:
    return wanted if wanted in form.languages else form.languages[0]


def _played(form: Questionnaire, persona: str, language: str, seed: int) -> tuple[Played, Coverage]:
    speaking = replace(PERSONAS[persona], language=language)
    return play(form, speaking, seed), _reached(form)


@lru_cache(maxsize=64)
def _reached(form: Questionnaire) -> Coverage:
    """Where all of them together come: of the questionnaire, whoever of them is listened to."""
    return coverage(form, range(1, 1 + EACH))


def _choices(item: Any) -> tuple[Any, ...]:
    return getattr(item, "choices", ())


def _spoken(transcript: str) -> list[Spoken]:
    """The transcript without its head, by speaker."""
    said: list[Spoken] = []
    for line in transcript.splitlines()[1:]:
        if line.startswith(_PARENT):
            said.append(Spoken("parent", (line.removeprefix(_PARENT),)))
        elif line.startswith(_BOT):
            said.append(Spoken("bot" if line.startswith(_BOT[0]) else "edited", (line[2:],)))
        elif said:
            said[-1] = replace(said[-1], lines=(*said[-1].lines, line.strip()))
    return said


def _names(_: Translate) -> dict[str, str]:
    """What the made-up parents are called."""
    return {
        "steady": _("Prend toujours la première réponse"),
        "patient": _("Prend son temps"),
        "hurried": _("Est pressé, passe des questions"),
        "wavering": _("Change d'avis, revient en arrière"),
        "writing": _("Écrit au lieu de toucher"),
        "puzzled": _("Comprend mal, demande de l'aide"),
        "interrupted": _("Fait des pauses"),
        "arabic": _("Répond en arabe"),
        "bilingual": _("Change de langue en route"),
        "leaving": _("S'arrête en route"),
        "declining": _("Dit non au début"),
        "outside": _("N'est pas concerné"),
    }
