"""Neighbouring districts as one group: another partition of people, protected, attacked and told as any other."""

import json
from dataclasses import replace

import pytest

from exports import release as module
from exports.filters import asked_in
from exports.heads import FILE, heads
from exports.plan import NO_DISTRICT, plan
from exports.policy import PUBLIC, Policy
from exports.release import Beside, Refused, Release, build
from exports.statistics.deriving import derive
from exports.statistics.margins import Margins, together
from exports.statistics.shown import CITY
from surveys.items import Single
from tests.exports.bruteforce import open_cells, worlds
from tests.exports.campaigns import choices, district_item, parents, questionnaire, study, text
from tests.exports.history import History

TINY = Policy("tiny", floor=4, step=2, dissent=1, candidates=2)
PLACES = ("nantes-nord", "nantes-erdre", "nantes-sud")
EVEN = (0.3, 0.3, 0.3, 0.05, 0.05)
DISTRICTS = district_item(PLACES)
MERGED = replace(
    DISTRICTS,
    choices=tuple(
        replace(one, columns={"release_class": "north"}) if place < 2 else one
        for place, one in enumerate(DISTRICTS.choices)
    ),
)
CALM = Single(name="calm", text=text("Calme ?"), choices=choices("ab"))
HERE = Single(
    name="here",
    text=text("Ici ?"),
    choices=choices("ab"),
    relevant="${district} = 'nantes-nord' or ${district} = 'nantes-erdre'",
)
ASKED = questionnaire(MERGED, CALM)


@pytest.fixture
def light(monkeypatch):
    """Without the readable files, which the attackers do not read."""
    monkeypatch.setattr(module, "readable", lambda *_args: {})


@pytest.mark.parametrize("seed", range(6))
def test_no_count_of_two_releases_can_be_worked_out(light, seed):
    history = History(ASKED, TINY, key=bytes([seed]), crossing="district")
    for turn in range(2):
        history.come(list(parents(ASKED, 12, 10 * seed + turn, EVEN)))
        history.release(final=turn == 1)
    known = [(release.files, release.gone) for release in history.releases]
    assert known
    assert open_cells(worlds(known, TINY.step, TINY.floor, TINY.dissent), TINY.candidates) == []


def test_the_first_release_decides_whether_districts_are_merged(light):
    history = History(ASKED, PUBLIC, crossing="district")
    history.come(list(parents(ASKED, 90, 1, EVEN)))
    assert isinstance(history.release(), Release)
    assert module.crossing_of(history.ledger, "") == "district"
    history.crossing = ""
    history.come(list(parents(ASKED, 90, 2, EVEN)))
    refused = history.release()
    assert isinstance(refused, Refused)
    assert [problem.code for problem in refused.problems] == ["release_other_questions"]


def test_a_form_with_classes_is_counted_by_district_unless_they_are_wished_for(light):
    plain = questionnaire(DISTRICTS, CALM)
    one, other = (build(study(of), parents(plain, 90, 1, EVEN), PUBLIC) for of in (plain, ASKED))
    assert isinstance(one, Release)
    assert isinstance(other, Release)
    assert one.files == other.files


def test_a_name_that_stood_for_other_districts_in_an_earlier_wave_is_not_compared(light):
    built = []
    for together_now in (PLACES[:2], PLACES[1:]):
        places = [
            replace(one, columns={"release_class": "north"} if one.name in together_now else {})
            for one in DISTRICTS.choices
        ]
        asked = questionnaire(replace(DISTRICTS, choices=tuple(places)), CALM)
        wave = replace(study(asked), campaign=together_now[0], crossing="district")
        earlier = tuple(one.files for one in built)
        built.append(build(wave, parents(asked, 300, 1, EVEN), PUBLIC, beside=Beside(waves=earlier)))
        assert isinstance(built[-1], Release)
    (found,) = derive(built[1].files, PUBLIC, waves=(built[0].files,)).waves
    assert {one.line for one in found.changes} == {CITY, NO_DISTRICT}


def test_people_who_live_there_are_added_up():
    margins = Margins("Insee", "2024-01-01", {"district": dict(zip(PLACES, (30, 20, 50), strict=True))})
    assert together(margins, plan(ASKED, "district")).people == {"district": {"north": 50, "nantes-sud": 50}}
    assert together(margins, plan(ASKED)) == margins


def test_the_report_and_the_heads_say_that_two_districts_have_one_figure():
    asked = questionnaire(MERGED, CALM, HERE)
    built = build(replace(study(asked), crossing="district"), parents(asked, 120, 1, EVEN), PUBLIC, reports=("fr",))
    assert isinstance(built, Release)
    told = heads(built.files[FILE])
    assert told.merged == {"nantes-nord": "north", "nantes-erdre": "north"}
    report = built.files["report-fr.html"].decode()
    assert "* Nantes-nord, Nantes-erdre : quartiers réunis, un seul chiffre pour tous." in report
    assert report.count(f">{told.groups['north']} *<") == 2, "a tile each"
    book = json.loads(built.files["codebook.json"])
    assert asked_in(book["axis"], book["groups"], book["items"]) == {"here": {"north"}}, "as the attacker reads it"
