"""B. Taps, races, old keyboards."""

import pytest
from structlog.testing import capture_logs

from services.campaigning import campaigns
from services.metrics import STRANGE_TAP
from tests.cast import AICHA, LEA
from tests.fake_telegram import Dropped, Phone, Refused, visible_duplicates
from tests.fake_telegram.errors import bad_request
from tests.journeys.parents import label, tap
from tests.scenarios.stage import FORM, Stage, both_databases, both_ways, everywhere

TOO_OLD = Refused(bad_request("query is too old and response timeout expired or query ID is invalid"))


def asked(phone: Phone, item: str) -> int:
    """How many messages on the screen ask `item`."""
    words = FORM.item(item).text.in_(phone.person.language).split("\n")[0]
    return sum(words[:30] in message.text for message in phone.screen() if message.by_bot)


def choice(item: str, name: str) -> str:
    return label(FORM.item(item), name, "fr")


@everywhere
async def test_b1_a_double_tap_counts_once(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    await phone.tap("Une mère")
    await phone.tap("Une mère")
    await stage.reaches(phone, "district")
    assert stage.answers("role") == [("mother",)]
    assert (asked(phone, "role"), asked(phone, "district"), visible_duplicates(phone)) == (1, 1, [])
    await phone.wait_for(lambda _: not phone.waiting())


@everywhere
async def test_b2_of_two_options_tapped_at_once_the_first_wins_and_can_be_changed(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    await phone.tap("Une mère")
    await phone.tap("Un père")
    await phone.wait_for(lambda _: asked(phone, "district"))
    await stage.settled()
    assert stage.answers("role") == [("mother",)]
    await phone.tap("Modifier")
    await stage.reaches(phone, "role")
    await tap(phone, "Un père")
    await stage.reaches(phone, "district")
    assert stage.answers("role") == [("father",)]


@everywhere
async def test_b3_an_old_keyboard_changes_nothing_and_offers_to(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    old, data = phone.last.id, phone.data("Un père")
    await stage.goes_on(phone, "role", "listened")
    await phone.forge(data, old)
    await phone.wait_for(lambda _: any("Modifier" in text for text in phone.last.labels))
    await stage.settled()
    assert stage.answers("role") == [("mother",)]
    await phone.type("1")  # goes to the question that is open, not to the old one
    await stage.settled()
    assert (len(stage.answers("listened")), stage.answers("role")) == (1, [("mother",)])


@everywhere
async def test_b6_a_tap_that_telegram_calls_too_old_still_counts(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    stage.telegram.fail("answerCallbackQuery", TOO_OLD)
    await phone.tap("Une mère")
    await stage.reaches(phone, "district")
    assert stage.answers("role") == [("mother",)]


@everywhere
async def test_b7_a_tap_on_a_message_that_is_gone_still_counts(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    old, data = phone.last.id, phone.data("Une mère")
    await phone.delete(old)
    await phone.forge(data, old)
    await stage.reaches(phone, "district")
    assert stage.answers("role") == [("mother",)]
    assert visible_duplicates(phone) == []


async def test_b8_nothing_to_change_is_no_error(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    phone = await stage.at(LEA, "role")
    said = len(phone.screen())
    stage.telegram.fail("editMessageText", Refused(bad_request("message is not modified: specified new message ...")))
    with capture_logs() as events:
        await phone.tap("Une mère")
        await stage.reaches(phone, "district")
    assert len(phone.screen()) == said + 1
    assert [event for event in events if event["log_level"] not in ("debug", "info")] == []
    assert [record for record in caplog.records if record.name.startswith(("bot", "voix"))] == []


@both_databases
async def test_b9_when_the_message_to_change_is_gone_the_question_comes_anew_once(stage: Stage) -> None:
    phone = await stage.at(LEA, "stage")
    old, data = phone.last.id, phone.data(choice("stage", "s3"))
    await phone.delete(old)
    await phone.forge(data, old)
    await stage.reaches(phone, "stage")
    assert asked(phone, "stage") == 1
    await tap(phone, "Valider")
    await stage.reaches(phone, "actions")
    assert stage.answers("stage") == [("s3",)]


@everywhere
async def test_b10_a_box_set_twice_is_set_and_validate_sends_what_is_shown(stage: Stage) -> None:
    phone = await stage.at(LEA, "stage")
    first, second = choice("stage", "s3"), choice("stage", "s6")
    on = phone.data(first)
    await phone.tap(first)
    await phone.tap(first)  # set again by a nervous finger: the same button
    await stage.settled()
    await tap(phone, second)
    await stage.settled()
    await tap(phone, second)  # off
    await stage.settled()
    await tap(phone, second)  # on
    await stage.settled()
    shown = [text for text in phone.last.labels if "✓" in text or "✅" in text or "☑" in text]
    await phone.forge(on, phone.last.id)
    await stage.settled()
    assert len(shown) == 2
    await tap(phone, "Valider")
    await stage.reaches(phone, "actions")
    assert stage.answers("stage") == [("s3", "s6")]


@everywhere
async def test_b12_forged_data_stores_nothing_and_tells_nothing(stage: Stage) -> None:
    aicha, phone = await stage.at(AICHA, "role"), await stage.at(LEA, "role")
    others = aicha.data(label(FORM.item("role"), "mother", "ar"))
    own = phone.data("Une mère")
    said = set()
    for data in (others, own[:-1] + ("A" if own[-1] != "A" else "B"), "x" * 64, "{}", "' OR 1=1 --", "\x00\u202e"):
        await phone.forge(data, phone.last.id)
        await stage.settled()
        said.add(phone.last.text)
    assert stage.count("answer") == 0
    assert len(said) == 1, "whatever is forged, the same is said"
    assert stage.house.metrics.events[STRANGE_TAP] == 6
    await phone.tap("Une mère")
    await stage.reaches(phone, "district")


@everywhere
async def test_b14_of_two_copies_of_a_question_either_works_once(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    stage.telegram.fail("sendMessage", Dropped())
    await phone.tap("Une mère")
    await stage.reaches(phone, "district")
    first = phone.last
    stage.pass_(minutes=3)
    await phone.wait_for(lambda _: asked(phone, "district") == 2)
    second = phone.last
    await stage.settled()
    data = phone.data(choice("district", "nantes-nord"), first.id)
    await phone.tap(choice("district", "nantes-nord"), second.id)
    await stage.reaches(phone, "stage")
    await phone.forge(data, first.id)
    await stage.settled()
    assert stage.answers("district") == [("nantes-nord",)]
    assert asked(phone, "stage") == 1


@both_ways
async def test_b4_a_tap_on_a_closed_survey_is_explained_and_stores_nothing(stage: Stage) -> None:
    phone = await stage.at(LEA, "district")
    stage.do(lambda t: campaigns.close(t, stage.house.context, "NANTES"))
    before, old = stage.count("answer"), phone.last
    await phone.tap_index(0)
    await phone.wait_for(lambda _: not phone.last.labels)
    await stage.settled()
    assert stage.count("answer") == before
    assert phone.last.text != old.text, "what happened is said"
    assert all(not message.labels or "Modifier" in message.labels[0] for message in phone.screen())
