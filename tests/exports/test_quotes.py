"""Parents' own words in a release: with one theme at most, a district where many answered, and never a count."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from exports import release as module
from exports.policy import PUBLIC
from exports.records import Counted, Record
from exports.relations import Known
from exports.release import FIRST, Beside, Ledger, Release, build
from exports.study import Quote
from exports.writers import quotes as writer
from surveys.answers import Chosen
from surveys.items import Multiple, Single
from surveys.questionnaire import Questionnaire
from tests.exports.campaigns import choices, district_item, questionnaire, study, text
from tests.exports.oracle import lines

WISH = Multiple(name="wish", text=text("Un souhait ?"), choices=choices(("parc", "bus", "autre")))
ASKED = questionnaire(district_item(("nord", "sud")), WISH)


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what people read, the quotes alone."""

    def readable(study, protected, book, files, _, reports, told):  # type: ignore[no-untyped-def]
        return {"quotes.csv": writer.quotes_csv(study, told, str, writer.Dialect(",", ".", b""))} if told else {}

    monkeypatch.setattr(module, "readable", readable)


def people(sizes: Mapping[str, int], themes: Sequence[str] = ("parc", "bus", "autre")) -> list[Record]:
    places = [place for place, size in sizes.items() for _ in range(size)]
    return [
        Record({"district": Chosen((place,)), "wish": Chosen((themes[number % len(themes)],))}, True, number)
        for number, place in enumerate(places)
    ]


def said(number: int, words: str, theme: str = "parc", district: str = "nord", language: str = "fr") -> Quote:
    return Quote(number, False, "wish", words, "", language, (theme,), district)


def told(
    records: Sequence[Record], quotes: Sequence[Quote], form: Questionnaire = ASKED, ledger: Ledger = FIRST
) -> tuple[Release, list[tuple[str, str, str]]]:
    """A release, and the words, theme and district of what leaves with it."""
    about = replace(study(form), coded=frozenset({"wish"}), number=len(ledger.releases) + 1)
    built = build(about, records, PUBLIC, ledger=ledger, beside=Beside(quotes=tuple(quotes)))
    assert isinstance(built, Release)
    found = lines(built.files["quotes.csv"]) if "quotes.csv" in built.files else []
    return built, [(row["parole"], row["thème"], row["quartier"]) for row in found]


def test_a_district_is_named_where_thirty_people_answered() -> None:
    records = people({"nord": 60, "sud": 24})
    quotes = [said(0, "Un parc"), said(60, "Un square", district="sud"), said(3, "حديقة", language="ar")]
    assert told(records, quotes)[1] == [
        ("Un parc", "Parc", "Nord"),
        ("Un square", "Parc", "Ensemble"),
        ("حديقة", "Parc", "Ensemble"),  # its language tells something already
    ]


def test_who_is_counted_in_the_city_only_has_no_district() -> None:
    records = [replace(one, counted=Counted.NOT_YET) for one in people({"nord": 60, "sud": 6, "unknown": 6})]
    assert told(records, [said(61, "Un parc", district="sud")])[1] == [("Un parc", "Parc", "Ensemble")]


def test_words_of_who_is_not_counted_stay() -> None:
    records = people({"nord": 60, "sud": 6})
    assert told(records, [said(61, "Un parc", district="sud")])[1] == []


def test_quotes_never_tell_more_people_than_a_figure_tells_anyway() -> None:
    """Three of thirty wrote of buses, shown as 0 or 5: whoever reads three quotes with that theme would know more."""
    records = people({"nord": 45, "sud": 45}, ("parc",) * 14 + ("bus",))
    release, found = told(records, [said(number, f"Bus {number}", "bus", "sud") for number in (14, 29, 44, 59)])
    bus = {
        row["district"]: int(row["value"])
        for row in lines(release.files["cells.csv"])
        if row["table"] == "q_wish__bus" and row["q_wish__bus"] == "yes" and row["value"]
    }
    named = [place for _words, theme, place in found if theme]
    assert len(named) <= max(0, bus["TOTAL"] - 4)
    assert named.count("Sud") <= max(0, bus.get("sud", 0) - 4)
    assert len(found) == 4, "the words leave, with their question alone"


def test_there_are_no_more_quotes_than_people_who_surely_wrote() -> None:
    records = people({"nord": 30, "sud": 15})
    release, found = told(records, [said(number, f"Mot {number:02}") for number in range(45)])
    answered = next(
        int(row["value"])
        for row in lines(release.files["cells.csv"])
        if (row["table"], row["district"], row["q_wish"]) == ("q_wish", "TOTAL", "answered")
    )
    assert len(found) == answered - 4


def test_what_so_many_quotes_are_out_of_gets_no_figures() -> None:
    """Earlier releases had the words of nearly everybody: a figure of who wrote would stand beside their number."""
    form = replace(ASKED, items=(*ASKED.items, Single(name="calm", text=text("?"), choices=choices("ab"))))
    records = [
        replace(one, answers={**one.answers, "calm": Chosen(("ab"[one.number % 2],))})
        for one in people({"nord": 30, "sud": 15})
    ]
    rows = "".join(f"Un souhait ?,Mot {number}\r\n" for number in range(44))
    first, _ = told(records, [], form)
    out = {**first.files, "quotes.csv": f"question,parole\r\n{rows}".encode()}
    book = first.files["codebook.json"]
    assert b"q_wish" in book
    before = Ledger((Known(out),), 45, again=True)
    marks = {one.number: one for one in first.newcomers}
    again = [replace(one, counted=marks[one.number].counted, mark=marks[one.number].mark) for one in records]
    second, _ = told(again, [], form, before)
    wish = [row for row in lines(second.files["cells.csv"]) if row["table"] == "q_wish" and row["q_wish"] != "TOTAL"]
    assert {row["value"] for row in wish if row["district"] == "TOTAL"} == {""}
