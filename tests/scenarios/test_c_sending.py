"""C. Sending and its failures. The rest of the group is with dispatch."""

import pytest

from tests.cast import LEA, MEHMET
from tests.fake_telegram import Dropped, Refused, visible_duplicates
from tests.fake_telegram.errors import bad_request
from tests.scenarios.stage import Stage, both_databases, both_ways, everywhere

UNREADABLE = Refused(bad_request("can't parse entities: Unclosed start tag at byte offset 3"))


@everywhere
async def test_c1_a_question_whose_delivery_is_unsure_is_not_asked_twice(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    stage.telegram.fail("sendMessage", Dropped())
    await phone.tap("Une mère")
    await stage.reaches(phone, "district")
    stage.pass_(seconds=100)
    await stage.settled()
    assert visible_duplicates(phone) == []
    await phone.tap_index(0)
    await stage.reaches(phone, "stage")
    stage.pass_(minutes=10)
    await stage.settled()
    assert visible_duplicates(phone) == []
    assert len(stage.answers("district")) == 1
    assert stage.count("outbox WHERE state IN ('queued', 'leased')") == 0


@both_databases
async def test_c2_what_surely_did_not_leave_arrives_once_when_telegram_is_back(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    number = stage.count("outbox")
    async with stage.telegram.unreachable():
        await phone.tap("Une mère")  # fetched when Telegram is back
    await stage.reaches(phone, "district")
    assert visible_duplicates(phone) == []
    assert stage.count("outbox") > number
    assert stage.answers("role") == [("mother",)]


@pytest.mark.parametrize("by", ["notice", "refusal"])
@everywhere
async def test_c6_who_blocks_the_bot_is_left_alone_until_they_act(stage: Stage, by: str) -> None:
    phone = await stage.at(LEA, "district")
    if by == "notice":
        await phone.block()
        await stage.settled()
    else:
        phone.person.blocks = True
        await phone.tap_index(0)
        await stage.settled()
    assert stage.count("contact WHERE unreachable") == 1
    assert stage.answers("role") == [("mother",)]
    calls = len(stage.telegram.calls("sendMessage"))
    screen = phone.screen()
    stage.pass_(hours=1)
    await phone.unblock()
    await stage.settled()
    assert (phone.screen(), len(stage.telegram.calls("sendMessage"))) == (screen, calls)
    await phone.start("NANTES")
    await phone.wait_for_reply()
    await stage.settled()
    assert stage.count("contact WHERE unreachable") == 0
    assert stage.count("interview") == 1


@pytest.mark.parametrize("why", ["deactivated", "not found"])
@both_databases
async def test_c7_who_left_telegram_is_not_tried_again(stage: Stage, why: str) -> None:
    phone, other = await stage.at(LEA, "role"), await stage.at(MEHMET, "role")
    if why == "deactivated":
        phone.person.deactivated = True
    else:
        stage.telegram.fail("sendMessage", Refused(bad_request("chat not found")), chat=phone.person.id)
    await phone.tap_index(0)
    await other.tap_index(0)
    await stage.reaches(other, "district")
    tried = [call for call in stage.telegram.calls() if call.parameters.get("chat_id") == str(phone.person.id)]
    assert stage.count("contact WHERE unreachable") == 1
    stage.pass_(hours=2)
    await stage.settled()
    again = [call for call in stage.telegram.calls() if call.parameters.get("chat_id") == str(phone.person.id)]
    assert len(again) == len(tried)
    assert stage.answers("role") == [("mother",)] * 2


@both_ways
async def test_c9_a_question_whose_mark_up_is_refused_comes_as_plain_text(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    phone = await stage.at(LEA, "role")
    stage.telegram.fail("sendMessage", UNREADABLE)
    await phone.tap("Une mère")
    await stage.reaches(phone, "district")
    assert "<b>" not in phone.last.text
    assert "parse_mode" not in stage.telegram.calls("sendMessage")[-1].parameters
    assert any("mark-up" in record.message for record in caplog.records)


@both_ways
async def test_c10_a_name_full_of_mark_up_breaks_no_message(stage: Stage) -> None:
    phone = stage.telegram.phone(5000, "fr", '<3 & "Ana_" </b>')
    await phone.start("NANTES")
    await phone.wait_for_reply()
    await stage.goes_on(phone, "consent", "stage")
    assert [call for call in stage.telegram.calls() if call.status != 200] == []
    assert stage.answers("role") == [("mother",)]
