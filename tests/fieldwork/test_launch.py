"""From a draft to its last day: by hand, by the clock, and with the worker away."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from services import dispatch
from services.accounts.staff import Actor, StaffRole
from services.campaigning import campaigns
from services.campaigning.life import NotNow
from services.channels import Commanded, Sent, Wrote
from services.context import Transaction
from services.errors import NotFound, Refused, Taken
from services.fieldwork import drafts, launching
from services.fieldwork.preview import messages, preview
from tests.cast import AICHA, LEA
from tests.fieldwork.drawing import CLOSES, GROWING_UP, HELENE, LOCAL, MALIK, OPENS, WORDS, Board

SENT = Sent("1")


def test_a_campaign_opens_and_closes_by_itself(board: Board) -> None:
    board.draw()
    board.launch()
    board.at(OPENS - timedelta(seconds=1))
    assert board.state() == "scheduled"
    board.at(OPENS)
    assert board.state() == "open"
    board.at(datetime(2027, 2, 14, 22, 59, tzinfo=UTC))  # a minute before midnight in Nantes
    assert board.state() == "open"
    board.at(datetime(2027, 2, 14, 23, 1, tzinfo=UTC))
    assert board.state() == "closed"


@pytest.mark.parametrize(
    ("opens", "wall"),
    [(datetime(2027, 3, 29, 7, tzinfo=UTC), "summer"), (datetime(2027, 11, 1, 8, tzinfo=UTC), "winter")],
)
def test_nine_in_the_morning_is_nine_on_both_sides_of_a_clock_change(board: Board, opens: datetime, wall: str) -> None:
    board.amend(drafts.dated(board.draw(), opens, opens.date() + timedelta(days=30)))
    board.launch()
    board.at(opens - timedelta(minutes=1))
    assert (wall, board.state()) == (wall, "scheduled")
    board.at(opens)
    assert board.state() == "open"


def test_a_worker_that_was_away_for_weeks_makes_up_for_it_once(board: Board) -> None:
    board.draw()
    board.launch()
    board.at(datetime(2027, 3, 1, tzinfo=UTC))
    board.tick()
    assert board.state() == "closed"


def test_one_whose_hour_has_come_opens_at_launch(board: Board) -> None:
    board.amend(drafts.dated(board.draw(), board.clock.moment - timedelta(hours=1), CLOSES))
    board.launch()
    assert board.state() == "open"


def test_what_is_launched_is_frozen(board: Board) -> None:
    draft = board.draw(questions=(LOCAL,))
    board.launch()
    with pytest.raises(NotNow):
        board.amend(draft)
    frozen = board.do(lambda t: drafts.look(t, board.context, HELENE, "NORD"))
    form = board.do(lambda t: board.context.shelf.get(t, frozen.campaign.questionnaire_id))
    assert form == draft.launched
    board.do(lambda t: launching.recall(t, board.context, HELENE, "NORD"))
    again = board.do(lambda t: drafts.look(t, board.context, HELENE, "NORD"))
    assert (again.campaign.state, again.form) == ("draft", GROWING_UP)


def test_who_confirms_something_else_than_what_is_there_is_asked_again(board: Board) -> None:
    draft = board.draw()
    seen = board.do(lambda t: preview(t, board.context, HELENE, "NORD")).mark
    board.amend(drafts.dated(draft, OPENS + timedelta(days=1), CLOSES + timedelta(days=1)))
    board.do(lambda t: launching.check(t, board.context, HELENE, "NORD"))
    with pytest.raises(launching.Changed):
        board.do(lambda t: launching.launch(t, board.context, HELENE, "NORD", seen))


def test_nothing_is_launched_unchecked_or_against_a_rule(board: Board) -> None:
    board.draw()
    mark = board.do(lambda t: preview(t, board.context, HELENE, "NORD")).mark
    with pytest.raises(NotNow):
        board.do(lambda t: launching.launch(t, board.context, HELENE, "NORD", mark))
    board.do(lambda t: launching.check(t, board.context, HELENE, "NORD"))
    board.clock.pass_(days=90)
    with pytest.raises(launching.Blocked):
        board.do(lambda t: launching.launch(t, board.context, HELENE, "NORD", mark))


def test_parents_learn_of_a_campaign_when_it_is_launched_and_not_before(board: Board) -> None:
    board.draw()
    assert [message.key for message in board.act(LEA, Commanded("start", "NORD"))] == ["unknown_code"]
    board.launch()
    assert [message.key for message in board.act(LEA, Commanded("start", "NORD"))] == ["not_open"]
    board.at(OPENS)
    assert [message.key for message in board.act(LEA, Commanded("start", "NORD"))] == ["consent"]


def test_a_pause_asks_nothing_and_goes_on_at_the_exact_question(board: Board) -> None:
    board.act(LEA, Commanded("start", "NANTES"))
    (asked,) = [message for message in board.act(LEA, Wrote("1")) if message.question]
    board.do(lambda t: campaigns.pause(t, board.context, "NANTES"))
    assert [message.key for message in board.act(LEA, Wrote("1"))] == ["paused"]
    assert [message.key for message in board.act(AICHA, Commanded("start", "NANTES"))] == ["paused"]
    board.do(lambda t: campaigns.resume(t, board.context, "NANTES"))
    (again,) = [message for message in board.act(LEA, Commanded("start", "")) if message.question]
    assert again.key == asked.key


def test_late_parents_are_thanked(board: Board) -> None:
    board.do(lambda t: campaigns.close(t, board.context, "NANTES"))
    (said,) = board.act(LEA, Commanded("start", "NANTES"))
    assert said.key == "closed"
    with pytest.raises(NotNow):
        board.do(lambda t: campaigns.resume(t, board.context, "NANTES"))


# --- invitations -----------------------------------------------------------------------------------------------------
def leave(board: Board) -> int:
    """How many messages leave now that nobody asked for."""
    count = 0
    while delivery := board.do(lambda t: dispatch.next_paced(t, board.context, "telegram")).delivery:
        pair = (delivery, SENT)
        board.do(lambda t, pair=pair: dispatch.settle(t, board.context, [pair]))
        board.clock.pass_(seconds=1)
        count += 1
    return count


def test_who_agreed_is_invited_when_it_opens_each_once(board: Board) -> None:
    board.agreed(3)
    board.draw()
    board.launch()
    assert leave(board) == 0
    for _ in range(3):
        board.at(OPENS)
    assert leave(board) == 3
    board.tick()
    assert leave(board) == 0


def test_a_pause_holds_the_invitations_back_and_loses_none(board: Board) -> None:
    board.agreed(3)
    board.draw()
    board.launch()
    board.at(OPENS)
    board.do(lambda t: campaigns.pause(t, board.context, "NORD"))
    board.tick()
    assert leave(board) == 0
    board.clock.pass_(days=14)  # longer than an invitation is good for when nothing holds it back
    board.do(lambda t: campaigns.resume(t, board.context, "NORD"))
    board.tick()
    assert leave(board) == 3


def test_nobody_gets_two_campaigns_in_a_week(board: Board) -> None:
    board.agreed(3)
    for code in ("NORD", "SUD"):
        board.draw(code)
        board.launch(code)
    board.at(OPENS)
    assert leave(board) == 3


def test_the_preview_says_how_many_without_pointing_at_anybody(board: Board) -> None:
    board.agreed(23)
    board.agreed(4, "ar")
    board.draw()
    shown = board.do(lambda t: preview(t, board.context, HELENE, "NORD"))
    assert (shown.audience.total, shown.audience.languages) == (20, (("ar", None), ("fr", 20)))
    assert (shown.first_at, shown.last_at) == (OPENS, OPENS + timedelta(seconds=27 / 28.3))


def test_every_message_can_be_seen_before(board: Board) -> None:
    draft = board.draw()
    for language in ("fr", "ar"):
        seen = dict(board.do(lambda t, tag=language: messages(t, board.context, HELENE, "NORD", tag)))
        assert {"invitation", "consent", "district", "reminder", "paused", "closed"} <= seen.keys()
        assert len(seen) >= len(draft.launched.items)
        assert {message.language for message in seen.values()} == {language}


# --- who may ---------------------------------------------------------------------------------------------------------
def test_an_officer_draws_up_and_launches_in_their_district_alone(board: Board) -> None:
    def begin(transaction: Transaction, who: Actor, code: str) -> drafts.Draft:
        return drafts.begin(transaction, board.context, who, GROWING_UP, code, WORDS)

    own = board.do(lambda t: begin(t, MALIK, "MALIK"))
    assert own.districts == {"nantes-nord": None}
    board.amend(replace(board.draw("SUD"), districts={"nantes-sud": None}))
    for deed in (launching.check, drafts.look):
        with pytest.raises(Refused):
            board.do(lambda t, deed=deed: deed(t, board.context, MALIK, "SUD"))
    with pytest.raises(Refused):
        board.do(lambda t: drafts.amend(t, board.context, MALIK, replace(own, districts={})))
    seen = {each.code for each in board.do(lambda t: campaigns.listed(t, board.context, MALIK))}
    assert "MALIK" in seen
    assert "SUD" not in seen


@pytest.mark.parametrize("role", [StaffRole.OPERATOR, StaffRole.GUEST])
def test_others_touch_no_campaign(board: Board, role: StaffRole) -> None:
    with pytest.raises(Refused):
        board.do(lambda t: drafts.begin(t, board.context, Actor(9, role), GROWING_UP, "NON", WORDS))
    with pytest.raises(Refused):
        board.do(lambda t: campaigns.pause(t, board.context, "NANTES", Actor(9, role)))


def test_a_code_is_one_campaigns(board: Board) -> None:
    board.draw()
    with pytest.raises(Taken):
        board.draw()
    with pytest.raises(NotFound):
        board.do(lambda t: campaigns.pause(t, board.context, "NOWHERE"))


def test_every_deed_is_written_down_with_who_did_it(board: Board) -> None:
    board.draw()
    board.launch()
    board.do(lambda t: launching.recall(t, board.context, HELENE, "NORD"))
    board.launch()
    board.at(OPENS)
    board.do(lambda t: campaigns.pause(t, board.context, "NORD", HELENE))
    board.do(lambda t: campaigns.resume(t, board.context, "NORD", HELENE))
    board.do(lambda t: campaigns.close(t, board.context, "NORD", HELENE))
    rows = board.do(
        lambda t: t.execute(text("SELECT action, staff_id FROM audit WHERE subject = 'NORD' ORDER BY id"))
    ).all()
    assert [(action.removeprefix("campaign_"), who) for action, who in rows] == [
        *(("new", 1), ("edit", 1), ("check", 1), ("launch", 1), ("recall", 1), ("check", 1), ("launch", 1)),
        *(("open", 0), ("pause", 1), ("resume", 1), ("close", 1)),
    ]
