"""The week of an officer on one page, made to be read in a minute and printed."""

from datetime import date, timedelta

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services import digest
from services.accounts import staff
from services.digest import Digest, Kind, Paragraph
from surveys.districts import DISTRICTS
from web.console import visits
from web.console.visits import Visit
from web.readers import Reader, Translate, staff_reader

routes = APIRouter(prefix="/console/digest")
_DISTRICTS = {district.slug: district.name for district in DISTRICTS}
_EARLIEST = date(2020, 1, 6)


@routes.get("")
async def week(request: Request) -> Response:
    """This week, or the one in which `?day=` lies."""
    asked = _day(request.query_params.get("day", ""))

    def read(visit: Visit) -> tuple[Digest, date]:
        today = staff.today(visit.context)
        day = min(asked or today, today)
        return digest.week(visit.transaction, visit.context, visit.actor, day), today

    found, today = await visits.read(request, read)
    reader, sunday = staff_reader(request), found.monday + timedelta(days=6)
    told: dict[tuple[str, str], list[str]] = {}
    for paragraph in found.paragraphs:
        told.setdefault((paragraph.code, paragraph.title), []).append(sentence(paragraph, reader))
    values = {
        "digest": found,
        "sunday": sunday,
        "told": told,
        "before": found.monday - timedelta(days=7) if found.monday > _EARLIEST else None,
        "after": found.monday + timedelta(days=7) if sunday < today else None,
        "districts": [_DISTRICTS[slug] for slug in found.districts],
    }
    return visits.show(request, "digest.html", values)


def sentence(told: Paragraph, reader: Reader) -> str:
    """One paragraph in words."""
    _ = reader.text
    day = reader.date(told.day) if told.day else ""
    number = reader.number(told.number or 0)
    places = ", ".join(_DISTRICTS.get(slug, slug) for slug in told.places)
    match told.kind:
        case Kind.MOVED:
            return _moves(_)[told.word].format(jour=day)
        case Kind.LAST_DAYS:
            return _("Dernier jour : {jour}. Parlez-en aux parents qui n'ont pas répondu.").format(jour=day)
        case Kind.RELEASED:
            return _("Diffusion n° {n}, le {jour}.").format(n=number, jour=day)
        case Kind.PEOPLE if places:
            return _("{quartier} : {n} personnes.").format(quartier=places, n=number)
        case Kind.PEOPLE:
            return _("Toute la ville : {n} personnes.").format(n=number)
        case Kind.WITHHELD:
            return _("Pas assez de réponses pour montrer un chiffre : {quartiers}.").format(quartiers=places)
        case Kind.TAKING_PART | Kind.BEHIND:
            return _participation(told, places, number, day, _)
        case Kind.PUZZLING:
            return _("Des parents ne comprennent pas : « {question} »").format(question=told.word)
        case Kind.ASSIGNMENT:
            name = _DISTRICTS.get(told.word, told.word)
            return _("Vous vous occupez de {quartier} jusqu'au {jour}.").format(quartier=name, jour=day)


def _participation(told: Paragraph, places: str, number: str, day: str, _: Translate) -> str:
    """The same figures as the page of participation."""
    if told.kind is Kind.BEHIND:
        return _("Sous la moitié de l'objectif : {quartiers}.").format(quartiers=places)
    where = places or _("Toute la ville")
    return _("{quartier} : au moins {n} parents ont fini, le {jour}.").format(quartier=where, n=number, jour=day)


def _moves(_: Translate) -> dict[str, str]:
    return {
        "launch": _("Lancée le {jour}."),
        "open": _("Ouverte aux parents le {jour}."),
        "pause": _("Mise en pause le {jour}."),
        "resume": _("Reprise le {jour}."),
        "close": _("Fermée le {jour}."),
        "publish": _("Résultats publiés le {jour}."),
    }


def _day(text: str) -> date | None:
    """A day of an address; None for what is none, or lies before all of this."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return max(day, _EARLIEST)
