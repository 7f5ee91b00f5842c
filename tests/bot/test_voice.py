"""Recordings of parents, from the update to the bytes; recordings of questions, to the phone."""

import json
from typing import Any

import pytest

from bot.sender import TelegramChannel
from bot.updates import arrival, read
from services.channels import HANDLE_GONE, Fetched, Play, Rejected, RetryAfter, Sent, Spoke, Unsupported
from services.messages import Message
from tests.fake_telegram import Dropped, FakeTelegram
from tests.recordings import opus

FILE = {"file_id": "AwAC1", "file_unique_id": "u1", "duration": 7, "mime_type": "audio/ogg", "file_size": 9000}


def update(chat: str = "private", **content: Any) -> bytes:
    person = {"id": 1004, "is_bot": False, "first_name": "Léa", "language_code": "fr"}
    place = {"id": 1004 if chat == "private" else -7, "type": chat}
    message = {"message_id": 5, "date": 1_795_000_000, "chat": place, "from": person, **content}
    return json.dumps({"update_id": 1, "message": message}).encode()


@pytest.mark.parametrize("kind", ["voice", "audio"])
def test_a_recording_keeps_its_handle_and_nothing_that_names(kind: str) -> None:
    file = FILE | {"title": "Inès", "performer": "Léa", "file_name": "inès.ogg"}
    arrived = arrival(update(**{kind: file}, caption="Inès"))
    assert b"In" not in arrived.payload
    message = read(arrived.payload)
    assert message is not None
    assert message.what == Spoke("AwAC1", 7, 9000)


def test_what_the_phone_does_not_tell_is_nothing() -> None:
    message = read(arrival(update(voice={"file_id": "AwAC1", "duration": "7", "file_size": -1})).payload)
    assert message is not None
    assert message.what == Spoke("AwAC1", 0, 0)


def test_somebody_elses_voice_is_not_kept() -> None:
    forwarded = arrival(update(voice=FILE, forward_origin={"type": "hidden_user"}))
    assert b"AwAC1" not in forwarded.payload
    message = read(forwarded.payload)
    assert message is not None
    assert message.what == Unsupported()
    assert b"AwAC1" not in arrival(update("group", voice=FILE)).payload


async def test_a_recording_is_fetched_by_its_handle(telegram: FakeTelegram, channel: TelegramChannel) -> None:
    telegram.world.files["AwAC1"] = opus(5)
    assert await channel.fetch("AwAC1", 10_000) == Fetched(opus(5))


async def test_what_cannot_be_fetched_says_whether_to_come_again(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    telegram.world.files |= {"large": bytes(20_000), "huge": bytes(21 * 2**20)}
    assert await channel.fetch("large", 10_000) == Rejected("too_large")
    assert isinstance(await channel.fetch("huge", 2**30), Rejected)
    assert await channel.fetch("unknown", 10_000) == Rejected(HANDLE_GONE)
    telegram.fail("getFile", Dropped())
    assert isinstance(await channel.fetch("large", 10_000), RetryAfter)


async def test_a_larger_file_than_was_told_is_not_read_to_its_end(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    telegram.world.files["AwAC1"] = bytes(5_000)
    answer = await channel.client.call("getFile", {"file_id": "AwAC1"})
    telegram.world.files["AwAC1"] = bytes(500_000)
    assert await channel.client.download(answer["file_path"], 10_000) is None
    del telegram.world.files["AwAC1"]
    with pytest.raises(Exception, match="status 404") as error:
        await channel.client.download(answer["file_path"], 10_000)
    assert telegram.token not in repr(error.value) + str(error.getrepr())


async def test_a_question_goes_out_once_with_its_recording_then_by_its_name(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    phone = telegram.phone(1004)
    await phone.start()
    sent = await channel.deliver("1004", Play(Message("fr", ()), recording=opus(4)))
    assert isinstance(sent, Sent)
    assert telegram.world.files[sent.handle] == opus(4)
    again = await channel.deliver("1004", Play(Message("fr", ("Voix d'ordinateur.",)), handle=sent.handle))
    assert isinstance(again, Sent)
    assert phone.person.posts[int(again.reference)].content["caption"] == "Voix d'ordinateur."
    assert await channel.deliver("1004", Play(Message("fr", ()), handle="forgotten")) == Rejected(HANDLE_GONE)
