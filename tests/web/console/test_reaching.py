"""Links, posters, sheets and paper entry as staff meet them, each page on a real house."""

import io
import re

import pypdf
import pytest
from sqlalchemy import text

import questionnaires
from services.accounts.staff import COMMAND_LINE
from services.campaigning import campaigns
from services.reaching import links
from tests.web.console.staffroom import Browser
from voix.build import House

FORM = questionnaires.load("bien-grandir")
SHEET = {"q-consent": "1", "q-role": "1", "q-district": "8", "q-stage": "2", "q-actions": "1 3", "q-listened": "3"}


@pytest.fixture(autouse=True)
def nantes(house: House) -> None:
    house.do(lambda t: campaigns.open_campaign(t, house.context, "NANTES", FORM, synthetic=False))


def rows(house: House, query: str) -> list[tuple[object, ...]]:
    return house.database.read(lambda t: [tuple(row) for row in t.execute(text(query))])


def pdf(browser: Browser) -> pypdf.PdfReader:
    assert browser.answer is not None
    assert browser.answer.headers["content-type"] == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(browser.answer.content))


def filled(**more: str) -> dict[str, str]:
    """A sheet of Nantes Nord with the questions that need an answer."""
    return {"language": "fr", "slip": "", **SHEET, **{f"q-{name}": value for name, value in more.items()}}


# --- links -----------------------------------------------------------------------------------------------------------
def test_a_school_gets_a_link_of_its_own(helene: Browser, house: House) -> None:
    helene.post("/console/links/NANTES", {"label": "École du Port", "kind": "school", "district": "nantes-sud"})
    [(code,)] = rows(house, "SELECT code FROM way")
    assert re.fullmatch(r"NANTES-[0-9A-HJKMNP-TV-Z]{4}", str(code))
    said = helene.open("/console/links/NANTES")
    assert "École du Port" in said
    assert f"/c/{code}" in said
    assert "Moins de 10 parents ont commencé." in said


def test_an_officer_makes_links_in_their_district_only(malik: Browser, house: House) -> None:
    malik.post("/console/links/NANTES", {"label": "École A", "kind": "school", "district": "nantes-nord"})
    malik.post("/console/links/NANTES", {"label": "École B", "kind": "school", "district": "nantes-sud"})
    assert malik.status == 403
    malik.post("/console/links/NANTES", {"label": "Ville", "kind": "newsletter", "district": ""})
    assert malik.status == 403
    assert rows(house, "SELECT label FROM way") == [("École A",)]


def test_an_officer_does_not_see_the_places_of_other_districts(malik: Browser, house: House) -> None:
    house.do(lambda t: links.add(t, house.context, COMMAND_LINE, "NANTES", "school", "École du Port", "nantes-sud"))
    assert "École du Port" not in malik.open("/console/links/NANTES")


def test_who_keeps_the_server_running_makes_no_links(odile: Browser) -> None:
    for path in ("/console/links/NANTES", "/console/paper/NANTES", "/console/reminders/NANTES"):
        odile.open(path)
        assert odile.status == 403


@pytest.mark.parametrize("size", ["a4", "a5"])
@pytest.mark.parametrize("beside", ["", "&with=ar&with=tr", "".join(f"&with={tag}" for tag in FORM.languages[2:])])
def test_a_poster_is_one_page_in_french_alone_or_with_two_languages_and_more(
    helene: Browser, size: str, beside: str
) -> None:
    helene.open(f"/console/links/NANTES/poster.pdf?size={size}{beside}")
    assert len(pdf(helene).pages) == 1


def test_french_and_one_language_is_refused(helene: Browser) -> None:
    said = helene.open("/console/links/NANTES/poster.pdf?with=ar")
    assert helene.status == 422
    assert "en français seul, ou en français avec au moins deux autres langues" in said


def test_the_questionnaire_is_printed_with_a_code_beside_every_answer(helene: Browser) -> None:
    helene.open("/console/links/NANTES/questionnaire.pdf?language=fr")
    said = " ".join(page.extract_text() for page in pdf(helene).pages)
    assert re.search(r"8\s+Nantes Nord", said)
    assert "N'écrivez pas votre nom" in said


@pytest.mark.parametrize("language", FORM.languages)
def test_the_questionnaire_is_printed_in_every_language(helene: Browser, language: str) -> None:
    helene.open(f"/console/links/NANTES/questionnaire.pdf?language={language}")
    assert len(pdf(helene).pages) > 1


