"""Sentences, syllables, readability, jargon."""

import csv
from pathlib import Path

import pytest

import services.authoring
from services.authoring.jargon import jargon
from services.authoring.readability import kandel_moles
from services.authoring.sentences import questions, sentences, words
from services.authoring.syllables import syllables
from surveys.problems import Level
from tests.authoring import asking, found, open_warnings

LIST = Path(services.authoring.__file__).parent / "words" / "jargon.fr.csv"
# Counted by hand, as the words are spoken.
COUNTED = """
la 1 le 1 une 1 rue 1 vie 1 eau 1 oui 1 août 1 pays 2 ville 1 mairie 2 école 2 l'école 2 est-ce 2 qu'est-ce 2
quelqu'un 2 aujourd'hui 3 enfant 2 enfants 2 parent 2 parents 2 famille 2 fille 1 garçon 2 sœur 1 cœur 1 œuvre 1
quartier 2 question 2 réponse 2 réponses 2 réunion 3 création 3 année 2 idée 2 idées 2 comptées 2 santé 2
cantine 2 crèche 1 collège 2 maternelle 3 première 2 propre 1 quatre 1 centre 1 simple 1 chaque 1 presque 1
quelque 1 lesquels 2 langue 1 fatigue 2 guerre 1 pigeon 2 mangeait 2 accueil 2 feuille 1 oreille 2 grenouille 2
fauteuil 2 travaille 2 voyage 2 payer 2 essayer 3 voyez 2 pouvez 2 habitez 3 jouer 2 louer 2 ouest 1 naïf 2 maïs
2 poète 2 réel 2 théâtre 2 chaos 2 nuage 2 situation 4 évaluer 4 actuel 3 association 4 client 2 oublier 3
bibliothèque 4 parlent 1 aiment 1 viennent 1 écoutent 2 habitent 2 étaient 2 souvent 2 content 2 argent 2
comment 2 moment 2 appartement 4 lentement 3 vent 1 dent 1 cent 1 périscolaire 4 parentalité 5 dispositif 4
gouvernance 3 anniversaire 4 téléphone 3 internet 3 REP 3 11 1
"""


def _pairs(written: str) -> list[tuple[str, int]]:
    words = written.split()
    return [(word, int(count)) for word, count in zip(words[::2], words[1::2], strict=True)]


@pytest.mark.parametrize(("word", "count"), _pairs(COUNTED))
def test_syllables_are_those_a_speaker_counts(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_text_falls_into_sentences_and_words() -> None:
    text = "Bonjour, M. Martin ! L'école a 3.5 étages.\nVoir www.nantes.fr : c'est clair (ou non ?) « Bien. »"
    assert sentences(text) == (
        "Bonjour, M. Martin",
        "L'école a 3.5 étages",
        "Voir www.nantes.fr : c'est clair (ou non",
        "« Bien",
    )
    assert sentences("La rue fait 9 m. Elle est belle, etc. Et vous ?") == (
        "La rue fait 9 m",
        "Elle est belle, etc",
        "Et vous",
    )
    assert words("L'école – c'est bien ?") == ("L'école", "c'est", "bien")
    assert sentences(" \n– ?") == ()
    assert questions("Bonjour. Ça va ?\nEt vous ?") == ("Ça va", "Et vous")


def test_the_index_tells_an_office_from_a_neighbour() -> None:
    office = (
        "Dans le cadre de la mise en œuvre du projet éducatif territorial, la collectivité souhaite recueillir "
        "l'appréciation des familles concernant les dispositifs d'accompagnement à la parentalité proposés."
    )
    neighbour = (
        "La Ville veut savoir ce qui compte pour vous. Vous pouvez passer une question. Je ne demande pas votre nom."
    )
    hard, easy = kandel_moles(office), kandel_moles(neighbour)
    assert hard is not None
    assert easy is not None
    assert hard < 20
    assert easy > 90
    assert kandel_moles("La participation institutionnelle.") is None, "on a few words the figure is noise"


def test_the_index_is_the_formula() -> None:
    text = "Le chat dort. " * 10  # 30 words of one syllable, 10 sentences
    assert kandel_moles(text) == pytest.approx(207 - 1.015 * 3 - 73.6 * 1)


@pytest.mark.parametrize(
    ("count", "code", "level"),
    [(12, None, None), (13, "long_sentence", Level.WARNING), (21, "too_long_sentence", Level.ERROR)],
)
def test_long_sentences(count: int, code: str | None, level: Level | None) -> None:
    problems = found(f"| | type | name | label::Français (fr) |\n| | note | n | {'bon ' * count} |")
    assert [(one.code, one.level) for one in problems] == ([(code, level)] if code else [])
    if code:
        assert (problems[0].place.sheet, problems[0].place.row) == ("survey", 2)
        assert problems[0].place.column == "label::Français (fr)"
        assert problems[0].values["count"] == str(count)


def test_a_translation_may_be_a_little_longer() -> None:
    head = "| | type | name | label::Français (fr) | label::Español (es) |\n"
    assert not open_warnings(found(f"{head}| | note | n | bon | {'bien ' * 15} |"))
    (problem,) = open_warnings(found(f"{head}| | note | n | bon | {'bien ' * 16} |"))
    assert (problem.code, problem.place.column) == ("long_sentence", "label::Español (es)")


def test_hard_words_in_short_sentences_are_hard_to_read() -> None:
    text = "L'administration municipale sollicite votre participation. " * 5
    assert asking(text, "note") == ["hard_to_read"]
    assert asking("L'administration municipale sollicite votre participation.", "note") == []


def test_jargon_comes_with_the_words_of_parents() -> None:
    (problem,) = found(
        "| | type | name | label::Français (fr) |\n| | text | q | Que pensez-vous des activités périscolaires ? |"
    )
    assert (problem.code, problem.level) == ("jargon", Level.WARNING)
    assert problem.values == {"word": "périscolaires", "instead": "avant et après l'école"}


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("La mise en\nœuvre du PEdT", ["PEdT", "mise en\nœuvre"]),
        ("Votre rep est ici", []),  # capitals are asked for
        ("Une école en REP+", ["REP+"]),
        ("Le représentant des parents d'élèves", []),
        ("La parentalite", []),
    ],
)
def test_jargon_is_whole_words(text: str, hits: list[str]) -> None:
    assert sorted(word for word, _ in jargon(text, "fr-x-falc")) == sorted(hits)
    assert list(jargon(text, "tr")) == []


def test_the_words_of_parents_are_no_jargon_themselves() -> None:
    rows = list(csv.DictReader(LIST.read_text(encoding="utf-8").splitlines()))
    terms = [row["term"] for row in rows]
    assert len(set(terms)) == len(terms) > 60
    for row in rows:
        assert row["instead"].strip(), row
        assert list(jargon(row["instead"], "fr")) == [], row
        assert [word for word, _ in jargon(f"Voici : {row['term']}.", "fr")], row
