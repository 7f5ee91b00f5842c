"""What becomes of an order, against a Telegram that misbehaves in every way it is known for."""

import logging

import pytest

from bot.sender import TelegramChannel
from services.channels import (
    Acknowledge,
    Edit,
    Moved,
    Outcome,
    Rejected,
    RetryAfter,
    Send,
    Sent,
    Uncertain,
    Unreachable,
)
from services.messages import Button, Message, Role
from tests.fake_telegram import Broken, Dropped, FakeTelegram, Phone, Refused, Reset, flood
from tests.fake_telegram.errors import ApiError, bad_request
from tests.fake_telegram.faults import Fault

QUESTION = Message(
    "fr",
    ("Qui répond ?",),
    options=("1. Une mère", "2. Un père"),
    footer="Question 1 sur 5",
    buttons=(
        Button("Une mère", "tokenM", Role.CHOICE, 1),
        Button("Un père", "tokenP", Role.CHOICE, 2),
    ),
    question=True,
)
ANSWERED = Message("fr", ("Qui répond ?", "Votre réponse : Une mère"))


async def sent(channel: TelegramChannel, phone: Phone, message: Message = QUESTION) -> str:
    outcome = await channel.deliver(str(phone.person.id), Send(message))
    assert isinstance(outcome, Sent)
    return outcome.reference


async def test_a_question_arrives_with_its_buttons_and_a_reference_to_edit_it(
    channel: TelegramChannel, lea: Phone
) -> None:
    reference = await sent(channel, lea)
    assert lea.last.text == "Qui répond ?\n\n1. Une mère\n2. Un père\n\nQuestion 1 sur 5"
    assert lea.last.keyboard == (("1. Une mère",), ("2. Un père",))
    assert reference == str(lea.last.id)


async def test_an_answered_question_is_edited_in_place_and_loses_its_buttons(
    channel: TelegramChannel, lea: Phone
) -> None:
    reference = await sent(channel, lea)
    outcome = await channel.deliver(str(lea.person.id), Edit(reference, ANSWERED))
    assert outcome == Sent(reference)
    assert len([message for message in lea.screen() if message.by_bot]) == 1
    assert (lea.last.text, lea.last.keyboard) == ("Qui répond ?\n\nVotre réponse : Une mère", ())


async def test_link_previews_are_off(channel: TelegramChannel, telegram: FakeTelegram, lea: Phone) -> None:
    await sent(channel, lea, Message("fr", ("https://example.org",)))
    assert telegram.calls("sendMessage")[-1].parameters["link_preview_options"] == {"is_disabled": True}


async def test_editing_to_the_same_text_is_success(channel: TelegramChannel, lea: Phone) -> None:
    reference = await sent(channel, lea)
    assert await channel.deliver(str(lea.person.id), Edit(reference, QUESTION)) == Sent(reference)


@pytest.mark.parametrize("reference", ["99999", "", "not a number"])
async def test_a_message_that_cannot_be_edited_any_more_asks_for_a_new_one(
    channel: TelegramChannel, lea: Phone, reference: str
) -> None:
    outcome = await channel.deliver(str(lea.person.id), Edit(reference, ANSWERED))
    assert outcome == Rejected("edit_target_gone")


async def test_a_tap_is_acknowledged_once_and_a_late_acknowledgement_is_no_error(
    channel: TelegramChannel, lea: Phone
) -> None:
    await sent(channel, lea)
    tap = await lea.tap("Une mère")
    assert [waiting.id for waiting in lea.waiting()] == [tap]
    assert await channel.deliver(str(lea.person.id), Acknowledge(tap)) == Sent()
    assert lea.waiting() == []
    assert await channel.deliver(str(lea.person.id), Acknowledge(tap)) == Sent()


async def test_who_blocked_the_bot_is_unreachable(channel: TelegramChannel, lea: Phone) -> None:
    await lea.block()
    assert await channel.deliver(str(lea.person.id), Send(QUESTION)) == Unreachable()


async def test_who_left_telegram_or_never_came_is_unreachable(
    channel: TelegramChannel, telegram: FakeTelegram, lea: Phone
) -> None:
    lea.person.deactivated = True
    never_started = telegram.phone(7_100_000_009)
    for address in (lea.person.id, never_started.person.id, 123):
        assert await channel.deliver(str(address), Send(QUESTION)) == Unreachable()


