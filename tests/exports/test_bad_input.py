"""What is too little, too much or changed: a clear result or a clear refusal, and never a part of a release."""

import csv
import io
import json
from dataclasses import replace

import pytest

from exports.policy import PUBLIC
from exports.records import Record
from exports.release import Beside, Refused, Release, build
from surveys.answers import Chosen
from surveys.items import Single
from surveys.questionnaire import Questionnaire
from tests.exports.campaigns import choices, district_item, parents, parents_questionnaire, questionnaire, study, text
from tests.exports.history import History

CALM = Single(name="calm", text=text("Calme ?"), choices=choices("ab"))
SKEW = (0.5, 0.5, 0, 0)


def _asking(calm: Single) -> Questionnaire:
    return questionnaire(district_item(("nord", "sud")), calm)


ASKED = _asking(CALM)
FIGURES = {"cells.csv", "cells.json", "estimates.json", "manifest.json", "methode.md", "results.csv", "results.xlsx"}


def _built(people: list[Record], *waves: Release) -> Release:
    built = build(study(ASKED), people, PUBLIC, beside=Beside(waves=tuple(wave.files for wave in waves)))
    assert isinstance(built, Release)
    return built


def _again(asked: Questionnaire) -> Release | Refused:
    """A second release, of other questions, with eighty people more than the first."""
    history = History(ASKED, PUBLIC)
    history.come(list(parents(ASKED, 60, skew=SKEW)))
    history.release()
    history.asked = asked
    history.come(list(parents(asked, 80, seed=2, skew=SKEW)))
    return history.release()


@pytest.mark.parametrize("number", [0, 3, 9])
def test_a_campaign_with_three_answers_is_a_whole_release_that_shows_none_and_says_why(number):
    nobody, few = _built([]), _built(list(parents(ASKED, number, skew=SKEW)))
    cells = json.loads(few.files["cells.json"])["cells"]
    assert {cell["value"] for cell in cells} == {None}
    assert {cell["reason"] for cell in cells} == {"too_few"}
    assert "Moins de 10 personnes" in few.files["methode.md"].decode()
    assert few.summary.city is None
    # Three look like none at all.
    assert few.files == nobody.files
    assert set(few.files) > FIGURES


def test_a_wave_in_which_nobody_answered_stands_beside_one_with_answers():
    spring = _built(list(parents(ASKED, 100, skew=SKEW)))
    autumn = _built([], spring)
    (wave,) = json.loads(autumn.files["estimates.json"])["waves"]
    assert (wave["release"], wave["changes"]) == (spring.summary.release, [])


def test_another_wording_of_an_option_goes_on_in_the_next_release():
    warm = replace(CALM.choices[1], text=text("Plutôt agité"))
    again = _again(_asking(replace(CALM, choices=(CALM.choices[0], warm))))
    assert isinstance(again, Release)
    assert "Plutôt agité" in again.files["results.csv"].decode()


@pytest.mark.parametrize(
    "changed",
    [
        replace(CALM, choices=(CALM.choices[0], replace(CALM.choices[1], name="c"))),
        replace(CALM, choices=CALM.choices[::-1]),
        replace(CALM, choices=choices("abc")),
        replace(CALM, name="quiet"),
    ],
    ids=["renamed", "reordered", "one more", "another question"],
)
def test_other_options_halfway_are_refused_and_no_file_is_made(changed):
    again = _again(_asking(changed))
    assert isinstance(again, Refused)
    assert [problem.code for problem in again.problems] == ["release_other_questions"]


def test_no_table_crosses_more_than_the_district_and_one_question():
    # There is no crossing to ask for: the tables are read from the questionnaire.
    asked = parents_questionnaire()
    built = build(study(asked), parents(asked, 100), PUBLIC)
    assert isinstance(built, Release)
    for row in csv.DictReader(io.StringIO(built.files["cells.csv"].decode(), newline="")):
        given = {name for name, value in row.items() if value and name not in ("release", "table", "value", "status")}
        assert given <= {"district", row["table"]}


def test_a_district_nobody_knows_is_counted_with_those_without_one():
    people = [Record({"district": Chosen(("mars",)), "calm": Chosen(("ab"[n % 2],))}, True) for n in range(40)]
    cells = json.loads(_built(people).files["cells.json"])["cells"]
    heads = {cell["district"]: cell["value"] for cell in cells if cell["table"] == "heads"}
    assert heads == {"nord": None, "sud": None, "no_district": 40, "TOTAL": 40}
