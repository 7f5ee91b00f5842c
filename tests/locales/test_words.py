"""Words that always work: one meaning each, in every language, and what a button says is one of them."""

import pytest

from locales.catalogues import translator
from locales.languages import LANGUAGES
from locales.words import WORDS, Word
from surveys.normalise import normalise

BUTTONS = {
    "Retour": Word.BACK,
    "Passer": Word.SKIP,
    "Valider": Word.VALIDATE,
    "Envoyer": Word.VALIDATE,
    "J'ai fini": Word.VALIDATE,
    "Continuer": Word.RESUME,
    "Garder ma réponse": Word.RESUME,
    "Non, je continue": Word.RESUME,
    "Pas compris ?": Word.PUZZLED,
    "Recommencer": Word.RESTART,
    "Oui, recommencer": Word.RESTART_SURE,
    "Changer de langue": Word.LANGUAGES,
    "Aide": Word.HELP,
    "Arrêter": Word.STOP,
    "Je veux arrêter": Word.STOP,
    "Modifier": Word.CHANGE,
    "Voir mes réponses": Word.CHANGE,
    "Plus tard": Word.PAUSE,
    "Vie privée": Word.PRIVACY,
}


def meanings() -> dict[str, set[Word]]:
    found: dict[str, set[Word]] = {}
    for word, languages in WORDS.items():
        for spellings in languages.values():
            for spelling in spellings.split(","):
                found.setdefault(normalise(spelling), set()).add(word)
    return found


def test_no_spelling_means_two_things() -> None:
    assert {said for said, words in meanings().items() if len(words) > 1 or not said} == set()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_its_own_word_for_each(tag: str) -> None:
    assert [word for word in Word if tag.split("-")[0] not in WORDS[word]] == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_button_may_be_typed(tag: str) -> None:
    labels = {translator(tag).gettext(label): word for label, word in BUTTONS.items()}
    assert {label: meanings().get(normalise(label)) for label in labels} == {
        label: {word} for label, word in labels.items()
    }
