"""How interviews ended: told once, rounded, for the whole city, and the rates that follow."""

import json

import pytest

from exports.auditing import careless_outcomes
from exports.outcomes import FILE, outcomes
from exports.policy import PUBLIC
from exports.protected import Rate
from exports.records import Record
from exports.release import Beside, Release, build
from exports.statistics.deriving import derive
from exports.statistics.rates import rates
from surveys.answers import Chosen, Missing
from surveys.items import Single
from tests.exports.campaigns import choices, district_item, questionnaire, study, text

ASKED = questionnaire(
    district_item(("nord", "sud")),
    *(Single(name=name, text=text(name), choices=choices("ab")) for name in ("one", "two", "three")),
)


def _people(finished: int, stopped: int) -> list[Record]:
    """Who finished answered "a" and "b" by turns; who stopped answered one question of four."""
    whole = [
        Record({"district": Chosen(("nord",)), **dict.fromkeys(("one", "two", "three"), Chosen(("ab"[n % 2],)))}, True)
        for n in range(finished)
    ]
    rest = dict.fromkeys(("one", "two", "three"), Missing.NOT_ASKED)
    return whole + [Record({"district": Chosen(("sud",)), **rest}, complete=False)] * stopped


def _told(release: Release) -> dict[str, int | None]:
    return {row["outcome"]: row["value"] for row in json.loads(release.files[FILE])["outcomes"]}


def test_the_last_release_tells_how_many_broke_off_and_how_many_said_no():
    built = build(study(ASKED), _people(60, 15), PUBLIC, beside=Beside(refused=25, silent=5))
    assert isinstance(built, Release)
    assert _told(built) == {"broken_off": 20, "refused": 25}
    assert derive(built.files, PUBLIC).rates == (
        Rate("completion", 75, 80),
        Rate("break_off", 25, 80),
        Rate("refusal", 24, 105),
    )


@pytest.mark.parametrize("count", [0, 1, 9])
def test_fewer_than_ten_are_not_told_and_none_looks_like_nine(count):
    built = build(study(ASKED), _people(60, count), PUBLIC)
    assert isinstance(built, Release)
    assert _told(built) == {"broken_off": None, "refused": None}
    assert {rate.percent for rate in derive(built.files, PUBLIC).rates} == {None}


def test_what_was_told_once_stays():
    first = outcomes(study(ASKED), {"refused": 23}, PUBLIC, lambda _cell: 0.0, ())
    again = outcomes(study(ASKED), {"refused": 14}, PUBLIC, lambda _cell: 0.0, [{FILE: json.dumps(first).encode()}])
    assert first["outcomes"] == again["outcomes"]


def _codes(value: int, *earlier: int) -> set[str]:
    files = [
        {FILE: json.dumps({"outcomes": [{"outcome": "refused", "value": one}]}).encode()} for one in (value, *earlier)
    ]
    return {finding.code for finding in careless_outcomes(files[0], PUBLIC, files[1:])}


def test_the_attacker_sees_exact_small_and_changing_outcomes():
    assert _codes(25) == _codes(25, 25) == set()
    assert _codes(23) == _codes(5) == {"not_rounded"}
    assert _codes(25, 20) == {"contradiction"}


def test_a_rate_needs_twenty_people():
    assert [rate.percent for rate in rates(10, {"broken_off": 5, "refused": 5}, 20)] == [None, None, 25]
