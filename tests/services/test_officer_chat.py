"""An officer in a chat: bound by a link, asked for rights at each use, apart from the interview of a parent."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from services import digest, upkeep
from services.accounts import staff
from services.accounts.staff import Actor, StaffRole
from services.campaigning import campaigns
from services.channels import Commanded, Left, Tapped, Wrote
from services.messages import Message
from services.officer_chat import binding, presses, watching
from services.officer_chat.presses import Wish
from storage import audit, bound_chats, crisis, turnout
from storage import campaigns as store
from storage import staff as members
from storage.crisis import Call, Plea
from storage.transaction import Database
from storage.turnout import Figure
from tests.cast import AICHA, LEA, MEHMET
from tests.services.test_inbound import Town

MALIK, NORD = LEA, "nantes-nord"


class Office(Town):
    """A town with staff: Malik is the officer of Nantes Nord, where a campaign runs; his phone is Léa's."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.do(lambda t: campaigns.name_bot(t, "OnzeVoixBot"))
        self.do(lambda t: self._only(t, "ESSAI", NORD))
        self.do(lambda t: self._only(t, "ESSAI2", "nantes-sud"))
        self.malik = self.hire(StaffRole.OFFICER, NORD)

    @staticmethod
    def _only(transaction, code: str, district: str) -> None:  # type: ignore[no-untyped-def]
        store.limit(transaction, store.by_code(transaction, code).id, {district: None})  # type: ignore[union-attr]

    def hire(self, role: StaffRole, *districts: str) -> int:
        def hired(transaction) -> int:  # type: ignore[no-untyped-def]
            member = members.hire(transaction, role.value, date(2026, 1, 1), None)
            for district in districts:
                members.assign(transaction, member, "district", district, date(2026, 1, 1), None)
            return member

        return int(self.do(hired))

    def who(self, member: int) -> Actor:
        found = self.do(lambda t: staff.access_of(t, self.context, member))
        assert isinstance(found, Actor)
        return found

    def link(self, member: int) -> str:
        """What the link of a member of staff writes into a chat."""
        who = self.who(member)
        address = self.do(lambda t: binding.link(t, self.context, who))
        return str(address).partition("?start=")[2]

    def bound(self, phone: str, member: int) -> list[Message]:
        return self.act(phone, Commanded("start", self.link(member)))

    def wish(self, phone: str, wish: Wish, code: str = "") -> list[Message]:
        now = self.clock.moment if wish is Wish.SURE else None
        return self.act(phone, Tapped(presses.token(wish, code, now)), "1")

    def ticks(self) -> list[tuple[str, str]]:
        """Whom the house writes to by itself now, and what about."""
        self.do(lambda t: watching.tick(t, self.context))
        return [(delivery.address, delivery.order.message.key) for delivery in self.due_at_once()]

    def due_at_once(self):  # type: ignore[no-untyped-def]
        deliveries = self.due()
        for each in deliveries:
            self.screens.setdefault(each.address, []).append(each.order.message)
        self.do(lambda t: t.execute(text("UPDATE outbox SET state = 'sent' WHERE state = 'leased'")))
        return deliveries

    def trail(self, member: int) -> list[str]:
        lines = self.do(lambda t: audit.every(t, 50, staff_id=member))
        return [f"{line.action} {line.subject}".strip() for line in reversed(lines)]

    def participation(self, code: str, **people: int) -> None:
        """The figures of today: `city=40`, and districts by slug with "_" for "-"."""

        def show(transaction) -> None:  # type: ignore[no-untyped-def]
            campaign, today = store.by_code(transaction, code), staff.today(self.context)
            shown = [
                Figure("district" if name != "city" else name, slug, stage, today, count)
                for name, count in people.items()
                for slug in ["" if name == "city" else name.replace("_", "-")]
                for stage in ("began", "finished")
            ]
            turnout.look(transaction, campaign.id, today)  # type: ignore[union-attr]
            turnout.show(transaction, campaign.id, shown)  # type: ignore[union-attr]

        self.do(show)


@pytest.fixture
def office(data_dir: Path) -> Iterator[Office]:
    """On SQLite; tests/scenarios/test_o_staff.py goes the same roads on PostgreSQL."""
    database = Database(f"sqlite:///{data_dir / 'voix.db'}")
    yield Office(database)
    database.close()


