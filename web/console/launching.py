"""From a questionnaire to a scheduled campaign in five screens. Each is kept when it is sent, so one may leave and come
back; what cannot be kept (a day that does not exist, a session that ended) stays on the page as it was typed."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.campaigning.plans import Plan
from services.errors import Malformed, NotFound, Taken
from services.fieldwork import drafts, launching, trials
from services.fieldwork.drafts import CRISIS, KINDS, Draft
from services.fieldwork.preview import Preview, messages, preview
from services.fieldwork.rules import SCREENS
from services.fieldwork.sentences import sentence
from services.forms import templates
from services.forms.templates import Template
from surveys.problems import Problem
from web import forms
from web.console import screens, shown, visits
from web.console.visits import NotSignedInError, Visit
from web.forms import BadFormError, Form
from web.readers import staff_reader
from web.site import page

routes = APIRouter(prefix="/console/launch")
_LAST_WRITTEN, _LOOKED_OVER = 3, 4


@routes.get("")
async def blank(request: Request) -> Response:
    """Screen 1 of a campaign that does not exist yet."""
    asked = {name: (request.query_params.get(name, ""),) for name in ("follows", "kind")}
    return await _first(request, Form(asked))


@routes.post("")
async def begin(request: Request) -> Response:
    """The first screen brings the campaign about; what follows amends it. One of a crisis is filled in already."""
    posted = await forms.read(request)

    def use_case(visit: Visit, form: Form) -> Draft:
        chosen = form.one("template")
        if not chosen.isdecimal() or len(chosen) > 9:
            raise NotFound("template")
        asked = templates.questionnaire(visit.transaction, visit.context, visit.actor, int(chosen))
        kind = form.one("kind") if form.one("kind") in KINDS else "survey"
        plan = Plan(title=form.one("title").strip()[:120])
        code, follows = form.one("code"), form.one("follows")
        return drafts.begin(
            visit.transaction, visit.context, visit.actor, asked, code, plan, kind=kind, follows=follows
        )

    try:
        draft = await visits.change(request, use_case, posted)
    except NotSignedInError:
        return _kept(request, posted)
    except BadFormError as error:
        return await _first(request, posted, (), error.status)
    except (Malformed, Taken, NotFound) as error:
        problem = {Malformed: "bad_code", Taken: "code_taken", NotFound: "no_template"}[type(error)]
        return await _first(request, posted, (Problem(problem),), 422)
    next_screen = _LOOKED_OVER if draft.campaign.kind == CRISIS else 2
    return RedirectResponse(f"/console/launch/{draft.campaign.code}/{next_screen}", 303)


@routes.get("/{code}/done")
async def launched(request: Request, code: str) -> Response:
    """That it worked, what happens next and when, and where to follow it."""
    seen = await visits.read(request, lambda visit: preview(visit.transaction, visit.context, visit.actor, code))
    if not seen.draft.campaign.is_known:
        return RedirectResponse(f"/console/launch/{code}/5", 303)
    values = {"code": code, "draft": seen.draft, "last_at": seen.last_at}
    return visits.show(request, "launched.html", {**values, **shown.words(staff_reader(request).text)})


@routes.get("/{code}/{screen}")
async def screen(request: Request, code: str, screen: int) -> Response:
    """One of the five screens, as the draft stands."""
    if not 1 <= screen <= 5:
        raise NotFound(str(screen))
    if screen > _LAST_WRITTEN:
        return await _looked_over(request, code, screen)
    draft = await visits.read(request, lambda visit: _draft(visit, code))
    return _written(request, draft, screen, screens.filled(draft))


@routes.post("/{code}/4")
async def check(request: Request, code: str) -> Response:
    """Nothing stands in the way any more: on to the last screen."""
    found = await visits.change(
        request, lambda visit, _form: launching.check(visit.transaction, visit.context, visit.actor, code)
    )
    return RedirectResponse(f"/console/launch/{code}/{4 if found else 5}", 303)


@routes.post("/{code}/5")
async def launch(request: Request, code: str) -> Response:
    """The second confirmation, of exactly what the page has shown."""
    posted = await forms.read(request)

    def use_case(visit: Visit, form: Form) -> None:
        launching.launch(visit.transaction, visit.context, visit.actor, code, form.one("mark"))

    if not posted.one("confirmed"):
        return await _looked_over(request, code, 5, (Problem("not_confirmed"),), 422)
    try:
        await visits.change(request, use_case, posted)
    except launching.Changed:
        return await _looked_over(request, code, 5, (Problem("changed"),), 409)
    except launching.Blocked:
        return RedirectResponse(f"/console/launch/{code}/4", 303)
    return RedirectResponse(f"/console/launch/{code}/done", 303)


@routes.post("/{code}/rehearsal")
async def rehearse(request: Request, code: str) -> Response:
    """Links under which the officer meets the campaign as a parent will; nothing of it is counted."""
    links = await visits.change(
        request, lambda visit, _form: trials.rehearse(visit.transaction, visit.context, visit.actor, code)
    )
    return visits.show(request, "rehearsal.html", {"code": code, "links": links})


@routes.post("/{code}/{screen}")
async def keep(request: Request, code: str, screen: int) -> Response:
    """Keep what was typed; on to the next screen unless something cannot be read."""
    if screen not in screens.READERS:
        raise NotFound(str(screen))
    posted = await forms.read(request)

    def use_case(visit: Visit, form: Form) -> tuple[Draft, Sequence[Problem]]:
        amended, problems = screens.READERS[screen](form, _draft(visit, code))
        return drafts.amend(visit.transaction, visit.context, visit.actor, amended), problems

    try:
        draft, problems = await visits.change(request, use_case, posted)
    except NotSignedInError:
        return _kept(request, posted)
    except BadFormError as error:
        draft = await visits.read(request, lambda visit: _draft(visit, code))
        return _written(request, draft, screen, posted, (), error.status)
    if problems:
        return _written(request, draft, screen, posted, problems, 422)
    return RedirectResponse(f"/console/launch/{code}/{screen + 1}", 303)


# --- what is shown ---------------------------------------------------------------------------------------------------
def _draft(visit: Visit, code: str) -> Draft:
    return drafts.look(visit.transaction, visit.context, visit.actor, code)


async def _first(request: Request, typed: Form, problems: Sequence[Problem] = (), status: int = 200) -> Response:
    def offered(visit: Visit) -> list[Template]:
        return templates.listed(visit.transaction, visit.context, visit.actor)

    known = await visits.read(request, offered)
    values = {"code": "", "templates": known, **_common(request, typed, 1, problems, status)}
    return visits.show(request, "launch_first.html", values, status)


def _written(
    request: Request, draft: Draft, screen: int, typed: Form, problems: Sequence[Problem] = (), status: int = 200
) -> Response:
    values = {
        "code": draft.campaign.code,
        "draft": draft,
        "districts": shown.own_districts(request.state.actor, draft),
        "most_local": range(1, screens.MOST_LOCAL + 1),
        **_common(request, typed, screen, problems, status),
    }
    return visits.show(request, f"launch_{('first', 'reach', 'texts')[screen - 1]}.html", values, status)


async def _looked_over(
    request: Request, code: str, screen: int, problems: Sequence[Problem] = (), status: int = 200
) -> Response:
    """Screens 4 and 5: nothing is written there."""
    language = request.query_params.get("show", "fr")

    def read(visit: Visit) -> tuple[Preview, tuple[Any, ...]]:
        seen = preview(visit.transaction, visit.context, visit.actor, code)
        tag = language if language in seen.languages else "fr"
        told = messages(visit.transaction, visit.context, visit.actor, code, tag) if screen == 5 else ()
        return seen, told

    seen, told = await visits.read(request, read)
    text = staff_reader(request).text
    values = {
        "code": code,
        "draft": seen.draft,
        "seen": seen,
        "frames": [shown.frame(name, message, seen.draft.launched, text) for name, message in told],
        "is_showing": "show" in request.query_params,
        "blockers": [(SCREENS.get(problem.code, 1), sentence(problem, text)) for problem in seen.blockers],
        "warnings": [sentence(problem, text) for problem in seen.warnings],
        **_common(request, Form({}), screen, problems, status),
    }
    return visits.show(request, f"launch_{('checks', 'preview')[screen - 4]}.html", values, status)


def _common(request: Request, typed: Form, screen: int, problems: Sequence[Problem], status: int) -> dict[str, Any]:
    text = staff_reader(request).text
    return {
        "screen": screen,
        "typed": typed,
        "problems": [sentence(problem, text) for problem in problems],
        "again": status == 403,  # the session is a new one: what was typed is here, and not kept yet
        **shown.words(text),
    }


def _kept(request: Request, posted: Form) -> Response:
    """The session ended: what was typed stays on this page until somebody signed in elsewhere sends it again."""
    fields = [(name, value) for name, values in posted.fields.items() if name != "token" for value in values]
    return page(request, "console/kept.html", staff_reader(request), {"fields": fields}, 401)
