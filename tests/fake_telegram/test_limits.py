"""How much the fake takes at once: what Telegram would refuse with 429 is refused here."""

import asyncio
import re
from typing import Any

import aiohttp

from tests.bot.calling import Caller
from tests.fake_telegram import FakeTelegram, Limits, Phone, flood

TOO_MANY = re.compile(r"Too Many Requests: retry after (\d+)")


def known(telegram: FakeTelegram, count: int) -> list[int]:
    """Ids of people who opened the bot long ago."""
    people = [telegram.phone(9_000 + place).person for place in range(count)]
    for person in people:
        person.started = True
    return [person.id for person in people]


def waits(answers: list[Any]) -> list[int]:
    return [int(found[1]) for answer in answers if isinstance(answer, str) and (found := TOO_MANY.fullmatch(answer))]


async def test_thirty_messages_a_second_go_to_people_who_did_not_ask(telegram: FakeTelegram, call: Caller) -> None:
    answers = [await call("sendMessage", chat_id=person, text="Bonjour") for person in known(telegram, 31)]
    assert waits(answers) == [3]
    assert (telegram.gate.refused, telegram.gate.longest, telegram.gate.violations) == (1, 3.0, [])
    telegram.clock.advance(3)
    assert waits([await call("sendMessage", chat_id=9_030, text="Bonjour")]) == []


async def test_who_is_being_answered_does_not_count_as_bulk(telegram: FakeTelegram, call: Caller) -> None:
    for place in range(40):
        phone = telegram.phone(9_000 + place)
        await phone.start()
        assert waits([await call("sendMessage", chat_id=phone.person.id, text="Bonjour")]) == []


async def test_a_call_during_a_pause_is_refused_and_held_against_the_bot(
    telegram: FakeTelegram, lea: Phone, call: Caller
) -> None:
    telegram.fail("sendMessage", flood(30))
    assert waits([await call("sendMessage", chat_id=lea.person.id, text="un")]) == [30]
    telegram.clock.advance(29)
    assert waits([await call("sendMessage", chat_id=lea.person.id, text="deux")]) == [1]
    (early,) = telegram.gate.violations
    assert (early.chat, 0 < early.early <= 1) == (lea.person.id, True)
    telegram.clock.advance(1)
    assert waits([await call("sendMessage", chat_id=lea.person.id, text="trois")]) == []
    assert len(telegram.gate.violations) == 1


async def test_one_chat_takes_a_burst_and_then_one_a_second(telegram: FakeTelegram, lea: Phone, call: Caller) -> None:
    async def send(count: int) -> list[Any]:
        return [await call("sendMessage", chat_id=lea.person.id, text="?") for _ in range(count)]

    assert waits(await send(31)) == [1]
    telegram.clock.advance(1)
    assert waits(await send(1)) == []
    telegram.clock.advance(10)
    assert waits(await send(11)) == [1]


async def test_a_group_takes_twenty_a_minute(telegram: FakeTelegram, lea: Phone, call: Caller) -> None:
    group = telegram.group()
    await group.add_bot(lea)
    answers = [await call("sendMessage", chat_id=group.group.id, text="?") for _ in range(21)]
    assert waits(answers) == [60]


async def test_one_message_takes_few_edits_in_a_row(telegram: FakeTelegram, lea: Phone, call: Caller) -> None:
    post = await call("sendMessage", chat_id=lea.person.id, text="0")
    there = {"chat_id": lea.person.id, "message_id": post["message_id"]}
    assert waits([await call("editMessageText", **there, text=str(number)) for number in range(1, 7)]) == [3]
    telegram.clock.advance(3)
    assert waits([await call("editMessageText", **there, text="7")]) == []


async def test_a_pause_is_told_in_the_header_as_well(telegram: FakeTelegram, lea: Phone, call: Caller) -> None:
    telegram.fail("sendMessage", flood(7))
    async with call.session.post(f"{call.base}/sendMessage", json={"chat_id": lea.person.id, "text": "?"}) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "7")


async def test_limits_can_be_others_or_none() -> None:
    for limits, refused in ((None, 0), (Limits(overall=10, pause=5), 1)):
        async with FakeTelegram(limits=limits) as telegram:
            async with aiohttp.ClientSession() as session:
                call = Caller(session, telegram)
                people = known(telegram, 11)
                answers = await asyncio.gather(*(call("sendMessage", chat_id=each, text="?") for each in people))
            assert len(waits(list(answers))) == refused == telegram.gate.refused
