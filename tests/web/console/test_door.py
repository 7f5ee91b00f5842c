"""In and out: links, passwords, sessions, and what a stranger may learn."""

import re

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from services.accounts import passwords, signing
from services.accounts.staff import StaffRole
from tests.web.console.staffroom import Browser
from voix.build import House
from web import sessions
from web.app import create

PASSWORD, OTHER = "Le tram 2 passe tôt", "trois petits chats dorment"
EMAIL = "malik@nantes.example"


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """As safe as these tests need: what a password costs is tried in tests/services/test_passwords.py."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


class Visitor(Browser):
    """A browser in which nobody is signed in yet."""

    def __init__(self, house: House, **headers: str) -> None:
        self.client = TestClient(create(house, secure_cookies=False), house.context.public_url, headers=headers)
        self.answer = None

    def enter(self, link: str) -> str:
        """Open a one-time link and press the button."""
        self.open(link)
        return self._seen(self.client.post(link))

    def sign_in(self, name: str, password: str) -> str:
        return self._seen(self.client.post("/console/sign-in", data={"name": name, "password": password}))

    def post(self, path: str, fields: dict[str, str] | None = None) -> str:  # type: ignore[override]
        """Send a form that stands on the page seen last."""
        self._token = sessions.form_token(self.session)
        return super().post(path, fields)

    @property
    def session(self) -> str:
        return self.client.cookies.get(sessions.STAFF, path="/console") or ""


def invited(helene: Browser, email: str = EMAIL) -> str:
    """Hélène adds Malik; the link she is to give him."""
    shown = helene.post(
        "/console/people",
        {"called": "Malik", "email": email, "role": "officer", "valid_from": "2026-01-01", "district": "nantes-nord"},
    )
    return re.search(r"/console/enter/\S+", shown)[0]  # type: ignore[index]


@pytest.fixture
def malik_at_home(house: House, helene: Browser) -> Visitor:
    """Malik has used his link and chosen a password."""
    malik = Visitor(house, **{"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"})
    assert "Choisir un mot de passe" in malik.enter(invited(helene))
    assert "votre mot de passe est changé" in malik.post("/console/account/password", {"new": PASSWORD})
    return malik


def test_a_new_officer_goes_from_the_link_to_a_password_to_the_campaigns(house: House, malik_at_home: Visitor) -> None:
    elsewhere = Visitor(house)
    assert "Campagnes" in elsewhere.sign_in(EMAIL, PASSWORD)
    assert elsewhere.path == "/console"
    assert "Firefox, Windows" in elsewhere.open("/console/account")


def test_wrong_name_wrong_password_and_ended_account_get_the_same_answer(
    house: House, helene: Browser, malik_at_home: Visitor
) -> None:
    stranger = Visitor(house)
    answers = {stranger.sign_in(EMAIL, OTHER), stranger.sign_in("nobody@nantes.example", OTHER)}
    helene.post("/console/people/2/end")
    answers.add(stranger.sign_in(EMAIL, PASSWORD))
    [answer] = answers
    assert "L'e-mail ou le mot de passe n'est pas le bon." in answer
    assert stranger.status == 422
    assert not stranger.session


def test_too_many_tries_are_told_to_wait_and_a_link_still_opens(
    house: House, helene: Browser, malik_at_home: Visitor
) -> None:
    stranger = Visitor(house)
    for _ in range(signing.TRIES):
        stranger.sign_in(EMAIL, OTHER)
    assert "Attendez un quart d'heure" in stranger.sign_in(EMAIL, PASSWORD)
    assert stranger.status == 429
    shown = helene.post("/console/people/2/link")
    assert "Choisir un mot de passe" in Visitor(house).enter(re.search(r"/console/enter/\S+", shown)[0])  # type: ignore[index]


def test_a_session_that_somebody_planted_is_not_the_one_that_is_opened(house: House, malik_at_home: Visitor) -> None:
    victim = Visitor(house)
    victim.client.cookies.set(sessions.STAFF, "planted", domain="127.0.0.1", path="/console")
    victim.sign_in(EMAIL, PASSWORD)
    assert victim.path == "/console"
    planted = Visitor(house)
    planted.client.cookies.set(sessions.STAFF, "planted", domain="127.0.0.1", path="/console")
    planted.open("/console")
    assert planted.status == 401


def test_signing_in_again_ends_the_session_before(house: House, malik_at_home: Visitor) -> None:
    before = malik_at_home.session
    malik_at_home.sign_in(EMAIL, PASSWORD)
    old = Visitor(house)
    old.client.cookies.set(sessions.STAFF, before, domain="127.0.0.1", path="/console")
    old.open("/console")
    assert (malik_at_home.status, old.status) == (200, 401)


def test_another_password_needs_the_one_before_and_ends_other_sessions(house: House, malik_at_home: Visitor) -> None:
    phone = Visitor(house)
    phone.sign_in(EMAIL, PASSWORD)
    path = "/console/account/password"
    assert "n'est pas le bon" in malik_at_home.post(path, {"current": "no", "new": OTHER})
    assert "trop court" in malik_at_home.post(path, {"current": PASSWORD, "new": "short"})
    assert "trop facile" in malik_at_home.post(path, {"current": PASSWORD, "new": "motdepasse1234"})
    assert "changé" in malik_at_home.post(path, {"current": PASSWORD, "new": OTHER})
    phone.open("/console")
    assert phone.status == 401
    assert "Campagnes" in phone.sign_in(EMAIL, OTHER)


def test_signing_out_everywhere_is_one_button(house: House, malik_at_home: Visitor) -> None:
    phone = Visitor(house)
    phone.sign_in(EMAIL, PASSWORD)
    phone.post("/console/account/sessions/end")
    for browser in (phone, malik_at_home):
        browser.open("/console/account")
        assert browser.status == 401


def test_one_sign_in_elsewhere_can_be_ended(house: House, malik_at_home: Visitor) -> None:
    phone = Visitor(house)
    phone.sign_in(EMAIL, PASSWORD)
    malik_at_home.open("/console/account")
    [other] = malik_at_home.page.xpath("//form[contains(@action, '/sessions/') and contains(@action, '/end')]/@action")[
        :1
    ]
    malik_at_home.post(other)
    assert malik_at_home.status == 200
    phone.open("/console")
    assert phone.status == 401


@pytest.mark.parametrize("path", ["/console/account/password", "/console/account/sessions/end", "/console/people"])
def test_a_form_that_is_not_ours_changes_nothing(malik_at_home: Visitor, path: str) -> None:
    answer = malik_at_home.client.post(path, data={"token": "guessed", "new": OTHER, "current": PASSWORD})
    assert answer.status_code == 403
    assert malik_at_home.open("/console/account")


def test_forms_of_other_sites_do_not_sign_in(house: House, malik_at_home: Visitor) -> None:
    """Nobody is signed in to somebody else's account by a page that they visit."""
    visitor = Visitor(house, **{"Sec-Fetch-Site": "cross-site"})
    visitor.sign_in(EMAIL, PASSWORD)
    assert visitor.status == 403
    assert not visitor.session