REFUSALS: dict[str, tuple[ApiError, Outcome]] = {
    "a button too long": (bad_request("BUTTON_DATA_INVALID"), Rejected("button_data_invalid")),
    "too long": (bad_request("message is too long"), Rejected("too_long")),
    "something new": (bad_request("the moon is full"), Rejected("bad_request")),
    "a group that moved": (ApiError(400, "Bad Request: moved", {"migrate_to_chat_id": -5}), Moved("-5")),
    "token revoked": (ApiError(401, "Unauthorized"), RetryAfter(60.0, everybody=True)),
    "inside trouble": (ApiError(500, "Internal Server Error"), Uncertain("MaybeSentError")),
}


@pytest.mark.parametrize(("refusal", "outcome"), REFUSALS.values(), ids=REFUSALS)
async def test_a_refusal_becomes_an_outcome(
    channel: TelegramChannel, telegram: FakeTelegram, lea: Phone, refusal: ApiError, outcome: Outcome
) -> None:
    telegram.fail("sendMessage", Refused(refusal))
    assert await channel.deliver(str(lea.person.id), Send(QUESTION)) == outcome


async def test_flood_control_stops_everybody_for_as_long_as_telegram_says(
    channel: TelegramChannel, telegram: FakeTelegram, lea: Phone
) -> None:
    telegram.fail("sendMessage", flood(30))
    assert await channel.deliver(str(lea.person.id), Send(QUESTION)) == RetryAfter(30.0, everybody=True)


async def test_a_refused_connection_surely_sent_nothing(
    channel: TelegramChannel, telegram: FakeTelegram, lea: Phone
) -> None:
    async with telegram.unreachable():
        outcome = await channel.deliver(str(lea.person.id), Send(QUESTION))
    assert isinstance(outcome, RetryAfter)
    assert not outcome.everybody
    assert isinstance(await channel.deliver(str(lea.person.id), Send(QUESTION)), Sent)


@pytest.mark.parametrize(
    ("fault", "shown"),
    [(Dropped(), 1), (Reset(), 0), (Broken(), 1), (Broken(502), 1), (Broken(403), 1), (Broken(200, b'{"ok":true}'), 1)],
    ids=["answer lost", "cut before reading", "not JSON", "bad gateway", "a proxy's refusal", "no result"],
)
async def test_when_nobody_can_know_the_outcome_is_uncertain(
    channel: TelegramChannel, telegram: FakeTelegram, lea: Phone, fault: Dropped | Reset | Broken, shown: int
) -> None:
    telegram.fail("sendMessage", fault)
    assert isinstance(await channel.deliver(str(lea.person.id), Send(QUESTION)), Uncertain)
    assert len([message for message in lea.screen() if message.by_bot]) == shown


async def test_unreadable_mark_up_is_sent_again_as_plain_text(
    channel: TelegramChannel, telegram: FakeTelegram, lea: Phone
) -> None:
    telegram.fail("sendMessage", Refused(bad_request("can't parse entities: Unclosed start tag at byte offset 3")))
    await sent(channel, lea, Message("fr", ("1 < 2 & 3 > 2 ?",), question=True))
    assert lea.last.text == "1 < 2 & 3 > 2 ?"
    assert "parse_mode" not in telegram.calls("sendMessage")[-1].parameters


async def test_names_full_of_mark_up_arrive_as_they_are(channel: TelegramChannel, aicha: Phone) -> None:
    await sent(channel, aicha, Message("fr", ('Merci <3 & "Ana_" </b> &amp; <i>',), question=True))
    assert aicha.last.text == 'Merci <3 & "Ana_" </b> &amp; <i>'


async def test_nothing_personal_and_no_token_is_in_any_log_or_outcome(
    channel: TelegramChannel, telegram: FakeTelegram, lea: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "le mot secret de Léa"
    faults: list[Fault] = [
        flood(3),
        Dropped(),
        Reset(),
        Broken(),
        Broken(502),
        Refused(bad_request("can't parse entities: x")),
    ]
    outcomes = []
    for fault in faults:
        telegram.fail("sendMessage", fault)
        outcomes.append(await channel.deliver(str(lea.person.id), Send(Message("fr", (secret,)))))
    async with telegram.unreachable():
        outcomes.append(await channel.deliver(str(lea.person.id), Send(Message("fr", (secret,)))))
    everything = caplog.text + repr(outcomes) + repr(channel) + repr(channel.client)
    assert "plain text" in caplog.text
    for word in (telegram.token, telegram.token.partition(":")[2], str(lea.person.id), "secret", telegram.api_url):
        assert word not in everything
