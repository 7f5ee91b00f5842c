"""A. Intake and loss: what was acknowledged is looked into once, whatever dies in between."""

import asyncio
from typing import Any

import aiohttp
import pytest
from sqlalchemy import text

from bot.updates import KINDS
from services import acts
from services.context import Context, Transaction
from services.posting import Cause
from storage import contacts
from storage.contacts import Contact
from tests.cast import AICHA, INES, LEA, MEHMET
from tests.fake_telegram import visible_duplicates
from tests.scenarios.stage import SECRET, Stage, both_databases, both_ways, everywhere
from voix.build import open_house
from voix.settings import BadSetting
from voix.telegram import Telegram

HOOKED = [("sqlite", "webhook"), ("postgresql", "webhook")]
WEBHOOK = pytest.mark.parametrize("stage", HOOKED, indirect=True, ids="-".join)
CAST = (AICHA, MEHMET, INES, LEA)


@everywhere
async def test_a1_a2_what_was_acknowledged_or_fetched_survives_a_crash(stage: Stage) -> None:
    """Crashed again and again while people open the link: each sees the first question once."""
    phones = [stage.telegram.phone(7000 + number) for number in range(40)]
    for batch in range(0, 40, 10):
        for phone in phones[batch : batch + 10]:
            await phone.start("NANTES")
        await asyncio.sleep(0.02 * batch / 10)  # a different moment each time
        await stage.crash()
        await stage.start()
    await stage.settled(30)
    stage.pass_(minutes=3)  # what may not have arrived is sent after two minutes
    await stage.settled(30)
    for phone in phones:
        assert len([message for message in phone.screen() if message.by_bot]) >= 1, phone.transcript()
        assert len(visible_duplicates(phone)) <= 1, "only what may not have arrived comes twice"
    assert stage.count("interview") == 40
    assert stage.count("inbox WHERE state <> 'done'") == 0


