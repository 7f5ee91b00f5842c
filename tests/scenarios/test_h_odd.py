"""H. What nobody expects in the middle of a question. H4 and H5 are with voice (`test_h_voice`)."""

from typing import Any

import aiohttp

from tests.cast import LEA
from tests.fake_telegram.contents import SAMPLES
from tests.scenarios.stage import Stage, both_databases, both_ways, everywhere


@both_ways
async def test_h1_what_is_no_text_is_met_with_a_polite_word_and_changes_nothing(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    before = stage.rows("SELECT disposition, state FROM interview")
    for name in SAMPLES:
        stage.pass_(minutes=1)
        said = len(phone.screen())
        await phone.send_sample(name)
        await phone.wait_for_reply()
        await stage.settled()
        assert len(phone.screen()) - said <= 3, f"{name}: one sentence, and the question at most"
    await phone.forward("Une mère")
    await stage.settled()
    assert stage.answers("role") == []
    position = '"position":"role"'
    assert all(
        position in state.replace(" ", "") for _, state in [*before, *stage.rows("SELECT 1, state FROM interview")]
    )
    stage.pass_(minutes=1)
    await phone.tap("Une mère")
    await stage.reaches(phone, "district")
    assert stage.answers("role") == [("mother",)]


@both_ways
async def test_h1_a_message_changed_afterwards_is_answered_and_changes_nothing(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    await phone.type("Une mère")
    await stage.reaches(phone, "district")
    [written] = [message.id for message in phone.screen() if message.text == "Une mère"]
    await phone.edit(written, "Un père")
    await phone.wait_for(lambda screen: "Je ne vois pas les messages que vous changez" in screen[-1].text)
    await stage.settled()
    assert "modifier 1" in phone.last.text
    assert stage.answers("role") == [("mother",)]


@everywhere
async def test_h2_an_album_of_five_gets_one_answer(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    await phone.album(5)
    await phone.wait_for_reply()
    await stage.settled()
    texts = [message.text for message in phone.screen() if message.by_bot]
    assert len(texts) - len(set(texts)) <= 1, "the question at most is there again, the polite word once"
    assert stage.count("inbox") == 3, "the link, a tap, the album"


@both_ways
async def test_h6_commands_unknown_or_for_another_bot_get_help_in_private(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    for command in ("/frobnicate", "/help@another_bot", "/start@another_bot ESSAI", "/"):
        stage.pass_(minutes=1)
        await phone.type(command)
        await phone.wait_for_reply()
        await stage.settled()
    assert stage.count("interview") == 1
    assert stage.answers("role") == []
    await phone.tap("Une mère")
    await stage.reaches(phone, "district")


@both_databases
async def test_h7_letters_that_databases_do_not_like_break_nothing(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    for odd in ("\x00xyz", "a\ud800b", "\ufffe\uffff", "x" * 4096, "\u202exyz", "🏳️‍🌈" * 300):
        stage.pass_(minutes=1)
        await phone.type(odd)
        await phone.wait_for_reply()
        await stage.settled()
    assert stage.count("inbox WHERE state = 'dead'") == 0
    async with aiohttp.ClientSession() as session:
        raw = b'{"message": {"text": "' + b"x" * 2**20 + b'"}}'
        for path, body in (("/c/NANTES", b"x" * 2**20), ("/c/NANTES", b"token=%00%ed%a0%80"), ("/telegram", raw)):
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            async with session.post(stage.url + path, data=body, headers=headers) as response:
                assert 400 <= response.status < 500 or response.status == 303, (path, response.status)
    await phone.tap("Une mère")
    await stage.reaches(phone, "district")


@both_ways
async def test_h8_what_bots_say_is_not_answered(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    said = len(phone.screen())
    content: dict[str, Any] = {
        "message_id": 77,
        "date": stage.telegram.world.today(),
        "chat": phone.person.chat(),
        "from": stage.telegram.world.bot(),
        "text": "Une mère",
    }
    stage.telegram.updates.inject({"message": content}, f"chat {phone.person.id}")
    stage.telegram.updates.inject({"edited_message": content}, f"chat {phone.person.id}")
    await stage.settled()
    assert (len(phone.screen()), stage.answers("role")) == (said, [])
