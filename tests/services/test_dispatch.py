"""What may not have arrived: shown again only while it still tells the person something."""

import pytest

from services import dispatch, upkeep
from services.channels import Commanded, Edit, Outcome, RetryAfter, Send, Uncertain, Wrote
from services.dispatch import Delivery
from storage.transaction import Database
from tests.cast import LEA
from tests.services.test_inbound import Town

UNCERTAIN = Uncertain("timeout")


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


def lost(town: Town, outcome: Outcome = UNCERTAIN) -> list[Delivery]:
    """What is due is carried out, and ends in `outcome`."""
    due = town.due()
    town.do(lambda t: dispatch.settle(t, town.context, [(each, outcome) for each in due]))
    return due


def send_only(town: Town, what: Commanded | Wrote) -> None:
    town.receive(LEA, what)


def test_an_uncertain_question_is_not_repeated_within_two_minutes(town: Town) -> None:
    send_only(town, Commanded("start", "NANTES"))
    assert len(lost(town)) == 1
    town.clock.pass_(seconds=110)
    assert lost(town) == []
    town.clock.pass_(seconds=20)
    (again,) = lost(town)
    assert isinstance(again.order, Send)


def test_an_uncertain_question_that_was_answered_is_never_repeated(town: Town) -> None:
    send_only(town, Commanded("start", "NANTES"))
    lost(town)
    town.act(LEA, Wrote("1"))
    town.clock.pass_(minutes=5)
    assert lost(town) == []


def test_an_uncertain_question_that_was_asked_anew_is_never_repeated(town: Town) -> None:
    send_only(town, Commanded("start", "NANTES"))
    lost(town)
    town.act(LEA, Wrote("?"))
    town.clock.pass_(minutes=5)
    assert lost(town) == []


def test_an_uncertain_edit_is_repeated_at_once_even_if_the_conversation_went_on(town: Town) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    send_only(town, Wrote("1"))
    settled, _asked = lost(town)
    assert isinstance(settled.order, Edit)
    town.clock.pass_(seconds=5)
    (again,) = lost(town)
    assert again.order == settled.order


def test_an_answer_given_before_its_question_was_sent_still_shows_on_it(town: Town) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    send_only(town, Wrote("1"))
    send_only(town, Wrote("1"))
    town.deliver()
    consent, role, district = town.screens[LEA]
    assert "✓" in " ".join(consent.paragraphs)
    assert "✓" in " ".join(role.paragraphs)
    assert district.question


def test_what_surely_did_not_leave_is_tried_again_when_told(town: Town) -> None:
    send_only(town, Commanded("start", "NANTES"))
    lost(town, RetryAfter(30))
    town.clock.pass_(seconds=29)
    assert lost(town) == []
    town.clock.pass_(seconds=2)
    assert len(lost(town)) == 1


def test_after_a_crash_what_was_in_hand_is_treated_as_uncertain(town: Town) -> None:
    send_only(town, Commanded("start", "NANTES"))
    town.do(lambda t: dispatch.lease(t, town.context, ["telegram"], 100))
    town.do(lambda t: upkeep.at_start(t, town.context, alone=True))
    assert lost(town) == []
    town.clock.pass_(minutes=3)
    assert len(lost(town)) == 1


def test_a_reply_outlives_hours_without_telegram_and_is_forgotten_after_a_day(town: Town) -> None:
    send_only(town, Commanded("start", "NANTES"))
    tries = 0
    for _ in range(60 * 3):
        tries += len(lost(town, RetryAfter(3)))
        town.clock.pass_(minutes=1)
    assert 100 < tries <= 180, "about once a minute"
    assert len(lost(town, RetryAfter(3))) == 1
    town.clock.pass_(hours=22)
    assert lost(town) == []
    assert town.count("outbox WHERE reason = 'forgotten'") == 1


def test_a_question_that_may_have_arrived_three_times_is_left_alone(town: Town) -> None:
    send_only(town, Commanded("start", "NANTES"))
    tries = 0
    for _ in range(60):
        tries += len(lost(town))
        town.clock.pass_(minutes=1)
    assert tries == 3


def test_a_remark_that_may_have_arrived_is_not_repeated(town: Town) -> None:
    """Thanks seen twice look like a mistake; the answer shows on its question anyway."""
    send_only(town, Commanded("start", "QUOI"))
    assert len(lost(town)) == 1
    town.clock.pass_(minutes=10)
    assert lost(town) == []
