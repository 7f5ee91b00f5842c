"""One road in: what people do on a channel, and what then stands in the queue and in the database."""

from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import text

import questionnaires
from services import dispatch, inbound, upkeep
from services.campaigning import campaigns
from services.channels import (
    Arrival,
    Commanded,
    Edit,
    InboundMessage,
    Left,
    Returned,
    Send,
    Sent,
    Tapped,
    Unsupported,
    What,
    Wrote,
)
from services.dispatch import Delivery
from services.messages import Message, Role
from storage.transaction import Database
from tests.cast import AICHA, LEA, Clock, context, says

TRIAL, GROWING_UP = questionnaires.load("every-kind"), questionnaires.load("bien-grandir")


class Town:
    """A database with open campaigns, and what each person sees."""

    def __init__(self, database: Database) -> None:
        self.database, self.clock = database, Clock()
        self.context = context(self.clock)
        self.screens: dict[str, list[Message]] = {}
        self._count = 0
        for code, form in (("ESSAI", TRIAL), ("ESSAI2", TRIAL), ("NANTES", GROWING_UP)):
            self.do(
                lambda t, code=code, form=form: campaigns.open_campaign(t, self.context, code, form, synthetic=True)
            )

    def do(self, use_case):  # type: ignore[no-untyped-def]
        return self.database.write(use_case).result()

    def act(self, address: str, what: What, reference: str = "") -> list[Message]:
        """One act through the road in, and the messages it caused, delivered."""
        self.receive(address, what, reference)
        return self.deliver()

    def receive(self, address: str, what: What, reference: str = "") -> None:
        """One act through the road in; what it caused stays in the queue."""
        self._count += 1
        message = says(address, what, reference)
        self.do(lambda t: inbound.receive(t, self.context, message, f"test{self._count}"))

    def due(self) -> list[Delivery]:
        """What leaves now: replies at once, and what was held up."""
        deliveries: list[Delivery] = self.do(lambda t: dispatch.lease(t, self.context, ["telegram"], 100))
        while held_up := self.do(lambda t: dispatch.next_paced(t, self.context, "telegram")).delivery:
            deliveries.append(held_up)
            self.clock.pass_(seconds=0.05)
        return deliveries

    def deliver(self) -> list[Message]:
        shown = []
        while deliveries := self.due():
            for delivery in deliveries:
                screen = self.screens.setdefault(delivery.address, [])
                match delivery.order:
                    case Send(message=message):
                        screen.append(message)
                        outcome = Sent(str(len(screen)))
                    case Edit(reference=reference, message=message):
                        screen[int(reference) - 1] = message
                        outcome = Sent(reference)
                    case _:  # what the channel itself says (the menu): nothing on the screen
                        outcome = Sent("")
                        self.do(lambda t, pair=(delivery, outcome): dispatch.settle(t, self.context, [pair]))
                        continue
                shown.append(message)
                self.do(lambda t, pair=(delivery, outcome): dispatch.settle(t, self.context, [pair]))
        return shown

    def tap(self, address: str, label: str) -> list[Message]:
        """Tap the newest button of that label."""
        for place, message in reversed(list(enumerate(self.screens[address], start=1))):
            for button in message.buttons:
                if button.label == label:
                    return self.act(address, Tapped(button.token), str(place))
        raise AssertionError(f"no button {label!r}: {self.screens[address][-1]}")

    def count(self, table: str) -> int:
        return int(self.database.read(lambda t: t.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()))


@pytest.fixture
def town(database: Database) -> Iterator[Town]:
    return Town(database)


def test_no_answer_lies_in_the_database_before_a_consent(town: Town) -> None:
    town.act(LEA, Commanded("start", "nantes"))
    town.act(LEA, Wrote("Une mère"))
    town.act(LEA, Wrote("2 3 4"))
    assert (town.count("answer"), town.count("consent")) == (0, 0)
    town.tap(LEA, "Oui, je commence")
    town.tap(LEA, "Une mère")
    assert (town.count("answer"), town.count("consent")) == (1, 1)


def test_the_answered_message_shows_the_answer_and_the_next_question_follows(town: Town) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    town.tap(LEA, "Oui, je commence")
    edited, asked = town.tap(LEA, "Une mère")
    assert "Une mère" in " ".join(edited.paragraphs)
    assert not edited.question
    assert asked.key == "district"
    assert [message.key for message in town.screens[LEA]] == ["consent", "role", "district"]


def test_a_typed_answer_edits_the_prompt_it_answers(town: Town) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    town.act(LEA, Wrote("1"))
    town.act(LEA, Wrote("une mere"))
    assert "✓" in " ".join(town.screens[LEA][1].paragraphs)
    assert town.screens[LEA][-1].key == "district"


