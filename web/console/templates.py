"""Questionnaires: hand one in, read what is to be mended, say why something stays, take it away, have it translated."""

from asyncio import to_thread
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from locales.languages import FRENCH, LANGUAGES
from services.accounts import access
from services.accounts.access import Action
from services.errors import Malformed, NotFound, Taken
from services.forms import templates
from services.forms.problem_texts import sentence
from services.forms.templates import Draft, Template
from surveys.problems import Level, Problem
from web import sessions
from web.console import visits
from web.console.downloads import attached
from web.console.visits import Number, Visit
from web.errors import not_found
from web.forms import BadFormError, Form
from web.forms import read as read_form
from web.readers import Translate, staff_reader
from web.recordings import handed_in

LARGEST = 2_000_000  # bytes of a file, as `services.sheets` reads them
_REASON = "reason-"
_MEDIA = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xls": "application/vnd.ms-excel",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".po": "text/x-gettext-translation",
}
routes = APIRouter(prefix="/console/templates")


@dataclass(frozen=True, slots=True)
class Group:
    """Warnings of one kind. sentences: what each says, with its place."""

    code: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What is to be said of a file, in words. accepted: with the reasons."""

    errors: tuple[str, ...]
    groups: tuple[Group, ...]
    accepted: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


@routes.get("")
async def everything(request: Request) -> Response:
    """What a campaign can be made of, and the way to hand in another one."""
    return await _overview(request)


@routes.post("")
async def hand_in(request: Request) -> Response:
    """A file: kept and shown, or what refuses it."""
    form, content = await _file(request)
    if complaint := _unfit(content, staff_reader(request).text):
        return await _overview(request, complaint, status=422)
    draft = await _drafted(content or b"", form.one("file_name"))
    if draft.form is None:
        return await _overview(request, refused=draft, status=422)
    try:
        kept = await visits.change(
            request, lambda visit, _form: templates.keep(visit.transaction, visit.context, visit.actor, draft), form
        )
    except Taken:
        _ = staff_reader(request).text
        return await _overview(request, _("Vous gardez trop de questionnaires. Retirez ceux qui ne servent plus."), 422)
    return RedirectResponse(f"/console/templates/{kept.id}", 303)


@routes.get("/{template}")
async def one(request: Request, template: Number) -> Response:
    """One questionnaire: what is to be mended, and what can be done with it."""
    return await _one(request, template)


@routes.post("/{template}/file")
async def replace(request: Request, template: Number) -> Response:
    """Another file in its place."""
    form, content = await _file(request)
    if complaint := _unfit(content, staff_reader(request).text):
        return await _one(request, template, complaint, status=422)
    draft = await _drafted(content or b"", form.one("file_name"))
    if draft.form is None:
        return await _one(request, template, refused=_findings(draft.problems, staff_reader(request).text), status=422)
    return await _changed(request, template, form, draft)


@routes.post("/{template}/reasons")
async def reasons(request: Request, template: Number) -> Response:
    """Why warnings stay as they are."""
    form = await read_form(request)
    before = await _kept(request, template)
    if before is None:
        return not_found(request)
    given = {
        name.removeprefix(_REASON): form.one(name)
        for name in form.fields
        if name.startswith(_REASON) and form.one(name).strip()
    }
    from services.forms import drafts

    draft = await to_thread(drafts.accepted, before[1], given)
    return await _changed(request, template, form, draft)


@routes.get("/{template}/file")
async def take_away(request: Request, template: Number) -> Response:
    """The file as it stands, such that a spreadsheet opens it."""
    try:
        name, content = await visits.read(
            request, lambda visit: templates.file(visit.transaction, visit.actor, template)
        )
    except NotFound:
        return not_found(request)
    from services.forms import drafts

    name, content = await to_thread(drafts.for_a_spreadsheet, content, name)
    return attached(name, _MEDIA.get(PurePath(name).suffix, "application/octet-stream"), content)


@routes.get("/{template}/translations")
async def to_translate(request: Request, template: Number) -> Response:
    """The texts in one language, as a file for a translator."""
    before = await _kept(request, template)
    language, suffix = request.query_params.get("language", ""), request.query_params.get("format", ".xlsx")
    if before is None or language not in LANGUAGES or language == FRENCH or suffix not in (".xlsx", ".po"):
        return not_found(request)
    from services.forms import drafts

    content = await to_thread(drafts.to_translate, before[1], language, suffix)
    return attached(f"{before[0].name}.{language}{suffix}", _MEDIA[suffix], content)


@routes.post("/{template}/translations")
async def translated(request: Request, template: Number) -> Response:
    """A translator's file comes back."""
    form, content = await _file(request)
    if complaint := _unfit(content, staff_reader(request).text):
        return await _one(request, template, complaint, status=422)
    before = await _kept(request, template)
    if before is None:
        return not_found(request)
    from services.forms import drafts

    draft, problems, changed = await to_thread(drafts.merged, before[1], content or b"")
    if draft is None:
        return await _one(request, template, refused=_findings(problems, staff_reader(request).text), status=422)
    return await _changed(request, template, form, draft, f"texts={changed}")


