"""A campaign in an emergency: what is filled in, which rules it is excused from, and what a chat says first."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

import questionnaires
from services import calendar
from services.campaigning.plans import Plan
from services.channels import Commanded, Wrote
from services.fieldwork import drafts
from services.fieldwork.drafts import Draft
from services.fieldwork.preview import preview
from services.fieldwork.rules import EXCUSED
from services.reminder_plan import USUAL
from services.reminding import reminder_desk
from services.reminding.reminder_desk import BadPlan
from storage.reminding import QuietDays
from tests.cast import LEA
from tests.fieldwork.drawing import GROWING_UP, HELENE, WORDS, Board
from tests.fieldwork.test_launch import leave

CRISIS = questionnaires.load("crise")


def urgent(board: Board, **plan: object) -> Draft:
    """A draft of an emergency, of which an officer typed the title and the code."""
    typed = replace(Plan(title="Inondation"), **plan)  # type: ignore[arg-type]
    return board.do(lambda t: drafts.begin(t, board.context, HELENE, CRISIS, "ALERTE", typed, kind="crisis"))


def test_nothing_more_has_to_be_typed(board: Board) -> None:
    draft = urgent(board)
    assert board.problems("ALERTE") == set()
    assert draft.campaign.opens_at == board.clock.moment
    assert set(draft.plan.translated) == {tag for tag in CRISIS.languages if tag != "fr"}


def test_what_was_typed_is_kept(board: Board) -> None:
    draft = urgent(board, rules="Pour trouver des chambres.", contact="06 00 00 00 00", channels=("web",))
    kept = draft.plan
    assert (kept.rules, kept.contact, kept.channels) == ("Pour trouver des chambres.", "06 00 00 00 00", ("web",))
    assert kept.translated == {}, "ours would say something else than the officer"


def test_an_emergency_is_excused_from_what_takes_time_and_from_nothing_else(board: Board) -> None:
    draft = urgent(board, channels=("web",))
    assert board.problems("ALERTE") == set()
    board.amend(replace(draft, campaign=replace(draft.campaign, kind="survey")))
    assert board.problems("ALERTE") == EXCUSED["crisis"]
    board.amend(replace(draft, plan=replace(draft.plan, title="", contact="")))
    assert board.problems("ALERTE") == {"no_title", "no_contact"}


def test_eleven_questions_are_no_emergency(board: Board) -> None:
    board.do(lambda t: drafts.begin(t, board.context, HELENE, GROWING_UP, "LONG", Plan(title="Long"), kind="crisis"))
    assert board.problems("LONG") == {"crisis_too_long"}


def test_an_emergency_waits_neither_for_the_morning_nor_for_monday_and_reminds_nobody(board: Board) -> None:
    """Three in the morning, on a Sunday in the school holidays: another campaign waits, this one does not."""
    night = datetime(2026, 12, 27, 2, 0, tzinfo=UTC)
    board.agreed(2)
    holidays = [QuietDays(date(2026, 12, 19), date(2027, 1, 3), "Noël", "test")]
    board.do(lambda t: calendar.renew(t, board.context, HELENE, holidays))
    board.clock.moment = night
    usual = board.do(lambda t: drafts.begin(t, board.context, HELENE, GROWING_UP, "NORD", WORDS))
    board.amend(drafts.dated(replace(usual, districts={"nantes-nord": None}), night, date(2027, 2, 1)))
    board.launch()
    board.at(night)
    assert leave(board) == 0
    urgent(board)
    told = board.do(lambda t: preview(t, board.context, HELENE, "ALERTE"))
    assert told.first_at == night
    board.launch("ALERTE")
    board.tick()
    assert leave(board) == 2
    board.act("9fr0", Commanded("start", "ALERTE"))
    board.act("9fr0", Wrote("1"))
    assert board.do(lambda t: reminder_desk.ahead(t, board.context, HELENE, "ALERTE", 30)) == []
    with pytest.raises(BadPlan, match="urgent"):
        board.do(lambda t: reminder_desk.change(t, board.context, HELENE, "ALERTE", USUAL.steps))


def test_a_chat_says_whom_to_call_before_it_asks(board: Board) -> None:
    urgent(board)
    board.launch("ALERTE")
    board.at(board.clock.moment + timedelta(minutes=1))
    first, asked = board.act(LEA, Commanded("start", "ALERTE"))
    assert (first.key, asked.key) == ("calling", "consent")
    assert "112" in first.paragraphs[0]
    assert first.buttons[0].token.endswith("/c/ALERTE/aide?lang=fr")
