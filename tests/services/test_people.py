"""The people who work here, from day to day, and how they sign in, on both databases."""

from datetime import date, timedelta

import pytest

from services.accounts import access, passwords, people, signing, staff
from services.accounts.access import Action
from services.accounts.people import Kind, Profile
from services.accounts.staff import COMMAND_LINE, Actor, StaffRole
from services.context import Context
from services.errors import Malformed, NotFound, Refused, Taken
from storage import audit
from storage.transaction import Database
from tests.cast import Clock, context

TODAY = date(2026, 11, 23)
HELENE = Profile("Hélène", StaffRole.COORDINATOR, "helene@nantes.example", TODAY, None)
MALIK = Profile("Malik", StaffRole.OFFICER, "Malik@nantes.example", TODAY, None)
NORD = (Kind.DISTRICT, "nantes-nord")
PASSWORD = "Le tram 2 passe tôt"
KEPT = passwords.hashed(PASSWORD, bytes(16))
TOWN_HALL = "192.0.2.10"


class Office:
    """One database, one clock, and who works here."""

    def __init__(self, database: Database) -> None:
        self.database, self.clock = database, Clock()
        self.context: Context = context(self.clock)
        self.helene, token = self.do(people.add, COMMAND_LINE, HELENE)
        self.key = self.enter(token)

    def do(self, use_case, *what, **named):  # type: ignore[no-untyped-def]
        return self.database.write(lambda t: use_case(t, self.context, *what, **named)).result()

    def enter(self, token: str) -> str:
        return self.do(staff.redeem, token, "Firefox") or ""

    def actor(self, key: str) -> Actor | None:
        found: Actor | None = self.do(staff.actor, key)
        return found

    @property
    def coordinator(self) -> Actor:
        found = self.actor(self.key)
        assert found
        return found

    def try_(self, name: str, password: str, place: str = TOWN_HALL) -> str | None:
        """What the door does: the key of a session, None for no."""
        attempt = self.do(signing.knock, name, place)
        if attempt is None or not passwords.matches(attempt.kept, password):
            return None
        key: str | None = self.do(signing.enter, attempt, "Firefox")
        return key


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


@pytest.fixture
def malik(office: Office) -> int:
    """Malik looks after Nantes Nord, has used his link and chosen a password."""
    member, token = office.do(people.add, office.coordinator, MALIK, [NORD])
    key = office.enter(token)
    office.do(signing.choose, office.actor(key), "", KEPT, key)
    office.do(staff.sign_out, key)
    return int(member)


def test_a_new_officer_enters_by_a_link_and_sees_their_district(office: Office) -> None:
    member, token = office.do(people.add, office.coordinator, MALIK, [NORD])
    assert office.actor(office.enter(token)) == Actor(member, StaffRole.OFFICER, ("nantes-nord",))
    assert office.enter(token) == ""


def test_a_reorganisation_is_days_and_no_code(office: Office, malik: int) -> None:
    """S-43: from the first of December Malik looks after another district; nothing else has to change."""
    [nord] = office.do(people.one, office.coordinator, malik).assignments
    office.do(people.unassign, office.coordinator, malik, nord.id, date(2026, 11, 30))
    days = (date(2026, 12, 1), date(2026, 12, 31))
    office.do(people.assign, office.coordinator, malik, Kind.DISTRICT, "doulon-bottiere", days)
    seen = {}
    for day in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)):
        office.clock.moment = office.clock.moment.replace(year=day.year, month=day.month, day=day.day)
        who = office.do(staff.access_of, malik)
        seen[day.isoformat()] = who.districts if who else None
    assert seen == {
        "2026-11-30": ("nantes-nord",),
        "2026-12-01": ("doulon-bottiere",),
        "2026-12-31": ("doulon-bottiere",),
        "2027-01-01": None,
    }


def test_days_begin_at_midnight_in_nantes(office: Office, malik: int) -> None:
    office.do(people.change, office.coordinator, malik, Profile("Malik", StaffRole.OFFICER, "", TODAY, TODAY))
    office.clock.moment = office.clock.moment.replace(hour=22, minute=59)
    assert office.do(staff.access_of, malik)
    office.clock.pass_(minutes=1)
    assert office.do(staff.access_of, malik) is None


