"""A parent's road through the pages, without JavaScript."""

import re

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from services.channels import Commanded, Tapped, Wrote
from services.chat import Turn
from tests.web import samples
from tests.web.stage import Stage


def test_nothing_is_stored_and_no_cookie_is_set_before_the_parent_presses_start(
    client: TestClient, stage: Stage
) -> None:
    page = client.get("/c/NANTES")
    assert "Commencer" in page.text
    assert "set-cookie" not in page.headers
    assert stage.received == []


def test_start_gives_this_browser_a_random_address_that_scripts_and_other_sites_cannot_use(
    client: TestClient, stage: Stage
) -> None:
    answer = client.post("/c/NANTES", data={"command": "start", "lang": "ar"})
    cookie = answer.headers["set-cookie"]
    assert re.match(r"voix_parent=[0-9a-f]{32}; ", cookie)
    assert {"HttpOnly", "Path=/c", "SameSite=lax", "Secure"} <= set(cookie.split("; "))
    [message] = stage.received
    assert (message.channel, message.what, message.language) == ("web", Commanded("start", "NANTES"), "ar")
    assert message.address in cookie
    assert answer.status_code == 303


def test_the_question_comes_with_its_choices_the_progress_and_what_was_answered(lea: TestClient, stage: Stage) -> None:
    stage.now = samples.open_view(samples.district(), turns=samples.TURNS["fr"][:1], progress=(3, 11))
    page = lea.get("/c/NANTES").text
    assert "Dans quel quartier habitez-vous\u00a0?" in page
    assert '<button class="choice" name="press" value="d8"><span>Nantes Nord</span>' in page
    assert "Question 3 sur 11" in page
    assert 'name="press" value="change-role"' in page


