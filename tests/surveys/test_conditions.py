from dataclasses import replace
from datetime import date
from decimal import Decimal

from surveys.answers import Chosen, Counted, Dated, Missing, Written
from surveys.conditions import Scope, accepted, applies, meaning, standing
from surveys.items import Number, Open
from surveys.questionnaire import Calculation
from tests.surveys.examples import ACTIONS, CHILDREN, EVERY_KIND, FIGURES, FIRST_ENTRY, questionnaire, text


def asked(name: str, relevant: str = "") -> Open:
    return Open(name=name, text=text("?"), relevant=relevant)


def test_expressions_see_answers_as_names_and_text() -> None:
    scope = Scope(
        EVERY_KIND,
        {
            "role": Chosen(("mother",)),
            "stage": Chosen(("s0", "s11")),
            "order": Chosen(("r3", "r1", "r2")),
            "figures": Chosen(("i1", "i3")),
            "children": Counted(Decimal("2")),
            "moved": Dated(date(1970, 1, 2)),
            "voice": Written("Plus de parcs"),
            "district": Missing.SKIPPED,
        },
    )

    assert scope["role"] == "mother"
    assert scope["stage"] == "s0 s11"
    assert scope["order"] == "r3 r1 r2"
    assert (scope["figures_best"], scope["figures_worst"]) == ("i1", "i3")
    assert (scope["children"], scope["moved"], scope["voice"]) == ("2", "1", "Plus de parcs")
    assert (scope["district"], scope["actions"]) == ("", "")
    assert scope["young"] == "yes"
    assert scope.get("nobody", "absent") == "absent"


def test_a_condition_decides_whether_an_item_applies() -> None:
    assert applies(EVERY_KIND, FIRST_ENTRY, {"stage": Chosen(("s3",))})
    assert not applies(EVERY_KIND, FIRST_ENTRY, {"stage": Chosen(("s11",))})
    assert not applies(EVERY_KIND, FIRST_ENTRY, {})


def test_an_answer_in_a_branch_that_fell_away_opens_no_further_branch() -> None:
    form = questionnaire(asked("a"), asked("b", "${a} = 'yes'"), asked("c", "${b} = 'yes'"))
    answers = {"a": Written("yes"), "b": Written("yes"), "c": Written("mine")}

    assert standing(form, answers) == answers
    assert standing(form, {**answers, "a": Written("no")}) == {
        "a": Written("no"),
        "b": Missing.NOT_APPLICABLE,
        "c": Missing.NOT_APPLICABLE,
    }


def test_the_reasons_for_a_missing_answer_stay_apart() -> None:
    found = standing(
        EVERY_KIND,
        {
            "role": Missing.SKIPPED,
            "district": Chosen(("outside",)),
            "stage": Chosen(("s11",)),
            "actions": Chosen(("dk",)),
            "first_entry": Chosen(("2",)),
        },
    )

    assert found["role"] is Missing.SKIPPED
    assert found["district"] is Missing.NOT_APPLICABLE
    assert found["actions"] is Missing.DONT_KNOW
    assert found["first_entry"] is Missing.NOT_APPLICABLE, "an old answer in a closed branch does not count"
    assert found["voice"] is Missing.NOT_ASKED
    assert {"consent", "followup", "review", "welcome"}.isdisjoint(found)


def test_an_item_is_not_applicable_only_once_its_condition_can_be_judged() -> None:
    assert standing(EVERY_KIND, {})["first_entry"] is Missing.NOT_ASKED
    assert standing(EVERY_KIND, {"stage": Missing.SKIPPED})["first_entry"] is Missing.NOT_APPLICABLE


def test_a_reason_beside_real_choices_is_left_out() -> None:
    some = replace(ACTIONS, choices=(*ACTIONS.choices[:3], replace(ACTIONS.choices[3], exclusive=False)))

    assert meaning(some, Chosen(("a1", "dk"))) == Chosen(("a1",))
    assert meaning(FIGURES, Chosen(("i1", "i2"))) == Chosen(("i1", "i2"))


def test_a_constraint_never_stands_against_not_answering() -> None:
    assert accepted(CHILDREN, Counted(Decimal(3)), {})
    assert not accepted(CHILDREN, Counted(Decimal(0)), {})
    assert accepted(CHILDREN, Missing.SKIPPED, {})


def test_a_long_chain_of_conditions_is_followed_to_its_end() -> None:
    chain = [asked("q0"), *(asked(f"q{n}", f"${{q{n - 1}}} = 'yes'") for n in range(1, 1500))]
    answers = {item.name: Written("yes") for item in chain}

    assert applies(questionnaire(*chain), chain[-1], answers)
    assert not applies(questionnaire(*chain), chain[-1], {**answers, "q3": Written("no")})


def test_conditions_that_refer_to_each_other_are_simply_unknown() -> None:
    form = questionnaire(
        asked("a", "${b} = 'x'"), asked("b", "${a} = 'x'"), calculations=(Calculation("c", "${c} + 1"),)
    )

    assert standing(form, {"a": Written("x"), "b": Written("x")})["a"] is Missing.NOT_APPLICABLE
    assert Scope(form, {})["c"] == ""


def test_calculations_build_on_each_other() -> None:
    form = questionnaire(
        Number(name="n", text=text("?")),
        asked("many", "${double} > 5"),
        calculations=(Calculation("double", "${n} * 2"), Calculation("quadruple", "${double} * 2")),
    )

    assert Scope(form, {"n": Counted(Decimal(3))})["quadruple"] == "12"
    assert applies(form, form.item("many"), {"n": Counted(Decimal(3))})
    assert not applies(form, form.item("many"), {"n": Counted(Decimal(2))})
