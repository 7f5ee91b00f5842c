"""A filter makes "does not apply" and an earlier answer the same people: the attacker knows it."""

import json
from random import Random

import pytest

from exports.auditing import audit
from exports.codebook import codebook
from exports.filters import ties
from exports.plan import plan
from exports.policy import PUBLIC
from exports.records import Record
from exports.release import Release, build
from exports.tabulate import tabulate
from surveys.answers import Answer, Chosen, Missing
from surveys.conditions import standing
from surveys.items import Item, Multiple, Single
from surveys.questionnaire import Questionnaire
from tests.exports.campaigns import choices, district_item, questionnaire, study, text

FILTERS = (
    "${calm} = 'a'", "${calm} != 'a'", "${calm} = 'a' or ${calm} = 'b'", "not(${calm} = 'dk')", "${calm} = ''",
    "selected(${help}, 'x')", "not(selected(${help}, 'x'))", "selected(${help}, 'x') or selected(${help}, 'y')",
    "selected(${help}, 'x') and selected(${help}, 'y')", "count-selected(${help}) > 1",
)  # fmt: skip


def _asked(condition: str, **reasons: Missing) -> Questionnaire:
    return questionnaire(
        district_item(("nord", "sud")),
        Single(name="calm", text=text("Calme ?"), choices=choices("abc", dk=Missing.DONT_KNOW)),
        Multiple(name="help", text=text("Aide ?"), choices=choices("xyz")),
        Single(name="then", text=text("Alors ?"), choices=choices("uv", **reasons), relevant=condition),
    )


def _people(asked: Questionnaire, seed: int) -> list[Record]:
    """Whoever is asked answers, skips or stops; what is not given is not asked, or does not apply."""
    draw = Random(seed)
    people = []
    for _ in range(100):
        given: dict[str, Answer] = {}
        for item in asked.items:
            taken = _taken(item, draw)
            if taken is None:
                break
            given[item.name] = taken
        people.append(Record(standing(asked, given), complete=True))
    return people


def _taken(item: Item, draw: Random) -> Answer | None:
    names = [choice.name for choice in getattr(item, "choices", ())]
    turn = draw.randrange(12)
    if turn == 0:
        return None
    if turn == 1:
        return Missing.SKIPPED
    if isinstance(item, Multiple):
        return Chosen(tuple(draw.sample(names, draw.randint(1, len(names)))))
    return Chosen((draw.choice(names),))


@pytest.mark.parametrize("condition", FILTERS)
def test_what_the_attacker_believes_of_a_filter_is_true(condition):
    for seed, reasons in enumerate(({}, {"na": Missing.NOT_APPLICABLE})):
        asked = _asked(condition, **reasons)
        people = _people(asked, seed)
        book = codebook(study(asked), plan(asked))
        found = ties(book["items"], book["tables"])
        assert found or " and " in condition or "count" in condition
        counts = tabulate(plan(asked), people)
        places = {table.name: [category.name for category in table.categories] for table in counts.plan.tables}
        for tie in found:
            amount = sum(
                sign * int(counts.counts[table].sum(axis=(0, 1))[places[table].index(category)])
                for (table, category), sign in tie.terms.items()
            )
            assert tie.low <= amount <= tie.high


@pytest.mark.parametrize("condition", FILTERS)
def test_a_release_with_a_filter_holds(condition):
    asked = _asked(condition)
    built = build(study(asked), _people(asked, 7), PUBLIC)
    assert isinstance(built, Release)
    assert built.summary.withheld < built.summary.cells / 2


def test_the_same_people_rounded_in_two_ways_are_caught():
    # "a" is shown as 15, and those to whom the next question does not apply, the same people, as 20: 16 to 19 are left.
    cells = """
release,table,q_calm,q_then,value,status
r,heads,,,60,rounded:5
r,q_calm,a,,15,rounded:5
r,q_calm,b,,45,rounded:5
r,q_calm,TOTAL,,60,rounded:5
r,q_then,,u,40,rounded:5
r,q_then,,not_applicable,20,rounded:5
r,q_then,,TOTAL,60,rounded:5
"""
    asked = questionnaire(
        Single(name="calm", text=text("Calme ?"), choices=choices("ab")),
        Single(name="then", text=text("Alors ?"), choices=choices("u"), relevant="${calm} != 'a'"),
    )
    book = codebook(study(asked), plan(asked))
    shown = {"a", "b", "u", "not_applicable"}
    for table in book["tables"]:
        table["categories"] = [category for category in table["categories"] if category["name"] in shown][:2]
    book["tables"][0]["categories"] = book["tables"][0]["categories"][:2]
    files = {"cells.csv": cells.strip().encode(), "cells.json": b'{"cells": []}'}
    found = [
        audit({**files, "codebook.json": json.dumps({**book, "items": items}).encode()}, PUBLIC).findings
        for items in ([], book["items"])
    ]
    assert found[0] == ()
    assert {finding.code for finding in found[1]} == {"narrow"}


def test_the_same_people_have_the_same_figure_in_both_questions():
    asked = _asked("${calm} != 'a'")
    built = build(study(asked), _people(asked, 7), PUBLIC)
    assert isinstance(built, Release)
    cells = json.loads(built.files["cells.json"])["cells"]
    values = {(cell["district"], cell.get("q_calm"), cell.get("q_then")): cell["value"] for cell in cells}
    pairs = [(values[d, "a", None], values[d, None, "not_applicable"]) for d in ("nord", "sud", "TOTAL")]
    assert [one for one, _other in pairs] == [other for _one, other in pairs]