def test_a_guest_sees_released_results_until_their_last_day_and_nothing_else(house: House, helene: Browser) -> None:
    shown = helene.post(
        "/console/people",
        {"called": "Gaston", "role": "guest", "valid_from": "2026-01-01", "valid_until": "2999-12-31", "session": "S1"},
    )
    gaston = Visitor(house)
    assert "Diffusions" in gaston.enter(re.search(r"/console/enter/\S+", shown)[0])  # type: ignore[index]
    assert gaston.path == "/console/releases"
    said = gaston.open("/console/account")
    assert "personne invitée" in said
    assert "Dernier jour d'accès" in said
    for path in ("/console", "/console/participation", "/console/people", "/console/moderation"):
        gaston.open(path)
        assert gaston.status == 403


def test_who_has_no_sign_in_name_is_told_that_links_are_their_way(helene: Browser) -> None:
    assert "vous entrez avec un lien" in helene.open("/console/account")
    helene.post("/console/account/password", {"new": PASSWORD})
    assert helene.status == 404


@pytest.mark.parametrize("role", [StaffRole.OFFICER, StaffRole.COORDINATOR, StaffRole.OPERATOR])
def test_everybody_reads_their_own_deeds(house: House, role: StaffRole) -> None:
    somebody = Browser(house, role, ("nantes-nord",))
    assert "a ouvert une connexion" in somebody.open("/console/audit")
