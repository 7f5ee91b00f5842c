"""Known numbers of people: read with care, refused with a place, and never turned into a weight of one person."""

import pytest

from exports.policy import PUBLIC
from exports.records import Record
from exports.release import Beside, Release, build
from exports.statistics.deriving import derive
from exports.statistics.margins import Margins, read_margins
from exports.statistics.shown import CITY
from exports.statistics.weighting import effective, weights
from surveys.answers import Chosen
from surveys.items import Single
from tests.exports.campaigns import choices, district_item, questionnaire, study, text

KNOWN = {"district": ("nord", "sud", "est"), "role": ("mother", "father")}
HEAD = "variable,category,people,source,date\n"
GOOD = HEAD + "".join(f"district,{name},{people},Insee,2024-01-01\n" for name, people in
                      (("nord", 5000), ("sud", 3000), ("est", 2000), ("TOTAL", 10000)))  # fmt: skip


def _problems(text_: str) -> list[tuple[str, int, str]]:
    found = read_margins(text_.encode(), KNOWN)
    assert not isinstance(found, Margins)
    return [(problem.code, problem.place.row, problem.place.column) for problem in found]


@pytest.mark.parametrize("content", [GOOD, "\ufeff" + GOOD.replace(",", ";"), GOOD.replace("\n", "\r\n")])
def test_margins_are_read_as_people_save_them(content):
    found = read_margins(content.encode(), KNOWN)
    assert found == Margins("Insee", "2024-01-01", {"district": {"nord": 5000, "sud": 3000, "est": 2000}})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("Insee,2024-01-01", ",2024-01-01"), ("margins_no_source", 2, "source")),
        (("2024-01-01", "hier"), ("margins_no_date", 2, "date")),
        (("5000", "5 mille"), ("margins_not_a_number", 2, "people")),
        (("5000", "0"), ("margins_not_a_number", 2, "people")),
        (("district,nord", "commune,nord"), ("margins_unknown_variable", 2, "variable")),
        (("district,nord", "district,rezé"), ("margins_unknown_category", 2, "category")),
        (("district,nord", "district,sud"), ("margins_twice", 3, "category")),
        (("10000", "10001"), ("margins_wrong_sum", 5, "people")),
        (("district,est,2000,Insee,2024-01-01\n", ""), ("margins_missing", 0, "")),
        (("people,", "effectif,"), ("margins_no_column", 1, "")),
        ((GOOD[len(HEAD) :], ""), ("margins_empty", 0, "")),
    ],
)
def test_margins_that_do_not_fit_are_refused_with_the_place(change, expected):
    assert expected in _problems(GOOD.replace(*change))


def test_two_margins_of_other_people_are_refused():
    assert ("margins_differ", 0, "") in _problems(
        GOOD + "role,mother,5000,Insee,2024-01-01\nrole,father,4000,Insee,2024-01-01\n"
    )


def test_a_workbook_is_no_margins_file():
    assert read_margins(b"PK\x03\x04\xff\xfe", KNOWN)[0].code == "margins_not_text"


def test_weighted_answers_stand_in_proportion_to_the_people():
    heads, people = {"nord": 40, "sud": 60, "est": 100}, {"nord": 5000, "sud": 3000, "est": 2000}
    found = weights(heads, people).by_line
    shares = {line: found[line] * heads[line] / 200 for line in heads}
    assert shares == pytest.approx({"nord": 0.5, "sud": 0.3, "est": 0.2}, abs=0.001)
    assert effective(heads, weights(heads, people)) < 200


def test_weights_are_cut_and_it_is_said_whose():
    found = weights({"nord": 10, "sud": 300, "est": 300}, {"nord": 9000, "sud": 500, "est": 500})
    assert found.trimmed == ("nord", "sud", "est")
    assert found.by_line["nord"] == pytest.approx(3)
    even = weights({"nord": 10, "sud": 10}, {"nord": 70, "sud": 70})
    assert (even.trimmed, set(even.by_line.values())) == ((), {1.0})


def _people(**given: str) -> list[Record]:
    return [
        Record({"district": Chosen((district,)), "calm": Chosen((answer,))}, complete=True)
        for district, answers in given.items()
        for answer in answers
    ]


def test_the_city_is_weighted_beside_what_was_counted():
    asked = questionnaire(
        district_item(("nord", "sud", "est")), Single(name="calm", text=text("C"), choices=choices("ab"))
    )
    margins = Margins("Insee", "2024-01-01", {"district": {"nord": 8000, "sud": 1000, "est": 1000}})
    people = _people(nord="a" * 36 + "b" * 4, sud="a" * 20 + "b" * 60, est="a" * 2 + "b" * 4)
    built = build(study(asked), people, PUBLIC, beside=Beside(margins))
    assert isinstance(built, Release)
    found = derive(built.files, PUBLIC, margins)
    assert found.weighting is not None
    assert (found.weighting.source, found.weighting.missing, found.weighting.covered) == ("Insee", ("est",), 90)
    city = next(one for one in found.estimates if one.line == CITY).shares["a"]
    assert city.weighted is not None
    assert city.percent < 50 < city.weighted.percent
    assert {one.category: (one.share, one.target) for one in found.composition} == {
        "nord": (33, 80),
        "sud": (67, 10),
        "est": (None, 10),
    }


def test_without_margins_nothing_is_weighted():
    asked = questionnaire(district_item(("nord", "sud")), Single(name="calm", text=text("C"), choices=choices("ab")))
    built = build(study(asked), _people(nord="a" * 20 + "b" * 20, sud="a" * 20 + "b" * 20), PUBLIC)
    assert isinstance(built, Release)
    found = derive(built.files, PUBLIC)
    assert found.weighting is None
    assert all(share.weighted is None for one in found.estimates for share in one.shares.values())
