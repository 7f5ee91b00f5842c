"""Plans of reminders: edits take effect at once and touch nothing sent; clocks change, processes die, schools close."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from services import calendar
from services.accounts.staff import COMMAND_LINE, Actor, StaffRole
from services.calendar import BadCalendar
from services.campaigning import campaigns
from services.channels import Commanded, Wrote
from services.errors import Refused
from services.fieldwork import counting
from services.reminder_plan import USUAL
from services.reminding import invitations, reminder_desk
from services.reminding.reminder_desk import BadPlan, Effect
from storage.reminding import QuietDays, Step
from storage.transaction import Database
from tests.cast import AICHA, INES, LEA, MEHMET
from tests.services.test_inbound import GROWING_UP, Town
from tests.services.test_reminders import hours_pass, stop_halfway

SIX = time(18, 0)
ALL_ANSWERS = ("8", "2", "passer", "3", "4", "passer", "passer", "Un parc propre.", "3")


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


def change(town: Town, *steps: Step) -> None:
    town.do(lambda t: reminder_desk.change(t, town.context, COMMAND_LINE, "NANTES", steps))


def close_schools(town: Town, first: date, last: date) -> None:
    quiet = [QuietDays(first, last, "Vacances", "test")]
    town.do(lambda t: calendar.renew(t, town.context, COMMAND_LINE, quiet))


def days_of(left: list[tuple[str, object]]) -> list[str]:
    return [when for when, _ in left]


def finish(town: Town, who: str, last: str) -> None:
    """Answer everything after the first question; `last` answers what else they want."""
    for reply in (*ALL_ANSWERS, last, "1"):
        town.act(who, Wrote(reply))


# --- the plan --------------------------------------------------------------------------------------------------------
def test_a_new_plan_moves_what_waits(town: Town) -> None:
    stop_halfway(town)
    change(town, Step(5, SIX, ("kept",)), Step(14, time(9, 30), ("counts",)))
    assert days_of(hours_pass(town, 24 * 30)) == ["Sat 28.11. 18:00", "Mon 07.12. 10:00"]


def test_a_new_plan_touches_nothing_sent(town: Town) -> None:
    stop_halfway(town)
    assert days_of(hours_pass(town, 24 * 4)) == ["Thu 26.11. 18:00"]
    change(town, Step(2, SIX, ("short",)), Step(20, SIX, ("counts",)))
    assert days_of(hours_pass(town, 24 * 30)) == ["Mon 14.12. 09:00"], "the twentieth day is a Sunday"


def test_a_reminder_that_is_added_reaches_who_had_all_the_others(town: Town) -> None:
    change(town, Step(3, SIX, ("kept",)))
    stop_halfway(town)
    assert len(hours_pass(town, 24 * 5)) == 1
    change(town, *USUAL.steps)
    assert days_of(hours_pass(town, 24 * 20)) == ["Thu 03.12. 18:00"]


def test_a_plan_without_reminders_sends_none(town: Town) -> None:
    stop_halfway(town)
    change(town)
    assert hours_pass(town, 24 * 20) == []


def test_who_asked_for_later_keeps_their_day(town: Town) -> None:
    stop_halfway(town)
    hours_pass(town, 24 * 3 + 10)
    town.tap(LEA, "Plus tard")
    change(town, Step(3, SIX, ("kept",)), Step(30, SIX, ("counts",)))
    assert days_of(hours_pass(town, 24 * 40)) == ["Fri 27.11. 18:00"]


def test_held_reminders_wait_even_in_the_queue_and_leave_when_let_go(town: Town) -> None:
    stop_halfway(town)
    town.clock.moment = datetime(2026, 11, 26, 16, 59, tzinfo=UTC)
    town.do(lambda t: reminder_desk.hold(t, town.context, COMMAND_LINE, "NANTES", held=True))
    assert hours_pass(town, 24) == []
    town.do(lambda t: reminder_desk.hold(t, town.context, COMMAND_LINE, "NANTES", held=False))
    assert days_of(hours_pass(town, 24))[0] == "Fri 27.11. 18:59"


def test_a_paused_campaign_reminds_nobody_and_loses_nobody(town: Town) -> None:
    stop_halfway(town)
    town.do(lambda t: campaigns.pause(t, town.context, "NANTES"))
    assert hours_pass(town, 24 * 5) == []
    town.do(lambda t: campaigns.resume(t, town.context, "NANTES"))
    assert len(hours_pass(town, 24)) == 1


def test_the_last_reminder_names_the_last_day(town: Town) -> None:
    from storage import campaigns as store

    stop_halfway(town)
    of = town.do(lambda t: store.by_code(t, "NANTES")).id
    town.do(lambda t: store.amend(t, of, closes_on=date(2026, 12, 11)))
    (_, first), (_, last) = hours_pass(town, 24 * 15)
    assert "vendredi 11 décembre" not in " ".join(first.order.message.paragraphs).replace("\u2068", "")
    assert "vendredi 11 décembre" in " ".join(last.order.message.paragraphs)


BAD = {
    "many": [Step(3, SIX, ("kept",)), Step(10, SIX, ("counts",)), Step(20, SIX, ("short",))],
    "order": [Step(10, SIX, ("kept",)), Step(3, SIX, ("counts",))],
    "week": [Step(3, SIX, ("kept",)), Step(9, SIX, ("counts",))],
    "hour": [Step(3, time(20, 30), ("kept",))],
    "days": [Step(0, SIX, ("kept",))],
    "wording": [Step(3, SIX, ("insult",))],
    "alike": [Step(3, SIX, ("kept", "short")), Step(10, SIX, ("short",))],
}


@pytest.mark.parametrize("why", BAD)
def test_a_plan_that_parents_would_not_want_is_refused(town: Town, why: str) -> None:
    with pytest.raises(BadPlan, match=why):
        change(town, *BAD[why])
    assert town.do(lambda t: reminder_desk.plan(t, COMMAND_LINE, "NANTES")) == USUAL


def test_an_officer_plans_no_reminders_for_the_whole_city(town: Town) -> None:
    malik = Actor(7, StaffRole.OFFICER, ("nantes-nord",))
    with pytest.raises(Refused):
        town.do(lambda t: reminder_desk.change(t, town.context, malik, "NANTES", USUAL.steps))
    assert town.count("audit WHERE action = 'reminder_plan'") == 0


def test_who_changes_an_answer_after_the_end_is_reminded_of_nothing(town: Town) -> None:
    stop_halfway(town)
    finish(town, LEA, "3")
    assert town.count("interview WHERE disposition = 'complete'") == 1
    town.act(LEA, Commanded("reponses"))
    town.act(LEA, Wrote("changer 1"))
    assert hours_pass(town, 24 * 20) == []


# --- the calendar ----------------------------------------------------------------------------------------------------
def test_nothing_leaves_in_the_school_holidays(town: Town) -> None:
    close_schools(town, date(2026, 11, 25), date(2026, 12, 6))
    stop_halfway(town)
    assert days_of(hours_pass(town, 24 * 30)) == ["Mon 07.12. 09:00", "Mon 14.12. 18:00"]


def test_holidays_told_late_stop_what_is_queued(town: Town) -> None:
    stop_halfway(town)
    hours_pass(town, 48)
    close_schools(town, date(2026, 11, 26), date(2026, 11, 26))
    assert days_of(hours_pass(town, 48)) == ["Fri 27.11. 09:00"]


def test_the_shipped_holidays_can_be_read() -> None:
    shipped = calendar.read(Path("voix/zone-b.csv").read_bytes())
    assert [days.first.isoformat() for days in shipped][:2] == ["2026-10-17", "2026-12-19"]
    assert all("zone B" in days.source for days in shipped)


BROKEN = {
    "columns": "debut,fin\n2026-10-17,2026-11-01\n",
    "day": "first,last,name,source\n17/10/2026,2026-11-01,T,s\n",
    "order": "first,last,name,source\n2026-11-01,2026-10-17,T,s\n",
    "empty": "first,last,name,source\n2026-10-17,2026-11-01,,s\n",
    "overlap": "first,last,name,source\n2026-10-17,2026-11-01,T,s\n2026-11-01,2026-11-03,U,s\n",
}


@pytest.mark.parametrize("why", BROKEN)
def test_a_calendar_that_cannot_be_meant_is_refused_whole(why: str) -> None:
    with pytest.raises(BadCalendar, match=why):
        calendar.read(BROKEN[why].encode())


# --- a fortnight, whatever happens -----------------------------------------------------------------------------------
FORTNIGHTS = {
    "autumn, clocks go back": (datetime(2026, 10, 20, 9, tzinfo=UTC), ["Fri 23.10. 18:00", "Fri 30.10. 18:00"]),
    "spring, clocks go forward": (datetime(2027, 3, 23, 9, tzinfo=UTC), ["Fri 26.03. 18:00", "Fri 02.04. 18:00"]),
}


@pytest.mark.parametrize("season", FORTNIGHTS)
def test_a_fortnight_with_a_clock_change_and_a_restart_in_the_middle(database: Database, season: str) -> None:
    begins, expected = FORTNIGHTS[season]
    town = Town(database)
    town.clock.moment = begins
    for who in (LEA, AICHA, MEHMET):
        stop_halfway(town, who)
    foreseen = town.do(
        lambda t: reminder_desk.preview(t, town.context, COMMAND_LINE, "NANTES", begins, begins + timedelta(days=14))
    )
    left = hours_pass(town, 24 * 7)
    again = object.__new__(Town)  # what a process that starts again finds: the database, and nothing else
    again.__dict__ |= {**town.__dict__, "screens": town.screens}
    left += hours_pass(again, 24 * 7)
    assert {who: [when for when, each in left if each.address == who] for who in (LEA, AICHA, MEHMET)} == dict.fromkeys(
        (LEA, AICHA, MEHMET), expected
    )
    assert [(each.number, each.messages) for each in foreseen] == [(1, 3), (2, 3)]
    assert [each.at.astimezone(calendar.NANTES.zone).strftime("%a %d.%m. %H:%M") for each in foreseen] == expected


def test_the_preview_is_what_happens(town: Town) -> None:
    close_schools(town, date(2026, 12, 1), date(2026, 12, 5))
    change(town, Step(3, SIX, ("kept", "short")), Step(11, time(10, 0), ("counts",)))
    begins = town.clock.moment
    for who in (LEA, AICHA, MEHMET, INES):
        stop_halfway(town, who)
        town.clock.pass_(hours=26)
    foreseen = town.do(
        lambda t: reminder_desk.preview(t, town.context, COMMAND_LINE, "NANTES", begins, begins + timedelta(days=30))
    )
    left = hours_pass(town, 24 * 30)
    promised = sorted(
        each.at.astimezone(calendar.NANTES.zone).strftime("%d.%m.") for each in foreseen for _ in range(each.messages)
    )
    assert promised == sorted(when[4:10] for when in days_of(left))


# --- which wording ---------------------------------------------------------------------------------------------------
def test_two_wordings_share_parents_and_their_effect_stays_hidden_while_few(town: Town) -> None:
    change(town, Step(3, SIX, ("kept", "short")))
    people = [str(5000 + number) for number in range(12)]
    for who in people:
        stop_halfway(town, who)
    left = hours_pass(town, 24 * 4)
    said = {each.order.message.paragraphs[1] for _, each in left}
    assert len(left) == len(people)
    assert len(said) == 2
    town.do(lambda t: counting.look_all(t, town.context))
    shown = town.do(lambda t: reminder_desk.effects(t, COMMAND_LINE, "NANTES"))
    assert {each.wording for each in shown} == {"kept", "short"}
    assert all(each.finished is None and each.share is None for each in shown)


def test_the_effect_of_a_wording_moves_in_whole_tens_once_a_day(town: Town) -> None:
    people = [str(5000 + number) for number in range(24)]
    for who in people:
        stop_halfway(town, who)
    hours_pass(town, 24 * 4)

    def shown() -> list[Effect]:
        return town.do(lambda t: reminder_desk.effects(t, COMMAND_LINE, "NANTES"))  # type: ignore[no-any-return]

    assert shown() == [], "nobody is counted for who looks"
    town.do(lambda t: counting.look_all(t, town.context))
    [kept] = shown()
    assert (kept.number, kept.wording, kept.people, kept.finished, kept.share) == (1, "kept", 20, None, None)
    for who in people[:13]:
        finish(town, who, "3")
    assert shown() == [kept], "the next figures come the next day"
    town.clock.pass_(days=1)
    town.do(lambda t: counting.look_all(t, town.context))
    [kept] = shown()
    assert (kept.people, kept.finished) == (20, 10)
    assert kept.share == (15, 100), "of 20 to 29 people, 10 to 19 finished"


# --- invitations -----------------------------------------------------------------------------------------------------
@pytest.fixture
def agreed(town: Town) -> Town:
    """Léa and Mehmet answered, and only Léa agreed to be asked again."""
    for who, wants in ((LEA, "2"), (MEHMET, "3")):
        stop_halfway(town, who)
        finish(town, who, wants)
    town.clock.pass_(days=10)
    return town


def invite(town: Town, code: str) -> int:
    mailing = town.do(lambda t: invitations.begin(t, town.context, code))
    return int(town.do(lambda t: invitations.queue(t, town.context, code, mailing, 0, 100)).queued)


def test_only_who_agreed_is_ever_invited(agreed: Town) -> None:
    assert invite(agreed, "ESSAI") == 1
    assert [each.address for _, each in hours_pass(agreed, 24)] == [LEA]


def test_two_launches_in_one_week_write_to_nobody_twice(agreed: Town) -> None:
    assert (invite(agreed, "ESSAI"), invite(agreed, "ESSAI2")) == (1, 0)
    agreed.clock.pass_(days=6)
    assert invite(agreed, "ESSAI2") == 0
    agreed.clock.pass_(days=1)
    assert invite(agreed, "ESSAI2") == 1


def test_the_week_begins_when_an_invitation_leaves(agreed: Town) -> None:
    today = agreed.clock.moment.date()
    close_schools(agreed, today, today + timedelta(days=9))
    assert invite(agreed, "ESSAI") == 1
    agreed.clock.pass_(days=8)
    assert invite(agreed, "ESSAI2") == 0, "the first one waits for the end of the holidays"


def test_an_invitation_and_a_reminder_share_the_week(agreed: Town) -> None:
    agreed.do(lambda t: campaigns.open_campaign(t, agreed.context, "NORD", GROWING_UP, synthetic=True))
    agreed.act(LEA, Commanded("start", "NORD"))
    agreed.act(LEA, Wrote("1"))
    agreed.clock.pass_(days=2)
    assert invite(agreed, "ESSAI") == 1
    left = hours_pass(agreed, 24 * 9)
    assert len(left) == 2
    first, second = (date(2026, int(when[7:9]), int(when[4:6])) for when in days_of(left))
    assert second - first >= timedelta(days=7)
