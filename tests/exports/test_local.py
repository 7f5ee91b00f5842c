"""Questions of one district: its line alone, and nothing of them in a total of the city."""

import csv
import io
import json
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports import release as module
from exports.auditing import audit
from exports.plan import plan
from exports.policy import PUBLIC, Policy
from exports.records import Record
from exports.relations import Known
from exports.release import Release, build
from services.campaigning.plans import LocalQuestion, Plan
from services.fieldwork.weaving import woven
from surveys.answers import Answer, Chosen, Missing
from surveys.conditions import standing
from surveys.items import Multiple, Single
from surveys.questionnaire import Questionnaire
from tests.exports.bruteforce import open_cells, worlds
from tests.exports.campaigns import choices, district_item, questionnaire, study, text
from tests.exports.history import History

TINY = Policy("tiny", floor=4, step=2, dissent=1, candidates=2)
PLACES = ("nord", "sud", "est")
NORD_ONLY = "${district} = 'nord'"


def asked(condition: str = NORD_ONLY) -> Questionnaire:
    return questionnaire(
        district_item(PLACES),
        Single(name="calm", text=text("Calme ?"), choices=choices("ab")),
        Single(name="pool", text=text("La piscine ?"), choices=choices("uv"), relevant=condition),
        Multiple(name="park", text=text("Le parc ?"), choices=choices("xyz"), relevant=condition),
    )


def people(of: Questionnaire, number: int, seed: int = 1) -> list[Record]:
    draw = Random(seed)
    found = []
    for _ in range(number):
        given: dict[str, Answer] = {"district": Chosen((draw.choice((*PLACES, "unknown")),))}
        for item in of.items[1:]:
            names = [choice.name for choice in item.choices]
            size = draw.randint(1, 2) if isinstance(item, Multiple) else 1
            given[item.name] = Missing.SKIPPED if draw.random() < 0.05 else Chosen(tuple(draw.sample(names, size)))
        found.append(Record(standing(of, given), complete=True))
    return found


def released(of: Questionnaire, number: int = 200) -> Release:
    built = build(study(of), people(of, number), PUBLIC)
    assert isinstance(built, Release)
    return built


def lines(files) -> dict[str, set[str]]:
    """Per table, the lines with answers."""
    found: dict[str, set[str]] = {}
    for cell in json.loads(files["cells.json"])["cells"]:
        is_shown = cell["value"] is not None and cell.get(cell["table"]) != "TOTAL"
        found.setdefault(cell["table"], set()).update({cell["district"]} if is_shown else ())
    return found


def test_a_question_of_one_district_has_its_line_and_no_total():
    shown = lines(released(asked()).files)
    assert shown["q_calm"] == {*PLACES, "no_district", "TOTAL"}
    assert shown["q_pool"] == shown["q_park"] == shown["q_park__x"] == {"nord"}


def test_a_question_of_two_districts_has_two_lines_and_no_total():
    shown = lines(released(asked("${district} = 'nord' or ${district} = 'est'")).files)
    assert shown["q_pool"] == {"nord", "est"}


@pytest.mark.parametrize("condition", ["", "${district} != 'paris'", "${calm} = 'a'", "${district} = 'unknown'"])
def test_a_question_that_other_filters_open_keeps_its_total(condition):
    assert {table.only for table in plan(asked(condition)).tables} == {None}


def test_what_officers_add_for_their_district_is_known_by_its_filter_and_not_by_its_name():
    added = LocalQuestion(district="nord", text="La piscine ?", choices=("oui", "non"))
    whole = woven(questionnaire(*asked().items[:2]), Plan(questions=(added,)))
    assert {table.only for table in plan(whole).tables if table.text.in_("fr") == "La piscine ?"} == {
        frozenset({"nord"})
    }


def test_nobody_in_a_district_is_said_not_to_be_concerned_by_its_question():
    (pool,) = (table for table in plan(asked()).tables if table.item == "pool")
    assert "not_applicable" not in {category.name for category in pool.categories}


def test_the_figures_add_up_to_the_district():
    cells = json.loads(released(asked()).files["cells.json"])["cells"]
    nord = [cell for cell in cells if cell["table"] == "q_pool" and cell["district"] == "nord"]
    *parts, total = (cell["value"] for cell in nord)
    assert sum(parts) == total > 0


def test_people_read_it_for_that_district_alone():
    files = released(asked()).files
    rows = list(csv.DictReader(io.StringIO(files["results.csv"].decode(), newline="")))
    assert {row["quartier"] for row in rows if row["question"] == "La piscine ?"} == {"Nord"}
    elsewhere = {c["reason"] for c in json.loads(files["cells.json"])["cells"] if c["table"] == "q_pool"}
    assert elsewhere == {None, "elsewhere"}


def test_a_district_that_agrees_is_withheld_for_it_and_no_other_is():
    of = asked()
    agreed = [
        Record({**one.answers, "pool": Chosen(("u",))}, True) if isinstance(one.answers["pool"], Chosen) else one
        for one in people(of, 200)
        if one.answers["pool"] is not Missing.SKIPPED
    ]
    built = build(study(of), agreed, PUBLIC)
    assert isinstance(built, Release)
    assert lines(built.files)["q_pool"] == set()
    assert lines(built.files)["q_calm"] >= set(PLACES)


@pytest.mark.parametrize("line", ["TOTAL", "sud"])
def test_the_attacker_refuses_a_figure_of_who_was_not_asked(line):
    files = dict(released(asked()).files)
    rows = list(csv.DictReader(io.StringIO(files["cells.csv"].decode(), newline="")))
    for row in rows:
        if (row["table"], row["district"], row["q_pool"]) == ("q_pool", line, "u"):
            row |= {"value": "20", "status": "rounded:5"}
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    assert "certain" in {
        found.code for found in audit({**files, "cells.csv": out.getvalue().encode()}, PUBLIC).findings
    }


@pytest.fixture
def light(monkeypatch):
    """Without the readable files, which the attackers do not read."""
    monkeypatch.setattr(module, "readable", lambda *_args: {})


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10**6)), min_size=1, max_size=3))
def test_no_count_of_it_can_be_worked_out_over_several_releases(light, comings):
    history = History(asked(), TINY)
    for number, seed in comings:
        history.come(people(history.asked, number, seed))
        history.release(final=(number, seed) == comings[-1])
    known = [(release.files, release.gone) for release in history.releases]
    if known:
        assert open_cells(worlds(known, TINY.step, TINY.floor, TINY.dissent), TINY.candidates) == []


def test_a_district_that_nobody_joined_keeps_its_figures(light):
    history = History(asked(), PUBLIC)
    history.come(people(history.asked, 120))
    first = history.release()
    history.come([one for one in people(history.asked, 80, seed=2) if one.answers["district"] == Chosen(("sud",))])
    second = history.release()
    assert isinstance(first, Release)
    assert isinstance(second, Release)
    pools = [
        [c["value"] for c in json.loads(one.files["cells.json"])["cells"] if c["table"] == "q_pool"]
        for one in (first, second)
    ]
    assert pools[0] == pools[1]
    assert audit(second.files, PUBLIC, [Known(first.files)]).findings == ()
