"""D. Start, links, invitations."""

import asyncio
from typing import Any

import pytest

from services.accounts.staff import COMMAND_LINE
from services.reaching import links
from tests.cast import AICHA, LEA
from tests.fake_telegram import Phone
from tests.journeys.parents import plain
from tests.scenarios.stage import CAMPAIGNS, FORM, Stage, both_databases, both_ways

JUNK = (
    "INCONNU",
    "x" * 64,
    "../../etc/passwd",
    "NANTES'; DROP TABLE campaign; --",
    "<b>NANTES</b>",
    "%4E%41%4E%54%45%53",
    "NANTES NANTES",
    "ＮＡＮＴＥＳ\u202e",
)
CONSENT = FORM.item("consent")


def greeted(phone: Phone, language: str) -> bool:
    return plain(phone.last.text).startswith(CONSENT.text.in_(language).split("\n")[0][:25])


@both_ways
async def test_d1_a_link_opens_its_campaign_however_the_phone_writes_it(stage: Stage) -> None:
    ways = ("/start NANTES", "/start@onze_voix_bot NANTES", "/START   nantes ", "/Start\tNANTES", "/start nAnTeS\n")
    for place, said in enumerate(ways):
        phone = stage.telegram.phone(5000 + place)
        phone.person.started = True
        await phone.type(said)
        await phone.wait_for_reply()
        assert greeted(phone, "fr"), said
    assert stage.count("respondent") == len(ways)


@both_databases
async def test_d2_who_lost_the_code_is_asked_for_it_and_may_write_it(stage: Stage) -> None:
    phone = stage.phone(LEA)
    await phone.start()
    asked = await phone.wait_for_reply()
    assert "code" in asked.text.lower()
    await phone.type(" nantes ")
    await phone.wait_for(lambda _: greeted(phone, "fr"))


@both_databases
async def test_d4_the_link_of_a_survey_answered_before_begins_no_second_one(stage: Stage) -> None:
    phone = await stage.in_own_words(LEA)
    await phone.type("Un parc propre.")
    await stage.settled()
    assert stage.count("interview WHERE disposition = 'complete'") == 1
    before = phone.last.id
    stage.pass_(minutes=5)
    await phone.start("COURT")
    said = await phone.wait_for_reply()
    await stage.settled()
    assert said.id > before
    assert "On commence ?" not in said.text
    assert (stage.count("interview"), stage.count("respondent")) == (1, 1)


@both_ways
async def test_d5_every_code_that_leads_nowhere_gets_the_same_friendly_answer(stage: Stage) -> None:
    said = set()
    for place, code in enumerate(JUNK):
        phone = stage.telegram.phone(5000 + place)
        await phone.start(code)
        said.add((await phone.wait_for_reply()).text)
    assert len(said) == 1
    assert "NANTES" not in said.pop()
    assert (stage.count("respondent"), stage.count("campaign")) == (0, len(CAMPAIGNS))
    assert stage.count("inbox WHERE state = 'dead'") == 0


def print_code(stage: Stage, campaign: str) -> str:
    """The one-time code of a sheet that was printed for a place of district 4."""
    district = "hauts-paves-saint-felix"
    way = stage.do(lambda t: links.add(t, stage.house.context, COMMAND_LINE, campaign, "school", "École", district))
    [code] = stage.do(lambda t: links.one_time_codes(t, stage.house.context, COMMAND_LINE, way.code, 1))
    return code


@both_databases
async def test_d6_a_place_and_a_district_are_both_recorded_and_no_code_is_burnt_before_submission(stage: Stage) -> None:
    code = print_code(stage, "NANTES")
    phone = await stage.started(LEA, code.lower())
    await stage.goes_on(phone, "consent", "district")
    await phone.type("Breil")
    await stage.settled()
    assert stage.answers("district") == [("breil-barberie",)]
    assert stage.rows("SELECT district FROM way JOIN came_by ON way.id = way_id") == [("hauts-paves-saint-felix",)]
    assert stage.count("slip WHERE NOT spent") == 1
    await phone.type("stop")
    await stage.settled()
    assert stage.count("slip WHERE NOT spent") == 1, "who stops leaves the code to somebody else"


async def answered(stage: Stage, who: str, code: str) -> Phone:
    """The phone of somebody who has only the last question of COURT left."""
    phone = await stage.started(who, code)
    for label in ("Oui, je commence", "Une mère"):
        await phone.tap(label)
        await phone.wait_for_reply()
        await stage.settled()
    return phone


@both_databases
async def test_d7_of_two_people_with_one_code_at_the_same_second_one_gets_it(stage: Stage) -> None:
    code = print_code(stage, "COURT")
    first, second = [await answered(stage, who, code) for who in (LEA, "1005")]
    await asyncio.gather(first.type("Un parc propre."), second.type("Une cantine calme."))
    await stage.settled()
    assert stage.count("interview WHERE disposition = 'complete'") == 2, "nobody's answers are lost"
    assert (stage.count("interview WHERE mode = 'code'"), stage.count("slip WHERE spent")) == (1, 1)
    assert stage.count("in_hand") == 0, "nothing tells whose the code was"
    third = stage.phone("1006")
    await third.start(code)
    said = await third.wait_for_reply()
    assert "Ce code a déjà servi." in said.text
    assert "COURT" in said.text
    assert stage.count("interview") == 2


LANGUAGES = {"": "fr", "fr": "fr", "fr-CA": "fr", "pt-br": "pt", "AR": "ar", "zh-hans": "fr", "tlh": "fr", "!": "fr"}


@pytest.mark.parametrize(("given", "spoken"), LANGUAGES.items())
async def test_d8_a_phone_in_any_language_is_spoken_to_in_a_sensible_one(stage: Stage, given: str, spoken: str) -> None:
    phone = stage.telegram.phone(5000, given)
    await phone.start("NANTES")
    await phone.wait_for_reply()
    assert greeted(phone, spoken)
    assert any("عرب" in text for text in phone.last.labels), "and may choose another"


@both_ways
async def test_d9_bots_and_channels_are_not_answered(stage: Stage) -> None:
    def message(number: int, **more: Any) -> dict[str, Any]:
        chat = {"id": number, "type": "private", "first_name": "X"}
        return {"message_id": 1, "date": stage.telegram.world.today(), "chat": chat, "text": "/start NANTES", **more}

    robot = {"id": 6001, "is_bot": True, "first_name": "Robot"}
    channel = {"id": -1001, "type": "channel", "title": "Chaîne"}
    for number in (6001, 6002, 6003):
        stage.telegram.phone(number).person.started = True
    said = len(stage.telegram.calls("sendMessage"))
    stage.telegram.updates.inject({"message": message(6001, **{"from": robot})})
    stage.telegram.updates.inject({"message": message(6002, chat=channel, sender_chat=channel)})
    stage.telegram.updates.inject({"message": message(6003, sender_chat=channel)})
    stage.telegram.updates.inject({"channel_post": message(6003, chat=channel, sender_chat=channel)})
    aicha = await stage.started(AICHA)  # whoever comes behind them is answered
    assert greeted(aicha, "ar")
    assert len(stage.telegram.calls("sendMessage")) == said + 1
    assert stage.count("contact") == 1