def test_a_double_tap_counts_once(town: Town) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    town.tap(LEA, "Oui, je commence")
    button = next(button for button in town.screens[LEA][-1].buttons if button.label == "Une mère")
    town.act(LEA, Tapped(button.token), "2")
    screen = list(town.screens[LEA])
    town.act(LEA, Tapped(button.token), "2")
    assert town.screens[LEA] == screen
    assert town.count("answer") == 1


def test_a_tap_borrowed_from_another_person_does_nothing(town: Town) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    town.act(AICHA, Commanded("start", "NANTES"))
    theirs = town.screens[LEA][-1].buttons[0].token
    town.act(AICHA, Tapped(theirs), "1")
    assert town.count("consent") == 0


@pytest.mark.parametrize("token", ["", "x", "é" * 20, "A" * 64, "../../etc/passwd"])
def test_a_forged_tap_is_answered_with_help_and_stores_nothing(town: Town, token: str) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    (answer,) = town.act(LEA, Tapped(token), "1")
    assert answer.key == "help"
    assert town.count("consent") == 0


@pytest.mark.parametrize("code", ["QUOI", "a" * 500, "'; DROP TABLE contact;--", "<b>", "../..", "NANTES!"])
def test_an_unknown_code_gets_one_friendly_answer(town: Town, code: str) -> None:
    (answer,) = town.act(LEA, Commanded("start", code))
    assert answer.key == "unknown_code"
    assert town.count("interview") == 0


def test_a_dropped_code_is_asked_for_and_may_be_typed(town: Town) -> None:
    (answer,) = town.act(LEA, Commanded("start"))
    assert answer.key == "choose_code"
    (question,) = town.act(LEA, Wrote(" essai "))
    assert question.question


def test_two_codes_of_one_questionnaire_are_two_conversations(town: Town) -> None:
    town.act(LEA, Commanded("start", "ESSAI"))
    first = town.screens[LEA][-1]
    town.act(LEA, Tapped(first.buttons[0].token), "1")
    town.act(LEA, Commanded("start", "ESSAI2"))
    assert town.screens[LEA][-1].key == first.key
    town.act(LEA, Commanded("start", "ESSAI"))
    assert town.screens[LEA][-1].key != first.key
    assert town.count("interview") == 2


def test_opening_the_link_again_takes_up_where_one_stood(town: Town) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    town.tap(LEA, "Oui, je commence")
    town.tap(LEA, "Une mère")
    town.act(LEA, Commanded("start", "NANTES"))
    assert town.screens[LEA][-1].key == "district"
    assert town.count("interview") == 1


def test_a_language_chosen_is_kept_for_the_person(town: Town) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    town.tap(LEA, "العربية")
    assert town.screens[LEA][-1].language == "ar"
    town.act(LEA, Commanded("start", "ESSAI"))
    assert town.screens[LEA][-1].language == "ar"


def test_stop_ends_it_in_any_language_and_only_as_the_whole_message(town: Town) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    town.act(LEA, Wrote("il faut stopper les travaux"))
    assert town.screens[LEA][-1].question
    town.act(LEA, Wrote("توقف"))
    assert not town.screens[LEA][-1].question
    town.act(LEA, Wrote("1"))
    assert not town.screens[LEA][-1].question


def test_who_blocks_the_bot_is_written_to_no_more_until_they_act(town: Town) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    seen = len(town.screens[LEA])
    assert town.act(LEA, Left()) == []
    assert town.act(LEA, Returned()) == []
    assert len(town.screens[LEA]) == seen
    assert town.act(LEA, Commanded("start", "NANTES"))


def test_a_sticker_gets_a_polite_word_and_changes_nothing(town: Town) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    (answer,) = town.act(LEA, Unsupported())
    assert answer.key == "not_text"


def test_erasing_leaves_no_answer_and_no_join_to_the_person(town: Town) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    for reply in ("1", "1", "8", "2", "passer", "3", "4", "passer", "passer", "Un parc propre.", "3"):
        town.act(LEA, Wrote(reply))
    assert town.screens[LEA][-1].key == "followup"
    assert town.count("words") == 1
    town.tap(LEA, "Effacer mes réponses")
    validate = next(b for b in town.screens[LEA][-1].buttons if b.role is Role.VALIDATE)
    town.tap(LEA, validate.label)
    assert [town.count(table) for table in ("answer", "words", "consent", "respondent")] == [0, 0, 0, 0]


def test_erase_by_command_at_any_moment_and_only_ones_own(town: Town) -> None:
    for address in (LEA, AICHA):
        town.act(address, Commanded("start", "NANTES"))
        town.act(address, Wrote("1"))
        town.act(address, Wrote("1"))
    town.act(LEA, Commanded("start", "ESSAI"))
    town.act(LEA, Wrote("1"))
    assert town.count("answer") == 3
    (said,) = town.act(LEA, Commanded("effacer"))
    assert said.key == "erased"
    assert (town.count("answer"), town.count("respondent"), town.count("consent")) == (1, 1, 1)


