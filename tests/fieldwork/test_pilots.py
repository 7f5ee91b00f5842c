"""Pilots: small on purpose, stopped by the engine, and no way past what they taught."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from exports.plan import TOTAL
from services.campaigning import campaigns, pilots
from services.campaigning.plans import StopRule
from services.channels import Commanded, Tapped, Wrote
from services.errors import Malformed, NotFound
from services.fieldwork import drafts, lessons
from storage import pilots as counts
from storage import releases
from tests.cast import LEA
from tests.fieldwork.drawing import GROWING_UP, HELENE, OPENS, WORDS, Board


@pytest.fixture
def pilot(board: Board) -> Board:
    """A pilot that asks two parents in Nantes Nord and one in Nantes Sud, open."""
    start(board)
    return board


def start(board: Board, **caps: int) -> None:
    draft = drafts.dated(board.draw("ESSAI27", reason="Un essai."), OPENS, date(2027, 1, 31))
    districts = {"nantes-nord": 2, "nantes-sud": 1, **{slug.replace("_", "-"): cap for slug, cap in caps.items()}}
    board.amend(replace(draft, campaign=replace(draft.campaign, kind="pilot"), districts=districts))
    board.launch("ESSAI27")
    board.at(OPENS)


def ended_by(board: Board) -> str:
    known = board.do(lambda t: campaigns.every(t, board.context))
    return next(each.ended_by for each in known if each.code == "ESSAI27")


def until_district(board: Board, who: str) -> list[str]:
    """Somebody comes and answers up to the district; the keys of what they see."""
    said = board.act(who, Commanded("start", "ESSAI27"))
    if said[-1].key == "consent":
        board.act(who, Wrote("1"))
        said = board.act(who, Wrote("1"))
    return [message.key for message in said]


def names(board: Board, who: str, district: str) -> list[str]:
    assert until_district(board, who)[-1] == "district"
    return [message.key for message in board.act(who, Wrote(district))]


def test_a_district_that_has_enough_parents_asks_nobody_more(pilot: Board) -> None:
    for who in ("1", "2"):
        assert names(pilot, who, "Nantes Nord")[-1] == "stage"
    pilot.tick()
    assert names(pilot, "3", "Nantes Nord")[-1] == "screened_out"
    assert names(pilot, "4", "Nantes Sud")[-1] == "stage"


def test_a_full_pilot_lets_those_in_the_middle_finish_and_then_closes(pilot: Board) -> None:
    for who, district in (("1", "Nantes Nord"), ("2", "Nantes Nord"), ("3", "Nantes Sud")):
        names(pilot, who, district)
    assert until_district(pilot, "4") == ["closed"]  # before any tick
    pilot.tick()
    assert pilot.state("ESSAI27") == "open"
    assert pilot.act("1", Wrote("1"))[-1].key not in ("closed", "paused")
    for who in ("1", "2", "3"):
        pilot.act(who, Wrote("stop"))
    pilot.tick()
    assert (pilot.state("ESSAI27"), ended_by(pilot)) == ("closed", "cap")


def test_whoever_names_no_district_counts_for_the_whole_pilot(pilot: Board) -> None:
    for who in ("1", "2", "3"):
        names(pilot, who, "Centre-ville")
    assert until_district(pilot, "4") == ["closed"]


def test_its_last_day_ends_it(pilot: Board) -> None:
    pilot.at(datetime(2027, 1, 31, 23, 1, tzinfo=UTC))
    assert (pilot.state("ESSAI27"), ended_by(pilot)) == ("closed", "date")


def test_too_many_who_leave_end_it_at_the_door(board: Board) -> None:
    start(board, nantes_nord=100)
    for number in range(StopRule().least):
        board.act(str(number), Commanded("start", "ESSAI27"))
        if number < 4:
            board.act(str(number), Wrote("stop"))
    assert [message.key for message in board.act("late", Commanded("start", "ESSAI27"))] == ["closed"]
    assert ended_by(board) == "leaving"


def test_too_many_questions_not_understood_end_it(board: Board) -> None:
    start(board, nantes_nord=100)
    for number in range(StopRule().least):
        who = str(number)
        board.act(who, Commanded("start", "ESSAI27"))
        asked = board.act(who, Wrote("1"))[-1]
        board.act(who, Tapped(next(each.token for each in asked.buttons if "compris" in each.label)))
    board.tick()
    assert ended_by(board) == "puzzling"


def test_too_many_failures_of_ours_end_it(board: Board) -> None:
    start(board, nantes_nord=100)
    for number in range(StopRule().least):
        board.act(str(number), Commanded("start", "ESSAI27"))
    campaign = board.do(lambda t: drafts.look(t, board.context, HELENE, "ESSAI27")).campaign
    for _ in range(2):
        board.do(lambda t: counts.stumble_over(t, campaign.id))
    board.tick()
    assert ended_by(board) == "failing"


def test_a_few_unhappy_parents_among_the_first_stop_nothing(pilot: Board) -> None:
    pilot.act(LEA, Commanded("start", "ESSAI27"))
    pilot.act(LEA, Wrote("stop"))
    pilot.tick()
    assert pilot.state("ESSAI27") == "open"


def test_a_questionnaire_of_no_district_is_left_as_it_is() -> None:
    assert pilots.limited(GROWING_UP, frozenset()) == GROWING_UP


# --- what it taught --------------------------------------------------------------------------------------------------
def test_growing_up_waits_for_the_end_of_the_pilot_and_for_its_lesson(pilot: Board) -> None:
    def follow() -> None:
        draft = pilot.do(lambda t: drafts.begin(t, pilot.context, HELENE, GROWING_UP, "TOUS", WORDS, follows="ESSAI27"))
        pilot.amend(drafts.dated(draft, OPENS + timedelta(days=60), date(2027, 5, 1)))

    follow()
    assert pilot.problems("TOUS") == {"follows_running"}
    pilot.do(lambda t: campaigns.close(t, pilot.context, "ESSAI27"))
    assert pilot.problems("TOUS") == {"no_lesson"}
    with pytest.raises(Malformed):
        pilot.do(lambda t: lessons.learn(t, pilot.context, HELENE, "ESSAI27", "  "))
    pilot.do(lambda t: lessons.learn(t, pilot.context, HELENE, "ESSAI27", "Moins de questions."))
    assert pilot.problems("TOUS") == set()


def test_only_pilots_teach(board: Board) -> None:
    with pytest.raises(NotFound):
        board.do(lambda t: lessons.learn(t, board.context, HELENE, "NANTES", "Rien."))


def released(board: Board, code: str, percents: dict[str, int | None]) -> None:
    """A release of a campaign in which these shares of the city answered so."""
    rows = [
        {"district": district, "category": name, "answer": name, "percent": percent}
        for district in (TOTAL, "nantes-nord")
        for name, percent in percents.items()
    ]
    results = json.dumps({"questions": [{"table": "q_role", "question": "Qui êtes-vous ?", "rows": rows}]}).encode()
    campaign = board.do(lambda t: drafts.look(t, board.context, HELENE, code)).campaign
    values = {"campaign_id": campaign.id, "number": 1, "synthetic": False, "built_at": board.clock.moment}
    files = {"results.json": ("application/json", results)}
    board.do(lambda t: releases.freeze(t, {**values, "policy": "public", "newcomers": 0, "gone": 0}, files))


def test_two_versions_are_compared_by_what_was_released_of_the_city(pilot: Board) -> None:
    def look() -> lessons.Review:
        seen: lessons.Review = pilot.do(lambda t: lessons.review(t, pilot.context, HELENE, "TOUS"))
        return seen

    pilot.do(lambda t: drafts.begin(t, pilot.context, HELENE, GROWING_UP, "TOUS", WORDS, follows="ESSAI27"))
    released(pilot, "TOUS", {"mother": 60, "father": 40})
    assert (look().earlier, look().has_before, look().compared) == ("ESSAI27", False, ())
    released(pilot, "ESSAI27", {"mother": 70, "father": None})
    [question] = look().compared
    assert [(line.answer, line.before, line.after) for line in question.lines] == [
        ("mother", 70, 60),
        ("father", None, 40),
    ]
