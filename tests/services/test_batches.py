"""Many arrivals looked into at once are taken as if they came one by one."""

from collections.abc import Mapping, Sequence

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


def arrive(town: Town, *payloads: bytes) -> Sequence[inbound.Waiting]:
    """Acts made durable, as they wait in the inbox."""
    arrivals = [Arrival("telegram", (f"update:{payload!r}",), ACTS[payload].address, payload) for payload in payloads]
    town.do(lambda t: inbound.accept(t, town.context, arrivals))
    return town.database.read(lambda t: inbound.waiting(t, town.context, ["telegram"], 100))


def look_into(town: Town, rows: Sequence[inbound.Waiting]) -> None:
    town.do(lambda t: inbound.process(t, town.context, {"telegram": ACTS.__getitem__}, rows))
    town.deliver()


def test_a_second_message_of_one_person_meets_what_the_first_changed(town: Town) -> None:
    look_into(town, arrive(town, *ACTS))
    assert [message.key for message in town.screens[LEA]] == ["consent", "role", "district"]
    assert [message.key for message in town.screens[AICHA]] == ["consent", "role"]
    assert [message.key for message in town.screens[MEHMET]] == ["travel"]
    assert (town.count("consent"), town.count("answer")) == (2, 1)
    assert town.count("inbox WHERE state <> 'done'") == 0


def test_what_was_looked_into_is_not_looked_into_again(town: Town) -> None:
    rows = arrive(town, b"lea-starts", b"aicha-starts")
    look_into(town, rows)
    look_into(town, rows)
    assert (len(town.screens[LEA]), len(town.screens[AICHA])) == (1, 1)


def test_the_same_fact_twice_in_one_batch_is_kept_once(database: Database) -> None:
    here = Town(database)
    same = Arrival("telegram", ("update:1",), LEA, b"{}")
    other = Arrival("telegram", ("update:2", "update:1"), LEA, b"{}")
    assert here.do(lambda t: inbound.accept(t, here.context, [same, same, other])) == 1
