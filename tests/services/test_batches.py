"""Many arrivals looked into at once are taken as if they came one by one."""

from collections.abc import Mapping

from services import inbound
from services.channels import Arrival, Commanded, InboundMessage, Wrote
from storage.transaction import Database
from tests.cast import AICHA, LEA, MEHMET, says
from tests.services.test_inbound import Town, town

__all__ = ["town"]

ACTS: Mapping[bytes, InboundMessage] = {
    b"lea-starts": says(LEA, Commanded("start", "NANTES")),
    b"lea-agrees": says(LEA, Wrote("1")),
    b"lea-answers": says(LEA, Wrote("1")),
    b"aicha-starts": says(AICHA, Commanded("start", "NANTES")),
    b"aicha-agrees": says(AICHA, Wrote("1")),
    b"mehmet-starts": says(MEHMET, Commanded("start", "ESSAI")),
}


def arrive(town: Town, *payloads: bytes) -> None:
    """Acts made durable, as they wait in the inbox."""
    arrivals = [Arrival("telegram", (f"update:{payload!r}",), ACTS[payload].address, payload) for payload in payloads]
    town.do(lambda t: inbound.accept(t, town.context, arrivals))


def look_into(town: Town, acts: Mapping[bytes, InboundMessage] = ACTS) -> list[inbound.Work]:
    """What each look at the inbox did, until nothing waits."""
    looks = []
    while not looks or looks[-1].taken:
        looks.append(town.do(lambda t: inbound.work(t, town.context, {"telegram": acts.__getitem__}, 100)))
    town.deliver()
    return looks


def test_a_second_message_of_one_person_meets_what_the_first_changed(town: Town) -> None:
    arrive(town, *ACTS)
    assert [look.taken for look in look_into(town)] == [3, 2, 1, 0], "one arrival of each person at a time"
    assert [message.key for message in town.screens[LEA]] == ["consent", "role", "district"]
    assert [message.key for message in town.screens[AICHA]] == ["consent", "role"]
    assert [message.key for message in town.screens[MEHMET]] == ["travel"]
    assert (town.count("consent"), town.count("answer")) == (2, 1)
    assert town.count("inbox WHERE state <> 'done'") == 0


def test_one_that_fails_is_undone_alone_and_its_neighbours_go_on(town: Town) -> None:
    arrive(town, b"lea-starts", b"aicha-starts", b"mehmet-starts")
    readable = {payload: message for payload, message in ACTS.items() if payload != b"aicha-starts"}
    looks = look_into(town, readable)
    assert [[failure.reason for failure in look.failures] for look in looks[:3]] == [["KeyError"]] * 3
    assert (len(town.screens[LEA]), len(town.screens[MEHMET])) == (1, 1)
    assert AICHA not in town.screens
    assert town.count("inbox WHERE state = 'dead'") == 1


def test_the_same_fact_twice_in_one_batch_is_kept_once(database: Database) -> None:
    here = Town(database)
    same = Arrival("telegram", ("update:1",), LEA, b"{}")
    other = Arrival("telegram", ("update:2", "update:1"), LEA, b"{}")
    assert here.do(lambda t: inbound.accept(t, here.context, [same, same, other])) == 1