def said(messages: list[Message]) -> str:
    [message] = messages
    return "\n".join((*message.paragraphs, *message.options))


# --- binding ---------------------------------------------------------------------------------------------------------
def test_a_link_binds_one_chat_once(office: Office) -> None:
    written = office.link(office.malik)
    assert "relié" in said(office.act(MALIK, Commanded("start", written)))
    assert office.act(AICHA, Commanded("start", written))[-1].key == "chat_bad_link"
    assert office.count("bound_chat") == 1
    assert office.trail(office.malik) == ["chat_link", "chat_bound"]


def test_a_link_is_good_for_a_quarter_of_an_hour_and_the_last_one_only(office: Office) -> None:
    early, late = office.link(office.malik), office.link(office.malik)
    assert "ne marche plus" in said(office.act(MALIK, Commanded("start", early)))
    office.clock.pass_(minutes=16)
    assert "ne marche plus" in said(office.act(MALIK, Commanded("start", late)))
    assert office.count("bound_chat") == 0


def test_a_second_chat_takes_the_place_of_the_first_which_is_told(office: Office) -> None:
    office.bound(MALIK, office.malik)
    office.bound(AICHA, office.malik)
    assert office.screens[MALIK][-1].key == "chat_ended"
    assert office.act(MALIK, Commanded("equipe"))[-1].key != "chat_menu"
    assert office.act(AICHA, Commanded("equipe"))[-1].key == "chat_menu"


def test_a_chat_has_one_owner(office: Office) -> None:
    coordinator = office.hire(StaffRole.COORDINATOR)
    office.bound(MALIK, office.malik)
    office.bound(MALIK, coordinator)
    assert [each.staff_id for each in office.do(bound_chats.every)] == [coordinator]
    assert office.trail(office.malik)[-1] == "chat_unbound"


def test_the_database_does_not_join_the_officer_to_the_parent_in_the_same_chat(office: Office) -> None:
    office.act(MALIK, Commanded("start", "NANTES"))
    office.bound(MALIK, office.malik)
    keys = office.database.read(lambda t: t.execute(text("SELECT id, address_key, channel FROM contact")).all())
    assert len(keys) == len({key for _, key, _ in keys}) == 2
    [taken] = office.database.read(lambda t: t.execute(text("SELECT contact_id FROM respondent")).scalars().all())
    [bound] = office.database.read(lambda t: t.execute(text("SELECT contact_id FROM bound_chat")).scalars().all())
    assert taken != bound


def test_the_daily_work_keeps_a_bound_chat_and_ends_what_nobody_has_access_to(office: Office) -> None:
    office.bound(MALIK, office.malik)
    office.do(lambda t: upkeep.daily(t, office.context))
    assert office.act(MALIK, Commanded("equipe"))[-1].key == "chat_menu"
    office.do(lambda t: members.settle(t, office.malik, "officer", date(2026, 1, 1), date(2026, 1, 2)))
    office.do(lambda t: upkeep.daily(t, office.context))
    assert office.count("bound_chat") == 0


def test_who_blocks_the_bot_is_bound_no_more(office: Office) -> None:
    office.bound(MALIK, office.malik)
    office.act(MALIK, Left())
    assert (office.count("bound_chat"), office.trail(office.malik)[-1]) == (0, "chat_unbound")


# --- what can be done there ------------------------------------------------------------------------------------------
def test_an_officer_follows_their_campaigns_in_whole_tens(office: Office) -> None:
    office.participation("ESSAI", city=40, nantes_nord=20, nantes_sud=10)
    office.bound(MALIK, office.malik)
    menu = office.act(MALIK, Commanded("equipe"))
    labels = [button.label for button in menu[0].buttons]
    assert len(labels) == 4, "two campaigns of theirs, the week, the way out"
    read = said(office.wish(MALIK, Wish.ONE, "ESSAI"))
    assert "Toute la ville : au moins 40 parents ont commencé, au moins 40 ont fini" in read
    assert "Nantes Nord : au moins 20 parents" in read
    assert "Nantes Sud" not in read


def test_a_campaign_of_all_the_city_is_followed_and_left_running(office: Office) -> None:
    office.bound(MALIK, office.malik)
    [shown] = office.wish(MALIK, Wish.ONE, "NANTES")
    assert "la coordination peut la mettre en pause" in shown.footer
    assert "Mettre en pause" not in [button.label for button in shown.buttons]


