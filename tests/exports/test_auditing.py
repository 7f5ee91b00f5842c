"""The attacker finds what was planted. Files are small and written by hand, or a good release with one fault."""

import csv
import io
import json
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.auditing import audit
from exports.bounding import ranges
from exports.policy import PUBLIC
from exports.reading import AS_OF
from exports.relations import Known, puzzle
from exports.release import Release, build
from surveys.items import BestWorst, Comparison, Multiple, Ranking, Rating, Single
from tests.exports.campaigns import choices, district_item, parents, questionnaire, study, text
from tests.exports.oracle import truth

EVERY_KIND = (
    Single(name="calm", text=text("C"), choices=choices("abc")),
    Rating(name="scale", text=text("R"), choices=choices("abcd")),
    Multiple(name="some", text=text("S"), choices=choices("abc")),
    Multiple(name="top", text=text("T"), choices=choices("abcd"), at_most=2),
    Ranking(name="order", text=text("O"), choices=choices("abcd")),
    BestWorst(name="ends", text=text("B"), worst=text("W"), choices=choices("abcd")),
    Comparison(name="duel", text=text("D"), choices=choices("abcd"), size=2, rounds=4),
)


def _files(cells: str, *tables: dict[str, object], hidden: dict[str, str] | None = None) -> dict[str, bytes]:
    reasons = [{"table": "heads", "district": group, "reason": reason} for group, reason in (hidden or {}).items()]
    return {
        "cells.csv": cells.strip().replace(" ", "").encode(),
        "cells.json": json.dumps({"cells": reasons}).encode(),
        "codebook.json": json.dumps({"tables": tables}).encode(),
    }


def _codes(files: dict[str, bytes]) -> set[str]:
    return {finding.code for finding in audit(files, PUBLIC).findings}


HEADS = """
release,table,district,value,status
r,heads,nord,{nord},{status}
r,heads,sud,{sud},rounded:5
r,heads,est,{est},rounded:5
r,heads,TOTAL,{total},rounded:5
"""


def test_a_good_table_passes():
    assert _codes(_files(HEADS.format(nord=15, sud=20, est=30, total=65, status="rounded:5"))) == set()


def test_exact_counts_are_caught():
    exact = HEADS.format(nord=13, sud=22, est=30, total=65, status="rounded:5")
    assert _codes(_files(exact)) == {"not_rounded"}
    assert _codes(_files(exact.replace("13,rounded:5", "13,published"))) == {"not_rounded"}


def test_figures_that_no_truth_fits_are_caught():
    assert _codes(_files(HEADS.format(nord=15, sud=20, est=30, total=95, status="rounded:5"))) == {"contradiction"}


def test_a_single_hidden_district_is_caught():
    hidden = HEADS.format(nord="", sud=20, est=30, total=55, status="suppressed")
    assert _codes(_files(hidden, hidden={"nord": "too_few"})) == {"small_group"}


def test_a_hidden_cell_with_a_value_beside_it_is_caught():
    assert "not_rounded" in _codes(_files(HEADS.format(nord=5, sud=20, est=30, total=55, status="suppressed")))


def test_margins_that_narrow_a_range_are_caught():
    # Two answers shown as 5 and 0 hold 1..13 people; the group has at least 10: four values are left.
    cells = """
release,table,q_calm,value,status
r,heads,,10,rounded:5
r,q_calm,a,5,rounded:5
r,q_calm,b,0,rounded:5
r,q_calm,TOTAL,10,rounded:5
"""
    assert "narrow" in _codes(_files(cells))


def test_totals_that_leave_one_value_are_caught():
    # At least 16 people in four lines of at most 4: exactly 4 in each.
    cells = """
release,table,q_calm,value,status
r,heads,,20,rounded:5
r,q_calm,a,0,rounded:5
r,q_calm,b,0,rounded:5
r,q_calm,c,0,rounded:5
r,q_calm,d,0,rounded:5
r,q_calm,TOTAL,20,rounded:5
"""
    assert _codes(_files(cells)) == {"certain"}


def _release(people: int = 160, skew: tuple[float, ...] = (0.6, 0.25, 0.09, 0.03, 0.03)) -> Release:
    asked = questionnaire(
        district_item(("nord", "sud", "est")),
        Single(name="calm", text=text("Calme ?"), choices=choices("abc")),
        BestWorst(name="ind", text=text("Le plus ?"), worst=text("Le moins ?"), choices=choices("vwx")),
    )
    built = build(study(asked), parents(asked, people, skew=skew), PUBLIC)
    assert isinstance(built, Release)
    return built


