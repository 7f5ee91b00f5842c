"""What no question should ask, what one question cannot, and where no parent comes."""

import pytest

import questionnaires
from services.authoring import examine
from services.authoring.reach import out_of_reach
from services.personas import STEADY, play
from surveys.answers import Chosen
from tests.authoring import SCALE, asking, codes, found, open_warnings, serious


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Quel est votre nom ?", "asks_name"),
        ("Comment vous appelez-vous ?", "asks_name"),
        ("Prénom de votre enfant ?", "asks_name"),
        ("Nom", "asks_name"),
        ("Quelle est votre adresse ?", "asks_address"),
        ("Dans quelle rue habitez-vous ?", "asks_address"),
        ("Votre code postal ?", "asks_address"),
        ("Quel est votre numéro de téléphone ?", "asks_phone"),
        ("Votre adresse e-mail ?", "asks_email"),
        ("Quelle est sa date de naissance ?", "asks_birth"),
        ("Quel est votre numéro de sécurité sociale ?", "asks_number"),
        ("Dans quelle classe est votre enfant ?", "asks_class"),
        ("Nom de l'école de votre enfant ?", "asks_class"),
        ("What is your name?", "asks_name"),
        ("What is your phone number?", "asks_phone"),
    ],
)
def test_questions_that_point_at_somebody(label: str, code: str) -> None:
    assert asking(label) == [code]


@pytest.mark.parametrize(
    "label",
    [
        "Que faut-il changer ? Ne donnez pas de nom.",
        "Que pensez-vous du nom de la nouvelle école ?",
        "Sans donner votre nom, que faut-il changer ?",
        "Le téléphone est-il utile pour l'école ?",
        "Comment s'appelle votre quartier entre vous ?",
        "Combien de rues traverse votre enfant ?",
        "Que pensez-vous de la classe de découverte ?",
        "Par quelle adresse internet êtes-vous venu ?",
    ],
)
def test_questions_that_do_not(label: str) -> None:
    assert asking(label) == []


def test_each_thing_that_is_asked_for_is_told() -> None:
    assert asking("Quel est votre nom ? Votre adresse ? Votre téléphone ?")[:3] == [
        "asks_name",
        "asks_address",
        "asks_phone",
    ]


def test_a_notice_may_speak_of_names_and_a_choice_is_no_name() -> None:
    assert asking("Votre nom, votre adresse : je ne les demande pas.", "note") == []
    assert asking("Comment votre enfant s'appelle-t-il lui-même ?", "select_one yes_no") == []
    assert asking("Dans quelle classe est votre enfant ?", "select_one scale") == ["asks_class"]


@pytest.mark.parametrize(
    ("label", "kind", "piece"),
    [
        ("Êtes-vous content de la cantine et du transport ?", "select_one scale", "cantine et du"),
        ("Êtes-vous content de la cantine et du transport ?", "select_one yes_no", "cantine et du"),
        ("Où jouez-vous ? Et où lisez-vous ?", "text", "Et où lisez-vous"),
    ],
)
def test_two_questions_in_one(label: str, kind: str, piece: str) -> None:
    more = "likert" if kind.endswith("scale") else ""
    problems = found(f"| | type | name | label::Français (fr) | appearance |\n| | {kind} | q | {label} | {more} |")
    assert [(one.code, one.values["piece"]) for one in problems] == [("two_questions", piece)]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Que pensez-vous de la cantine et du transport ?", "text"),  # own words can answer both
        ("Est-ce que les parents et l'école se parlent ?", "select_one yes_no"),
        ("A-t-il entre 3 et 6 ans ?", "select_one yes_no"),
        ("Merci ! Voulez-vous autre chose ?", "text"),
        ("Un vélo ou une trottinette ?", "select_one yes_no"),
    ],
)
def test_one_question(label: str, kind: str) -> None:
    assert asking(label, kind) == []


BRANCHES = """
| | type | name | label::Français (fr) | relevant |
| | select_one yes_no | has | Un enfant ? | |
| | integer | age | Quel âge ? | ${has} = 'yes' |
| | text | big | Et à l'école ? | ${age} > 10 and ${age} < 12 |
| | text | lost | Et après ? | ${has} = 'no' and ${age} > 3 |
"""


def test_a_question_no_made_up_parent_comes_to() -> None:
    problems = found(BRANCHES)
    assert [(one.code, one.values["item"], one.place.row) for one in problems] == [("out_of_reach", "lost", 5)]