def test_before_the_first_figures_nothing_is_said_of_a_count(office: Office) -> None:
    office.bound(MALIK, office.malik)
    assert "Les premiers chiffres viennent demain" in said(office.wish(MALIK, Wish.ONE, "ESSAI"))


def test_a_campaign_is_paused_once_it_was_asked_twice(office: Office) -> None:
    office.bound(MALIK, office.malik)
    office.wish(MALIK, Wish.MENU)
    office.wish(MALIK, Wish.ONE, "ESSAI")
    office.tap(MALIK, "Mettre en pause")
    assert office.do(lambda t: store.by_code(t, "ESSAI").state) == "open"
    office.tap(MALIK, "Oui, mettre en pause")
    assert office.do(lambda t: store.by_code(t, "ESSAI").state) == "paused"
    assert office.trail(office.malik)[-1] == "campaign_pause ESSAI"


def test_a_yes_that_lay_in_the_chat_is_asked_again(office: Office) -> None:
    office.bound(MALIK, office.malik)
    late = presses.token(Wish.SURE, "ESSAI", office.clock.moment - timedelta(minutes=11))
    assert office.act(MALIK, Tapped(late), "1")[-1].key == "chat_sure"
    assert office.do(lambda t: store.by_code(t, "ESSAI").state) == "open"


@pytest.mark.parametrize("code", ["ESSAI2", "NANTES", "GHOST"])
def test_an_officer_pauses_nothing_beyond_their_districts(office: Office, code: str) -> None:
    """Another district's, the whole city's, and none."""
    office.bound(MALIK, office.malik)
    assert office.wish(MALIK, Wish.SURE, code)[-1].key == "chat_refused"
    states = office.database.read(lambda t: t.execute(text("SELECT DISTINCT state FROM campaign")).scalars().all())
    assert states == ["open"]


def test_leaving_is_asked_twice(office: Office) -> None:
    office.bound(MALIK, office.malik)
    office.act(MALIK, Commanded("equipe"))
    office.tap(MALIK, "Délier ce chat")
    assert office.count("bound_chat") == 1
    assert office.tap(MALIK, "Oui, délier")[-1].key == "chat_ended"
    assert office.act(MALIK, Commanded("equipe"))[-1].key == "help"


@pytest.mark.parametrize(
    "made_up", ["staff:", "staff:zzz", "staff:one:court", "staff:sure:ESSAI:x", "staff:sure:ESSAI"]
)
def test_a_button_that_nobody_made_does_nothing(office: Office, made_up: str) -> None:
    office.bound(MALIK, office.malik)
    office.act(MALIK, Tapped(made_up), "1")
    assert office.do(lambda t: store.by_code(t, "ESSAI").state) == "open"


# --- beside an interview ---------------------------------------------------------------------------------------------
def test_the_interview_of_the_same_chat_goes_on_where_it_was(office: Office) -> None:
    office.act(MALIK, Commanded("start", "NANTES"))
    office.act(MALIK, Wrote("1"))
    asked = office.screens[MALIK][-1]
    office.bound(MALIK, office.malik)
    office.act(MALIK, Commanded("equipe"))
    office.wish(MALIK, Wish.ONE, "ESSAI")
    assert office.act(MALIK, Wrote("1"))[-1].key not in ("", asked.key), "the next question"
    assert office.count("interview") == 1


def test_help_and_stop_are_the_parents_and_the_office_says_that_it_is_there(office: Office) -> None:
    office.act(MALIK, Commanded("start", "NANTES"))
    office.bound(MALIK, office.malik)
    for said_as_a_parent in ("aide", "stop"):
        assert "chat_beside" in [message.key for message in office.act(MALIK, Wrote(said_as_a_parent))]
    assert office.act(MALIK, Commanded("equipe"))[-1].key == "chat_menu"


def test_to_a_parent_these_commands_are_nothing(office: Office) -> None:
    office.act(AICHA, Commanded("start", "NANTES"))
    for word in ("equipe", "team", "digest"):
        assert office.act(AICHA, Commanded(word))[0].key == "help"
    assert office.wish(AICHA, Wish.SURE, "ESSAI")[-1].key == "help"
    assert office.count("contact WHERE channel LIKE 'staff%'") == 0


