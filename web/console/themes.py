"""Parents' own words by themes: what the themes are, one answer after the other, whether readers agree, and the end."""

from collections.abc import Callable
from enum import IntEnum
from itertools import zip_longest
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from locales.languages import autonym
from services.accounts.access import CITY, Action
from services.campaigning import campaigns
from services.errors import Malformed, NotFound, Taken
from services.releasing import coding, themes
from services.releasing.themes import LONGEST, LONGEST_NAME, MOST, Draft
from web import forms
from web.console import visits
from web.console.picking import pick
from web.console.visits import Visit
from web.console.voices import Number
from web.errors import not_found
from web.forms import Form
from web.readers import Translate, staff_reader

routes = APIRouter(prefix="/console/themes")
PATH = "/console/themes"
GOOD, FAIR = 0.8, 0.667  # Krippendorff's own marks
_BLANK = Draft(0, "", "", "", "")
_EMPTY_ROWS = 2


class Reader(IntEnum):
    """Whose reading."""

    FIRST = 1
    SECOND = 2


@routes.get("")
async def every(request: Request) -> Response:
    """The campaigns to choose from."""
    _ = staff_reader(request).text
    lead = _("Choisissez une campagne. Vous rangez les réponses écrites par thèmes, puis on les compte.")
    return await pick(request, Action.MODERATE, _("Thèmes"), lead, CITY)


@routes.get("/{code}")
async def questions(request: Request, code: str) -> Response:
    """How far each question is. Taking new answers in changes them, hence `record`."""
    return await _questions(request, code)


@routes.post("/{code}/{item}/close")
async def close(request: Request, code: str, item: str) -> Response:
    """All is sorted."""
    form = await forms.read(request)

    def use_case(visit: Visit, form: Form) -> None:
        themes.close(visit.transaction, visit.context, visit.actor, code, item)

    try:
        await visits.change(request, use_case, form)
    except NotFound:
        return not_found(request)
    except Malformed as error:
        return await _questions(request, code, str(error.args[0]))
    return RedirectResponse(f"{PATH}/{quote(code)}", 303)


@routes.get("/{code}/{item}")
async def book(request: Request, code: str, item: str) -> Response:
    """The themes of a question."""
    return await _book(request, code, item)


@routes.post("/{code}/{item}")
async def keep(request: Request, code: str, item: str) -> Response:
    """A new version of them."""
    form = await forms.read(request)
    drafts, version = _drafts(form), forms_number(form.one("version"))

    def use_case(visit: Visit, form: Form) -> None:
        themes.keep(visit.transaction, visit.context, visit.actor, code, item, version, drafts)

    try:
        await visits.change(request, use_case, form)
    except NotFound:
        return not_found(request)
    except (Malformed, Taken) as error:
        wrong = "taken" if isinstance(error, Taken) else str(error.args[0])
        return await _book(request, code, item, drafts, wrong)
    return RedirectResponse(f"{PATH}/{quote(code)}/{quote(item)}#saved", 303)


@routes.get("/{code}/{item}/read")
async def desk(request: Request, code: str, item: str, reader: Reader = Reader.FIRST, after: int = -1) -> Response:
    """The next answer."""
    start = after if 0 <= after < 2**53 else -1
    return await _read(request, code, item, reader, start)


@routes.get("/{code}/{item}/read/{number}")
async def one(request: Request, code: str, item: str, number: Number, reader: Reader = Reader.FIRST) -> Response:
    """One answer again."""
    return await _read(request, code, item, reader, -1, number)


@routes.post("/{code}/{item}/read/{number}")
async def sort(request: Request, code: str, item: str, number: Number, reader: Reader = Reader.FIRST) -> Response:
    """What was found in it; then the next one."""
    form = await forms.read(request)
    found = [forms_number(each) for each in form.all("theme")]

    def use_case(visit: Visit, form: Form) -> None:
        coding.sort(
            visit.transaction, visit.context, visit.actor, code, item, number, found, reader=reader,
            none=bool(form.one("none")),
        )  # fmt: skip

    try:
        await visits.change(request, use_case, form)
    except NotFound:
        return not_found(request)
    except (Malformed, Taken) as error:
        return await _read(request, code, item, reader, -1, number, "taken" if isinstance(error, Taken) else "found")
    return RedirectResponse(f"{_room(code, item)}/read?reader={reader.value}&after={number}", 303)