@everywhere
async def test_a3_the_same_update_five_times_counts_once(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    await phone.tap("Une mère")
    stage.telegram.updates.echo(max(stage.telegram.updates.seen), 4)
    await stage.reaches(phone, "district")
    assert stage.answers("role") == [("mother",)]
    assert visible_duplicates(phone) == []


async def deliver(stage: Stage, *numbers: int) -> list[int]:
    """Updates that people caused, brought by hand, in this order; HTTP statuses."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with aiohttp.ClientSession(headers=headers) as session:
        statuses = []
        for number in numbers:
            async with session.post(f"{stage.url}/telegram", json=stage.telegram.updates.seen[number].body) as answer:
                statuses.append(answer.status)
        return statuses


@WEBHOOK
async def test_a4_there_is_no_high_water_mark(stage: Stage) -> None:
    """A later update that was committed first hides no earlier one."""
    await stage.stop()
    for who in (LEA, AICHA):
        await stage.phone(who).start("NANTES")
    numbers = sorted(stage.telegram.updates.seen)[-2:]
    stage.telegram.updates.pending.clear()
    await stage.start()
    assert await deliver(stage, *reversed(numbers)) == [200, 200]
    await stage.settled()
    assert stage.count("interview") == 2


@everywhere
async def test_a7_an_update_of_no_known_shape_is_set_aside_and_its_neighbours_go_on(stage: Stage) -> None:
    await stage.stop()
    first, last = stage.phone(LEA), stage.phone(AICHA)
    await first.start("NANTES")
    stage.telegram.updates.inject({"message": {"date": "yesterday", "chat": 7, "from": [1, 2]}})
    stage.telegram.updates.inject({"brand_new_kind": {"id": 1}})
    await last.start("NANTES")
    await stage.start()
    for phone in (first, last):
        await phone.wait_for_reply()
    await stage.settled()
    assert stage.count("interview") == 2
    assert stage.count("inbox WHERE state = 'dead'") == 2
    assert not stage.telegram.updates.pending, "they were acknowledged all the same"


@everywhere
async def test_a8_what_fails_three_times_is_set_aside_with_an_apology(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    lea, aicha = await stage.at(LEA, "role"), await stage.at(AICHA, "role")
    own = stage.house.database.read(lambda t: contacts.find(t, stage.house.context.vault, "telegram", LEA))
    assert own is not None
    tries = []
    tapped = acts._tapped

    def broken(transaction: Transaction, context: Context, cause: Cause, contact: Contact, *more: Any) -> None:
        if contact.id == own.id:
            tries.append(1)
            raise ZeroDivisionError
        tapped(transaction, context, cause, contact, *more)

    monkeypatch.setattr(acts, "_tapped", broken)
    await lea.tap("Une mère")
    await aicha.tap_index(0)
    await stage.reaches(aicha, "district")
    await lea.wait_for(lambda screen: "Pardon" in "".join(message.text for message in screen))
    await stage.settled()
    assert tries
    ((attempts, reason),) = stage.rows("SELECT attempts, reason FROM inbox WHERE state = 'dead'")
    assert (attempts, reason.split()[0]) == (3, "ZeroDivisionError")
    monkeypatch.undo()
    await lea.tap("Une mère")
    await stage.reaches(lea, "district")


@WEBHOOK
async def test_a9_without_a_database_telegram_is_told_to_come_again(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    with stage.database_away():
        await phone.tap("Une mère")
        await phone.tap("Un père")
        await asyncio.sleep(0.3)
        info = stage.telegram.webhooks.info()
        assert "503" in info["last_error_message"]
        assert info["pending_update_count"] == 2
    await phone.wait_for(lambda _: not stage.telegram.updates.pending, 30)
    await stage.settled()
    assert stage.answers("role") == [("mother",)]
    assert visible_duplicates(phone) == []


@WEBHOOK
async def test_a10_a_delivery_that_telegram_gave_up_waiting_for_counts_once(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    await stage.stop()
    await phone.tap("Une mère")
    number = max(stage.telegram.updates.seen)
    stage.telegram.updates.pending.pop(number)
    await stage.start()
    body = stage.telegram.updates.seen[number].body
    impatient = aiohttp.ClientTimeout(total=0.001)
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with aiohttp.ClientSession(headers=headers) as session:
        with pytest.raises(TimeoutError):
            await session.post(f"{stage.url}/telegram", json=body, timeout=impatient)
    assert await deliver(stage, number, number) == [200, 200]
    await stage.reaches(phone, "district")
    assert stage.answers("role") == [("mother",)]


@everywhere
async def test_a12_texts_of_an_outage_answer_the_question_asked_then_and_no_later_one(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    stage.pass_(minutes=1)
    await stage.stop()
    for said in ("une mère", "1", "2", "il y a quelqu'un ?"):
        await phone.type(said, blindly=True)
    stage.pass_(hours=3)
    await stage.start()
    await stage.reaches(phone, "district")
    stage.pass_(seconds=5)
    await phone.wait_for(lambda screen: "plusieurs messages" in screen[-1].text)
    await stage.settled()
    assert (stage.answers("role"), stage.answers("district")) == ([("mother",)], [])
    assert sum("plusieurs messages" in message.text for message in phone.screen()) == 1
    assert not any("panne" in message.text for message in phone.screen()), "typed words survive an outage"


@everywhere
async def test_h3_ten_messages_in_a_row_get_one_answer_and_one_word_about_the_rest(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    stage.pass_(minutes=1)
    before = len(phone.screen())
    for number in range(10):
        await phone.type(f"bonjour {number}", blindly=True)
    await stage.settled()
    stage.pass_(seconds=5)
    await phone.wait_for(lambda screen: "plusieurs messages" in screen[-1].text)
    await stage.settled()
    replies = [message for message in phone.screen()[before:] if message.by_bot]
    assert len(replies) == 3, phone.transcript()  # not understood, the question, the word about the rest
    await phone.type("une mère")
    await stage.reaches(phone, "district")


@everywhere
async def test_a13_who_ends_in_peace_finishes_what_is_in_hand_and_loses_nothing(stage: Stage) -> None:
    phones = [await stage.at(who, "role") for who in CAST]
    for phone in phones:
        await phone.tap_index(0)
    await stage.stop()
    assert in_hand(stage) == 0
    await stage.start()
    for phone in phones:
        await stage.reaches(phone, "district")
        assert visible_duplicates(phone) == []
    await stage.settled()
    assert len(stage.answers("role")) == 4


def in_hand(stage: Stage) -> int:
    """Rows that a sender which has ended still seems to hold."""
    house = open_house(stage.settings)
    query = text("SELECT count(*) FROM outbox WHERE state = 'leased'")
    try:
        return int(house.database.read(lambda t: t.execute(query).scalar_one()))
    finally:
        house.close()


@both_databases
async def test_a14_a_second_poller_leaves_the_field_and_nothing_is_lost(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    second = Telegram(stage.house)

    async def named(_name: str) -> None:
        pass

    with pytest.raises(BadSetting):
        await asyncio.wait_for(second.run(stage.parts.worker, named, asyncio.Event()), 10)
    await second.channel.close()
    await phone.tap("Une mère")
    await stage.reaches(phone, "district")


@both_ways
async def test_after_an_outage_longer_than_a_tap_lives_who_was_in_the_middle_is_asked_again(stage: Stage) -> None:
    """And nobody else: Mehmet left off hours before."""
    await stage.at(MEHMET, "role")
    stage.pass_(hours=2)
    await stage.parts.worker.mind()
    lea = await stage.at(LEA, "role")
    await stage.stop()
    await lea.tap("Une mère")
    stage.pass_(minutes=10)  # the tap is lost
    await stage.start()
    await stage.parts.worker.mind()
    stage.pass_(seconds=25)
    await lea.wait_for(lambda screen: "panne" in "".join(message.text for message in screen), 10)
    await stage.settled()
    assert stage.answers("role") == []
    assert not any("panne" in message.text for message in stage.phone(MEHMET).screen())
    await lea.tap("Une mère")
    await stage.reaches(lea, "district")


@everywhere
async def test_a15_kinds_of_updates_are_corrected_at_start_and_nothing_pending_is_dropped(stage: Stage) -> None:
    await stage.stop()
    stage.telegram.updates.allowed = ["message"]  # taps would never come
    await stage.start()
    phone = await stage.at(LEA, "role")
    await phone.tap("Une mère")
    await stage.reaches(phone, "district")
    assert set(KINDS) <= set(stage.telegram.updates.allowed)
    assert not any("drop_pending_updates" in call.parameters for call in stage.telegram.calls())


@WEBHOOK
async def test_a17_a_house_that_cannot_take_an_update_never_says_gone(stage: Stage) -> None:
    """At 410 Telegram would forget the webhook."""
    await stage.phone(LEA).start("NANTES")
    await stage.settled()
    number = max(stage.telegram.updates.seen)
    with stage.database_away():
        assert await deliver(stage, number) == [503]
    assert await deliver(stage, number) == [200]
    assert stage.telegram.webhooks.info()["url"]


@pytest.mark.parametrize("word", ["STOP", "arrêt !", "arreter", "désabonner", "توقف", "dur", "parar", "стоп 🛑"])
@both_ways
async def test_j7_a_word_for_stop_stops_at_once_in_one_message(stage: Stage, word: str) -> None:
    phone = await stage.at(LEA, "role")
    await phone.type(f"il ne faut pas dire {word} aux enfants")
    await phone.wait_for_reply()
    await stage.settled()
    assert stage.count("interview WHERE disposition = 'open'") == 1, "a sentence with the word is no stop"
    stage.pass_(minutes=1)
    before = len(phone.screen())
    await phone.type(word)
    await phone.wait_for_reply()
    await stage.settled()
    assert len(phone.screen()) == before + 2, phone.transcript()
    assert stage.count("interview WHERE disposition = 'open'") == 0
