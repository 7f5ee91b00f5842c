"""The eleven districts of Nantes, as dated reference data.

Numbers and boundaries: Nantes Métropole open data, 244400404_quartiers-communes-nantes-metropole (read 2026-11; field
`idobj`). Names as the city writes them, accents restored. Places inside a district are its priority neighbourhoods
(QPV, 2024 list) and the halves of its name; where a QPV lies comes partly from memory and deserves a check by the city.
Tiles: a schematic 4 x 4 map without a false neighbour; it shows 13 of the 21 borders. No population is given here: the
published figures are of mixed years and unfit for weights.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from surveys.normalise import normalise


@dataclass(frozen=True, slots=True)
class District:
    """number: the city's, 1 to 11. slug: stored. short: fits a button. places: other names people use. tile: (row,
    column) on the schematic map, from 0."""

    number: int
    slug: str
    name: str
    short: str
    places: tuple[str, ...]
    tile: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A place somebody may name instead of their district: a school, a nursery. district: slug."""

    name: str
    district: str


DISTRICTS = (
    District(1, "centre-ville", "Centre-ville", "Centre", ("Nantes Centre",), (2, 1)),
    District(
        2,
        "bellevue-chantenay-sainte-anne",
        "Bellevue - Chantenay - Sainte-Anne",
        "Bellevue-Chantenay",
        ("Bellevue", "Chantenay", "Sainte-Anne"),
        (3, 0),
    ),
    District(
        3,
        "dervallieres-zola",
        "Dervallières - Zola",
        "Dervallières-Zola",
        ("Dervallières", "Les Dervallières", "Zola"),
        (2, 0),
    ),
    District(
        4,
        "hauts-paves-saint-felix",
        "Hauts-Pavés - Saint-Félix",
        "Hauts-Pavés",
        ("Les Hauts-Pavés", "Saint-Félix"),
        (1, 1),
    ),
    District(
        5,
        "malakoff-saint-donatien",
        "Malakoff - Saint-Donatien",
        "Malakoff-St-Donatien",
        ("Malakoff", "Saint-Donatien"),
        (1, 2),
    ),
    District(6, "ile-de-nantes", "Île de Nantes", "Île de Nantes", ("L'île de Nantes", "L'île", "Île"), (2, 2)),
    District(7, "breil-barberie", "Breil - Barberie", "Breil-Barberie", ("Breil", "Le Breil", "Barberie"), (1, 0)),
    District(
        8,
        "nantes-nord",
        "Nantes Nord",
        "Nantes Nord",
        ("Nord", "Bout des Landes", "Bout des Pavés", "Chêne des Anglais", "Petite Sensive", "Boissière"),
        (0, 1),
    ),
    District(
        9,
        "nantes-erdre",
        "Nantes Erdre",
        "Nantes Erdre",
        ("Erdre", "Port Boyer", "Halvêque", "La Halvêque", "Ranzay", "Le Ranzay"),
        (0, 2),
    ),
    District(
        10,
        "doulon-bottiere",
        "Doulon - Bottière",
        "Doulon-Bottière",
        ("Doulon", "Bottière", "La Bottière", "Pin Sec", "Bottière - Pin Sec"),
        (1, 3),
    ),
    District(11, "nantes-sud", "Nantes Sud", "Nantes Sud", ("Sud", "Clos Toreau"), (3, 2)),
)

_ABBREVIATIONS = re.compile(r"\b(ste?)\b")


def find(text: str) -> str | None:
    """Slug of the district that `text` names in any usual spelling ("Ile de Nantes", "Malakoff / St Donatien"), None
    when it names none. Numbers are left to the caller: they are places in what was shown."""
    return _spellings().get(_key(text))


@cache
def _spellings() -> Mapping[str, str]:
    return {
        _key(name): district.slug
        for district in DISTRICTS
        for name in (district.slug, district.name, district.short, *district.places)
    }


def _key(text: str) -> str:
    """Letters alone, abbreviations written out: slug, hyphens, slashes and spaces make no difference."""
    spelled = _ABBREVIATIONS.sub(lambda found: {"st": "saint", "ste": "sainte"}[found[1]], normalise(text[:200]))
    return spelled.replace(" ", "")