def test_a_guest_has_one_session_and_a_last_day(office: Office) -> None:
    guest = Profile("Gaston", StaffRole.GUEST, "", TODAY, None)
    with pytest.raises(Malformed, match="valid_until"):
        office.do(people.add, office.coordinator, guest, [(Kind.SESSION, "SWOT-1")])
    until = Profile("Gaston", StaffRole.GUEST, "", TODAY, TODAY + timedelta(days=2))
    _, token = office.do(people.add, office.coordinator, until, [(Kind.SESSION, "SWOT-1")])
    key = office.enter(token)
    who = office.actor(key)
    assert who
    assert access.may(who, Action.JOIN_SESSION, session="SWOT-1")
    office.clock.pass_(days=3)
    assert office.do(staff.access_of, who.id) is None


def test_an_ended_account_opens_nothing(office: Office, malik: int) -> None:
    key = office.try_("malik@nantes.example", PASSWORD)
    token = office.do(people.link, office.coordinator, malik)
    office.do(people.end, office.coordinator, malik)
    assert office.actor(key or "") is None
    assert office.enter(token) == ""
    assert office.try_("malik@nantes.example", PASSWORD) is None


def test_nobody_ends_or_raises_themselves(office: Office) -> None:
    who = office.coordinator
    with pytest.raises(Refused):
        office.do(people.end, who, who.id)
    with pytest.raises(Refused):
        office.do(people.change, who, who.id, Profile("Hélène", StaffRole.OPERATOR, "", TODAY, None))
    office.do(people.change, who, who.id, Profile("Hélène B.", StaffRole.COORDINATOR, "", TODAY, None))
    assert office.do(people.names)[who.id] == "Hélène B."


def test_an_officer_manages_nobody(office: Office, malik: int) -> None:
    who = office.do(staff.access_of, malik)
    for use_case, what in [
        (people.listed, ()),
        (people.add, (MALIK, [NORD])),
        (people.link, (office.helene,)),
        (people.end, (office.helene,)),
        (people.assign, (malik, Kind.DISTRICT, "nantes-sud", (TODAY, None))),
    ]:
        with pytest.raises(Refused, match="manage_staff"):
            office.do(use_case, who, *what)


