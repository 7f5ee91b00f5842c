"""The paragraphs of a week in words, for the page and for a chat."""

from collections.abc import Callable

from locales.catalogues import format_date, format_number, translator
from services.digest import Kind, Paragraph
from surveys.districts import DISTRICTS

_DISTRICTS = {district.slug: district.name for district in DISTRICTS}


def sentence(told: Paragraph, language: str) -> str:
    """One paragraph in words."""
    _ = translator(language).gettext
    day = format_date(told.day, language) if told.day else ""
    number = format_number(told.number or 0, language)
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


def _participation(told: Paragraph, places: str, number: str, day: str, _: Callable[[str], str]) -> str:
    """The same figures as the page of participation."""
    if told.kind is Kind.BEHIND:
        return _("Sous la moitié de l'objectif : {quartiers}.").format(quartiers=places)
    where = places or _("Toute la ville")
    return _("{quartier} : au moins {n} parents ont fini, le {jour}.").format(quartier=where, n=number, jour=day)


def _moves(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "launch": _("Lancée le {jour}."),
        "open": _("Ouverte aux parents le {jour}."),
        "pause": _("Mise en pause le {jour}."),
        "resume": _("Reprise le {jour}."),
        "close": _("Fermée le {jour}."),
        "publish": _("Résultats publiés le {jour}."),
    }