def test_erasing_where_nothing_is_kept_says_so(town: Town) -> None:
    (said,) = town.act(LEA, Commanded("effacer"))
    assert said.key == "nothing_kept"


def test_who_stopped_may_come_back_and_is_asked_for_consent_again(town: Town) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    town.act(LEA, Wrote("1"))
    town.act(LEA, Wrote("1"))
    town.act(LEA, Commanded("stop"))
    town.act(LEA, Commanded("start", "NANTES"))
    assert town.screens[LEA][-1].key == "consent"
    town.act(LEA, Wrote("1"))
    assert town.screens[LEA][-1].key == "district", "the answer given before still counts"


def test_coming_back_to_an_open_conversation_says_where_one_was(town: Town) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    town.act(LEA, Wrote("1"))
    recap, question = town.act(LEA, Commanded("start", "NANTES"))
    assert (recap.key, question.key) == ("resumed", "role")


def test_erasing_takes_back_what_was_agreed_to(town: Town) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    for reply in ("1", "1", "8", "2", "passer", "3", "4", "passer", "passer", "Un parc propre.", "3", "1"):
        town.act(LEA, Wrote(reply))
    assert town.count("agreement") == 1
    town.act(LEA, Commanded("effacer"))
    town.do(lambda t: upkeep.daily(t, town.context))
    assert [town.count(table) for table in ("agreement", "answer", "words", "contact")] == [0, 0, 0, 0]


def test_after_the_time_promised_nobody_can_be_joined_to_answers(town: Town) -> None:
    town.act(LEA, Commanded("start", "NANTES"))
    town.act(LEA, Wrote("1"))
    town.act(LEA, Wrote("1"))
    town.do(lambda t: campaigns.close(t, town.context, "NANTES"))
    town.clock.pass_(days=20)
    town.do(lambda t: upkeep.daily(t, town.context))
    assert (town.count("respondent"), town.count("answer")) == (1, 1)
    town.clock.pass_(days=20)
    town.do(lambda t: upkeep.daily(t, town.context))
    assert (town.count("respondent"), town.count("answer"), town.count("contact")) == (0, 1, 0)
    assert town.count("outbox WHERE interview_id IS NOT NULL") == 0
    town.clock.pass_(days=365)
    town.do(lambda t: upkeep.daily(t, town.context))
    assert (town.count("answer"), town.count("interview")) == (0, 0)


def test_a_closed_campaign_says_so(town: Town) -> None:
    town.do(lambda t: campaigns.close(t, town.context, "NANTES"))
    (answer,) = town.act(LEA, Commanded("start", "NANTES"))
    assert answer.key == "closed"


def test_the_same_fact_is_accepted_once_whatever_its_order(town: Town) -> None:
    def arrival(number: int) -> Arrival:
        return Arrival("telegram", (f"update:{number}", f"message:{number}"), LEA, b"{}")

    accepted = [town.do(lambda t, n=n: inbound.accept(t, town.context, [arrival(n)])) for n in (2, 1, 2, 1, 3)]
    assert accepted == [1, 1, 0, 0, 1]


def test_an_arrival_that_cannot_be_read_is_given_up_after_three_tries(town: Town) -> None:
    def broken(payload: bytes) -> InboundMessage | None:
        msgspec.json.decode(payload)
        return None

    town.act(LEA, Commanded("start", "NANTES"))
    town.do(lambda t: inbound.accept(t, town.context, [Arrival("telegram", ("update:1",), LEA, b"{not json")]))
    looks = [town.do(lambda t: inbound.work(t, town.context, {"telegram": broken}, 10)) for _ in range(4)]
    assert [[failure.given_up for failure in look.failures] for look in looks] == [[False], [False], [True], []]
    assert [message.key for message in town.deliver()] == ["apology", "consent"]
    assert town.count("inbox WHERE state = 'dead' AND payload IS NOT NULL") == 1


def test_what_waits_for_a_channel_that_is_off_is_kept_for_it(town: Town) -> None:
    town.do(lambda t: inbound.accept(t, town.context, [Arrival("telegram", ("update:1",), LEA, b"{}")]))
    town.do(lambda t: inbound.receive(t, town.context, says(LEA, Commanded("start", "ESSAI")), "one"))
    assert town.do(lambda t: inbound.work(t, town.context, {}, 10)).taken == 0
    assert town.do(lambda t: dispatch.lease(t, town.context, ["demo"], 10)) == []
    assert town.do(lambda t: inbound.work(t, town.context, {"telegram": lambda payload: None}, 10)).taken == 1
    assert [message.key for message in town.deliver()] == ["travel"]