@pytest.mark.parametrize(
    "condition",
    [
        "selected(${likes}, 'a') and selected(${likes}, 'c')",
        "count-selected(${likes}) = 3",
        "not(selected(${likes}, 'a')) and not(selected(${likes}, 'b'))",
        "${likes} = ''",
        "${day} > '2026-05-01' and ${day} < '2026-05-03'",
        "contains(${word}, 'vélo')",
        "${size} div 2 = 3.5",
    ],
)
def test_conditions_of_all_sorts_are_reached(condition: str) -> None:
    survey = f"""
| | type | name | label::Français (fr) | relevant |
| | select_multiple abc | likes | Quoi ? | |
| | date | day | Quel jour ? | |
| | text | word | Quel mot ? | |
| | decimal | size | Combien ? | |
| | calculate | one | | |
| | note | here | Bravo | {condition} |
""".replace("| | calculate | one | | |\n", "")
    lists = "| choices |\n| | list_name | name | label::fr |\n" + "".join(
        f"| | abc | {one} | {one} |\n" for one in "abc"
    )
    expected = ["out_of_reach"] if "div" in condition else []  # 7 stands in no formula: nobody thinks of it
    assert codes(survey, lists) == expected


def test_too_many_combinations_are_no_proof() -> None:
    rows = "".join(f"| | integer | n{place} | Combien ? | |\n" for place in range(9))
    impossible = " and ".join(f"${{n{place}}} > {place + 1}" for place in range(9)) + " and ${n0} < 1"
    survey = f"| | type | name | label::Français (fr) | relevant |\n{rows}| | note | end | Fin | {impossible} |\n"
    assert "out_of_reach" not in codes(survey)


@pytest.mark.parametrize("name", questionnaires.names())
def test_everybody_is_asked_everything_that_is_shipped(name: str) -> None:
    assert out_of_reach(questionnaires.load(name)) == ()


def test_a_made_up_parent_is_asked_what_the_answers_call_for() -> None:
    form = questionnaires.load("bien-grandir")
    assert "first_entry" not in play(form, STEADY, 1, {"stage": Chosen(("s15",))}).met
    assert "first_entry" in play(form, STEADY, 1, {"stage": Chosen(("s3",))}).met
    assert "thanks" in play(form, STEADY, 1).met


def test_what_nobody_can_make_up_hides_nothing_behind_it() -> None:
    survey = """
| | type | name | label::Français (fr) | required | constraint |
| | text | code | Quel code ? | yes | regex(., '[A-Z]{3}-[0-9]{7}') |
| | text | next | Et après ? | | |
"""
    assert codes(survey) == []


def test_sets_of_a_long_list_are_gone_through() -> None:
    survey = """
| | type | name | label::Français (fr) | required | appearance |
| | select_one many | best | Lequel ? | yes | pairs |
| | note | end | Merci | | |
"""
    rows = "".join(f"| | many | c{place} | Choix {place} |\n" for place in range(9))
    form = f"| survey |{survey}| choices |\n| | list_name | name | label::fr |\n{rows}"
    reading = examine(form, "essai")
    assert serious(reading.problems) == ()
    assert reading.questionnaire is not None
    assert play(reading.questionnaire, STEADY, 1).met == {"best", "end"}


def test_a_long_questionnaire_is_looked_through_in_a_moment() -> None:
    rows = "".join(f"| | integer | n{place} | Combien ? | |\n" for place in range(6))
    never = " and ".join(f"${{n{place}}} > {place}" for place in range(6))
    notes = "".join(f"| | note | m{place} | Fin | {never} and ${{n0}} < {-place} |\n" for place in range(80))
    survey = f"| survey |\n| | type | name | label::fr | relevant |\n{rows}{notes}"
    assert "out_of_reach" not in [problem.code for problem in examine(survey, "essai").problems]


def test_one_warning_for_a_list_that_two_questions_share() -> None:
    long = SCALE.replace("Souvent", "Très souvent, presque tous les jours de la semaine")
    survey = (
        "| | type | name | label::Français (fr) |\n| | select_one scale | a | A ? |\n| | select_one scale | b | B ? |"
    )
    (problem,) = open_warnings(found(survey, long))
    assert (problem.code, problem.place.sheet, problem.place.row) == ("long_label", "choices", 4)
