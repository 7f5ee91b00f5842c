"""Schemathesis at every route: whatever is sent, by whoever, nothing breaks, and the answer is one that we know.

Our pages read their forms themselves, so the description of the API knows paths only. What forms and addresses may hold
besides is read from the source: every field that some page asks for may come with every form."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort
from hypothesis.strategies import sampled_from
from schemathesis import Case
from starlette.testclient import TestClient

import questionnaires
from services.accounts import staff
from services.accounts.staff import StaffRole
from services.campaigning import campaigns
from voix import settings
from voix.build import House, open_house
from web import sessions
from web.app import create

SOURCES = [path.read_text(encoding="utf-8") for path in Path(sessions.__file__).parent.rglob("*.py")]
FIELDS = sorted({name for text in SOURCES for name in re.findall(r'\.(?:one|all)\("(\w+)"\)', text)} - {"token"})
QUERY = sorted({name for text in SOURCES for name in re.findall(r'query_params\.get\("(\w+)"', text)})
KNOWN = {200, 303, 400, 401, 403, 404, 405, 409, 413, 422, 429, 502, 503}
PLACES = {"code": ["NANTES", "nope"], "language": ["fr", "ar", "xx"]}
NUMBERS = [1, 2, 99, 10**20]  # the last one is more than any database takes
ODD_TEXT = {"type": "string", "maxLength": 60}
PARTS = 4  # for as many processes
EFFORT = effort(
    max_examples=5,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def described(app: Any) -> dict[str, Any]:
    """What the router knows of the API, and what its pages read besides."""
    api: dict[str, Any] = app.openapi()
    for methods in api["paths"].values():
        for method, operation in methods.items():
            given = operation.setdefault("parameters", [])
            for parameter in given:
                if parameter["name"] in PLACES:
                    known = {"enum": PLACES[parameter["name"]]}
                    parameter["schema"] = {"anyOf": [known, parameter["schema"]]}
                elif parameter["schema"].get("type") == "integer":
                    parameter["schema"] = {"enum": NUMBERS}
            given += [{"name": name, "in": "query", "required": False, "schema": ODD_TEXT} for name in QUERY]
            if method == "post":
                form = {"type": "object", "properties": dict.fromkeys(FIELDS, ODD_TEXT), "additionalProperties": False}
                operation["requestBody"] = {"content": {"application/x-www-form-urlencoded": {"schema": form}}}
            operation["responses"] = {str(status): {"description": ""} for status in KNOWN}
    return api


class Attacker:
    """A browser that is newly signed in for each thing it sends, so that nothing it does locks it out."""

    def __init__(self, house: House) -> None:
        self.house = house
        app = create(house, secure_cookies=False)
        self.schema = schemathesis.openapi.from_dict(described(app))
        self.client = TestClient(app, house.context.public_url, follow_redirects=False, raise_server_exceptions=False)

    def send(self, case: Case, member: int) -> tuple[int, str]:
        """The status and the words of the answer."""
        session = self.house.do(lambda t: staff.begin(t, self.house.context, member)) or ""
        sent = case.as_transport_kwargs()
        body = sent.get("data")
        if case.method == "POST":
            body = {**(body if isinstance(body, dict) else {}), "token": sessions.form_token(session)}
        path = case.formatted_path
        cookie = {"Cookie": f"{sessions.STAFF}={session}"}
        answer = self.client.request(case.method, path, params=sent.get("params"), data=body, headers=cookie)
        return answer.status_code, answer.text


@pytest.fixture(scope="module")
def attacker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacker]:
    """One house with a campaign; number 1 coordinates, number 2 is an officer."""
    house = open_house(settings.read({"VOIX_DATA_DIR": str(tmp_path_factory.mktemp("random"))}))
    form = questionnaires.load("every-kind")
    house.do(lambda t: campaigns.open_campaign(t, house.context, "NANTES", form, synthetic=False))
    house.do(lambda t: staff.issue_link(t, house.context, StaffRole.COORDINATOR))
    house.do(lambda t: staff.issue_link(t, house.context, StaffRole.OFFICER, ["nantes-nord"]))
    attacker = Attacker(house)
    with attacker.client:  # one event loop for all that is sent
        yield attacker
    house.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_that_is_sent_breaks_a_page(attacker: Attacker, part: int) -> None:
    operations = [found.ok() for found in attacker.schema.get_all_operations()]
    assert len(operations) > 60
    for operation in operations[part::PARTS]:

        @EFFORT
        @given(case=operation.as_strategy(), member=sampled_from([1, 2]))
        def send(case: Case, member: int) -> None:
            status, words = attacker.send(case, member)
            assert status in KNOWN, f"{case.method} {case.path} {case.path_parameters} {case.query} {case.body}"
            assert "Traceback" not in words

        send()