# --- every role at every wish ----------------------------------------------------------------------------------------
ROLES = "xfgosmh"  # a stranger, days over, guest, operator, officer elsewhere, officer here, coordinator
MAY = {
    Wish.MENU: "smh",
    Wish.ALL: "smh",
    Wish.ONE: "mh",
    Wish.PAUSE: "mh",
    Wish.SURE: "mh",
    Wish.WEEK: "smh",
    Wish.NO_WEEK: "smh",
    Wish.LEAVE: "smh",
    Wish.GONE: "smh",
}


def become(office: Office, role: str) -> None:
    """Malik's account is that of this role from now on: rights are those of today."""
    kinds = {"g": "guest", "o": "operator", "h": "coordinator"}
    looks_after = {"g": ("session", "SWOT-1"), "s": ("district", "nantes-sud")}.get(role, ("district", NORD))
    until = date(2026, 1, 2) if role == "f" else None
    office.do(lambda t: t.execute(text("DELETE FROM assignment")))
    office.do(lambda t: members.assign(t, office.malik, *looks_after, date(2026, 1, 1), None))
    office.do(lambda t: members.settle(t, office.malik, kinds.get(role, "officer"), date(2026, 1, 1), until))


@pytest.mark.parametrize("role", ROLES)
def test_every_role_at_every_wish(office: Office, role: str) -> None:
    """Who has no place here any more is refused, and bound no more; who may not do this one thing is refused."""
    phone, seen, stays = (AICHA if role == "x" else MALIK), {}, {}
    for wish in Wish:
        become(office, "m")
        office.bound(MALIK, office.malik)
        become(office, role)
        seen[wish] = office.wish(phone, wish, "ESSAI")[-1].key
        stays[wish] = bool(office.count("bound_chat"))
    refusal = {"x": "help", "s": "chat_refused"}.get(role, "chat_ended")
    told = {
        Wish.MENU: "chat_menu",
        Wish.ALL: "chat_menu",
        Wish.ONE: "chat_participation",
        Wish.PAUSE: "chat_sure",
        Wish.SURE: "chat_paused",
        Wish.WEEK: "chat_weekly",
        Wish.NO_WEEK: "chat_weekly",
        Wish.LEAVE: "chat_leaving",
        Wish.GONE: "chat_ended",
    }
    assert seen == {wish: told[wish] if role in MAY[wish] else refusal for wish in Wish}
    assert stays == {wish: role == "x" or (role in "smh" and wish is not Wish.GONE) for wish in Wish}
    is_paused = office.do(lambda t: store.by_code(t, "ESSAI").state) == "paused"
    assert is_paused == (role in MAY[Wish.SURE])


def test_the_table_has_every_wish() -> None:
    assert set(MAY) == set(Wish)


@pytest.mark.parametrize("role", "fgo")
def test_who_may_not_follow_binds_nothing(office: Office, role: str) -> None:
    written = office.link(office.malik)
    become(office, role)
    assert "ne marche plus" in said(office.act(MALIK, Commanded("start", written)))
    assert office.count("bound_chat") == 0


# --- the week --------------------------------------------------------------------------------------------------------
def test_the_week_comes_on_mondays_to_who_asked(office: Office) -> None:
    coordinator = office.hire(StaffRole.COORDINATOR)
    office.bound(MALIK, office.malik)
    office.bound(MEHMET, coordinator)
    office.wish(MALIK, Wish.WEEK)
    office.clock.moment = datetime(2026, 11, 30, 7, 59, tzinfo=UTC)
    assert office.ticks() == []
    office.clock.moment = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    assert office.ticks() == [(MALIK, "chat_week")]
    assert office.ticks() == []
    who = office.who(office.malik)
    week = office.do(lambda t: digest.week(t, office.context, who, date(2026, 11, 29)))
    assert week.monday == date(2026, 11, 23)
    assert "day=2026-11-23" in office.screens[MALIK][-1].paragraphs[-1]


@pytest.mark.parametrize(
    ("asked", "comes"),
    [
        (datetime(2027, 3, 25, 9, tzinfo=UTC), datetime(2027, 3, 29, 7, tzinfo=UTC)),  # clocks go forward on the 28th
        (datetime(2026, 10, 22, 9, tzinfo=UTC), datetime(2026, 10, 26, 8, tzinfo=UTC)),  # and back on the 25th
        (datetime(2026, 11, 22, 9, tzinfo=UTC), datetime(2026, 11, 23, 8, tzinfo=UTC)),  # a Sunday
        (datetime(2026, 11, 23, 8, tzinfo=UTC), datetime(2026, 11, 30, 8, tzinfo=UTC)),  # that very moment
    ],
)
def test_it_is_nine_on_the_wall_whatever_clocks_do(asked: datetime, comes: datetime) -> None:
    assert watching.next_monday(asked) == comes


