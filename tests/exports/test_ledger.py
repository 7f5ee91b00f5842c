"""Several releases of one campaign: what nobody can work out, whoever holds them all."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports import release as module
from exports.auditing import audit
from exports.policy import PUBLIC, Policy
from exports.records import Record
from exports.relations import Known
from exports.release import Refused, Release
from surveys.answers import Chosen
from surveys.items import BestWorst, Comparison, Multiple, Ranking, Single
from surveys.questionnaire import Questionnaire
from tests.exports.bruteforce import open_cells, worlds
from tests.exports.campaigns import choices, district_item, parents, questionnaire, text
from tests.exports.history import History, in_the_open
from tests.exports.oracle import key, lines, truth

ASKED = questionnaire(district_item(("nord", "sud")), Single(name="calm", text=text("Calme ?"), choices=choices("ab")))
# The same rules with smaller numbers, so that every world can be tried.
TINY = Policy("tiny", floor=4, step=2, dissent=1, candidates=2)


def _people(district: str, answers: str) -> list[Record]:
    return [Record({"district": Chosen((district,)), "calm": Chosen((answer,))}, True) for answer in answers]


@pytest.fixture
def light(monkeypatch):
    """Without the readable files, which the attackers do not read."""
    monkeypatch.setattr(module, "readable", lambda *_args: {})


@st.composite
def _histories(
    draw: st.DrawFn, asked: tuple[Questionnaire, ...] = (ASKED,), coded: frozenset[str] = frozenset()
) -> History:
    form, key = draw(st.sampled_from(asked)), draw(st.binary(min_size=4, max_size=4))
    history = History(form, TINY, key=key, coded=coded)
    turns = draw(st.integers(1, 3))
    for turn in range(1, turns + 1):
        skew = draw(st.lists(st.floats(0.05, 1), min_size=4, max_size=4))
        history.come(list(parents(history.asked, draw(st.integers(0, 30)), draw(st.integers(0, 10**6)), skew)))
        if turn > 1 and draw(st.booleans()) and history.people:
            history.leave(draw(st.sampled_from(sorted(history.people))))
        history.release(final=turn == turns, city_first=draw(st.booleans()))
    return history


# One question of each other kind.
KINDS = tuple(
    questionnaire(district_item(("nord", "sud")), item)
    for item in (
        Multiple(name="some", text=text("S"), choices=choices("ab")),
        Multiple(name="top", text=text("T"), choices=choices("abc"), at_most=2),
        Ranking(name="order", text=text("O"), choices=choices("abc")),
        BestWorst(name="ends", text=text("B"), worst=text("W"), choices=choices("abc")),
        Comparison(name="duel", text=text("D"), choices=choices("abc"), size=2, rounds=3),
    )
)


# Own words, and the themes that people who read them found.
THEMED = questionnaire(
    district_item(("nord", "sud")),
    Single(name="calm", text=text("Calme ?"), choices=choices("ab")),
    Multiple(name="wish", text=text("Un souhait ?"), choices=choices(("park", "bus", "none"))),
)
THEMES = frozenset({"wish"})


def _check(history: History) -> None:
    known = [(release.files, release.gone) for release in history.releases]
    found = open_cells(worlds(known, TINY.step, TINY.floor, TINY.dissent), TINY.candidates) if known else []
    assert found == []


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(_histories())
def test_no_count_of_any_release_can_be_worked_out(light, history):
    _check(history)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(_histories(KINDS))
def test_nor_of_any_other_kind_of_question(light, history):
    _check(history)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(_histories((THEMED,), THEMES))
def test_nor_of_themes_that_come_with_the_last_release(light, history):
    _check(history)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(_histories((THEMED,), THEMES))
def test_nor_of_themes_in_thousands(light, history):
    _check(history)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(_histories(KINDS))
def test_nor_of_any_other_kind_of_question_in_thousands(light, history):
    _check(history)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
@given(_histories())
def test_no_count_of_thousands_of_campaigns_can_be_worked_out(light, history):
    _check(history)


def test_the_brute_force_finds_what_a_careless_second_release_tells():
    # One more person in the second of two releases that are each good on their own: the figures fall.
    history = History(ASKED, PUBLIC)
    history.come(_people("nord", "a" * 12 + "b" * 11) + _people("sud", "a" * 13 + "b" * 12))
    history.release()
    good = history.releases[0]
    text_ = good.files["cells.csv"].decode().replace("BIEN-1", "BIEN-2")
    row = next(line for line in lines(good.files["cells.csv"]) if (line["district"], line["q_calm"]) == ("nord", "a"))
    lower = int(row["value"]) - 5
    changed = text_.replace(f"q_calm,nord,a,{row['value']}", f"q_calm,nord,a,{lower}")
    told = good.files["cells.json"].decode().replace("BIEN-1", "BIEN-2")
    second = {**good.files, "cells.csv": changed.encode(), "cells.json": told.encode()}
    assert audit(second, PUBLIC, [Known(good.files)]).findings
    assert open_cells(worlds([(good.files, 0), (second, 0)], 5, 10, 3), 5) != []


def test_one_more_person_changes_nothing():
    history = History(ASKED, PUBLIC)
    history.come(_people("nord", "a" * 12 + "b" * 11) + _people("sud", "a" * 13 + "b" * 12))
    history.release()
    history.come(_people("nord", "a"))
    again = history.release()
    assert isinstance(again, Refused)
    assert [problem.code for problem in again.problems] == ["release_nothing_new"]


def test_a_group_that_nobody_joined_keeps_its_figures_to_the_letter():
    history = History(ASKED, PUBLIC)
    history.come(_people("nord", "a" * 12 + "b" * 11) + _people("sud", "a" * 13 + "b" * 12))
    history.release()
    history.come(_people("nord", "a" * 3) + _people("sud", "b" * 21))
    history.release()
    first, second = (
        {key(line): (line["value"], line["status"]) for line in lines(release.files["cells.csv"])}
        for release in history.releases
    )
    north = [cell for cell in first if ("district", "nord") in cell]
    assert all(first[cell] == second[cell] for cell in north)
    told = json.loads(history.releases[1].files["cells.json"])["lines"]
    assert {line["district"]: line["as_of"] for line in told if line["as_of"]} == {
        "nord": "BIEN-1-2026-11-22",
        "sud": "BIEN-2-2026-11-22",
    }
    assert "chiffres de la diffusion BIEN-1" in history.releases[1].files["methode.md"].decode()


def test_figures_of_a_group_that_grows_never_fall():
    history = History(ASKED, PUBLIC)
    for turn in range(5):
        history.come(list(parents(ASKED, 60, turn, (0.5, 0.4, 0.05, 0.05))))
        history.release()
    figures: dict[object, list[int]] = {}
    for release in history.releases:
        for line in lines(release.files["cells.csv"]):
            if line["value"]:
                figures.setdefault((line["table"], key(line)), []).append(int(line["value"]))
    assert len(history.releases) == 5
    assert all(values == sorted(values) for values in figures.values())


def test_who_left_or_changed_an_answer_is_seen_and_breaks_nothing():
    history = History(ASKED, PUBLIC)
    history.come(_people("nord", "a" * 12 + "b" * 11) + _people("sud", "a" * 13 + "b" * 12))
    history.release()
    history.leave(1)
    history.change(2, _people("nord", "b")[0])
    history.come(_people("nord", "a" * 10))
    second = history.release()
    assert isinstance(second, Release)
    assert second.gone == 2
    assert len(second.newcomers) == 10


def test_themes_come_with_the_last_release_beside_figures_that_stay():
    history = History(THEMED, PUBLIC, coded=THEMES)
    history.come(list(parents(THEMED, 90, 3, (0.5, 0.4, 0.05, 0.05))))
    first = history.release()
    history.come(list(parents(THEMED, 9, 4, (0.5, 0.4, 0.05, 0.05))))
    last = history.release(final=True)
    assert isinstance(first, Release)
    assert isinstance(last, Release)
    assert last.gone == 0, "to have been read is no change of an answer"
    before, after = (lines(release.files["cells.csv"]) for release in (first, last))
    assert {row["table"] for row in after} - {row["table"] for row in before} == {
        "q_wish", "q_wish__park", "q_wish__bus", "q_wish__none",
    }  # fmt: skip
    shown = [row for row in after if row["table"] == "q_wish__park" and row["value"] and row["q_wish__park"] == "yes"]
    assert {row["district"] for row in shown} >= {"nord", "TOTAL"}
    kept = [(row["table"], row["district"], row["q_calm"], row["value"]) for row in before if row["district"] == "nord"]
    assert set(kept) <= {(row["table"], row["district"], row["q_calm"], row["value"]) for row in after}


def test_themes_change_nothing_of_what_was_asked():
    history = History(THEMED, PUBLIC, coded=THEMES)
    history.come(list(parents(THEMED, 60, 3, (0.5, 0.4, 0.05, 0.05))))
    books = []
    for final in (False, True):
        release = history.release(final)
        assert isinstance(release, Release)
        books.append(json.loads(release.files["codebook.json"]))
        history.come(list(parents(THEMED, 30, 4, (0.5, 0.4, 0.05, 0.05))))
    assert books[0]["fingerprint"] == books[1]["fingerprint"]
    wishes = [item for book in books for item in book["items"] if item["name"] == "wish"]
    assert [item["kind"] for item in wishes] == ["open", "open"]
    assert [item["published"] for item in wishes] == ["no", "q_wish q_wish__park q_wish__bus q_wish__none"]


def test_a_question_that_had_tables_does_not_lose_them():
    history = History(THEMED, PUBLIC, coded=THEMES)
    history.come(list(parents(THEMED, 60, 3, (0.5, 0.4, 0.05, 0.05))))
    history.release(final=True)
    history.coded, history.asked = frozenset(), in_the_open(THEMED, THEMES)
    history.come(list(parents(THEMED, 60, 3, (0.5, 0.4, 0.05, 0.05))))
    again = history.release(final=True)
    assert isinstance(again, Refused)
    assert [problem.code for problem in again.problems] == ["release_other_questions"]


def test_a_revoked_release_is_built_again_with_the_same_figures():
    history = History(ASKED, PUBLIC)
    history.come(_people("nord", "a" * 12 + "b" * 11) + _people("sud", "a" * 13 + "b" * 12))
    history.release()
    history.ledger = module.Ledger(history.ledger.releases, history.ledger.counted, again=True)
    again = history.release()
    assert isinstance(again, Release)
    cells = [
        [(key(line), line["value"], line["status"]) for line in lines(release.files["cells.csv"])]
        for release in history.releases
    ]
    assert cells[0] == cells[1]


def test_the_manifest_says_that_the_attacker_held_the_earlier_release():
    history = History(ASKED, PUBLIC)
    history.come(_people("nord", "a" * 12 + "b" * 11) + _people("sud", "a" * 13 + "b" * 12))
    history.release()
    history.come(_people("nord", "ab" * 8))
    history.release()
    audits = [json.loads(release.files["manifest.json"])["audit"] for release in history.releases]
    assert [told["earlier_releases"] for told in audits] == [0, 1]


def test_an_open_campaign_may_show_the_city_before_any_district():
    # Six in each district: all wait. Somebody chooses not to wait, for the city; the districts start again from nobody.
    history = History(ASKED, PUBLIC)
    history.come(_people("nord", "aaabbb") + _people("sud", "aaabbb"))
    waiting = history.release()
    early = history.release(city_first=True)
    history.come(_people("nord", "a" * 7 + "b" * 7))
    later = history.release()
    shown = [
        {row["district"]: row["value"] for row in lines(one.files["cells.csv"]) if row["table"] == "heads"}
        for one in (waiting, early, later)
        if isinstance(one, Release)
    ]
    assert [one["TOTAL"] for one in shown] == ["", "10", "25"]
    assert [one["nord"] for one in shown] == ["", "", "15"]


@pytest.mark.parametrize("asked", [ASKED, *KINDS], ids=lambda asked: asked.items[-1].name)
def test_what_the_brute_force_believes_is_true(light, asked):
    history = History(asked, PUBLIC)
    people = list(parents(asked, 120, 4, (0.6, 0.3, 0.1, 0)))
    history.come(people)
    release = history.release(final=True)
    assert isinstance(release, Release)
    believed, counts = worlds([(release.files, 0)], 5, 10, 3), truth(asked, people, 10)
    world = {
        name: counts[frozenset([("district", name[1]), name[2:]][name[1] == "TOTAL" : 1 + bool(name[2:])])]
        for name in believed.low
    }
    assert len(world) > 20
    assert all(believed.low[name] <= count <= believed.high[name] for name, count in world.items())
    for terms, least, most in believed.rows:
        assert least <= sum(sign * world[name] for name, sign in terms.items()) <= most
