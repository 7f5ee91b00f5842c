"""L. Security. Files and rights of staff (L5, L6, L7): tests/web."""

import aiohttp
import pytest

from tests.cast import LEA, MEHMET
from tests.journeys.parents import asks
from tests.scenarios.stage import FORM, SECRET, Stage, both_ways, everywhere, on

HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY = '{"update_id": 1, "message": {"text": "un mot secret"}}'


@on(("sqlite", "webhook"), ("postgresql", "webhook"))
@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x"])
async def test_l1_who_does_not_know_the_secret_is_not_heard(
    stage: Stage, secret: str | None, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    headers = {} if secret is None else {HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{stage.url}/telegram", data=BODY, headers=headers) as response,
    ):
        assert response.status in (401, 403)
        assert await response.text() == ""
    assert (stage.count("inbox"), stage.count("fact")) == (0, 0)
    assert "secret" not in caplog.text + "".join(capsys.readouterr())


async def test_l1_there_is_no_webhook_where_the_bot_polls(stage: Stage) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{stage.url}/telegram", data=BODY, headers={HEADER: SECRET}) as response,
    ):
        assert response.status in (403, 404, 405)
    assert stage.count("inbox") == 0


@both_ways
async def test_l3_data_of_a_web_app_is_no_answer(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    for data in ('{"answer":"role:mother"}', "1", "Une mère", "/stop", "\x00" * 100, "[" * 4000):
        stage.pass_(minutes=1)
        await phone.send("web_app_data", {"data": data, "button_text": "Une mère"})
        await phone.wait_for_reply()
        await stage.settled()
    assert stage.answers("role") == []
    assert stage.count("interview WHERE disposition = 'open'") == 1
    assert stage.count("inbox WHERE state = 'dead'") == 0


@everywhere
async def test_l8_who_floods_the_bot_slows_nobody_else(stage: Stage) -> None:
    flooder, other = await stage.at(LEA, "role"), await stage.at(MEHMET, "role")
    for number in range(100):
        await flooder.type(f"n'importe quoi {number}", blindly=True)
    await other.tap_index(0)
    await other.wait_for(lambda _: asks(other, FORM.item("district"), "tr"))
    assert stage.answers("role") == [("mother",)]
    assert (stage.telegram.gate.refused, stage.telegram.gate.violations) == (0, [])


@both_ways
async def test_l4_a_shared_contact_is_no_identity(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    await phone.send("contact", {"phone_number": "+33600000000", "first_name": "Hélène", "user_id": int(MEHMET)})
    await phone.wait_for_reply()
    await stage.settled()
    assert (stage.count("staff"), stage.count("contact")) == (0, 1)


@both_ways
async def test_l5_no_command_has_the_rights_of_staff_where_nobody_bound_the_chat(stage: Stage) -> None:
    """Whoever writes them, and whatever a button carries. Bound chats are group O."""
    phone = await stage.at(LEA, "role")
    for command in ("/launch NANTES", "/close NANTES", "/admin", "/export", "/participation", "/equipe", "/digest"):
        stage.pass_(minutes=1)
        await phone.type(command)
        await phone.wait_for_reply()
        await stage.settled()
    await phone.start("equipe-" + "A" * 32)
    await phone.wait_for_reply()
    await stage.settled()
    assert "Vos campagnes" not in phone.transcript()
    assert stage.rows("SELECT DISTINCT state FROM campaign") == [("open",)]
    assert (stage.count("release"), stage.count("bound_chat")) == (0, 0)