def forms_number(text: str) -> int:
    """A whole number that a form carries; -1 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


async def _questions(request: Request, code: str, wrong: str = "") -> Response:
    def read(visit: Visit) -> dict[str, Any]:
        arguments = visit.transaction, visit.context, visit.actor, code
        found = themes.overview(*arguments)
        campaign = next(one for one in campaigns.listed(*arguments[:3]) if one.code == code.upper())
        agreed = {one.item: coding.agreement(*arguments, one.item) for one in found}
        return {"standings": found, "agreed": agreed, "campaign": campaign}

    values = await _found(request, read)
    if values is None:
        return not_found(request)
    _ = staff_reader(request).text
    complaint = _closing(wrong, _) if wrong else ""
    return visits.show(request, "themes.html", {**values, "complaint": complaint}, 422 if wrong else 200)


async def _book(request: Request, code: str, item: str, typed: list[Draft] | None = None, wrong: str = "") -> Response:
    def read(visit: Visit) -> dict[str, Any]:
        arguments = visit.transaction, visit.context, visit.actor, code, item
        found = themes.desk(*arguments)
        return {"desk": found, "agreed": coding.agreement(*arguments)}

    values = await _found(request, read)
    if values is None:
        return not_found(request)
    _ = staff_reader(request).text
    known = [Draft(one.id, one.name, one.definition, one.example, one.excludes) for one in values["desk"].book.themes]
    rows = [*known, *[_BLANK] * max(0, min(_EMPTY_ROWS, MOST - len(known)))] if typed is None else typed
    more = {
        "rows": rows,
        "longest": LONGEST,
        "longest_name": LONGEST_NAME,
        "complaint": _complaint(wrong, _) if wrong else "",
        "agreement": lambda alpha: _agreement(alpha, _),
    }
    return visits.show(request, "themes_book.html", {**values, **more}, 422 if wrong else 200)


async def _read(
    request: Request, code: str, item: str, reader: Reader, after: int, number: int | None = None, wrong: str = ""
) -> Response:
    def read(visit: Visit) -> dict[str, Any]:
        arguments = visit.transaction, visit.context, visit.actor, code, item
        return {"desk": coding.desk(*arguments, reader, after, number)}

    values = await _found(request, read)
    if values is None:
        return not_found(request)
    _ = staff_reader(request).text
    complaints = {
        "found": _("Cochez un thème ou plusieurs, ou bien « Aucun de ces thèmes »."),
        "taken": _("Cette parole ne peut plus changer. Vous l'avez déjà lue, ou la question est terminée."),
        "": "",
    }
    more = {"after": after, "autonym": autonym, "complaint": complaints[wrong], "path": _room(code, item)}
    return visits.show(request, "themes_read.html", {**values, **more}, 422 if wrong else 200)


async def _found(request: Request, read: Callable[[Visit], dict[str, Any]]) -> dict[str, Any] | None:
    """What a page shows, None when there is no such thing."""
    try:
        return await visits.record(request, read)
    except NotFound:
        return None


def _room(code: str, item: str) -> str:
    return f"{PATH}/{quote(code)}/{quote(item)}"


def _drafts(form: Form) -> list[Draft]:
    """The rows of the form, as they stood."""
    columns = [form.all(name) for name in ("id", "name", "definition", "example", "excludes")]
    rows = zip_longest(*columns, fillvalue="")
    return [Draft(forms_number(number), *words) for number, *words in rows]


def _agreement(alpha: float | None, _: Translate) -> str:
    """In words, with the figure."""
    if alpha is None:
        return _("pas encore assez de paroles lues deux fois")
    told = _("bon") if alpha >= GOOD else _("moyen") if alpha >= FAIR else _("faible : précisez la définition")
    return f"{alpha:.2f}".replace(".", ",") + f" ({told})"


def _complaint(wrong: str, _: Translate) -> str:
    return {
        "words": _("Chaque thème a un nom et une définition. Nom : {name} signes au plus. Le reste : {text}.").format(
            name=LONGEST_NAME, text=LONGEST
        ),
        "names": _("Deux thèmes portent le même nom."),
        "many": _("Pas plus de {count} thèmes.").format(count=MOST),
        "used": _("Des paroles sont déjà rangées dans le thème enlevé. Laissez-le, ou rangez-les ailleurs d'abord."),
        "taken": _("Une autre personne a changé ces thèmes, ou la question est terminée. Rouvrez la page."),
    }[wrong]


def _closing(wrong: str, _: Translate) -> str:
    return {
        "running": _("La campagne n'est pas fermée. Des parents peuvent encore écrire."),
        "themes": _("Il n'y a pas encore de thèmes."),
        "unread": _("Il reste des paroles à ranger."),
        "unheard": _("Il reste des messages vocaux à écrire. Passez d'abord par « Messages vocaux »."),
    }[wrong]