def test_a_house_that_was_down_on_monday_tells_the_week_on_tuesday_and_not_on_thursday(office: Office) -> None:
    office.bound(MALIK, office.malik)
    office.wish(MALIK, Wish.WEEK)
    office.clock.moment = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    assert office.ticks() == [(MALIK, "chat_week")]
    office.clock.moment = datetime(2026, 12, 10, 9, 0, tzinfo=UTC)
    assert office.ticks() == []
    office.clock.moment = datetime(2026, 12, 14, 8, 0, tzinfo=UTC)
    assert office.ticks() == [(MALIK, "chat_week")]


# --- what cannot wait ------------------------------------------------------------------------------------------------
def call_for_help(office: Office) -> None:
    def keep(transaction) -> None:  # type: ignore[no-untyped-def]
        due, forgotten = date(2026, 11, 24), date(2027, 1, 1)
        call = Call(office.context.whole(), 1, "fr", office.clock.moment, due, "waiting", None, forgotten)
        crisis.keep(transaction, office.context.vault, office.context.chance(12), call, Plea("Au secours", "06"))

    office.do(keep)


def test_a_call_for_help_is_told_at_once_by_night_and_at_most_once_an_hour(office: Office) -> None:
    coordinator = office.hire(StaffRole.COORDINATOR)
    office.bound(MEHMET, coordinator)
    office.bound(MALIK, office.malik)
    office.clock.moment = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
    assert office.ticks() == []
    call_for_help(office)
    assert office.ticks() == [(MEHMET, "chat_help")], "and nothing to who may not read it"
    office.clock.pass_(minutes=59)
    call_for_help(office)
    assert office.ticks() == []
    office.clock.pass_(minutes=2)
    assert office.ticks() == [(MEHMET, "chat_help")]
    office.clock.pass_(hours=2)
    assert office.ticks() == [], "nobody is woken twice for one call"
    office.clock.moment = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
    assert office.ticks() == [(MEHMET, "chat_help")]
    assert office.screens[MEHMET][-1].paragraphs == (
        "Bir yardım isteği cevap bekliyor: http://voix.test/console/help",
    ), "in the language of the chat"


def test_a_pilot_that_stopped_itself_is_told_to_its_officers_once(office: Office) -> None:
    elsewhere = office.hire(StaffRole.OFFICER, "nantes-sud")
    office.bound(MALIK, office.malik)
    office.bound(AICHA, elsewhere)
    office.do(lambda t: store.amend(t, store.by_code(t, "ESSAI").id, kind="pilot"))
    office.clock.pass_(hours=1)
    office.do(lambda t: campaigns.end(t, office.context, store.by_code(t, "ESSAI"), rule="leaving"))
    assert office.ticks() == [(MALIK, "chat_pilot")]
    for _ in range(4):
        office.clock.pass_(hours=24)
        assert office.ticks() == []


def test_a_district_behind_its_target_is_told_by_day_once_a_week(office: Office) -> None:
    office.bound(MALIK, office.malik)

    def aimed(transaction) -> None:  # type: ignore[no-untyped-def]
        campaign = store.by_code(transaction, "ESSAI")
        store.amend(transaction, campaign.id, closes_on=date(2026, 12, 13))  # type: ignore[union-attr]
        turnout.aim(transaction, campaign.id, NORD, 60)  # type: ignore[union-attr]

    office.do(aimed)
    told = []
    for _ in range(21):
        told += [(staff.today(office.context), *each) for each in office.ticks()]
        office.clock.pass_(hours=24)
    assert [(day.isoformat(), key) for day, _, key in told] == [
        ("2026-12-03", "chat_behind"),
        ("2026-12-10", "chat_behind"),
    ]


def test_no_push_has_a_figure_a_name_or_a_place(office: Office) -> None:
    from services.officer_chat import wording
    from services.officer_chat.kinds import ALWAYS

    for kind in ALWAYS:
        [line] = wording.push("fr", kind, "https://voix.test").paragraphs
        assert not any(sign.isdigit() for sign in line)
        assert line.count("\n") == 0
