"""What the bot says of itself is told of too, when a form is checked."""

import pytest

from locales.languages import LANGUAGES
from services.authoring.translations import own_words

NEWS = next(tag for tag, language in LANGUAGES.items() if not language.reviewed)


@pytest.mark.parametrize(
    ("languages", "told"),
    [
        (("fr",), []),
        (("fr", NEWS), [("bot_unreviewed", NEWS)]),
        (("fr", "ti", "bm"), [("bot_foreign", "ti, bm")]),
        (("fr", "prs", "pt-BR"), []),  # others stand in for these
    ],
)
def test_languages_nobody_vouches_for_and_those_not_spoken(
    languages: tuple[str, ...], told: list[tuple[str, str]]
) -> None:
    assert [(one.code, one.values["languages"]) for one in own_words(languages)] == told
