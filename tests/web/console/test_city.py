"""In through the city's own sign-in: a real OpenID provider on this machine, made by others."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx2
import oidc_provider_mock
import pytest
from oidc_provider_mock import User
from starlette.testclient import TestClient

from tests.web.console.staffroom import Browser
from voix.build import House
from web import sessions
from web.app import create
from web.openid import City

MALIK = User(sub="agent-44", claims={"email": "malik@nantes.example", "email_verified": True})
CLAIMED = User(sub="agent-45", claims={"email": "malik@nantes.example", "email_verified": False})
STRANGER = User(sub="agent-46", claims={"email": "stranger@nantes.example", "email_verified": True})


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    people = (MALIK, CLAIMED, STRANGER)
    with oidc_provider_mock.run_server_in_thread(require_nonce=True, user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


class Traveller:
    """A browser that goes to the city's sign-in and comes back as somebody."""

    def __init__(self, house: House, issuer: str) -> None:
        base = house.context.public_url
        self.city = City(issuer, "voix", "secret-of-voix", f"{base}/console/city/back")
        self.client = TestClient(create(house, secure_cookies=False, city=self.city), base, follow_redirects=False)

    def leave(self) -> str:
        """The address the browser is sent to."""
        return self.client.get("/console/city").headers["location"]

    def be(self, sub: str, address: str) -> str:
        """Sign in at the provider; the address it sends the browser back to."""
        answer = httpx2.post(address, data={"sub": sub})
        return answer.headers["location"]

    def come_back(self, address: str) -> httpx2.Response:
        return self.client.get(urlsplit(address)._replace(scheme="", netloc="").geturl())

    def travel(self, user: User) -> httpx2.Response:
        return self.come_back(self.be(user.sub, self.leave()))


@pytest.fixture
def traveller(house: House, issuer: str, helene: Browser) -> Traveller:
    """A browser, in a house where Malik works."""
    fields = {"called": "Malik", "email": "malik@nantes.example", "role": "officer", "valid_from": "2026-01-01"}
    helene.post("/console/people", {**fields, "district": ["nantes-nord"]})
    return Traveller(house, issuer)


def test_the_door_offers_it_where_it_is_set(traveller: Traveller, house: House) -> None:
    assert "Entrer avec le compte de la ville" in traveller.client.get("/console").text
    without = TestClient(create(house, secure_cookies=False))
    assert "compte de la ville" not in without.get("/console").text
    for path in ("/console/city", "/console/city/back"):
        assert without.get(path).status_code == 404


def test_whoever_works_here_comes_in(traveller: Traveller) -> None:
    answer = traveller.travel(MALIK)
    assert (answer.status_code, answer.headers["location"]) == (303, "/console")
    assert traveller.client.cookies.get(sessions.STAFF)
    assert "Campagnes" in traveller.client.get("/console").text


def test_they_are_known_again_by_who_they_are_not_by_their_e_mail(traveller: Traveller, issuer: str) -> None:
    traveller.travel(MALIK)
    moved = {"email": "another@nantes.example", "email_verified": True}
    httpx2.put(f"{issuer}/users/{MALIK.sub}", json=moved)
    assert traveller.travel(MALIK).status_code == 303
    httpx2.put(f"{issuer}/users/{MALIK.sub}", json=MALIK.claims)


@pytest.mark.parametrize("user", [CLAIMED, STRANGER], ids=["an e-mail nobody verified", "nobody of ours"])
def test_others_are_told_to_ask(traveller: Traveller, user: User) -> None:
    answer = traveller.travel(user)
    assert answer.status_code == 403
    assert "n'est pas inscrit ici" in answer.text.replace("&#39;", "'")
    assert not traveller.client.cookies.get(sessions.STAFF)


def test_an_ended_account_stays_outside(traveller: Traveller, helene: Browser) -> None:
    traveller.travel(MALIK)
    helene.post("/console/people/2/end")
    assert traveller.travel(MALIK).status_code == 403


def test_the_way_is_ones_own_and_goes_once(traveller: Traveller, house: House, issuer: str) -> None:
    """No state, no nonce and no proof of another browser opens this one; a code opens once."""
    asked = parse_qs(urlsplit(traveller.leave()).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["nonce"] != asked["state"]
    back = traveller.be(MALIK.sub, traveller.leave())
    assert Traveller(house, issuer).come_back(back).status_code == 502
    assert traveller.come_back(re.sub(r"state=[^&]+", "state=forged", back)).status_code == 502
    assert traveller.come_back(back).status_code == 502  # the trip is over once somebody came back from it


def test_a_provider_that_is_away_is_said_in_one_sentence(house: House) -> None:
    answer = Traveller(house, "http://localhost:9").client.get("/console/city")
    assert answer.status_code == 502
    assert "Essayez encore" in answer.text