@pytest.mark.parametrize(
    ("profile", "scope", "field"),
    [
        (Profile(" ", StaffRole.COORDINATOR, "", TODAY, None), [], "called"),
        (Profile("Malik", StaffRole.OFFICER, "malik at home", TODAY, None), [NORD], "email"),
        (Profile("Malik", StaffRole.OFFICER, "", TODAY, TODAY - timedelta(days=1)), [NORD], "valid_until"),
        (Profile("Malik", StaffRole.OFFICER, "", TODAY, None), [], "district"),
        (Profile("Malik", StaffRole.OFFICER, "", TODAY, None), [(Kind.DISTRICT, "paris-nord")], "district"),
        (Profile("Gaston", StaffRole.GUEST, "", TODAY, TODAY), [], "session"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(
    office: Office, profile: Profile, scope: list[tuple[Kind, str]], field: str
) -> None:
    with pytest.raises(Malformed, match=field):
        office.do(people.add, office.coordinator, profile, scope)


def test_two_people_cannot_sign_in_by_one_name(office: Office, malik: int) -> None:
    twin = Profile("Maël", StaffRole.OPERATOR, "MALIK@nantes.example", TODAY, None)
    with pytest.raises(Taken, match="email"):
        office.do(people.add, office.coordinator, twin)
    with pytest.raises(NotFound):
        office.do(people.one, office.coordinator, 999)


def test_a_name_and_a_password_open_the_door(office: Office, malik: int) -> None:
    key = office.try_(" malik@NANTES.example ", PASSWORD)
    assert key
    assert office.actor(key) == Actor(malik, StaffRole.OFFICER, ("nantes-nord",))
    assert office.try_("malik@nantes.example", "another password") is None


def test_five_wrong_tries_close_a_door_for_a_quarter_of_an_hour(office: Office, malik: int) -> None:
    for _ in range(signing.TRIES):
        assert office.try_("malik@nantes.example", "wrong password!") is None
    assert office.try_("malik@nantes.example", PASSWORD) is None
    assert office.try_("malik@nantes.example", PASSWORD, "198.51.100.7") is None
    office.clock.pass_(minutes=15)
    assert office.try_("malik@nantes.example", PASSWORD)


def test_a_name_that_nobody_has_is_answered_the_same(office: Office) -> None:
    answers = [office.do(signing.knock, "nobody@nantes.example", TOWN_HALL) for _ in range(signing.TRIES + 1)]
    assert [answer and answer.kept for answer in answers] == [""] * signing.TRIES + [None]


def test_one_place_cannot_try_every_name(office: Office, malik: int) -> None:
    for number in range(signing.TRIES_FROM):
        office.do(signing.knock, f"guess-{number}", TOWN_HALL)
    assert office.try_("malik@nantes.example", PASSWORD) is None
    assert office.try_("malik@nantes.example", PASSWORD, "198.51.100.7")


def test_a_new_link_makes_the_old_password_worthless(office: Office, malik: int) -> None:
    before = office.try_("malik@nantes.example", PASSWORD)
    key = office.enter(office.do(people.link, office.coordinator, malik))
    assert office.actor(before or "") is None
    assert office.try_("malik@nantes.example", PASSWORD) is None
    assert not office.do(signing.account, office.actor(key), key).has_password


def test_another_password_ends_other_sessions_and_keeps_this_one(office: Office, malik: int) -> None:
    old, here = (office.try_("malik@nantes.example", PASSWORD) or "" for _ in range(2))
    office.do(signing.choose, office.actor(here), KEPT, KEPT, here)
    assert office.actor(old) is None
    assert office.actor(here)


def test_sessions_are_listed_and_ended_one_by_one_or_all(office: Office, malik: int) -> None:
    first, second, third = (office.try_("malik@nantes.example", PASSWORD) or "" for _ in range(3))
    mine = office.do(signing.account, office.actor(first), first)
    assert len(mine.sessions) == 3
    assert mine.here in {session.digest for session in mine.sessions}
    office.do(signing.end_session, office.actor(first), staff.digest(second).hex())
    assert office.actor(second) is None
    office.do(signing.end_session, office.coordinator, staff.digest(third).hex())  # not hers: nothing happens
    assert office.actor(third)
    office.do(signing.end_sessions, office.actor(third))
    assert (office.actor(first), office.actor(third)) == (None, None)
    assert office.actor(office.key)


def test_the_city_vouches_for_somebody_by_e_mail_once_then_by_who_they_are(office: Office, malik: int) -> None:
    city = "https://sso.nantes.example\x00"
    key = office.do(signing.welcome, f"{city}42", "malik@nantes.example")
    assert office.actor(key).id == malik
    assert office.do(signing.welcome, f"{city}42", "") is not None
    assert office.do(signing.welcome, f"{city}43", "malik@nantes.example") is None
    assert office.do(signing.welcome, f"{city}44", "somebody@nantes.example") is None


def test_every_change_of_a_person_is_in_the_trail_without_a_name(office: Office, malik: int) -> None:
    who = office.coordinator
    office.do(people.link, who, malik)
    office.do(people.end, who, malik)
    rows = office.database.read(lambda t: audit.every(t, 100))
    deeds = {(row.staff_id, row.action) for row in rows}
    assert {(0, "staff_add"), (who.id, "staff_add"), (who.id, "staff_link"), (who.id, "staff_end")} <= deeds
    assert {(malik, "sign_in"), (malik, "password")} <= deeds
    assert not [row for row in rows if "alik" in row.subject or "@" in row.subject]


def test_names_and_addresses_are_sealed_in_the_database(office: Office, malik: int) -> None:
    office.try_("malik@nantes.example", "wrong password!")
    rows = office.database.read(
        lambda t: [
            tuple(row) for table in ("staff", "login", "knock") for row in t.exec_driver_sql(f"SELECT * FROM {table}")
        ]
    )
    left = repr(rows)
    assert [secret for secret in ("Malik", "Hélène", "nantes.example", TOWN_HALL) if secret in left] == []
