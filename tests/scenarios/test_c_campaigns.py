"""C and J, where many people are written to without having asked: paces, pauses, hours, crashes, cancellation."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services import dispatch
from services.campaigning import campaigns
from services.context import Transaction
from services.reminding import invitations
from storage import contacts, respondents
from surveys.items import Purpose
from tests.cast import AICHA, LEA
from tests.fake_telegram import Dropped, Phone, flood, visible_duplicates
from tests.fake_telegram.limits import Limits
from tests.journeys.parents import asks
from tests.scenarios.stage import FORM, Stage, both_databases, both_ways, everywhere

DISTRICT = FORM.item("district")
MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # a Tuesday; in Paris it is ten


def people(stage: Stage, count: int) -> list[Phone]:
    """People who took part in an earlier campaign, and agreed to be asked again."""
    phones = [stage.telegram.phone(8000 + number) for number in range(count)]

    def known(transaction: Transaction) -> None:
        vault, chance = stage.house.context.vault, stage.house.context.chance
        for phone in phones:
            phone.person.started = True
            who = contacts.create(transaction, vault, chance(12), "telegram", str(phone.person.id), "fr")
            respondents.agree(transaction, who.id, 999, Purpose.RECONTACT.value, MORNING.date())

    stage.do(known)
    return phones


def at(stage: Stage, moment: datetime) -> None:
    """Let time pass until `moment`, or the same hour of a later day."""
    while stage.now() > moment:
        moment += timedelta(days=7)
    stage.pass_(seconds=(moment - stage.now()).total_seconds())


def invite(stage: Stage, code: str = "NANTES") -> int:
    """What `voix campaign invite` does; how many are queued."""
    mailing = stage.do(lambda t: invitations.begin(t, stage.house.context, code))
    return stage.do(lambda t: invitations.queue(t, stage.house.context, code, mailing, 0, 10_000)).queued


def invited(phones: list[Phone]) -> int:
    return sum(any("nouveau questionnaire" in message.text for message in phone.screen()) for phone in phones)


async def until(happened: Callable[[], object], seconds: float = 10) -> None:
    """Look again and again, as nobody tells when a message arrives."""
    ends = asyncio.get_running_loop().time() + seconds
    while not happened():
        assert asyncio.get_running_loop().time() < ends
        await asyncio.sleep(0.02)


async def all_leave(stage: Stage, phones: list[Phone], count: int, seconds: float = 30) -> None:
    await until(lambda: invited(phones) >= count, seconds)


@both_databases
async def test_only_who_agreed_is_invited_once_and_the_button_begins(stage: Stage) -> None:
    at(stage, MORNING)
    await stage.started(LEA)
    phones = people(stage, 3)
    assert (invite(stage), invite(stage)) == (3, 0)
    await all_leave(stage, phones, 3)
    await stage.settled()
    assert not any("nouveau questionnaire" in message.text for message in stage.phone(LEA).screen())
    await phones[0].tap("Commencer")
    await stage.reaches(phones[0], "consent")
    assert [len(phone.screen()) for phone in phones[1:]] == [1, 1]


@both_databases
async def test_c4_a_pause_is_kept_by_all_and_replies_go_on_first(stage: Stage) -> None:
    at(stage, MORNING)
    parent = await stage.at(LEA, "role")
    phones = people(stage, 20)
    stage.telegram.fail("sendMessage", flood(30), chat=phones[4].person.id)
    invite(stage)
    await all_leave(stage, phones, 4)
    await until(lambda: stage.telegram.gate.refused)
    await parent.tap("Une mère")  # is acknowledged, and waits
    await asyncio.sleep(0.5)  # what was on its way when the pause was asked for arrives
    before = invited(phones)
    await asyncio.sleep(1.2)  # in which all would leave
    assert invited(phones) == before < 20
    stage.pass_(seconds=30)
    await parent.wait_for(lambda _: asks(parent, DISTRICT, "fr"))
    assert invited(phones) < 20, "the reply did not wait for the campaign"
    await all_leave(stage, phones, 20)
    assert stage.telegram.gate.violations == []
    assert all(len(phone.screen()) == 1 for phone in phones)


@both_databases
async def test_c12_a_campaign_that_is_hushed_stops_at_the_next_row_and_stays_so(stage: Stage) -> None:
    at(stage, MORNING)
    phones = people(stage, 60)
    invite(stage)
    await all_leave(stage, phones, 10)
    dropped = stage.do(lambda t: invitations.cancel(t, "NANTES"))
    await stage.settled()
    left = invited(phones)
    assert left + dropped in (60, 61), "one may have been in hand"
    await stage.restart()
    stage.pass_(hours=2)
    await asyncio.sleep(1.5)
    assert invited(phones) == left


@both_databases
async def test_c13_the_pace_is_kept_and_a_parent_who_answers_waits_for_nobody(stage: Stage) -> None:
    at(stage, MORNING)
    stage.telegram.gate.limits = Limits()
    parent = await stage.at(LEA, "role")
    phones = people(stage, 90)
    invite(stage)
    await all_leave(stage, phones, 20)
    asked = asyncio.get_running_loop().time()
    await parent.tap("Une mère")
    await parent.wait_for(lambda screen: asks(parent, DISTRICT, "fr"))
    waited = asyncio.get_running_loop().time() - asked
    assert invited(phones) < 80, f"the campaign was over after {waited:.1f} s"
    await all_leave(stage, phones, 90)
    assert (stage.telegram.gate.refused, stage.telegram.gate.violations) == (0, [])


@both_databases
async def test_c14_a_sender_that_dies_goes_on_where_it_was_and_repeats_nobody(stage: Stage) -> None:
    at(stage, MORNING)
    phones = people(stage, 60)
    invite(stage)
    for count in (10, 25, 40):
        await all_leave(stage, phones, count)
        await stage.crash()
        await stage.start()
    stage.pass_(minutes=1)  # the leases of the dead end
    await stage.parts.worker.mind()
    lost = stage.count("outbox WHERE state = 'uncertain'")
    await all_leave(stage, phones, 60 - lost)
    await stage.settled()
    assert lost <= 3
    assert all(len(phone.screen()) <= 1 for phone in phones), "nobody is invited twice"


@both_databases
async def test_an_invitation_that_may_have_arrived_is_not_repeated(stage: Stage) -> None:
    at(stage, MORNING)
    (phone,) = people(stage, 1)
    stage.telegram.fail("sendMessage", Dropped())
    invite(stage)
    await all_leave(stage, [phone], 1)
    stage.pass_(hours=3)
    await stage.settled()
    assert visible_duplicates(phone) == []
    assert stage.count("outbox WHERE state = 'uncertain'") == 1


@both_databases
async def test_j1_nothing_leaves_at_night_and_a_late_queue_waits_for_the_morning(stage: Stage) -> None:
    at(stage, MORNING.replace(hour=19, minute=45))  # a quarter past half past eight in Paris
    phones = people(stage, 5)
    assert invite(stage) == 5
    await asyncio.sleep(1.5)
    assert invited(phones) == 0
    at(stage, MORNING.replace(day=25, hour=7, minute=29))
    await asyncio.sleep(1.5)
    assert invited(phones) == 0
    stage.pass_(minutes=2)
    await all_leave(stage, phones, 5)


@everywhere
async def test_j4_j5_reminders_come_twice_at_most_whatever_restarts_in_between(stage: Stage) -> None:
    at(stage, MORNING)
    phone = await stage.at(LEA, "district")
    for _ in range(14):
        stage.pass_(days=1)
        await stage.parts.worker.mind()
        await stage.restart()
        await stage.parts.worker.mind()
        await stage.settled()
    await phone.wait_for(lambda _: len(reminders(phone)) == 2, 10)
    first, last = reminders(phone)
    assert first != last
    assert "dernier rappel" in last
    await phone.tap("Continuer")
    await stage.reaches(phone, "district")


PARIS = ZoneInfo("Europe/Paris")
FORTNIGHTS = {
    "clocks go forward": (datetime(2027, 3, 23, 6, 0, tzinfo=UTC), ["Fri 26.03.", "Fri 02.04."]),
    "clocks go back": (datetime(2027, 10, 26, 6, 0, tzinfo=UTC), ["Fri 29.10.", "Fri 05.11."]),
}


@pytest.mark.parametrize("season", FORTNIGHTS)
async def test_j5_a_fortnight_with_a_clock_change_and_crashes_loses_and_repeats_nothing(
    stage: Stage, season: str
) -> None:
    begins, expected = FORTNIGHTS[season]
    stage.pass_(seconds=(begins - stage.now()).total_seconds())
    phone = await stage.at(LEA, "district")
    seen: list[str] = []
    for half_day in range(28):
        stage.pass_(hours=12)
        for _ in range(2):
            if half_day in (6, 20):  # when a reminder is due, and when it has left
                await stage.crash()
                await stage.start()
            await stage.parts.worker.mind()
            await stage.settled()
        seen += [stage.now().astimezone(PARIS).strftime("%a %d.%m.")] * (len(reminders(phone)) - len(seen))
    assert seen == expected


def reminders(phone: Phone) -> list[str]:
    return [message.text for message in phone.screen() if "Plus de rappels" in message.labels]


@both_databases
async def test_j6_after_a_stall_what_is_due_leaves_without_a_burst(stage: Stage) -> None:
    at(stage, MORNING)
    stage.telegram.gate.limits = Limits()
    phones = people(stage, 60)
    invite(stage)
    await all_leave(stage, phones, 5)
    await stage.stop()
    stage.pass_(minutes=10)
    await stage.start()
    await all_leave(stage, phones, 60)
    assert stage.telegram.gate.refused == 0


@both_databases
async def test_j8_after_stop_nothing_of_a_running_campaign_leaves(stage: Stage) -> None:
    at(stage, MORNING)
    phone = await stage.at(AICHA, "role")
    await phone.type("توقف")
    await phone.wait_for_reply()
    await stage.settled()
    said = len(phone.screen())
    for _ in range(12):
        stage.pass_(days=1)
        await stage.parts.worker.mind()
    await asyncio.sleep(1.2)
    await stage.settled()
    assert len(phone.screen()) == said
    await phone.start("NANTES")
    await stage.reaches(phone, "consent")


@both_databases
async def test_closing_a_campaign_stops_its_messages(stage: Stage) -> None:
    at(stage, MORNING)
    phones = people(stage, 40)
    invite(stage)
    await all_leave(stage, phones, 5)
    stage.do(lambda t: campaigns.close(t, stage.house.context, "NANTES"))
    left = invited(phones)
    await asyncio.sleep(1.2)
    assert invited(phones) <= left + 1


@everywhere
async def test_c3_what_left_before_a_crash_and_was_not_marked_is_repeated_by_rule(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question comes again after two minutes, as nothing happened since, and either copy works; an invitation does
    not."""
    at(stage, MORNING)
    phones = people(stage, 1)
    lea = await stage.at(LEA, "role")

    def never(*_: object, **__: object) -> None:
        raise SystemError("the process dies here")

    monkeypatch.setattr(dispatch, "settle", never)
    invite(stage)
    await all_leave(stage, phones, 1)
    await lea.tap("Une mère")
    await lea.wait_for(lambda _: asks(lea, DISTRICT, "fr"))
    await stage.crash()
    monkeypatch.undo()
    await stage.start()
    stage.pass_(seconds=10)  # the lease of the dead ends
    await stage.parts.worker.mind()
    stage.pass_(seconds=100)
    await stage.settled()
    assert visible_duplicates(lea) == []
    stage.pass_(seconds=60)
    await until(lambda: len(visible_duplicates(lea)) == 1)
    await stage.settled()
    await lea.tap_index(0)
    await stage.reaches(lea, "stage")
    assert len(stage.answers("district")) == 1
    stage.pass_(hours=2)
    await stage.settled()
    assert len(phones[0].screen()) == 1


@both_ways
async def test_c8_a_group_that_grows_is_followed_and_told_once(stage: Stage) -> None:
    lea, group = stage.phone(LEA), stage.telegram.group()
    await group.add_bot(lea)
    await stage.settled()
    stage.pass_(minutes=2)
    async with stage.telegram.unreachable():
        await group.write(lea, "/start@onze_voix_bot")
        await asyncio.sleep(0.1)
        grown = group.grow()
    await until(lambda: any(message.by_bot for message in grown.screen()))
    await stage.settled()
    assert sum(message.by_bot for message in grown.screen()) == 1
    assert stage.count("contact") == 1


@both_databases
async def test_c15_no_message_names_a_topic_so_none_can_be_refused_for_it(stage: Stage) -> None:
    phone = await stage.at(LEA, "stage")
    await phone.type("?")
    await phone.wait_for_reply()
    await stage.settled()
    assert not any("message_thread_id" in call.parameters for call in stage.telegram.calls())
