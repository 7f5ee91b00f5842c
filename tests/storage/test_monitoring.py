"""What whoever watches is told of the queues: how many wait, and since when."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from storage import monitoring
from storage.inbox import TRIES
from storage.monitoring import Line
from storage.schema.operations import inbox, outbox, pace
from storage.transaction import Database, Transaction

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LONG_AGO, LATELY, SOON = NOW - timedelta(hours=1), NOW - timedelta(seconds=20), NOW + timedelta(seconds=20)


@pytest.fixture
def house(database: Database) -> Database:
    return database


def arrived(house: Database, since: datetime, state: str = "waiting", attempts: int = 0, channel: str = "web") -> None:
    row = {"channel": channel, "queue": b"q", "state": state, "attempts": attempts, "received_at": since}
    house.write(lambda t: t.execute(insert(inbox).values(row))).result()


def queued(house: Database, not_before: datetime, state: str = "queued", **more: Any) -> int:
    """A row of the outbox; its id."""

    def use_case(transaction: Transaction) -> int:
        key = f"{transaction.execute(outbox.select()).all().__len__()}"
        row = {"key": key, "channel": "web", "contact_id": 1, "state": state, "not_before": not_before, **more}
        return int(transaction.execute(insert(outbox).values(row).returning(outbox.c.id)).scalar_one())

    return house.write(use_case).result()


def test_an_empty_house_has_nothing_to_tell(house: Database) -> None:
    assert house.read(monitoring.arrivals) == {}
    assert house.read(lambda t: monitoring.due(t, NOW)) == {}
    assert house.read(monitoring.dead) == 0
    assert house.read(lambda t: monitoring.pauses(t, NOW)) == {}


def test_arrivals_are_told_by_channel_with_the_oldest(house: Database) -> None:
    arrived(house, LATELY)
    arrived(house, NOW)
    arrived(house, LONG_AGO, channel="telegram")
    arrived(house, LONG_AGO, state="done")
    arrived(house, LONG_AGO, state="dead", attempts=TRIES)
    assert house.read(monitoring.arrivals) == {"web": Line(2, LATELY), "telegram": Line(1, LONG_AGO)}
    assert house.read(monitoring.dead) == 1


def test_a_letter_under_replay_is_counted_but_makes_nothing_look_late(house: Database) -> None:
    arrived(house, LONG_AGO, attempts=TRIES)
    assert house.read(monitoring.arrivals) == {"web": Line(1, None)}


def test_only_what_could_leave_now_is_due(house: Database) -> None:
    queued(house, SOON)  # its time has not come
    queued(house, LONG_AGO, state="leased", lease_until=SOON)  # somebody has it in hand
    queued(house, LONG_AGO, state="sent")
    first = queued(house, LATELY)
    queued(house, LONG_AGO, target=first)  # an edit of a message that has not left
    assert house.read(lambda t: monitoring.due(t, NOW)) == {("web", False): Line(1, LATELY)}


def test_what_a_dead_process_had_in_hand_is_due_since_its_lease_ended(house: Database) -> None:
    queued(house, LONG_AGO, state="leased", lease_until=LATELY)
    assert house.read(lambda t: monitoring.due(t, NOW)) == {("web", False): Line(1, LATELY)}


def test_a_mailing_is_told_apart_from_replies(house: Database) -> None:
    queued(house, LONG_AGO, mailing_id=1)
    queued(house, LONG_AGO, mailing_id=1)
    queued(house, LATELY)
    told = {("web", True): Line(2, LONG_AGO), ("web", False): Line(1, LATELY)}
    assert house.read(lambda t: monitoring.due(t, NOW)) == told


def test_a_pause_is_told_until_it_is_over(house: Database) -> None:
    row = {"channel": "telegram", "free_at": NOW, "paused_until": SOON}
    house.write(lambda t: t.execute(insert(pace).values(row))).result()
    assert house.read(lambda t: monitoring.pauses(t, NOW)) == {"telegram": SOON}
    assert house.read(lambda t: monitoring.pauses(t, SOON)) == {}
