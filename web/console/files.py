"""The files of a release in the order a coordinator opens them, each with what it is for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

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
        "results.xlsx": _("À ouvrir d'abord : les résultats dans un tableur"),
        "methode.md": _("Comment lire ces chiffres, et ce qui est caché"),
        "results.csv": _("Les mêmes résultats, une ligne par quartier et par réponse"),
        "codebook.csv": _("Les questions et les réponses dans toutes les langues"),
        "results.json": _("Les résultats pour un programme"),
        "codebook.json": _("Le dictionnaire pour un programme"),
        "cells.csv": _("Toutes les cases, pour vérifier la protection"),
        "cells.json": _("Toutes les cases, avec la raison de ce qui est caché"),
        "manifest.json": _("L'empreinte de chaque fichier et les règles appliquées"),
    }
    order = list(about)
    found = [Listed(name, about.get(name, ""), size) for name, _media_type, size in files]
    return sorted(found, key=lambda file: order.index(file.name) if file.name in order else len(order))
