"""Own words that name or reach somebody are noticed; ordinary ones are not."""

import pytest

from surveys.identifying import is_identifying


@pytest.mark.parametrize(
    "text",
    [
        "Appelez-moi au 06 12 34 56 78",
        "06.12.34.56.78",
        "+33 (0)6 12 34 56 78",
        "٠٦ ١٢ ٣٤ ٥٦ ٧٨",
        "écrivez à lea.martin@exemple.fr svp",
        "lea (at) exemple.fr",
        "Ma fille Inès Silva n'a pas de place",
        "mon fils Jean-Pierre Kaya est en CP",
        "elle s'appelle Inès",
        "Il s’appelle Mehmet, il a 4 ans",
        "My daughter Ana Popescu is bullied",
        "Oğlum Mehmet Kaya okula gidiyor",
        "minha filha Inês Silva",
        "se llama Inés",
        "اسمها عائشة",
        "Моя дочь Анна Иванова",
    ],
)
def test_a_number_an_address_or_a_childs_name_is_noticed(text: str) -> None:
    assert is_identifying(text)


@pytest.mark.parametrize(
    "text",
    [
        "Un parc propre à Nantes Nord, près de l'école Jules Verne",
        "Depuis 2019, 3 classes sur 12 ont fermé",
        "La cantine coûte 1 234,50 euros par an",
        "Mon fils aime l'école",
        "ma fille Inès",
        "mon enfant a 10 ans",
        "ابني يحب المدرسة كثيرا",
        "Le 12/10/2026 à 18h30",
        "le samedi de 10 h à 12 h 30",
        "a@b",
        "",
    ],
)
def test_ordinary_words_are_let_through(text: str) -> None:
    assert not is_identifying(text)
