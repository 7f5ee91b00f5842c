"""Who takes part in a campaign, and where somebody is missing: figures of this morning, targets, alerts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from locales.languages import autonym
from services.accounts.access import Action
from services.errors import Malformed
from services.fieldwork import targets
from services.fieldwork.participation import Boost, Participation, Row, participation
from services.turnout import Stage
from surveys.districts import DISTRICTS
from web import forms
from web.console import shown, visits
from web.console.picking import pick
from web.console.visits import Visit
from web.forms import Form
from web.readers import Translate, staff_reader

routes = APIRouter(prefix="/console/participation")
_FIELD = "target-"
_FULL = 100  # per cent


@dataclass(frozen=True, slots=True)
class Tile:
    """A district on the map of tiles. share: finished in per cent of its target, at most 100; None without both.
    is_above: whether more people than in the whole city live in priority neighbourhoods."""

    name: str
    row: int
    column: int
    line: Row
    is_behind: bool
    share: int | None
    is_above: bool


@routes.get("")
async def every(request: Request) -> Response:
    """The campaigns with their participation."""
    _ = staff_reader(request).text
    lead = _("Choisissez une campagne. Vous verrez où des parents manquent.")
    return await pick(request, Action.SEE_PARTICIPATION, _("Participation"), lead)


@routes.get("/{code}")
async def one(request: Request, code: str) -> Response:
    """Participation in one campaign."""
    return await _page(request, code)


@routes.post("/{code}/targets")
async def aim(request: Request, code: str) -> Response:
    """Set targets. What was written stays when it cannot be one."""
    form = await forms.read(request)
    wished = {name.removeprefix(_FIELD): form.one(name) for name in form.fields if name.startswith(_FIELD)}

    def change(visit: Visit, _form: Form) -> None:
        targets.aim(visit.transaction, visit.context, visit.actor, code, wished)

    try:
        await visits.change(request, change, form)
    except Malformed as error:
        return await _page(request, code, wished, str(error.args[0]))
    return RedirectResponse(f"/console/participation/{code}?saved=1#targets", 303)


async def _page(request: Request, code: str, wished: Mapping[str, str] | None = None, wrong: str = "") -> Response:
    def read(visit: Visit) -> Participation:
        return participation(visit.transaction, visit.context, visit.actor, code)

    found, reader = await visits.read(request, read), staff_reader(request)
    kept = {row.name: str(row.target or "") for row in found.districts}
    values = {
        "found": found,
        "tiles": _tiles(found),
        "stages": _stages(reader.text),
        "boosts": [_boosts(reader.text)[boost] for boost in found.boosts],
        "rates": _rates(reader.text),
        "axes": _axes(reader.text, found),
        "wished": kept | dict(wished or {}),
        "wrong": wrong,
        "is_saved": "saved" in request.query_params,
        **shown.words(reader.text),
    }
    return visits.show(request, "participation.html", values, 422 if wrong else 200)


def _tiles(found: Participation) -> list[Tile]:
    places = {district.slug: district for district in DISTRICTS}
    return [
        Tile(
            places[row.name].name,
            *places[row.name].tile,
            row,
            row.name in found.behind,
            _share(row),
            row.name in found.above,
        )
        for row in sorted(found.districts, key=lambda row: places[row.name].tile)
    ]


def _share(row: Row) -> int | None:
    if not row.target or row.finished is None:
        return None
    return min(_FULL, _FULL * row.finished // row.target)


def _stages(_: Translate) -> dict[Stage, str]:
    return {
        Stage.INVITED: _("Invités"),
        Stage.REACHED: _("Message arrivé"),
        Stage.BLOCKED: _("Message impossible à remettre"),
        Stage.BEGAN: _("Ont commencé"),
        Stage.FINISHED: _("Ont fini"),
        Stage.REFUSED: _("Ont dit non"),
        Stage.STOPPED: _("Ont arrêté en route"),
    }


def _rates(_: Translate) -> dict[str, str]:
    return {
        "completion": _("Taux d'achèvement : ont fini, parmi ceux qui ont commencé"),
        "break_off": _("Taux d'abandon : ont arrêté, parmi ceux qui ont commencé"),
        "refusal": _("Taux de refus : ont dit non, parmi ceux qui ont commencé"),
    }


def _boosts(_: Translate) -> dict[Boost, str]:
    return {
        Boost.MEETING: _("Organisez une rencontre, à l'école ou au centre, avec l'affiche et un téléphone."),
        Boost.ASSISTED: _("Demandez à un médiateur d'aider des parents à répondre, ou proposez le papier."),
        Boost.LANGUAGE: _("Ajoutez une affiche dans une autre langue du quartier."),
    }


def _axes(_: Translate, found: Participation) -> list[tuple[str, list[tuple[str, Row]]]]:
    """The tables besides districts: a title, and the lines with their names."""
    channels = shown.words(_)["channels"]
    tables: list[tuple[str, Iterable[tuple[str, Row]]]] = [
        (_("Par moyen de réponse"), ((channels.get(row.name, row.name), row) for row in found.channels)),
        (_("Par langue"), ((autonym(row.name), row) for row in found.languages)),
        (_("Par lieu"), ((row.label, row) for row in found.places)),
    ]
    return [(title, rows) for title, lines in tables if (rows := list(lines))]