@routes.post("/{template}/remove")
async def remove(request: Request, template: Number) -> Response:
    """Not offered any more."""
    try:
        await visits.change(
            request, lambda visit, _form: templates.remove(visit.transaction, visit.context, visit.actor, template)
        )
    except NotFound:
        return not_found(request)
    return RedirectResponse("/console/templates?removed=1", 303)


# --- files -----------------------------------------------------------------------------------------------------------
async def _file(request: Request) -> tuple[Form, bytes | None]:
    """A posted form with its file; None for one that is too large. Only from an author: reading a file is work."""
    await visits.read(request, lambda visit: access.require(visit.actor, Action.AUTHOR))
    form, content = await handed_in(request, LARGEST)
    if content is not None and not sessions.is_own_form(sessions.staff(request), form.one("token")):
        raise BadFormError(403)
    return form, content


def _unfit(content: bytes | None, _: Translate) -> str:
    """What is wrong before the file is even looked into; "" when nothing is."""
    if content is None:
        return _("Ce fichier est trop gros : 2 Mo au plus. Retirez les images et les feuilles qui ne servent pas.")
    return "" if content else _("Choisissez d'abord un fichier.")


async def _drafted(content: bytes, name: str) -> Draft:
    from services.forms import drafts

    return await to_thread(drafts.drafted, content, name)


async def _kept(request: Request, template: int) -> tuple[Template, Draft] | None:
    """What is kept, and what is to be said of its file; None when there is no such template."""

    def use_case(visit: Visit) -> tuple[Template, tuple[str, bytes]]:
        found = templates.get(visit.transaction, visit.context, visit.actor, template)
        return found, templates.file(visit.transaction, visit.actor, template)

    try:
        found, (name, content) = await visits.read(request, use_case)
    except NotFound:
        return None
    return found, await _drafted(content, name)


async def _changed(request: Request, template: int, form: Form, draft: Draft, told: str = "saved=1") -> Response:
    """Keep another file, unless somebody else did meanwhile."""
    version = int(form.one("version")) if form.one("version").isdecimal() and len(form.one("version")) < 10 else 0

    def use_case(visit: Visit, _form: Form) -> Template:
        return templates.change(visit.transaction, visit.context, visit.actor, template, version, draft)

    try:
        await visits.change(request, use_case, form)
    except NotFound:
        return not_found(request)
    except (Taken, Malformed):
        _ = staff_reader(request).text
        complaint = _("Ce questionnaire a changé entre-temps. Relisez la page, puis recommencez.")
        return await _one(request, template, complaint, status=409)
    return RedirectResponse(f"/console/templates/{template}?{told}", 303)


# --- pages -----------------------------------------------------------------------------------------------------------
async def _overview(request: Request, complaint: str = "", status: int = 200, refused: Draft | None = None) -> Response:
    found = await visits.read(request, lambda visit: templates.listed(visit.transaction, visit.context, visit.actor))
    values = {
        "templates": found,
        "complaint": complaint,
        "refused": refused and _findings(refused.problems, staff_reader(request).text),
        "file_name": refused.file_name if refused else "",
        "removed": "removed" in request.query_params,
    }
    return visits.show(request, "templates.html", values, status)


async def _one(
    request: Request, template: int, complaint: str = "", status: int = 200, refused: Findings | None = None
) -> Response:
    kept = await _kept(request, template)
    if kept is None:
        return not_found(request)
    found, draft = kept
    texts = request.query_params.get("texts", "")
    values = {
        "template": found,
        "findings": _findings(draft.problems, staff_reader(request).text),
        "complaint": complaint,
        "refused": refused,
        "saved": "saved" in request.query_params,
        "texts": int(texts) if texts.isdecimal() and len(texts) < 6 else None,
    }
    return visits.show(request, "template.html", values, status)


def _findings(problems: tuple[Problem, ...], translate: Translate) -> Findings:
    said = partial(sentence, translate=translate)
    left = [one for one in problems if one.level is Level.WARNING and not one.accepted]
    codes = dict.fromkeys(one.code for one in left)
    return Findings(
        tuple(said(one) for one in problems if one.level is Level.ERROR),
        tuple(Group(code, tuple(said(one) for one in left if one.code == code)) for code in codes),
        tuple((said(one), one.accepted) for one in problems if one.accepted),
        tuple(said(one) for one in problems if one.level is Level.NOTE),
    )
