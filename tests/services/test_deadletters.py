"""What could not be taken: looked at without reading it, and tried once more (N2 of the requirements)."""

from collections.abc import Mapping

import pytest
from sqlalchemy import text

from bot.updates import arrival
from services import deadletters, inbound, upkeep
from services.channels import Arrival, Commanded, InboundMessage, Wrote
from services.deadletters import Kind, Part, Replay
from services.errors import NotFound
from storage import deadletters as stored
from storage.deadletters import DeadLetter
from storage.transaction import Database
from tests.bot.test_updates import PERSON, message
from tests.cast import LEA, says
from tests.services.test_inbound import Town

AGREES, MOTHER, COMES_BACK = b"lea-agrees", b"lea-is-a-mother", b"lea-comes-back"
ACTS: Mapping[bytes, InboundMessage] = {
    AGREES: says(LEA, Wrote("1")),
    MOTHER: says(LEA, Wrote("Une mère")),
    COMES_BACK: says(LEA, Wrote("2")),
}


class Workshop(Town):
    """A town where some arrivals cannot be taken until the software is mended."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.broken: set[bytes] = set()
        self.act(LEA, Commanded("start", "NANTES"))

    def arrive(self, *payloads: bytes) -> None:
        """Acts come in, are looked into until nothing waits, and what they caused is shown."""
        now = self.clock()
        arrivals = [Arrival("telegram", (f"update:{payload!r}{now}",), LEA, payload) for payload in payloads]
        self.do(lambda t: inbound.accept(t, self.context, arrivals))
        self.work()

    def work(self) -> None:
        def read(payload: bytes) -> InboundMessage:
            if payload in self.broken:
                raise ValueError("Léa wrote: Une mère")
            return ACTS[payload]

        while self.do(lambda t: inbound.work(t, self.context, {"telegram": read}, 100)).taken:
            pass
        self.deliver()

    def letters(self) -> list[DeadLetter]:
        found: list[DeadLetter] = self.do(lambda t: deadletters.latest(t, 100))
        return found

    def replay(self, number: int) -> Replay:
        became: Replay = self.do(lambda t: deadletters.replay(t, self.context, number))
        self.work()
        return became

    def set_aside(self, payload: bytes = AGREES) -> int:
        """The number of an arrival that could not be taken."""
        self.broken.add(payload)
        self.arrive(payload)
        return self.letters()[0].id


@pytest.fixture
def town(database: Database) -> Workshop:
    return Workshop(database)


def test_n2_what_failed_three_times_is_listed_with_the_place_and_without_a_word_of_it(town: Workshop) -> None:
    number = town.set_aside()
    (letter,) = town.letters()
    assert (letter.id, letter.channel, letter.attempts, letter.was_replayed) == (number, "telegram", 3, False)
    assert letter.received_at == town.clock()
    assert letter.reason.startswith("ValueError read:")
    assert "mère" not in letter.reason


def test_n2_a_letter_shows_its_shape_and_no_value() -> None:
    payload = arrival(message(text="Une mère")).payload
    assert list(deadletters.shape(payload)) == [
        Part("update_id", Kind.NUMBER, 3),
        Part("message.message_id", Kind.NUMBER, 1),
        Part("message.date", Kind.NUMBER, 10),
        Part("message.chat.id", Kind.NUMBER, len(str(PERSON["id"]))),
        Part("message.chat.type", Kind.TEXT, 7),
        Part("message.from.id", Kind.NUMBER, len(str(PERSON["id"]))),
        Part("message.from.is_bot", Kind.TRUTH, 1),
        Part("message.from.language_code", Kind.TEXT, 2),
        Part("message.text", Kind.TEXT, 8),
    ]


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        (b"", []),
        (b"\xff\x00", [Part("", Kind.BYTES, 2)]),
        (b'{"unreadable":1234}', [Part("unreadable", Kind.NUMBER, 4)]),
        (b'{"message":null}', [Part("message", Kind.NOTHING, 0)]),
        ('{"Léa habite ici":[1,2]}'.encode(), [Part("?", Kind.LIST, 2)]),
        (b"[" * 5_000, [Part("", Kind.BYTES, 5_000)]),
    ],
)
def test_whatever_came_has_a_shape(content: bytes, parts: list[Part]) -> None:
    assert list(deadletters.shape(content)) == parts


def test_n2_once_mended_a_replay_takes_up_where_it_failed(town: Workshop) -> None:
    number = town.set_aside()
    town.broken.clear()
    assert town.replay(number) is Replay.BEGUN
    assert town.count("consent") == 1
    assert town.screens[LEA][-1].key == "role"
    assert town.letters() == []
    assert town.count("audit WHERE action = 'replay'") == 1


def test_n2_a_letter_is_replayed_once_and_never_again(town: Workshop) -> None:
    mended, hopeless = town.set_aside(), town.set_aside(MOTHER)
    town.broken.discard(AGREES)
    assert town.replay(mended) is Replay.BEGUN
    assert town.replay(mended) is Replay.REPLAYED
    assert town.count("consent") == 1
    assert town.replay(hopeless) is Replay.BEGUN
    (letter,) = town.letters()
    assert (letter.id, letter.attempts, letter.was_replayed) == (hopeless, 4, True)
    assert town.replay(hopeless) is Replay.REPLAYED
    assert town.letters() == [letter]


def test_n2_of_two_operators_at_the_same_moment_one_replays(town: Workshop) -> None:
    number = town.set_aside()
    assert town.do(lambda t: stored.replay(t, number)) is True
    assert town.do(lambda t: stored.replay(t, number)) is False
    assert town.do(lambda t: deadletters.replay(t, town.context, number)) is Replay.REPLAYED, "it waits already"


def test_n2_who_answered_since_keeps_that_answer(town: Workshop) -> None:
    """An old "1" would be taken for an answer to the question that is open now."""
    number = town.set_aside()
    town.broken.clear()
    town.arrive(COMES_BACK)
    asked = len(town.screens[LEA])
    assert town.replay(number) is Replay.OVERTAKEN
    assert len(town.screens[LEA]) == asked
    assert [letter.id for letter in town.letters()] == [number]


def test_n2_what_is_too_old_to_tell_is_not_replayed(town: Workshop) -> None:
    number = town.set_aside()
    town.broken.clear()
    town.clock.pass_(days=6, hours=23)
    town.do(lambda t: upkeep.daily(t, town.context))
    town.clock.pass_(hours=2)
    assert town.replay(number) is Replay.TOO_OLD


def test_n2_there_is_no_letter_of_an_arrival_that_was_taken(town: Workshop) -> None:
    town.arrive(AGREES)
    taken = town.database.read(lambda t: t.execute(text("SELECT max(id) FROM inbox")).scalar_one())
    for number in (taken, 999_999):
        with pytest.raises(NotFound):
            town.replay(number)


def test_letters_are_kept_for_thirty_days(town: Workshop) -> None:
    town.set_aside()
    for days, kept in ((29, 1), (2, 0)):
        town.clock.pass_(days=days)
        town.do(lambda t: upkeep.daily(t, town.context))
        assert len(town.letters()) == kept


def test_who_is_erased_leaves_no_letter_behind(town: Workshop) -> None:
    town.arrive(AGREES)
    town.set_aside(MOTHER)
    town.act(LEA, Commanded("effacer"))
    assert town.count("interview WHERE disposition = 'erased'") == 1
    assert town.letters() == []
