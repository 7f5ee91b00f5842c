"""Published results: everybody may read them, as they were frozen, and a browser finds nothing wrong with them."""

import re

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from services.releasing import publication
from services.releasing.publication import Published
from surveys.texts import Text
from tests.exports import shelf
from tests.web.browser import overflow, violations
from tests.web.stage import CODE, NOW

TITLE = Text({"fr": "Bien grandir à Nantes", "ar": "النمو جيداً في نانت"})
NAMES = tuple(name for name in sorted(shelf.files()) if name.startswith("report-"))
FOUND = Published(3, TITLE, NOW, True, ("fr", "ar"), NAMES)
TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}


@pytest.fixture(autouse=True)
def released(monkeypatch: pytest.MonkeyPatch) -> None:
    """Léa's campaign has a published release; no other has."""
    monkeypatch.setattr(publication, "published", lambda _t, _c, code: FOUND if code == CODE else None)
    monkeypatch.setattr(publication, "file", lambda _t, _c, code, name: _file(name) if code == CODE else None)


def _file(name: str) -> tuple[str, bytes] | None:
    return (TYPES.get(name.rpartition(".")[2], "application/x"), shelf.files()[name]) if name in NAMES else None


def test_a_page_leads_to_the_report_in_every_language_and_form(client: TestClient) -> None:
    page = client.get(f"/resultats/{CODE}")
    assert page.status_code == 200
    assert set(re.findall(rf'href="/resultats/{CODE}/([^"]+)"', page.text)) == set(NAMES)
    assert "C'est un essai" in page.text.replace("&#39;", "'")


def test_the_page_is_in_the_language_of_its_reader(client: TestClient) -> None:
    page = client.get(f"/resultats/{CODE}?lang=ar").text
    assert '<html lang="ar" dir="rtl">' in page
    assert TITLE.in_("ar") in page


@pytest.mark.parametrize("path", ["/resultats/NOPE", "/resultats/NOPE/report-fr.html", f"/resultats/{CODE}/cells.csv"])
def test_what_is_not_published_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_pdf_is_taken_away_as_it_was_frozen(client: TestClient) -> None:
    answer = client.get(f"/resultats/{CODE}/report-fr.pdf")
    assert answer.content == shelf.files()["report-fr.pdf"]
    assert answer.headers["content-disposition"] == 'attachment; filename="report-fr.pdf"'


def test_a_report_may_load_nothing_and_run_nothing(client: TestClient) -> None:
    policy = client.get(f"/resultats/{CODE}/report-fr.html").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script" not in policy


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["", "/report-fr.html", "/report-ar.html"])
def test_results_are_accessible(headless: Browser, address: str, width: int, name: str) -> None:
    page = headless.new_context(viewport={"width": width, "height": 640}).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{address}/resultats/{CODE}{name}?lang=ar")
    assert violations(page) == []
    assert overflow(page) == 0
    assert complaints == []
    if name:  # its own style was applied
        assert page.evaluate("getComputedStyle(document.querySelector('.banner')).borderTopWidth") == "2px"
    page.context.close()
