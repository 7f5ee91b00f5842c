"""Every role at every route: who comes in, and who does not. A route that is not in the table fails, and so does a line
of the table that has no route any more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import pytest
from starlette.testclient import TestClient

import questionnaires
from services.accounts import staff
from services.accounts.staff import COMMAND_LINE, StaffRole
from services.campaigning.plans import Plan
from services.fieldwork import drafts
from storage import releases
from storage import staff as store
from voix import settings
from voix.build import House, open_house
from web import sessions
from web.app import create

NAMES = {
    "x": "a stranger",
    "f": "an officer whose days are over",
    "g": "a guest",
    "s": "an officer of another district",
    "m": "the officer of the district",
    "o": "the operator",
    "h": "the coordinator",
}
ALL = "xfgsmoh"
STAFF, OWN, CITY, KEEPERS = "gsmoh", "mh", "h", "oh"  # everybody who works here; the district; the coordination
OFFICERS, READERS = "smh", "gsmh"
TABLE = {
    # What everybody reads.
    "GET /": ALL,
    "GET /c": ALL,
    "GET /c/{code}": ALL,
    "POST /c/{code}": ALL,
    "POST /c/{code}/voice": ALL,
    "POST /c/{code}/leave": ALL,
    "GET /c/{code}/suite/{token}": ALL,
    "POST /c/{code}/suite/{token}": ALL,
    "GET /c/{code}/regles": ALL,
    "GET /c/{code}/aide": ALL,
    "POST /c/{code}/aide": ALL,
    "GET /clips/{key}.ogg": ALL,
    "GET /privacy": ALL,
    "GET /accessibilite": ALL,
    "GET /resultats/{code}": ALL,
    "GET /resultats/{code}/{name}": ALL,
    "GET /static/{name}": ALL,
    "GET /health/live": ALL,
    "GET /health/ready": ALL,
    "GET /metrics": ALL,  # its own rule: this machine, or a token
    # The door.
    "GET /console/enter/{token}": ALL,
    "POST /console/enter/{token}": "",  # nobody, with a token that was never given
    "GET /console/sign-in": ALL,
    "POST /console/sign-in": ALL,
    "GET /console/city": ALL,
    "GET /console/city/back": ALL,
    "POST /console/leave": STAFF,
    # One's own account.
    "GET /console/account": STAFF,
    "POST /console/account/password": STAFF,
    "POST /console/account/sessions/{named}/end": STAFF,
    "POST /console/account/sessions/end": STAFF,
    "GET /console/account/chat": OFFICERS,
    "POST /console/account/chat": OFFICERS,
    "POST /console/account/chat/end": STAFF,
    "GET /console/audit": STAFF,  # one's own deeds; tests/web/console/test_people.py has whose
    # Campaigns.
    "GET /console": "smoh",
    "GET /console/campaigns/{code}": "moh",
    "GET /console/campaigns/{code}/qr.svg": "moh",
    "POST /console/campaigns/{code}/{deed}": OWN,
    "GET /console/launch": OFFICERS,
    "POST /console/launch": OFFICERS,
    "GET /console/launch/{code}/done": OWN,
    "GET /console/launch/{code}/{screen}": OWN,
    "POST /console/launch/{code}/{screen}": OWN,
    "POST /console/launch/{code}/4": OWN,
    "POST /console/launch/{code}/5": OWN,
    "POST /console/launch/{code}/rehearsal": OWN,
    "GET /console/pilots/{code}": OWN,
    "POST /console/pilots/{code}": OWN,
    "POST /console/pilots/{code}/stop": OWN,
    # Questionnaires, read aloud or not.
    "GET /console/templates": OFFICERS,
    "POST /console/templates": OFFICERS,
    "GET /console/templates/{template}": OFFICERS,
    "GET /console/templates/{template}/file": OFFICERS,
    "POST /console/templates/{template}/file": OFFICERS,
    "POST /console/templates/{template}/reasons": OFFICERS,
    "GET /console/templates/{template}/translations": OFFICERS,
    "POST /console/templates/{template}/translations": OFFICERS,
    "POST /console/templates/{template}/remove": OFFICERS,
    "GET /console/clips": OFFICERS,
    "GET /console/clips/{code}": OWN,
    "POST /console/clips/{code}": OWN,
    "POST /console/clips/{code}/{item}/{language}": OWN,
    # Reaching parents.
    "GET /console/links": OFFICERS,
    "GET /console/links/{code}": OWN,
    "POST /console/links/{code}": OWN,
    "GET /console/links/{code}/qr.svg": OWN,
    "GET /console/links/{code}/poster.pdf": OWN,
    "GET /console/links/{code}/questionnaire.pdf": OWN,
    "POST /console/links/{code}/sheets.pdf": OWN,
    "GET /console/paper": OFFICERS,
    "GET /console/paper/{code}": OWN,
    "POST /console/paper/{code}": OWN,
    "GET /console/participation": OFFICERS,
    "GET /console/participation/{code}": OWN,
    "POST /console/participation/{code}/targets": OWN,
    "GET /console/reminders": OFFICERS,
    "GET /console/reminders/{code}": OWN,
    "POST /console/reminders/{code}/plan": OWN,
    "POST /console/reminders/{code}/hold": OWN,
    # What parents said.
    "GET /console/voices": CITY,
    "GET /console/voices/{voice}": CITY,
    "POST /console/voices/{voice}": CITY,
    "GET /console/voices/{voice}/recording": CITY,
    # Calls for help.
    "GET /console/help": CITY,
    "GET /console/help/{call}": CITY,
    "POST /console/help/{call}": CITY,
    "GET /console/moderation": CITY,
    "GET /console/moderation/{code}": CITY,
    "POST /console/moderation/{code}/{number}": CITY,
    "GET /console/themes": CITY,
    "GET /console/themes/{code}": CITY,
    "GET /console/themes/{code}/{item}": CITY,
    "POST /console/themes/{code}/{item}": CITY,
    "POST /console/themes/{code}/{item}/close": CITY,
    "GET /console/themes/{code}/{item}/read": CITY,
    "GET /console/themes/{code}/{item}/read/{number}": CITY,
    "POST /console/themes/{code}/{item}/read/{number}": CITY,
    "GET /console/try": OFFICERS,
    "POST /console/try": OFFICERS,
    "GET /console/try/parent": OFFICERS,
    "GET /console/try/{name}": OFFICERS,
    "POST /console/try/{name}": OFFICERS,
    "POST /console/try/{name}/again": OFFICERS,
    "POST /console/try/{name}/leave": OFFICERS,
    "POST /console/try/{name}/voice": OFFICERS,
    # Figures.
    "GET /console/releases": READERS,
    "GET /console/releases/of/{code}": CITY,
    "POST /console/releases/of/{code}": CITY,
    "POST /console/releases/of/{code}/compare": CITY,
    "POST /console/releases/of/{code}/check": CITY,
    "GET /console/releases/{release}": READERS,
    "GET /console/releases/{release}/results": READERS,
    "POST /console/releases/{release}/{deed}": CITY,
    "GET /console/releases/{release}/{name}": CITY,
    "GET /console/digest": OFFICERS,
    # People.
    "GET /console/people": KEEPERS,
    "POST /console/people": KEEPERS,
    "GET /console/people/new": KEEPERS,
    "GET /console/people/{member}": KEEPERS,
    "POST /console/people/{member}": KEEPERS,
    "POST /console/people/{member}/assign": KEEPERS,
    "POST /console/people/{member}/assignments/{assignment}/end": KEEPERS,
    "POST /console/people/{member}/link": KEEPERS,
    "POST /console/people/{member}/end": KEEPERS,
}
IN_PLACE_OF = {
    "code": "NORD",
    "token": "never-given",
    "name": "results.json",
    "named": "00",
    "deed": "pause",
    "screen": "1",
    "release": "1",
    "template": "1",
    "voice": "1",
    "number": "1",
    "call": "1",
    "item": "voice",
    "language": "fr",
    "key": "0" * 32,
    "assignment": "1",
}
ASKED = {"GET /console/try/parent": "?persona=steady&subject=none"}
# Where this house has nothing to show even to who may see it.
NOTHING_THERE = (
    "{voice}",
    "/read/{number}",
    "{call}",
    "{template}",
    "{key}",
    "{token}",
    "/static/",
    "/c/{code}",
    "/resultats/",
    "/releases/of/",
    "/console/city",
    "/console/try/",
    "/health/ready",
    "/metrics",
)
# Forms with a file.
UPLOADS = ("/clips/{code}", "/releases/of/{code}", "/templates", "/file", "/translations", "/voice")
PLAN = Plan(title="Grandir à Nantes Nord", rules="Pour choisir.", decides="La Ville.", contact="02 40 41 90 00")


@dataclass(frozen=True)
class World:
    """One house with a campaign of Nantes Nord, a release, and somebody of every role."""

    house: House
    client: TestClient
    members: dict[str, int]

    def visit(self, who: str, route: str) -> int:
        """The status that `who` gets at `route`, newly signed in, with a form of ours."""
        method, path = route.split(" ")
        session = self._session(who)
        scapegoat = self.house.do(lambda t: store.hire(t, "operator", date(2026, 1, 1), None))
        path += ASKED.get(route, "")
        for name, value in {**IN_PLACE_OF, "member": str(scapegoat)}.items():
            path = path.replace(f"{{{name}}}", value)
        form = {"token": sessions.form_token(session)} if method == "POST" else None
        cookie = {"Cookie": f"{sessions.STAFF}={session}"} if session else {}
        file = {"file": ("empty.ogg", b"")} if method == "POST" and route.endswith(UPLOADS) else None
        answer = self.client.request(method, path, data=form, files=file, headers=cookie, follow_redirects=False)
        return answer.status_code

    def _session(self, who: str) -> str:
        if who == "x":
            return ""
        if who != "f":
            return self.house.do(lambda t: staff.begin(t, self.house.context, self.members[who])) or ""
        secret = "session-of-before"
        now = self.house.context.now()
        self.house.do(lambda t: store.spend_all(t, self.members["f"], ("session",)))
        self.house.do(
            lambda t: store.give(t, "session", staff.digest(secret), self.members["f"], now + timedelta(hours=1))
        )
        return secret


def _hired(house: House, role: StaffRole, kind: str = "", name: str = "", until: date | None = None) -> int:
    def hire(transaction: staff.Transaction) -> int:
        member = store.hire(transaction, role.value, date(2026, 1, 1), until)
        if kind:
            store.assign(transaction, member, kind, name, date(2026, 1, 1), None)
        return member

    return house.do(hire)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    house = open_house(settings.read({"VOIX_DATA_DIR": str(tmp_path_factory.mktemp("matrix"))}))
    do, context, form = house.do, house.context, questionnaires.load("bien-grandir")
    draft = do(lambda t: drafts.begin(t, context, COMMAND_LINE, form, "NORD", PLAN))
    do(lambda t: drafts.amend(t, context, COMMAND_LINE, drafts.with_districts(draft, {"nantes-nord": None})))
    release = {"campaign_id": draft.campaign.id, "synthetic": False, "built_at": context.now(), "number": 1}
    file = {
        "results.json": (
            "application/json",
            b'{"participation": [{"district": "TOTAL", "name": "Ensemble", "value": 595}]}',
        )
    }
    do(lambda t: releases.freeze(t, {**release, "policy": "public"}, file))
    members = {
        "f": _hired(house, StaffRole.OFFICER, "district", "nantes-nord", date(2026, 1, 31)),
        "g": _hired(house, StaffRole.GUEST, "session", "SWOT-1", date(2999, 12, 31)),
        "s": _hired(house, StaffRole.OFFICER, "district", "nantes-sud"),
        "m": _hired(house, StaffRole.OFFICER, "district", "nantes-nord"),
        "o": _hired(house, StaffRole.OPERATOR),
        "h": _hired(house, StaffRole.COORDINATOR),
    }
    app = create(house, secure_cookies=False)
    yield World(house, TestClient(app, context.public_url, raise_server_exceptions=False), members)
    house.close()


def routes(world: World) -> set[str]:
    """Every route of the application, as its router knows them."""
    app = world.client.app
    described = app.openapi()["paths"].items()  # type: ignore[attr-defined]
    found = {f"{method.upper()} {path}" for path, methods in described for method in methods}
    plain = {f"GET {route.path}" for route in app.routes if type(route).__name__ == "Route"}  # type: ignore[attr-defined]
    return found | plain


def test_every_route_has_its_line_and_every_line_its_route(world: World) -> None:
    assert sorted(routes(world) ^ TABLE.keys()) == []


@pytest.mark.parametrize("route", TABLE)
def test_who_comes_in_and_who_does_not(world: World, route: str) -> None:
    """Not signed in: 401. Not allowed: 403, or 404 where even that it exists is not to be known."""
    visit = partial(world.visit, route=route)
    seen = {who: visit(who) for who in NAMES}
    assert max(seen.values()) < 500 or route == "GET /health/ready", seen
    inside, outside = TABLE[route], [who for who in NAMES if who not in TABLE[route]]
    is_there = any(seen[who] != 404 for who in inside) or not inside
    refused = {401, 403} | ({404} if is_there else set())
    assert {NAMES[who]: seen[who] for who in outside if seen[who] not in refused} == {}
    assert {NAMES[who]: seen[who] for who in inside if seen[who] in {401, 403}} == {}
    strangers = {seen[who] for who in "xf" if who in outside}
    assert strangers <= ({401} if inside else {401, 403})
    if route.startswith("GET") and inside and not any(part in route for part in NOTHING_THERE):
        assert {NAMES[who]: seen[who] for who in inside if seen[who] >= 400} == {}, "a hole could hide behind this"
