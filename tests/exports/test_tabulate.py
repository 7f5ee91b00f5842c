from dataclasses import replace

import numpy as np

from exports import tabulate as module
from exports.plan import plan
from exports.records import Counted, Record
from exports.tabulate import tabulate
from surveys.answers import Chosen, Missing
from surveys.items import Multiple, Single
from tests.exports.campaigns import choices, district_item, parents, parents_questionnaire, questionnaire, text

SMALL = questionnaire(
    district_item(("nord", "sud")),
    Single(name="calm", text=text("Calme ?"), choices=choices("ab")),
    Multiple(name="help", text=text("Aide ?"), choices=choices("xy")),
)


def _record(district, calm, *helps, complete=True):
    helped = Chosen(helps) if helps else Missing.SKIPPED
    return Record({"district": Chosen((district,)), "calm": calm, "help": helped}, complete)


def test_counts_by_hand():
    aicha, ines = _record("nord", Chosen(("a",)), "x"), _record("nord", Chosen(("b",)), "x", "y")
    mehmet, lea = _record("sud", Missing.REFUSED, "y"), _record("nord", Chosen(("a",)))
    tables = tabulate(plan(SMALL), [aicha, ines, mehmet, lea])
    assert tables.heads[Counted.NOT_YET].tolist() == [3, 1, 0]
    counts = {name: table[Counted.NOT_YET] for name, table in tables.counts.items()}
    assert counts["q_calm"][:2, :2].tolist() == [[2, 1], [0, 0]]
    assert counts["q_help"][:2, 0].tolist() == [2, 1]
    assert counts["q_help__x"][:2, 0].tolist() == [2, 0]
    assert counts["q_help__y"][:2, 0].tolist() == [1, 1]


def test_people_are_counted_by_where_they_were_counted_before():
    ines = replace(_record("nord", Chosen(("b",))), counted=Counted.GROUP)
    lea = replace(_record("nord", Chosen(("a",))), counted=Counted.CITY)
    heads = tabulate(plan(SMALL), [_record("sud", Chosen(("a",))), ines, lea]).heads
    assert heads[:, :2].tolist() == [[0, 1], [1, 0], [1, 0]]


def test_a_changed_answer_is_known_by_its_mark():
    first = tabulate(plan(SMALL), [replace(_record("nord", Chosen(("a",)), "x"), number=7)], b"key")
    assert first.arrivals.numbers.tolist() == [7]
    again = {"number": 7, "counted": Counted.GROUP, "mark": first.arrivals.marks[0]}
    same, other = (replace(_record("nord", Chosen((choice,)), "x"), **again) for choice in "ab")
    assert tabulate(plan(SMALL), [same], b"key").unchanged == 1
    assert tabulate(plan(SMALL), [other], b"key").unchanged == 0


def test_a_questionnaire_that_is_not_finished_waits_for_the_end():
    half = _record("nord", Chosen(("a",)), complete=False)
    assert tabulate(plan(SMALL), [half], final=False).heads.sum() == 0
    assert tabulate(plan(SMALL), [half], final=True).heads.sum() == 1


def test_who_stopped_early_is_not_counted():
    early = Record({"district": Chosen(("nord",)), "calm": Missing.NOT_ASKED, "help": Missing.NOT_ASKED}, False)
    assert tabulate(plan(SMALL), [early]).heads.sum() == 0


def test_without_a_district_everybody_is_one_group():
    only = questionnaire(Single(name="calm", text=text("Calme ?"), choices=choices("ab")))
    tables = tabulate(plan(only), [Record({"calm": Chosen(("a",))}, True)] * 3)
    assert tables.heads[Counted.NOT_YET].tolist() == [3]
    assert tables.counts["q_calm"][Counted.NOT_YET][0, :2].tolist() == [3, 0]


def test_chunks_give_the_same_counts_as_one_piece(monkeypatch):
    asked = parents_questionnaire()
    people = list(parents(asked, 300))
    whole = tabulate(plan(asked), people)
    monkeypatch.setattr(module, "CHUNK", 7)
    pieces = tabulate(plan(asked), people)
    assert all(np.array_equal(whole.counts[name], pieces.counts[name]) for name in whole.counts)


def test_every_partition_adds_up_to_the_head_counts():
    asked = parents_questionnaire()
    tables = tabulate(plan(asked), parents(asked, 200))
    for table in tables.plan.tables:
        if table.is_partition:
            assert np.array_equal(tables.counts[table.name].sum(axis=2), tables.heads)
