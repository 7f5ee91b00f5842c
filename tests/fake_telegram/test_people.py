"""What people can do to a bot, and what becomes of it."""

import pytest

from tests.bot.calling import Caller
from tests.fake_telegram import FakeTelegram, Phone, visible_duplicates
from tests.fake_telegram.contents import SAMPLES, voice
from tests.fake_telegram.methods import LINK_LIFE, MOST_BYTES


async def heard(call: Caller) -> list[dict[str, object]]:
    """What came since the last time, without the envelope."""
    updates = await call("getUpdates", limit=100)
    await call("getUpdates", offset=updates[-1]["update_id"] + 1 if updates else 0, limit=1)
    return [next(value for key, value in update.items() if key != "update_id") for update in updates]


# --- private chats ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", SAMPLES)
async def test_whatever_is_no_text_arrives_without_one(lea: Phone, call: Caller, name: str) -> None:
    await heard(call)
    await lea.send_sample(name)
    (message,) = await heard(call)
    assert "text" not in message
    assert set(SAMPLES[name]) <= set(message)


async def test_an_album_is_as_many_updates_as_pictures_with_one_name(lea: Phone, call: Caller) -> None:
    await heard(call)
    await lea.album(5)
    assert [len({message["media_group_id"] for message in album}) for album in [await heard(call)]] == [1]


async def test_what_may_be_seen_once_is_never_told(lea: Phone, call: Caller) -> None:
    await heard(call)
    await lea.view_once(voice())
    assert await heard(call) == []
    assert lea.screen()[-1].text == "(voice)"


async def test_replies_and_forwards_carry_where_they_come_from(lea: Phone, call: Caller) -> None:
    post = await call("sendMessage", chat_id=lea.person.id, text="Oui ?")
    await heard(call)
    await lea.type("oui", reply_to=post["message_id"])
    await lea.forward("d'un autre")
    reply, forward = await heard(call)
    assert reply["reply_to_message"]["text"] == "Oui ?"  # type: ignore[index]
    assert forward["forward_origin"]["type"] == "hidden_user"  # type: ignore[index]


async def test_a_command_is_marked_as_one(lea: Phone, call: Caller) -> None:
    (start,) = await heard(call)
    assert start["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_one_update_can_come_many_times_in_a_batch(telegram: FakeTelegram, lea: Phone, call: Caller) -> None:
    number = await lea.type("oui")
    telegram.updates.echo(number, 4)
    assert [update["update_id"] for update in await call("getUpdates")].count(number) == 5
    assert [update["update_id"] for update in await call("getUpdates")].count(number) == 1


async def test_a_file_is_fetched_within_an_hour_and_up_to_twenty_megabytes(
    telegram: FakeTelegram, lea: Phone, call: Caller
) -> None:
    telegram.world.files |= {"voice1": b"sound", "huge": bytes(MOST_BYTES + 1)}
    path = (await call("getFile", file_id="voice1"))["file_path"]
    address = f"{telegram.file_url}{telegram.token}/{path}"
    async with call.session.get(address) as response:
        assert await response.read() == b"sound"
    telegram.clock.advance(LINK_LIFE + 1)
    async with call.session.get(address) as response:
        assert response.status == 404
    assert await call("getFile", file_id="huge") == "Bad Request: file is too big"
    assert (await call("getFile", file_id="gone")).startswith("Bad Request: wrong file_id")


async def test_what_a_parent_reads_twice_is_told(lea: Phone, call: Caller) -> None:
    here = {"chat_id": lea.person.id}
    await call("sendMessage", **here, text="Oui ?")
    await lea.type("quoi")
    await call("sendMessage", **here, text="Oui ?")
    assert visible_duplicates(lea) == []
    await call("sendMessage", **here, text="Oui ?")
    assert visible_duplicates(lea) == ["Oui ?"]


# --- groups ----------------------------------------------------------------------------------------------------------
async def test_in_a_group_the_bot_hears_what_is_said_to_it(telegram: FakeTelegram, lea: Phone, call: Caller) -> None:
    group = telegram.group()
    await group.write(lea, "avant")
    await heard(call)
    await group.add_bot(lea)
    member, joined = await heard(call)
    assert member["new_chat_member"]["status"] == "member"  # type: ignore[index]
    assert joined["new_chat_members"][0]["is_bot"]  # type: ignore[index]
    post = await call("sendMessage", chat_id=group.group.id, text="Bonjour à tous")
    await group.write(lea, "entre nous")
    await group.write(lea, "oui", reply_to=post["message_id"])
    await group.write(lea, "/start@onze_voix_bot NANTES")
    await group.write(lea, "/start@Other NANTES")
    assert [message["text"] for message in await heard(call)] == ["oui", "/start@onze_voix_bot NANTES"]


async def test_a_group_that_grows_gets_another_id(telegram: FakeTelegram, lea: Phone, call: Caller) -> None:
    group = telegram.group()
    await group.add_bot(lea)
    grown = group.grow()
    assert "upgraded to a supergroup" in await call("sendMessage", chat_id=group.group.id, text="?")
    assert (await call("sendMessage", chat_id=grown.group.id, text="?"))["chat"]["type"] == "supergroup"
    await grown.kick_bot(lea)
    refused = await call("sendMessage", chat_id=grown.group.id, text="?")
    assert refused == "Forbidden: bot was kicked from the supergroup chat"
    grown.group.membership = "left"
    refused = await call("sendMessage", chat_id=grown.group.id, text="?")
    assert refused == "Forbidden: bot is not a member of the supergroup chat"
