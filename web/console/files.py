"""The files of a release in the order a coordinator opens them, each with what it is for."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from locales.languages import autonym

_IN_A_LANGUAGE = re.compile(r"(report|results)-([a-z-]+)\.(html|pdf|docx|xlsx)")
Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Listed:
    """One file to download. about: "" for a file we have no words for."""

    name: str
    about: str
    size: int


def listed(files: Iterable[tuple[str, str, int]], _: Translate) -> list[Listed]:
    """`files` as (name, media type, size), the readable ones first."""
    about = {
        "report.html": _("Le rapport complet : une page par quartier, à lire dans le navigateur"),
        "report.pdf": _("Le rapport à imprimer ou à envoyer (PDF)"),
        "report.docx": _("Le rapport à reprendre dans un traitement de texte (DOCX)"),
        "results.xlsx": _("À ouvrir d'abord : les résultats dans un tableur"),
        "methode.md": _("Comment lire ces chiffres, et ce qui est caché"),
        "results.csv": _("Les mêmes résultats, une ligne par quartier et par réponse"),
        "results-excel.csv": _("Les mêmes résultats, pour Excel en français"),
        "quotes.csv": _("Les paroles de parents, lues et choisies par une personne"),
        "quotes-excel.csv": _("Les mêmes paroles, pour Excel en français"),
        "priorities.csv": _("Ce qui compte le plus, par quartier"),
        "codebook.xlsx": _("Les questions et les réponses, une feuille par langue"),
        "codebook.csv": _("Les questions et les réponses dans toutes les langues"),
        "results.json": _("Les résultats pour un programme"),
        "codebook.json": _("Le dictionnaire pour un programme"),
        "estimates.json": _("Les pourcentages, les fourchettes et les priorités, pour un programme"),
        "outcomes.json": _("Combien de personnes ont arrêté en route ou dit non, pour un programme"),
        "cells.csv": _("Toutes les cases, pour vérifier la protection"),
        "cells.json": _("Toutes les cases, avec la raison de ce qui est caché"),
        "ddi-codebook.xml": _("La description pour les archives (DDI)"),
        "datapackage.json": _("La description des fichiers pour un programme (data package)"),
        "manifest.json": _("L'empreinte de chaque fichier et les règles appliquées"),
    }
    order = list(about)
    found = []
    for name, _media_type, size in files:
        kind, language = _kind(name)
        words = about.get(kind, "") + (f" – {autonym(language)}" if language else "")
        found.append((order.index(kind) if kind in order else len(order), Listed(name, words, size)))
    return [file for _place, file in sorted(found, key=lambda pair: pair[0])]


def _kind(name: str) -> tuple[str, str]:
    """A file's name without its language, and that language; "" when the file is there only once."""
    found = _IN_A_LANGUAGE.fullmatch(name)
    return (f"{found[1]}.{found[3]}", found[2]) if found else (name, "")
