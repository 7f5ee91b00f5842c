from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.expressions import ExpressionError, compile_, day_number


@pytest.mark.parametrize(
    ("expression", "scope", "holds"),
    [
        ("${age} >= 18", {"age": "18"}, True),
        ("${age} >= 18", {"age": ""}, False),
        ("${age} >= 18", {}, False),
        ("selected(${stage}, 's0') or selected(${stage}, 's3')", {"stage": "s11 s3"}, True),
        ("selected(${stage}, 's1')", {"stage": "s11"}, False),
        ("selected-at(${order}, 0) = 'r2'", {"order": "r2 r1"}, True),
        ("selected-at(${order}, 9) = ''", {"order": "r2 r1"}, True),
        ("count-selected(${stage}) = 2", {"stage": "s0 s3"}, True),
        ("not(contains(${word}, 'b'))", {"word": "abc"}, False),
        ("${a} != '' and (${b} = 'x' or ${b} = 'y')", {"a": "1", "b": "y"}, True),
        ("if(${a} = 'x', 1, 0) = 1", {"a": "x"}, True),
        ("coalesce(${a}, ${b}) = 'y'", {"a": "", "b": "y"}, True),
        ("round(2.345, 2) = 2.35 or round(2.345, 2) = 2.34", {}, True),
        ("round(2.5) = 3", {}, True),
        ("int(-2.5) = -2", {}, True),
        ("${n} - 1 = 2", {"n": "3"}, True),
        ("${n}-1 = 2", {"n": "3"}, True),
        ("${day} >= '2026-11-01'", {"day": day_number(date(2026, 11, 3))}, True),
        ("${day} < date('2026-11-01')", {"day": day_number(date(2026, 11, 3))}, False),
        ("${n} + 1", {"n": "many"}, False),
        ("", {}, True),
        ("   ", {}, True),
    ],
)
def test_an_expression_reads_the_answers(expression: str, scope: dict[str, str], holds: bool) -> None:
    assert compile_(expression).holds(scope) is holds


def test_a_constraint_judges_the_value_itself() -> None:
    postcode = compile_("regex(., '^44[0-9]{3}$')")

    assert postcode.holds({}, itself="44000")
    assert not postcode.holds({}, itself="75011")
    assert compile_(". > 0 and . <= 15").holds({}, itself="3")


def test_a_choice_filter_reads_the_columns_of_a_choice() -> None:
    nearby = compile_("district = ${district} or name = 'other'")

    assert nearby.holds({"district": "nantes-nord"}, columns={"name": "school1", "district": "nantes-nord"})
    assert not nearby.holds({"district": "nantes-nord"}, columns={"name": "school2", "district": "nantes-sud"})
    assert nearby.holds({"district": "nantes-nord"}, columns={"name": "other"})
    assert nearby.columns == {"district", "name"}


def test_a_calculation_gives_text_as_a_person_would_write_it() -> None:
    assert compile_("${n} * 2").value({"n": "3"}) == "6"
    assert compile_("${n} div 4").value({"n": "3"}) == "0.75"
    assert compile_("${n} + 1").value({"n": "no number"}) == ""
    assert compile_("concat(${a}, '-', ${b})").value({"a": "x", "b": "y"}) == "x-y"
    assert compile_("${n} = 3").value({"n": "3"}) == "true"


def test_an_expression_tells_which_answers_it_needs() -> None:
    assert compile_("${a} = 'x' and selected(${b.c}, 'y')").names == {"a", "b.c"}


@pytest.mark.parametrize(
    ("expression", "code", "detail"),
    [
        ("${a} = 1 and (", "syntax", "${a} = 1 and ("),
        ("${a} = “x”", "syntax", "“x”"),
        ("/data/a = 1", "syntax", "/data/a = 1"),
        ("pulldata('f', 'a', 'b', ${c})", "unknown_function", "pulldata"),
        ("false() and nonsense()", "unknown_function", "nonsense"),
        ("true() or selected(${a})", "arguments", "selected"),
        ("today() > ${day}", "clock", "today"),
        ("random() < 0.5", "clock", "random"),
        ("regex(., '(')", "pattern", "("),
        ("1 + " * 2000 + "1", "too_long", "1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + "),
    ],
)
def test_a_faulty_expression_is_refused_with_the_piece_at_fault(expression: str, code: str, detail: str) -> None:
    with pytest.raises(ExpressionError) as refusal:
        compile_(expression)

    assert (refusal.value.code, refusal.value.detail) == (code, detail)


def test_an_answer_is_never_read_as_an_expression() -> None:
    assert not compile_("${a} = 'x'").holds({"a": "x' or 'a' = 'a"})


@given(st.text(), st.text())
def test_no_answer_makes_an_expression_fail(typed: str, chosen: str) -> None:
    everything = compile_(
        "regex(., ${b}) or selected(${a}, .) or round(${a}, ${b}) = 1 or substr(${a}, ${b}, .) = '' or pow(${a}, .) > 1"
        " or int(${a}) = 1 or date(${a}) = 1 or max(${a}, .) = 1 or abs(${b}) = 1 or selected-at(., ${a}) = 'x'"
    )

    assert everything.holds({"a": typed, "b": chosen}, itself=typed) in (True, False)
    assert isinstance(compile_("concat(${a}, .)").value({"a": typed}, itself=chosen), str)


@given(st.text(alphabet="${}ab01.,()+-*='\"<>!& \nnotselcdifé\0", max_size=60))
def test_any_text_is_an_expression_or_refused(text: str) -> None:
    try:
        expression = compile_(text)
    except ExpressionError:
        return
    assert expression.holds({}) in (True, False)