def sheet_code(browser: Browser) -> str:
    """The code of a sheet printed now."""
    browser.post("/console/links/NANTES/sheets.pdf", {"way": "NANTES", "language": "fr", "count": "1"})
    said = " ".join(page.extract_text() for page in pdf(browser).pages)
    [code] = set(re.findall(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", said))
    return code


def test_codes_are_printed_once_and_kept_as_digests_alone(helene: Browser, house: House) -> None:
    code = sheet_code(helene)
    assert rows(house, "SELECT count(*) FROM slip WHERE NOT spent") == [(1,)]
    kept = b"".join(path.read_bytes() for path in house.settings.data_dir.glob("voix.db*"))
    assert code.encode() not in kept
    assert code.replace("-", "").encode() not in kept


# --- paper -----------------------------------------------------------------------------------------------------------
def test_a_sheet_is_typed_in_as_codes_and_kept_as_paper(malik: Browser, house: House) -> None:
    said = malik.post("/console/paper/NANTES", filled(satisfaction="3"))
    assert "La feuille est enregistrée. Prenez la suivante." in said
    assert rows(house, "SELECT mode, disposition FROM interview") == [("paper", "complete")]
    assert rows(house, "SELECT count(*) FROM respondent") == [(0,)]
    assert rows(house, "SELECT count(*) FROM contact") == [(0,)]
    assert rows(house, "SELECT action, subject FROM audit WHERE action = 'paper'") == [("paper", "NANTES")]


def test_the_code_of_a_sheet_serves_once(malik: Browser, helene: Browser, house: House) -> None:
    code = sheet_code(helene)
    malik.post("/console/paper/NANTES", filled() | {"slip": code.lower().replace("-", " ")})
    assert rows(house, "SELECT mode FROM interview") == [("paper",)]
    assert rows(house, "SELECT count(*) FROM slip WHERE spent") == [(1,)]
    assert rows(house, "SELECT count(*) FROM in_hand") == [(0,)]
    said = malik.post("/console/paper/NANTES", filled() | {"slip": code})
    assert "Ce code de feuille a déjà servi." in said
    assert rows(house, "SELECT count(*) FROM interview") == [(1,)]


WRONG = {
    "district": ("99", "Ce numéro n'est pas à côté d'une réponse."),
    "role": ("1 2", "Il y a trop de réponses."),
    "actions": ("une", "Tapez les numéros des réponses"),
    "stage": ("2 2", "Un numéro est tapé deux fois."),
}


@pytest.mark.parametrize("item", WRONG)
def test_what_cannot_stand_on_the_paper_is_said_at_its_question_and_nothing_is_kept(
    malik: Browser, house: House, item: str
) -> None:
    typed, expected = WRONG[item]
    said = malik.post("/console/paper/NANTES", filled(**{item: typed}))
    assert malik.status == 422
    assert expected in said
    [wrong] = malik.page.xpath(f"//*[@id='q-{item}']")
    assert wrong.get("aria-invalid") == "true"
    assert wrong.get("value") == typed, "nothing typed is lost"
    assert rows(house, "SELECT count(*) FROM interview") == [(0,)]


def test_a_sheet_typed_twice_is_compared(malik: Browser, house: House) -> None:
    said = malik.post("/console/paper/NANTES", filled() | {"twice": "yes"})
    assert "Tapez encore une fois la même feuille." in said
    [first] = malik.page.xpath("//input[@name='first']/@value")
    assert rows(house, "SELECT count(*) FROM interview") == [(0,)]
    again = {"twice": "yes", "first": str(first)}
    said = malik.post("/console/paper/NANTES", filled(role="2") | again)
    assert "Ce n'est pas ce que vous avez tapé la première fois." in said
    malik.post("/console/paper/NANTES", filled() | again)
    assert rows(house, "SELECT count(*) FROM interview") == [(1,)]


# --- reminders -------------------------------------------------------------------------------------------------------
def test_the_plan_can_be_changed_and_held(helene: Browser, house: House) -> None:
    assert "Rappels de NANTES" in helene.open("/console/reminders/NANTES")
    plan = {"days0": "4", "at0": "18:30", "wording0": "kept", "other0": "short", "days1": "", "at1": "18:00"}
    assert "Le plan est changé." in helene.post("/console/reminders/NANTES/plan", plan)
    assert rows(house, "SELECT days, minute, wordings FROM reminder_step") == [(4, 1110, "kept short")]
    assert "Les rappels sont arrêtés." in helene.post("/console/reminders/NANTES/hold", {"held": "yes"})
    audited = rows(house, "SELECT action FROM audit WHERE action LIKE 'reminder%' ORDER BY id")
    assert audited == [("reminder_plan",), ("reminders_held",)]


@pytest.mark.parametrize("days", [("3", "5"), ("0", ""), ("abc", ""), ("10", "3"), ("-1", ""), ("9" * 9, "")])
def test_a_plan_that_cannot_be_is_explained(helene: Browser, house: House, days: tuple[str, str]) -> None:
    plan = {"at0": "18:00", "at1": "18:00", "wording0": "kept", "wording1": "counts"}
    helene.post("/console/reminders/NANTES/plan", {**plan, "days0": days[0], "days1": days[1]})
    assert helene.status == 422
    assert helene.page.xpath("//*[@role='alert']")
    assert rows(house, "SELECT count(*) FROM reminder_step") == [(0,)]


def test_reminders_are_shown_in_every_language(helene: Browser) -> None:
    helene.open("/console/reminders/NANTES?language=ar")
    assert len(helene.page.xpath("//div[@class='screen'][@dir='rtl']")) == 2
