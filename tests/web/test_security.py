"""What every answer carries, and how light the first page is."""

import gzip
import re

import pytest
from starlette.testclient import TestClient

from tests.web.stage import Stage
from web.app import create

PAGES = ("/", "/c/NANTES", "/c/NOPE", "/privacy", "/accessibilite", "/console", "/console/enter/x", "/nowhere")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_locked_down_and_never_stored(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "max-age" in headers["strict-transport-security"]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_needs_what_the_policy_forbids(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert not re.findall(r"<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|(?:src|link[^>]*href)=\"https?:", page)


def test_static_files_are_kept_for_ever_because_their_names_change_with_them(client: TestClient) -> None:
    page = client.get("/c/NANTES").text
    script, _recorder = re.findall(r'<script src="([^"]+)" defer>', page)
    answer = client.get(script)
    assert re.fullmatch(r"/static/chat\.[0-9a-f]{12}\.js", script)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert len(answer.content) < 3_000
    assert client.get("/static/chat.js").status_code == 404
    assert client.get("/static/..%2Fapp.py").status_code == 404


def test_the_first_page_fits_the_first_flight_of_packets(client: TestClient) -> None:
    """10 segments of 1,460 bytes: style and words come in one round trip; all files together stay far below 50 kB."""
    page = client.get("/c/NANTES", headers={"Accept-Encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert len(gzip.compress(page.content)) < 10 * 1_460
    files = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)
    assert len(page.content) + sum(len(client.get(file).content) for file in set(files)) < 50_000


def test_without_https_cookies_still_travel_on_this_machine(stage: Stage) -> None:
    plain = TestClient(create(stage, secure_cookies=False), "http://127.0.0.1:8000", follow_redirects=False)
    answer = plain.post("/c/NANTES", data={"command": "start"})
    assert "Secure" not in answer.headers["set-cookie"]
    assert "strict-transport-security" not in answer.headers