def _changed(files: dict[str, bytes], **changes: str) -> dict[str, bytes]:
    """The files with other values in cells.csv: `changes` maps "table district category" to "value status"."""
    rows = list(csv.reader(io.StringIO(files["cells.csv"].decode(), newline="")))
    for row in rows:
        name = "_".join(part for part in row[1:-2] if part)
        if name in changes:
            row[-2:] = changes[name].split(" ")
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return {**files, "cells.csv": out.getvalue().encode()}


def test_a_small_group_that_is_shown_after_all_is_caught():
    files = dict(_release(skew=(0.6, 0.35, 0.04, 0.005, 0.005)).files)
    assert not audit(files, PUBLIC).findings
    heads = [cell for cell in json.loads(files["cells.json"])["cells"] if cell["table"] == "heads"]
    assert {cell["district"] for cell in heads if cell["reason"] == "too_few"} == {"est", "no_district"}
    assert "contradiction" in _codes(_changed(files, heads_est="10 rounded:5"))


def test_the_small_groups_together_are_caught_when_they_are_few():
    files = dict(_release(skew=(0.6, 0.35, 0.04, 0.005, 0.005)).files)
    heads = [cell for cell in json.loads(files["cells.json"])["cells"] if cell["table"] == "heads"]
    shown = sum(cell["value"] for cell in heads if cell["value"] and cell["district"] != "TOTAL")
    assert "small_group" in _codes(_changed(files, heads_TOTAL=f"{shown + 5} rounded:5"))


def test_two_roundings_of_the_same_people_are_caught():
    # Whoever skipped the best skipped the worst: 5 and 0 together leave 1..4.
    files = dict(_release(400).files)
    table = {row["district"]: row["value"] for row in json.loads(files["cells.json"])["cells"]
             if row["table"] == "q_ind_best" and row["q_ind_best"] == "refused"}  # fmt: skip
    assert table["nord"] == 0
    assert audit(_changed(files, q_ind_worst_nord_refused="5 rounded:5"), PUBLIC).findings


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_ranges_agree_with_trying_every_world(data):
    size = data.draw(st.integers(2, 4))
    low = [data.draw(st.integers(0, 3)) for _ in range(size)]
    high = [least + data.draw(st.integers(0, 5)) for least in low]
    rows = []
    for _ in range(data.draw(st.integers(1, 3))):
        terms = {place: data.draw(st.sampled_from((-1, 1, 2))) for place in range(size) if data.draw(st.booleans())}
        least = data.draw(st.integers(-5, 8))
        if terms:
            rows.append((terms, least, least + data.draw(st.integers(0, 6))))
    worlds = [
        world
        for world in product(*(range(a, b + 1) for a, b in zip(low, high, strict=True)))
        if all(a <= sum(world[place] * sign for place, sign in terms.items()) <= b for terms, a, b in rows)
    ]
    found = ranges([*map(float, low)], [*map(float, high)], rows, 4)
    if not worlds:
        assert found is None
        return
    assert found is not None
    for place, (least, most) in enumerate(found):
        values = [world[place] for world in worlds]
        assert min(values) <= least <= most <= max(values)
        if most - least < 4:
            assert (least, most) == (min(values), max(values))


@pytest.mark.parametrize("item", EVERY_KIND, ids=lambda item: type(item).__name__)
def test_what_the_attacker_believes_is_true(item):
    asked = questionnaire(district_item(("nord", "sud", "est")), item)
    people = list(parents(asked, 200, 3, (0.5, 0.3, 0.15, 0.05, 0)))
    built = build(study(asked), people, PUBLIC)
    assert isinstance(built, Release)
    believed, counts = puzzle(Known(built.files), PUBLIC), truth(asked, people, PUBLIC.floor)
    world = [counts[frozenset(cell for cell in key if cell[0] != AS_OF)] for key in believed.keys]
    assert len(world) > 20
    assert all(low <= count <= high for low, count, high in zip(believed.low, world, believed.high, strict=True))
    for terms, low, high in believed.rows:
        assert low <= sum(sign * world[place] for place, sign in terms.items()) <= high


def test_a_choice_that_everybody_is_for_and_some_are_against_is_caught():
    # 20 people put "a" first or so, and as many put it last: nobody does both.
    cells = """
release,table,q_o_first,q_o_last,value,status
r,heads,,,20,rounded:5
r,q_o_first,a,,15,rounded:5
r,q_o_first,b,,5,rounded:5
r,q_o_first,TOTAL,,20,rounded:5
r,q_o_last,,a,15,rounded:5
r,q_o_last,,b,5,rounded:5
r,q_o_last,,TOTAL,20,rounded:5
"""
    tables = [
        {"name": f"q_o_{end}", "item": "o", "measure": end, "at_most": None,
         "categories": [{"name": name, "choice": name, "missing": None} for name in "ab"]}
        for end in ("first", "last")
    ]  # fmt: skip
    assert _codes(_files(cells, *tables)) & {"narrow", "certain", "contradiction"}
