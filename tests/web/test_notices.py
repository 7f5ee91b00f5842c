"""Home and the notices, in every language of the interface."""

import re

import pytest
from starlette.testclient import TestClient

from locales.languages import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_privacy_page_answers_the_ten_questions_of_the_law_and_what_becomes_of_recordings_and_calls(
    client: TestClient, language: str
) -> None:
    page = client.get(f"/privacy?lang={language}").text
    questions, answers = re.findall("<dt>(.+?)</dt>", page), re.findall("<dd>(.+?)</dd>", page)
    assert len(set(questions)) == len(set(answers)) == 12
    assert "cnil.fr" in page


def test_the_notice_leads_back_to_the_conversation_it_was_opened_from(client: TestClient) -> None:
    assert 'class="button" href="/c/NANTES"' in client.get("/privacy?code=NANTES").text
    assert 'class="button" href="/"' in client.get("/privacy?code=//evil.example").text


def test_home_says_what_this_is_and_takes_a_code(client: TestClient) -> None:
    page = client.get("/").text
    assert "La Ville de Nantes écoute les parents des 11 quartiers." in page
    assert 'action="/c"' in page
    assert "Accessibilité\u00a0: non conforme" in page


def test_the_accessibility_statement_owns_up_to_what_was_not_checked(client: TestClient) -> None:
    page = client.get("/accessibilite").text
    assert "RGAA" in page
    assert "defenseurdesdroits.fr" in page
