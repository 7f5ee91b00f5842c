import pytest

from surveys.districts import DISTRICTS, find
from surveys.normalise import normalise

# D-01: spellings found in the city's files and forms.
SPELLINGS = {
    "Centre Ville": "centre-ville",
    "CENTRE-VILLE": "centre-ville",
    "Bellevue - Chantenay - Sainte Anne": "bellevue-chantenay-sainte-anne",
    "Bellevue – Chantenay – Sainte-Anne": "bellevue-chantenay-sainte-anne",
    "bellevue chantenay ste anne": "bellevue-chantenay-sainte-anne",
    "Dervallieres-Zola": "dervallieres-zola",
    "Hauts Pavés - Saint Félix": "hauts-paves-saint-felix",
    "Hauts-Pavés – St Félix": "hauts-paves-saint-felix",
    "Malakoff / Saint-Donatien": "malakoff-saint-donatien",
    "Malakoff-St-Donatien": "malakoff-saint-donatien",
    "Ile de Nantes": "ile-de-nantes",
    "l\u2019île de nantes": "ile-de-nantes",
    "I\u0302le de Nantes": "ile-de-nantes",
    "breil barberie": "breil-barberie",
    "Nantes-Nord": "nantes-nord",
    "nord": "nantes-nord",
    "Nantes / Erdre": "nantes-erdre",
    "Doulon – Bottière": "doulon-bottiere",
    "la bottiere": "doulon-bottiere",
    "NANTES SUD": "nantes-sud",
    "Clos Toreau": "nantes-sud",
}


@pytest.mark.parametrize(("typed", "slug"), SPELLINGS.items())
def test_every_usual_spelling_names_its_district(typed: str, slug: str) -> None:
    assert find(typed) == slug


@pytest.mark.parametrize("typed", ["", "Rezé", "11", "Nantes", "Saint", "x" * 10_000])
def test_other_words_name_no_district(typed: str) -> None:
    assert find(typed) is None


def test_there_are_eleven_districts_that_cannot_be_confused() -> None:
    spelled = [normalise(name) for each in DISTRICTS for name in {each.name, each.short, *each.places}]

    assert [each.number for each in DISTRICTS] == list(range(1, 12))
    assert len({each.slug for each in DISTRICTS}) == len({each.tile for each in DISTRICTS}) == 11
    assert all(find(each.slug) == find(each.name) == find(each.short) == each.slug for each in DISTRICTS)
    assert len(spelled) >= len(set(spelled)) >= 33
    assert all(find(place) == each.slug for each in DISTRICTS for place in each.places)
