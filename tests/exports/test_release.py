"""Whole releases against the truth, counted apart."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports import release as module
from exports.heads import heads
from exports.policy import LOCAL_GROUP, PRESETS, PUBLIC
from exports.protected import Figure, ProtectedTable
from exports.records import Record
from exports.release import Refused, Release, build
from exports.suppression import protect
from surveys.answers import Chosen, Missing
from surveys.items import BestWorst, Comparison, Multiple, Ranking, Rating, Single
from surveys.questionnaire import Questionnaire
from tests.exports.campaigns import (
    DISTRICTS,
    choices,
    district_item,
    first,
    parents,
    parents_questionnaire,
    questionnaire,
    study,
    text,
)
from tests.exports.oracle import complaints, key, lines, truth

KINDS = {
    "single": lambda name, c: Single(name=name, text=text("S"), choices=choices(c)),
    "multiple": lambda name, c: Multiple(name=name, text=text("M"), choices=choices(c, dk=Missing.DONT_KNOW)),
    "top": lambda name, c: Multiple(name=name, text=text("T"), choices=choices(c), at_most=2),
    "rating": lambda name, c: Rating(name=name, text=text("R"), choices=choices(c, na=Missing.NOT_APPLICABLE)),
    "ranking": lambda name, c: Ranking(name=name, text=text("K"), choices=choices(c)),
    "duel": lambda name, c: Comparison(name=name, text=text("C"), choices=choices(c), size=2, rounds=4),
    "best": lambda name, c: BestWorst(name=name, text=text("B"), worst=text("W"), choices=choices(c)),
}


@st.composite
def campaigns(draw: st.DrawFn) -> tuple[Questionnaire, list[Record]]:
    districts = draw(st.integers(3, 5))
    kinds = draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=2, max_size=4))
    items = [KINDS[kind](f"{kind}{n}", "abcd"[: draw(st.integers(2, 4))]) for n, kind in enumerate(kinds)]
    asked = questionnaire(district_item(DISTRICTS[:districts]), *items)
    skew = draw(st.lists(st.floats(0.01, 1), min_size=districts + 2, max_size=districts + 2))
    return asked, list(parents(asked, draw(st.integers(0, 200)), draw(st.integers(0, 10**6)), skew))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(campaigns(), st.sampled_from(sorted(PRESETS)))
def test_no_release_breaks_a_rule(campaign, preset):
    asked, people = campaign
    built = build(study(asked), people, PRESETS[preset])
    assert isinstance(built, Release)
    assert complaints(asked, people, built.files["cells.csv"], PRESETS[preset].floor) == []


@pytest.mark.parametrize("number", [40, 600])
def test_the_parents_campaign_breaks_no_rule_and_names_every_district(number):
    asked = parents_questionnaire()
    people = list(parents(asked, number))
    built = build(study(asked), people, PUBLIC)
    assert isinstance(built, Release)
    assert complaints(asked, people, built.files["cells.csv"], 10) == []
    for name in ("results.csv", "results.json", "cells.csv", "cells.json"):
        words = built.files[name].decode().casefold()
        assert all(district in words for district in DISTRICTS)


def test_six_hundred_parents_lose_only_their_small_groups():
    asked = parents_questionnaire()
    built = build(study(asked), parents(asked, 600), PUBLIC)
    assert isinstance(built, Release)
    assert built.summary.withheld / built.summary.cells < 0.25
    assert b"K1" not in built.files["cells.csv"]


@pytest.mark.parametrize("number", [0, 3, 9])
def test_a_tiny_campaign_is_withheld_whole_and_says_why(number):
    asked = parents_questionnaire()
    people = [record for record in parents(asked, 40) if record.counts][:number]
    built = build(study(asked), people, PUBLIC)
    assert isinstance(built, Release)
    assert built.summary.city is None
    assert {line["status"] for line in lines(built.files["cells.csv"])} == {"suppressed"}
    assert {cell["reason"] for cell in json.loads(built.files["cells.json"])["cells"]} == {"too_few"}
    assert "Moins de 10 personnes : rien n'est montré." in built.files["methode.md"].decode()


def test_nine_answers_and_none_give_the_same_files():
    asked = parents_questionnaire()
    nine = build(study(asked), [record for record in parents(asked, 40) if record.counts][:9], PUBLIC)
    none = build(study(asked), [], PUBLIC)
    assert isinstance(nine, Release)
    assert isinstance(none, Release)
    assert nine.files == none.files


def test_without_a_district_the_city_is_shown():
    asked = questionnaire(Single(name="calm", text=text("Calme ?"), choices=choices("abc")))
    people = list(parents(asked, 50))
    built = build(study(asked), people, PUBLIC)
    assert isinstance(built, Release)
    assert "district" not in lines(built.files["cells.csv"])[0]
    assert complaints(asked, people, built.files["cells.csv"], 10) == []
    assert built.summary.city == pytest.approx(truth(asked, people, 10)[frozenset()], abs=4)


def _agreeing() -> tuple[Questionnaire, list[Record]]:
    asked = questionnaire(
        district_item(("nord", "sud", "est")), Single(name="calm", text=text("Calme ?"), choices=choices("ab"))
    )
    answers = {"nord": "a" * 30, "sud": "a" * 15 + "b" * 15, "est": "a" * 20 + "b" * 20}
    return asked, [
        Record({"district": Chosen((district,)), "calm": Chosen((answer,))}, complete=True)
        for district, given in answers.items()
        for answer in given
    ]


def test_a_district_that_agrees_is_withheld_for_that_question_alone():
    asked, people = _agreeing()
    built = build(study(asked), people, PUBLIC)
    assert isinstance(built, Release)
    cells = json.loads(built.files["cells.json"])["cells"]
    assert heads(built.files["results.json"]).groups["nord"] == 30
    withheld = {cell["district"] for cell in cells if cell["table"] == "q_calm" and cell["reason"] == "agreement"}
    # The reason does not tell which of the two agrees.
    assert withheld == {"nord", "sud"}


def test_the_local_group_sees_smaller_groups():
    asked = parents_questionnaire()
    people = list(parents(asked, 300))
    public, local = (protect(first(asked, people, policy), policy, b"key") for policy in (PUBLIC, LOCAL_GROUP))
    shown = [sum(isinstance(cell, Figure) for cell in protected.heads) for protected in (public, local)]
    assert shown[0] < shown[1]


def test_the_same_input_gives_the_same_bytes():
    asked = parents_questionnaire()
    first, again = (build(study(asked), parents(asked, 600), PUBLIC) for _ in range(2))
    assert isinstance(first, Release)
    assert isinstance(again, Release)
    assert first.files == again.files


def test_head_counts_are_read_again_from_the_results():
    asked = parents_questionnaire()
    built = build(study(asked), parents(asked, 600), PUBLIC)
    assert isinstance(built, Release)
    found = heads(built.files["results.json"])
    assert found.city == built.summary.city
    assert set(DISTRICTS) < set(found.groups)
    assert found.groups["nantes-sud"] is None
    assert found.groups["centre-ville"]


def test_what_the_attacker_finds_is_refused_and_no_bytes_leave(monkeypatch):
    asked, people = _agreeing()

    def careless(admitted, policy, key, past, withheld, twins):
        good = protect(admitted, policy, key, past)
        exact = [
            ProtectedTable(table.table, (*(tuple(Figure(int(n), 5) for n in row) for row in counts), table.rows[-1]))
            for table in good.tables
            for counts in [admitted.tables.counts[table.table.name][:-1]]
        ]
        return replace(good, tables=tuple(exact))

    monkeypatch.setattr(module, "protect", careless)
    built = build(study(asked), people[:-3], PUBLIC)
    assert isinstance(built, Refused)
    assert {problem.code for problem in built.problems} <= {"disclosure_not_rounded", "disclosure_contradiction"}


def test_what_the_attacker_finds_is_withheld_and_attacked_again():
    # Six people in a group shown to the local group: three chose "a", three "b", nobody may choose both. With some
    # directions of rounding the rules leave fewer than five sizes; the group is then withheld for that question.
    item = Multiple(name="one", text=text("Un ?"), choices=choices("ab"), at_most=1)
    asked = questionnaire(district_item(("nord", "sud", "est")), item)
    answers = {"nord": "aaabbb", "sud": "a" * 20 + "b" * 14, "est": "a" * 22 + "b" * 21}
    people = [
        Record({"district": Chosen((district,)), "one": Chosen((answer,))}, complete=True)
        for district, given in answers.items()
        for answer in given
    ]
    reasons = set()
    for number in range(12):
        built = build(replace(study(asked), key=bytes([number]) * 32), people, LOCAL_GROUP)
        assert isinstance(built, Release)
        assert complaints(asked, people, built.files["cells.csv"], 5) == []
        cells = json.loads(built.files["cells.json"])["cells"]
        reasons |= {cell["reason"] for cell in cells if cell["table"] != "heads"}
    assert "protects" in reasons


def test_a_true_multiple_gives_no_more_away_than_another_figure():
    # Counts that are multiples of 5 stay what they are, and look like any other.
    asked, people = _agreeing()
    protected = protect(first(asked, people, PUBLIC), PUBLIC, b"key")
    assert [cell.value for cell in protected.heads if isinstance(cell, Figure)] == [30, 30, 40, 100]


def test_each_cell_is_named_once_in_its_table():
    asked = parents_questionnaire()
    built = build(study(asked), parents(asked, 600), PUBLIC)
    assert isinstance(built, Release)
    names = [(line["table"], key(line)) for line in lines(built.files["cells.csv"])]
    assert len(names) == len(set(names))
