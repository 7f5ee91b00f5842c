"""Officers hand in questionnaires and read, in words, what is to be mended."""

import io
import zipfile

import pytest

from services.sheets import to_xlsx
from tests.web.console.staffroom import Browser
from voix.build import House
from voix.offering import offer

LIST = "| choices |\n| | list_name | name | label::fr |\n| | yes_no | yes | Oui |\n| | yes_no | no | Non |\n"
GOOD = f"| survey |\n| | type | name | label::fr |\n| | select_one yes_no | park | Un parc ? |\n{LIST}"
WARNED = GOOD.replace("Un parc ?", "Que pensez-vous du PEdT ?")
BROKEN = GOOD.replace("select_one yes_no", "begin_repeat")


def workbook(text: str) -> bytes:
    content = to_xlsx(text)
    assert isinstance(content, bytes)
    return content


def send(browser: Browser, content: bytes, to: str = "", name: str = "parc.xlsx", **fields: str) -> str:
    """Hand in a file as a browser does."""
    return browser.send(f"/console/templates{to}", name, content, fields)


def test_a_good_file_is_kept_and_comes_back(malik: Browser, helene: Browser) -> None:
    content = workbook(GOOD)
    page = send(malik, content)
    assert malik.path == "/console/templates/1"
    assert "prêt" in page
    assert "parc" in helene.open("/console/templates")
    helene.open("/console/templates/1/file")
    assert helene.answer is not None
    assert helene.answer.content == content
    assert "parc.xlsx" in helene.answer.headers["content-disposition"]


def test_a_questionnaire_of_ours_comes_as_a_workbook(house: House, malik: Browser) -> None:
    offer(house)
    malik.open("/console/templates/1/file")
    assert malik.answer is not None
    assert malik.answer.content.startswith(b"PK")
    assert ".xlsx" in malik.answer.headers["content-disposition"]
    assert "prêt" in send(malik, malik.answer.content)


def test_a_file_with_errors_is_not_kept_and_each_error_has_its_place(malik: Browser) -> None:
    page = send(malik, workbook(BROKEN))
    assert malik.status == 422
    assert "Feuille « survey », ligne 2, colonne « type »" in page
    assert "Aucun questionnaire pour le moment." in page


def bomb() -> bytes:
    """A zip that unpacks to far more than a form holds."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return packed.getvalue()


WRONG = {
    "nothing": (b"", "Choisissez d'abord un fichier."),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00", "n'est pas"),
    "another zip": (b"PK\x03\x04nonsense", "n'est pas un classeur"),
    "a zip bomb": (bomb(), "trop gros"),
    "too large": (b"x" * 2_000_001, "2 Mo au plus"),
}


@pytest.mark.parametrize(("content", "words"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_refused_in_a_clear_sentence(malik: Browser, content: bytes, words: str) -> None:
    page = send(malik, content)
    assert malik.status == 422
    assert words in page


def test_a_warning_is_left_with_a_reason_that_comes_back_in_the_file(malik: Browser) -> None:
    page = send(malik, workbook(WARNED))
    assert "à relire" in page
    names = [str(each.get("name")) for each in malik.page.xpath("//input[starts-with(@name, 'reason-')]")]
    assert "reason-jargon" in names
    page = malik.post(
        "/console/templates/1/reasons", {"version": "1", **dict.fromkeys(names, "Cinq parents l'ont lu.")}
    )
    assert "Raisons données" in page
    assert "prêt" in page
    malik.open("/console/templates/1/file")
    assert malik.answer is not None
    send(malik, malik.answer.content)
    assert "prêt" in malik.open("/console/templates/2")


def test_a_corrected_file_takes_the_place_of_the_first(malik: Browser) -> None:
    send(malik, workbook(WARNED))
    assert "prêt" in send(malik, workbook(GOOD), "/1/file", version="1")
    assert "a changé entre-temps" in send(malik, workbook(WARNED), "/1/file", version="1")
    assert malik.status == 409


def test_a_translator_gets_the_texts_and_they_come_back(malik: Browser) -> None:
    send(malik, workbook(GOOD))
    malik.open("/console/templates/1/translations?language=ar&format=.po")
    assert malik.answer is not None
    texts = malik.answer.text.replace('msgid "Un parc ?"\nmsgstr ""', 'msgid "Un parc ?"\nmsgstr "حديقة؟"')
    assert "Textes changés : 1." in send(malik, texts.encode(), "/1/translations", "parc.ar.po", version="1")
    assert "العربية" in malik.open("/console/templates/1")
    assert malik.status == 200
    send(malik, b"nonsense", "/1/translations", "parc.ar.po", version="2")
    assert malik.status == 422


def test_what_is_somebody_elses_is_read_and_not_changed(house: House, malik: Browser, helene: Browser) -> None:
    offer(house)
    page = malik.open("/console/templates/1")
    assert "fourni avec Onze Voix" in page
    assert "Retirer ce questionnaire" not in page
    malik.post("/console/templates/1/remove")
    assert malik.status == 403
    send(malik, workbook(GOOD))
    helene.post("/console/templates/4/remove")
    assert "Le questionnaire est retiré." in helene.open("/console/templates?removed=1")
    malik.open("/console/templates/4")
    assert malik.status == 404


def test_who_keeps_the_server_hands_in_nothing(odile: Browser) -> None:
    send(odile, workbook(GOOD))
    assert odile.status == 403


def test_a_form_from_elsewhere_is_refused(malik: Browser) -> None:
    send(malik, workbook(GOOD), token="stolen")
    assert malik.status == 403