def test_a_press_arrives_with_the_boxes_ticked_beside_it_and_is_answered_by_a_redirect(
    lea: TestClient, stage: Stage
) -> None:
    answer = lea.post("/c/NANTES", data={"press": "s-validate", "also": ["s1", "s3"]})
    assert stage.received[-1].what == Tapped("s-validate", ("s1", "s3"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/c/NANTES#question")


def test_a_form_of_boxes_says_so_when_none_is_ticked(lea: TestClient, stage: Stage) -> None:
    stage.now = samples.open_view(samples.stages())
    assert '<input type="hidden" name="also" value="s-validate">' in lea.get("/c/NANTES").text


def test_words_sent_twice_never_answer_the_next_question(lea: TestClient, stage: Stage) -> None:
    stage.now = samples.open_view(samples.change())
    stage.then = [samples.open_view(samples.number())]
    typed = {"text": "Plus d'arbres", "about": "change"}
    lea.post("/c/NANTES", data=typed)
    lea.post("/c/NANTES", data=typed)
    assert [message.what for message in stage.received[1:]] == [Wrote("Plus d'arbres")]


def test_a_remark_is_shown_at_once_with_the_words_that_were_not_understood(lea: TestClient, stage: Stage) -> None:
    stage.now = samples.open_view(samples.number())
    stage.then = [samples.open_view(samples.number(), remarks=(samples.remark(),))]
    answer = lea.post("/c/NANTES", data={"text": 'deux "environ"', "about": "children"})
    assert answer.status_code == 200
    assert "Écrivez un nombre, par exemple 2." in answer.text
    assert 'value="deux &#34;environ&#34;"' in answer.text


def test_the_last_words_stay_when_the_page_is_refreshed(lea: TestClient, stage: Stage) -> None:
    stage.then = [samples.done()]
    assert lea.post("/c/NANTES", data={"press": "r1"}).status_code == 303
    assert "Merci\u00a0! Votre parole compte." in lea.get("/c/NANTES").text


def test_a_browser_that_keeps_no_cookie_is_told_so(client: TestClient, stage: Stage) -> None:
    answer = client.post("/c/NANTES", data={"press": "r1"})
    assert "Acceptez les cookies" in answer.text
    assert stage.received == []


def test_the_language_can_be_changed_at_any_question(lea: TestClient, stage: Stage) -> None:
    assert '<button name="argument" value="tr" lang="tr" dir="ltr">Türkçe</button>' in lea.get("/c/NANTES").text
    lea.post("/c/NANTES", data={"command": "lang", "argument": "tr"})
    assert stage.received[-1].what == Commanded("lang", "tr")


def test_stop_is_one_press_away(lea: TestClient, stage: Stage) -> None:
    assert "Je veux arrêter" in lea.get("/c/NANTES").text
    lea.post("/c/NANTES", data={"command": "stop"})
    assert stage.received[-1].what == Commanded("stop")


@pytest.mark.parametrize("fields", [{"command": "release"}, {"text": "  ", "about": "role"}, {}, {"autre": "x"}])
def test_a_form_that_says_nothing_leads_back_to_the_question(
    lea: TestClient, stage: Stage, fields: dict[str, str]
) -> None:
    assert lea.post("/c/NANTES", data=fields).headers["location"] == "/c/NANTES#question"
    assert len(stage.received) == 1


def test_an_unknown_code_gets_a_field_to_type_it_again_in_the_language_of_the_reader(client: TestClient) -> None:
    answer = client.get("/c/NANTE", headers={"Accept-Language": "ar-MA,fr;q=0.5"})
    assert answer.status_code == 404
    assert '<html lang="ar" dir="rtl">' in answer.text
    assert 'name="code"' in answer.text


@pytest.mark.parametrize("code", ["x" * 65, "a b", "'; drop--", "%00"])
def test_a_code_that_cannot_be_one_is_unknown_too(client: TestClient, code: str) -> None:
    assert client.get(f"/c/{code}").status_code == 404
    assert client.post(f"/c/{code}", data={"command": "start"}).headers["location"] == "/c/-"


def test_a_typed_code_is_found_whatever_its_case_and_spaces(client: TestClient) -> None:
    assert client.get("/c", params={"code": " nan tes ", "lang": "tr"}).headers["location"] == "/c/NANTES?lang=tr"
    assert client.get("/c", params={"code": " "}).headers["location"] == "/"


def test_a_closed_campaign_says_so(client: TestClient, stage: Stage) -> None:
    stage.is_open = False
    assert "Ces questions sont terminées." in client.get("/c/NANTES").text


def test_the_language_asked_for_wins_over_the_language_of_the_browser(client: TestClient) -> None:
    assert '<html lang="pt" dir="ltr">' in client.get("/c/NANTES?lang=pt-BR").text
    assert '<html lang="tr" dir="ltr">' in client.get("/c/NANTES", headers={"Accept-Language": "tr"}).text


def test_the_script_gets_the_conversation_alone_in_the_same_round_trip(lea: TestClient, stage: Stage) -> None:
    stage.then = [samples.open_view(samples.district())]
    answer = lea.post("/c/NANTES", data={"press": "r1"}, headers={"X-Voix-Swap": "1"})
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="chat"')
    assert "Dans quel quartier" in answer.text
    assert "<style" not in answer.text


def test_another_parent_can_take_the_place_without_seeing_the_answers(lea: TestClient, stage: Stage) -> None:
    stage.now = samples.done(samples.TURNS["fr"])
    assert "Laisser la place à un autre parent" in lea.get("/c/NANTES").text
    lea.post("/c/NANTES/leave")
    page = lea.get("/c/NANTES").text
    assert "Commencer" in page
    assert "Une mère" not in page


@pytest.mark.parametrize("made_up", ["1", "g" * 32, "a" * 33, "A" * 32])
def test_an_address_we_never_gave_is_nobody(client: TestClient, stage: Stage, made_up: str) -> None:
    stage.known.add(made_up)
    answer = client.get("/c/NANTES", headers={"Cookie": f"voix_parent={made_up}"})
    assert "Commencer" in answer.text


def test_what_people_and_authors_write_is_shown_as_they_wrote_it(lea: TestClient, stage: Stage) -> None:
    stage.now = samples.open_view(samples.role(), turns=(Turn("<b>Un</b> ?", "<script>x</script>", "t"),))
    page = lea.get("/c/NANTES").text
    assert "<script>x" not in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page


def test_a_review_shows_each_answer_once_with_its_own_way_to_change_it(lea: TestClient, stage: Stage) -> None:
    stage.now = samples.open_view(samples.review(), turns=samples.TURNS["fr"], progress=(0, 0))
    page = lea.get("/c/NANTES").text
    for turn in samples.TURNS["fr"]:
        assert page.count(f'value="{turn.change}"') == 1
    assert "Modifier la réponse" not in page
    assert '<details class="earlier">' not in page


def test_what_to_do_is_said_and_the_progress_only_once(lea: TestClient, stage: Stage) -> None:
    prompt = replace(samples.stages(), footer="Puis touchez « Valider ».\n2/11")
    stage.now = samples.open_view(prompt)
    page = lea.get("/c/NANTES").text
    assert "Puis touchez" in page
    assert "2/11" not in page
