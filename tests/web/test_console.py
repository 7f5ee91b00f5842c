"""Officers and coordinators: the way in, campaigns, participation as released, files."""

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from services.campaigning.campaigns import CampaignSummary
from services.releasing.releases import ReleasedHeads, ReleaseSummary
from surveys.districts import DISTRICTS
from tests.web.samples import LANGUAGES
from tests.web.stage import LINK, MALIK, NOW, Stage

CAMPAIGN = CampaignSummary(
    code="NANTES",
    title="Bien grandir à Nantes",
    state="open",
    districts=tuple(district.slug for district in DISTRICTS),
    languages=LANGUAGES,
    opened_at=NOW,
    synthetic=False,
    web_link="https://voix.example/c/NANTES",
    telegram_link="https://t.me/voix_bot?start=NANTES",
)
RELEASE = ReleaseSummary(7, "NANTES", "Bien grandir à Nantes", NOW, True, (("cells.csv", "text/csv", 12_000),))
HEADS = ReleasedHeads(7, 595, {"nantes-nord": 80, "centre-ville": None})


def test_a_stranger_reads_how_to_get_in(client: TestClient) -> None:
    for path in ("/console", "/console/releases"):
        answer = client.get(path)
        assert answer.status_code == 401
        assert "voix sign-in coordinator" in answer.text


def test_looking_at_a_link_does_not_spend_it(client: TestClient, stage: Stage) -> None:
    assert "Entrer" in client.get(f"/console/enter/{LINK}").text
    assert stage.link_is_good


def test_l7_a_link_opens_the_console_once(client: TestClient) -> None:
    answer = client.post(f"/console/enter/{LINK}")
    cookie = set(answer.headers["set-cookie"].split("; "))
    assert {"HttpOnly", "Path=/console", "SameSite=lax", "Secure", "Max-Age=43200"} <= cookie
    assert answer.headers["location"] == "/console"
    again = client.post(f"/console/enter/{LINK}")
    assert again.status_code == 403
    assert "Ce lien ne marche plus." in again.text


def test_signing_out_needs_a_form_of_ours(helene: TestClient, stage: Stage) -> None:
    assert helene.post("/console/leave", data={"token": "guessed"}).status_code == 403
    assert stage.actor is not None
    [token] = re.findall(r'name="token" value="([0-9a-f]+)"', helene.get("/console").text)
    assert helene.post("/console/leave", data={"token": token}).headers["location"] == "/console"
    assert stage.actor is None


def test_a_campaign_shows_every_way_in(helene: TestClient, stage: Stage) -> None:
    stage.campaigns = [CAMPAIGN]
    page = helene.get("/console").text
    for shown in (
        "NANTES",
        CAMPAIGN.web_link,
        CAMPAIGN.telegram_link,
        "العربية",
        "11 quartiers",
        '<svg aria-hidden="true"',
    ):
        assert shown in page
    assert "Pas encore de résultats".replace("'", "&#39;") in page


def test_a_withheld_district_says_so_and_is_never_zero(helene: TestClient, stage: Stage) -> None:
    stage.campaigns, stage.heads = [CAMPAIGN], HEADS
    rows = dict(re.findall(r'<th scope="row">(.+?)</th><td>(.+?)</td>', helene.get("/console").text))
    assert len(rows) == 11
    assert rows["Nantes Nord"] == "80"
    assert {rows["Centre-ville"], rows["Nantes Sud"]} == {"non diffusé"}


def test_made_up_data_is_called_so(helene: TestClient, stage: Stage) -> None:
    stage.campaigns, stage.releases = [replace(CAMPAIGN, synthetic=True)], [RELEASE]
    for path in ("/console", "/console/releases"):
        assert "Données fictives" in helene.get(path).text


def test_the_coordinator_downloads_the_frozen_bytes(helene: TestClient, stage: Stage) -> None:
    stage.releases, stage.files = [RELEASE], {(7, "cells.csv"): ("text/csv", b"a,b\r\n")}
    assert 'href="/console/releases/7"' in helene.get("/console/releases").text
    answer = helene.get("/console/releases/7/cells.csv")
    assert answer.content == b"a,b\r\n"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''cells.csv"


@pytest.mark.parametrize("path", ["/console/releases/7/other.csv", "/console/releases/seven/cells.csv"])
def test_a_file_that_is_not_there_is_not_found(helene: TestClient, path: str) -> None:
    assert helene.get(path).status_code == 404


def test_l6_an_officer_sees_releases_but_downloads_none(helene: TestClient, stage: Stage) -> None:
    stage.actor, stage.releases = MALIK, [RELEASE]
    assert 'href="/console/releases/7"' in helene.get("/console/releases").text
    assert helene.get("/console/releases/7/cells.csv").status_code == 403


def test_the_poster_code_is_a_drawing_of_the_web_link(helene: TestClient, stage: Stage) -> None:
    stage.campaigns = [CAMPAIGN]
    answer = helene.get("/console/campaigns/NANTES/qr.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert b"<svg" in answer.content
    assert helene.get("/console/campaigns/OTHER/qr.svg").status_code == 404


def test_files_are_for_people_who_are_signed_in(client: TestClient, stage: Stage) -> None:
    stage.files, stage.campaigns = {(7, "cells.csv"): ("text/csv", b"a,b\r\n")}, [CAMPAIGN]
    for path in ("/console/releases/7/cells.csv", "/console/campaigns/NANTES/qr.svg"):
        assert client.get(path).status_code == 401


def test_staff_read_french_unless_their_browser_asks_for_another_language_of_staff(client: TestClient) -> None:
    assert '<html lang="fr"' in client.get("/console", headers={"Accept-Language": "de"}).text
    assert '<html lang="tr"' in client.get("/console", headers={"Accept-Language": "tr"}).text
    assert '<html lang="en"' in client.get("/console", headers={"Accept-Language": "en"}).text
