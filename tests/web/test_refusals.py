"""Bad input: a sentence and a way on, never a stack trace."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from services import chat
from services.channels import Tapped
from tests.web.stage import Stage

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_a_body_without_end_is_cut_off(lea: TestClient, stage: Stage) -> None:
    answer = lea.post("/c/NANTES", data={"text": "a" * 40_000, "about": "role"})
    assert answer.status_code == 413
    assert "trop long" in answer.text
    assert len(stage.received) == 1


@pytest.mark.parametrize("body", [b"text=%FF%FE&about=role", "text=é".encode(), b"&".join([b"also=x"] * 101)])
def test_a_body_that_is_no_form_is_refused(lea: TestClient, stage: Stage, body: bytes) -> None:
    answer = lea.post("/c/NANTES", content=body, headers=FORM)
    assert answer.status_code == 400
    assert 'href="/c/NANTES"' in answer.text
    assert len(stage.received) == 1


def test_signs_that_no_database_stores_are_dropped(lea: TestClient, stage: Stage) -> None:
    lea.post("/c/NANTES", content=b"press=r%001", headers=FORM)
    assert stage.received[-1].what == Tapped("r1")


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://elsewhere.example"}],
)
def test_forms_of_other_sites_are_refused(lea: TestClient, stage: Stage, headers: dict[str, str]) -> None:
    assert lea.post("/c/NANTES", data={"press": "r1"}, headers=headers).status_code == 403
    assert len(stage.received) == 1


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin", "Origin": "null"}, {"Origin": "https://voix.example"}, {}]
)
def test_our_own_forms_are_taken(lea: TestClient, stage: Stage, headers: dict[str, str]) -> None:
    lea.post("/c/NANTES", data={"press": "r1"}, headers=headers)
    assert len(stage.received) == 2


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nowhere", 404), ("DELETE", "/c/NANTES", 405), ("GET", "/docs", 404), ("GET", "/openapi.json", 404)],
)
def test_a_wrong_address_leads_home_in_the_language_of_the_reader(
    client: TestClient, method: str, path: str, status: int
) -> None:
    answer = client.request(method, path, headers={"Accept-Language": "ar"})
    assert answer.status_code == status
    assert 'dir="rtl"' in answer.text


def test_a_bug_shows_a_sentence_and_no_trace(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(chat, "view", broken)
    answer = client.get("/c/NANTES")
    assert answer.status_code == 500
    assert "Un problème est arrivé chez nous." in answer.text
    assert "secret detail" not in answer.text
