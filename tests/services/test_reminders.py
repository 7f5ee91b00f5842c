"""Reminders: to whom, when, how often; whatever stops in between, none is lost or comes twice."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from services import dispatch, recovery
from services.campaigning import campaigns
from services.channels import Commanded, Left, Outcome, Sent, Uncertain, Wrote
from services.dispatch import Delivery
from services.reminding import invitations, reminders
from storage.transaction import Database
from tests.cast import AICHA, LEA
from tests.services.test_inbound import Town

SENT = Sent("700")
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


def local(town: Town) -> str:
    return town.clock.moment.astimezone(PARIS).strftime("%a %d.%m. %H:%M")


def stop_halfway(town: Town, who: str = LEA) -> None:
    town.act(who, Commanded("start", "NANTES"))
    town.act(who, Wrote("1"))
    town.act(who, Wrote("1"))


def hours_pass(town: Town, hours: int, outcome: Outcome = SENT) -> list[tuple[str, Delivery]]:
    """Hour after hour, what leaves without having been asked for, and when."""
    left = []
    for _ in range(hours):
        town.clock.pass_(hours=1)
        town.do(lambda t: reminders.queue_due(t, town.context, 10))
        while delivery := town.do(lambda t: dispatch.next_paced(t, town.context, "telegram")).delivery:
            town.do(lambda t, pair=(delivery, outcome): dispatch.settle(t, town.context, [pair]))
            left.append((local(town), delivery))
            town.screens[delivery.address].append(delivery.order.message)
            town.clock.pass_(seconds=1)
    return left


def test_j4_two_reminders_a_week_apart_each_with_other_words(town: Town) -> None:
    stop_halfway(town)
    (first, one), (second, two) = hours_pass(town, 24 * 30)
    assert (first, second) == ("Thu 26.11. 18:00", "Thu 03.12. 18:00")
    assert one.order != two.order


def test_j1_nothing_leaves_in_the_quiet_hours_or_on_a_sunday(town: Town) -> None:
    town.clock.moment = datetime(2026, 11, 19, 9, tzinfo=UTC)  # three days later it is Sunday
    stop_halfway(town)
    assert [when for when, _ in hours_pass(town, 24 * 5)] == ["Mon 23.11. 09:00"]


def test_j1_a_late_queue_waits_for_the_morning(town: Town) -> None:
    stop_halfway(town)
    town.clock.moment = datetime(2026, 11, 26, 19, 45, tzinfo=UTC)  # 20:45 in Paris, the reminder was due at 18:00
    town.do(lambda t: reminders.queue_due(t, town.context, 10))
    assert [when for when, _ in hours_pass(town, 14)] == ["Fri 27.11. 08:45"]


def test_the_hour_stays_the_same_on_the_wall_when_clocks_change(town: Town) -> None:
    town.clock.moment = datetime(2027, 3, 26, 9, tzinfo=UTC)  # clocks change on the 28th
    stop_halfway(town)
    assert [when for when, _ in hours_pass(town, 24 * 4)] == ["Mon 29.03. 18:00"]


@pytest.mark.parametrize("did", ["finished", "stopped", "blocked", "closed", "all hushed", "hushed", "erased"])
def test_j3_who_needs_no_reminder_gets_none(town: Town, did: str) -> None:
    stop_halfway(town)
    hours_pass(town, 60)
    match did:
        case "finished":
            for reply in ("8", "2", "passer", "3", "4", "passer", "passer", "Un parc propre.", "3", "1", "1"):
                town.act(LEA, Wrote(reply))
        case "stopped":
            town.act(LEA, Wrote("stop"))
        case "blocked":
            town.act(LEA, Left())
        case "closed":
            town.do(lambda t: campaigns.close(t, town.context, "NANTES"))
        case "all hushed":
            town.do(lambda t: invitations.cancel(t, "NANTES"))
        case "erased":
            town.act(LEA, Commanded("effacer"))
        case _:
            hours_pass(town, 24)
            town.tap(LEA, "Plus de rappels")
    assert hours_pass(town, 24 * 20) == []


def test_j3_a_queued_reminder_waits_for_the_next_day_when_the_person_came_back_by_themselves(town: Town) -> None:
    stop_halfway(town)
    town.clock.moment = datetime(2026, 11, 26, 17, 0, tzinfo=UTC)
    town.do(lambda t: reminders.queue_due(t, town.context, 10))
    town.act(LEA, Commanded("start", "NANTES"))
    town.clock.pass_(minutes=10)
    assert town.do(lambda t: dispatch.next_paced(t, town.context, "telegram")).delivery is None
    assert [when for when, _ in hours_pass(town, 24 * 20)] == ["Fri 27.11. 18:10", "Fri 04.12. 18:10"]


def test_j3_a_reminder_is_kept_when_an_outage_had_the_house_ask_again_before_it(town: Town) -> None:
    town.do(lambda t: recovery.heard(t, town.context))
    stop_halfway(town)
    town.clock.moment = datetime(2026, 11, 26, 16, 50, tzinfo=UTC)  # ten to six in Nantes: nobody could reach us
    assert town.do(lambda t: recovery.heard(t, town.context)) == 1
    town.clock.pass_(minutes=1)
    town.deliver()
    town.clock.pass_(minutes=-40)
    assert [when for when, _ in hours_pass(town, 24 * 20)] == ["Fri 27.11. 18:11", "Fri 04.12. 18:11"]


def test_j9_later_postpones_to_the_next_day_and_counts_as_one(town: Town) -> None:
    stop_halfway(town)
    assert len(hours_pass(town, 24 * 3 + 10)) == 1
    (said,) = town.tap(LEA, "Plus tard")
    assert "vendredi 27 novembre" in said.paragraphs[0]
    assert [when for when, _ in hours_pass(town, 24 * 20)] == ["Fri 27.11. 18:00"]


def test_an_uncertain_reminder_is_never_sent_again(town: Town) -> None:
    stop_halfway(town)
    assert len(hours_pass(town, 24 * 4, Uncertain("timeout"))) == 1
    assert town.count("outbox WHERE state = 'uncertain'") == 1


def test_two_people_are_reminded_apart_and_two_surveys_share_the_week(town: Town) -> None:
    stop_halfway(town)
    stop_halfway(town, AICHA)
    town.act(LEA, Commanded("start", "ESSAI"))
    town.act(LEA, Wrote("1"))
    left = [(when[:10], delivery.address) for when, delivery in hours_pass(town, 24 * 9)]
    assert left == [("Thu 26.11.", LEA), ("Thu 26.11.", AICHA)]


def test_j8_who_comes_back_after_stop_is_asked_for_consent_and_reminded_again(town: Town) -> None:
    stop_halfway(town)
    town.act(LEA, Wrote("stop"))
    assert hours_pass(town, 24 * 5) == []
    town.act(LEA, Commanded("start", "NANTES"))
    assert town.screens[LEA][-1].key == "consent"
    assert hours_pass(town, 24 * 5) == [], "no consent yet"
    town.act(LEA, Wrote("1"))
    assert len(hours_pass(town, 24 * 5)) == 1
