"""Made-up parents talk through a questionnaire, each in their own way, and tell where nobody came."""

import pytest

import questionnaires
from services.personas import PERSONAS, STEADY, Persona, coverage, play
from services.personas.coverage import covered
from services.personas.people import Dice
from services.sheets import read
from services.transcripts import replay
from surveys.interview import Disposition
from surveys.questionnaire import Questionnaire

FORMS = {name: questionnaires.load(name) for name in questionnaires.names()}
GROWING_UP = FORMS["bien-grandir"]


def form(survey: str) -> Questionnaire:
    """A small form in text, with a list yes_no whose two texts begin alike."""
    choices = "| choices |\n| | list_name | name | label::fr |\n| | yes_no | yes | Oui |\n| | yes_no | no | Non |\n"
    reading = read(f"| survey |\n{survey.strip()}\n{choices}", "essai")
    assert reading.questionnaire is not None, reading.problems
    return reading.questionnaire


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("persona", PERSONAS.values(), ids=PERSONAS)
def test_everybody_gets_to_an_end_and_the_same_seed_says_the_same(name: str, persona: Persona) -> None:
    once = play(FORMS[name], persona, seed=4)
    assert not once.is_stuck
    assert once.disposition is not Disposition.OPEN
    assert play(FORMS[name], persona, seed=4) == once
    assert replay(FORMS[name], once.transcript) == once.transcript


def test_another_seed_is_another_conversation() -> None:
    assert len({play(GROWING_UP, PERSONAS["patient"], seed).transcript for seed in range(5)}) == 5


def lines(persona: str, seed: int = 1) -> list[str]:
    """What a persona does in the shipped questionnaire."""
    transcript = play(GROWING_UP, PERSONAS[persona], seed).transcript
    return [line.removeprefix("> ") for line in transcript.splitlines() if line.startswith("> ")]


HABITS = {
    "hurried": lambda said: said.count("[Passer]") >= 3,
    "wavering": lambda said: "[Retour]" in said and any(line.startswith("modifier") for line in said),
    "writing": lambda said: not any(line.startswith("[") and line not in ("[Valider]", "[Envoyer]") for line in said),
    "puzzled": lambda said: "xyzzy" in said and {"[Pourquoi ?]", "[Pas compris ?]"} & set(said),
    "interrupted": lambda said: "pause" in said,
    "bilingual": lambda said: "العربية" in said,
    "leaving": lambda said: said[-1] == "stop" and len(said) < 6,
    "declining": lambda said: said == ["[Non]"] or len(said) == 1,
    "outside": lambda said: len(said) < 5,
}


@pytest.mark.parametrize("persona", HABITS)
def test_a_habit_shows_in_what_is_done(persona: str) -> None:
    said = lines(persona)
    assert HABITS[persona](said), said


def test_who_speaks_arabic_is_answered_in_arabic_from_the_first_word() -> None:
    transcript = play(GROWING_UP, PERSONAS["arabic"], 1).transcript
    assert transcript.startswith("# bien-grandir ar 1\n")
    assert not any(word in transcript for word in ("Passer", "Retour", "Valider"))


def test_two_buttons_that_say_the_same_are_told_apart_by_their_number() -> None:
    asked = form(
        "| | type | name | label::fr |\n| | select_one twins | q | Lequel ? |\n| | text | t | Et ? |".replace(
            "twins", "yes_no"
        )
    )
    twins = read(
        "| survey |\n| | type | name | label::fr |\n| | select_one twins | q | Lequel ? |\n"
        "| choices |\n| | list_name | name | label::fr |\n| | twins | a | Pareil |\n| | twins | b | Pareil |\n",
        "essai",
    ).questionnaire
    assert twins is not None
    assert ("q", "a") in play(twins, STEADY, 1).taken
    assert play(asked, STEADY, 1).met == {"q", "t"}


def test_who_cannot_answer_what_must_be_answered_is_stuck() -> None:
    code = form(
        "| | type | name | label::fr | required | constraint |\n| | text | code | Code ? | yes | regex(., '[0-9]{9}') |"
    )
    assert play(code, STEADY, 1).is_stuck


BRANCHES = """
| | type | name | label::fr | relevant |
| | select_one yes_no | has | Un enfant ? | |
| | text | wish | Que faut-il ? | ${has} = 'yes' |
| | text | other | Autre chose ? | ${has} = 'maybe' |
"""


def test_a_report_tells_how_many_came_where_and_where_nobody_did() -> None:
    asked = form(BRANCHES)
    report = covered(asked, [play(asked, STEADY, 1)])
    has, wish, other = report.items
    assert (has.asked, has.gaps, has.is_whole) == (1, ("no",), False)
    assert (wish.asked, wish.passed, wish.is_whole) == (1, 0, False)  # nobody without a child: half a condition
    assert (other.asked, other.is_whole) == (0, False)


def test_all_the_personas_together_come_through_all_of_what_is_shipped() -> None:
    report = coverage(GROWING_UP, range(1, 6))
    assert (report.parents, report.stuck) == (5 * len(PERSONAS), 0)
    assert [item.item for item in report.items if not item.asked] == []


def test_dice_of_one_name_fall_alike_and_never_is_never() -> None:
    first, second = Dice("léa"), Dice("léa")
    assert [first.below(6) for _ in range(20)] == [second.below(6) for _ in range(20)]
    assert not any(Dice("inès").falls(0) for _ in range(100))
    assert all(Dice("inès").falls(100) for _ in range(100))
