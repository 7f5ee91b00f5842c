"""Which language a person gets, and what stands in when something is missing in it."""

import pytest

from locales.languages import LANGUAGES, autonym, chain, direction, is_rtl, resolve


@pytest.mark.parametrize(
    ("hint", "tag"),
    [
        ("", "fr"),
        ("pt-BR", "pt"),
        ("pt_BR", "pt"),
        ("AR", "ar"),
        ("fr-x-falc", "fr-x-falc"),
        ("FR-X-FALC", "fr-x-falc"),
        ("fr-CA", "fr"),
        ("zh-hans", "fr"),
        ("tr-TR,tr;q=0.9,en;q=0.8", "tr"),
        ("zh-CN,zh;q=0.9,ro;q=0.5,en;q=0.4", "ro"),
        ("en;q=0.1, es", "es"),
        ("en;q=0, es;q=0.2", "es"),
        ("*", "fr"),
        ("fa-AF", "fa"),
        ("prs-AF,prs;q=0.9,en;q=0.1", "fa"),
        ("ary", "ar"),
        ("so-SO", "so"),
        (";;;q=,,q=x", "fr"),
        ("<script>", "fr"),
    ],
)
def test_the_best_known_language_for_a_hint(hint: str, tag: str) -> None:
    assert resolve(hint) == tag


@pytest.mark.parametrize(
    ("tag", "steps"),
    [
        ("fr", ("fr",)),
        ("fr-x-falc", ("fr-x-falc", "fr")),
        ("ar", ("ar", "fr")),
        ("pt-BR", ("pt-BR", "pt", "fr")),
        ("prs-AF", ("prs-AF", "prs", "fa", "fr")),
        ("so", ("so", "fr")),
        ("br", ("br", "fr")),
        ("ti", ("ti", "fr")),
    ],
)
def test_what_is_tried_in_turn(tag: str, steps: tuple[str, ...]) -> None:
    assert chain(tag) == steps


def test_every_language_leads_to_french() -> None:
    assert {chain(tag)[-1] for tag in LANGUAGES} == {"fr"}


@pytest.mark.parametrize("tag", ["uk", "ru"])
def test_no_language_of_one_people_stands_in_for_that_of_the_other(tag: str) -> None:
    """A Ukrainian parent is never sent to Russian unasked, nor the other way round (docs/languages.md)."""
    assert chain(tag) == (tag, "fr")


def test_french_comes_first_and_the_others_by_their_own_name() -> None:
    assert list(LANGUAGES)[:4] == ["fr", "fr-x-falc", "br", "en"]


def test_a_language_with_two_names_answers_to_both() -> None:
    assert LANGUAGES["fa"].names == ("فارسی / دری", "فارسی", "دری")


def test_direction_and_name_of_languages_with_and_without_a_catalogue() -> None:
    assert [tag for tag in LANGUAGES if is_rtl(tag)] == ["ar", "fa"]
    assert (direction("fa-AF"), direction("so")) == ("rtl", "ltr")
    assert (autonym("ar"), autonym("fr-x-falc"), autonym("ti")) == ("العربية", "Français facile", "ti")
