"""A campaign in an emergency: what is filled in, which rules it is excused from, and what a chat says first."""

from dataclasses import replace
from datetime import timedelta

import questionnaires
from services.campaigning.plans import Plan
from services.channels import Commanded
from services.fieldwork import drafts
from services.fieldwork.drafts import Draft
from services.fieldwork.rules import EXCUSED
from tests.cast import LEA
from tests.fieldwork.drawing import GROWING_UP, HELENE, Board

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


def test_a_chat_says_whom_to_call_before_it_asks(board: Board) -> None:
    urgent(board)
    board.launch("ALERTE")
    board.at(board.clock.moment + timedelta(minutes=1))
    first, asked = board.act(LEA, Commanded("start", "ALERTE"))
    assert (first.key, asked.key) == ("calling", "consent")
    assert "112" in first.paragraphs[0]
    assert first.buttons[0].token.endswith("/c/ALERTE/aide?lang=fr")
