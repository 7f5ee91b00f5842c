"""O. Staff in a chat, at the phone of a parent. Rights of every role: tests/services/test_officer_chat.py."""

from datetime import UTC, datetime

import pytest

from services.accounts import staff
from services.accounts.people import Profile, add
from services.accounts.staff import COMMAND_LINE, StaffRole
from services.officer_chat import binding
from storage import crisis
from storage.crisis import Call, Plea
from tests.cast import LEA
from tests.fake_telegram import Phone
from tests.scenarios.stage import SHORT, Stage, both_databases, both_ways, everywhere


async def bound(stage: Stage, who: str) -> Phone:
    """The phone of a coordinator, bound by a fresh link."""
    context = stage.house.context

    def link(transaction: staff.Transaction) -> str:
        profile = Profile("Hélène", StaffRole.COORDINATOR, "", staff.today(context), None)
        member, _ = add(transaction, context, COMMAND_LINE, profile)
        actor = staff.access_of(transaction, context, member)
        assert actor
        return binding.link(transaction, context, actor)

    phone = stage.phone(who)
    await phone.start(stage.do(link).partition("?start=")[2])
    await phone.wait_for(lambda screen: "relié à votre compte" in screen[-1].text, 15)
    await stage.settled()
    return phone


async def reads(stage: Stage, phone: Phone, words: str) -> None:
    """Until the screen says so, and nothing more is due."""
    await phone.wait_for(lambda screen: any(words in shown.text for shown in screen), 15)
    await stage.settled()


def weeks(phone: Phone) -> int:
    return sum("Votre semaine" in shown.text for shown in phone.screen())


@everywhere
async def test_o1_a_campaign_is_paused_in_a_chat_once_it_was_asked_twice(stage: Stage) -> None:
    phone = await bound(stage, LEA)
    await phone.type("/equipe")
    await reads(stage, phone, "Vos campagnes")
    await phone.tap(SHORT.title.in_("fr"))
    await reads(stage, phone, "Tout voir")
    await phone.tap("Mettre en pause")
    await reads(stage, phone, "Plus aucune question ne part")
    assert stage.rows("SELECT count(*) FROM campaign WHERE state = 'paused'") == [(0,)]
    await phone.tap("Oui, mettre en pause")
    await reads(stage, phone, "est en pause")
    assert stage.rows("SELECT count(*) FROM campaign WHERE state = 'paused'") == [(1,)]


@both_ways
async def test_o2_the_interview_of_the_same_chat_goes_on_where_it_was(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    await bound(stage, LEA)
    await phone.type("/equipe")
    await reads(stage, phone, "Vos campagnes")
    await stage.goes_on(phone, "role", "district")
    assert stage.count("interview") == 1


@pytest.mark.parametrize(
    "nine",
    [datetime(2026, 11, 30, 8, tzinfo=UTC), datetime(2027, 3, 29, 7, tzinfo=UTC), datetime(2027, 11, 1, 8, tzinfo=UTC)],
    ids=["as ever", "clocks went forward", "clocks went back"],
)
async def test_o3_the_week_comes_once_at_nine_whatever_dies_and_whatever_clocks_do(
    stage: Stage, nine: datetime
) -> None:
    """Clocks change on the Sunday before. nine: o'clock in Nantes, by UTC."""
    stage.telegram.clock.advance((nine - stage.now()).total_seconds() - 86_400)
    phone = await bound(stage, LEA)
    await phone.type("/digest")
    await reads(stage, phone, "chaque lundi à 9 heures")
    stage.pass_(seconds=(nine - stage.now()).total_seconds() - 60)
    await stage.parts.worker.mind()
    await stage.settled()
    assert weeks(phone) == 0
    await stage.crash()
    stage.pass_(minutes=2)
    await stage.start()
    await stage.parts.worker.mind()
    await reads(stage, phone, "Votre semaine")
    await stage.crash()
    await stage.start()
    stage.pass_(hours=3)
    await stage.parts.worker.mind()
    await stage.settled()
    assert weeks(phone) == 1


@both_databases
async def test_o4_a_call_for_help_reaches_staff_at_night(stage: Stage) -> None:
    phone = await bound(stage, LEA)
    stage.pass_(hours=14)  # midnight
    context = stage.house.context
    now, today = stage.now(), staff.today(context)
    call = Call(1, 1, "fr", now, today, "waiting", None, today)
    stage.do(lambda t: crisis.keep(t, context.vault, context.chance(12), call, Plea("Au secours", "06 00")))
    await stage.parts.worker.mind()
    await reads(stage, phone, "Une demande d'aide attend une réponse")
    assert not any("secours" in shown.text or "06 00" in shown.text for shown in phone.screen())
