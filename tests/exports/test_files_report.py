"""The report: the same figures for everybody, whatever they read with."""

import csv
import io
import re
import zipfile

import docx
import pytest
import typst
from lxml import etree
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from exports.edition import edition
from exports.policy import PUBLIC
from exports.release import Release, build
from exports.writers.report import charts
from exports.writers.report.document import Document, Exhibit, Paragraph, Picture, Section, Table
from exports.writers.report.pdf import pdf, rasters
from locales.languages import LANGUAGES
from surveys.items import Single
from surveys.texts import Text
from tests.exports import shelf
from tests.exports.campaigns import choices, district_item, parents, questionnaire, study


def _page(language: str) -> etree._Element:
    return etree.HTML(shelf.files()[f"report-{language}.html"].decode())


def _figures(name: str) -> dict[tuple[str, str, str], dict[str, str]]:
    rows = csv.DictReader(io.StringIO(shelf.files()[name].decode(), newline=""))
    return {(row["quartier"], row["question"], row["réponse"]): row for row in rows}


def test_the_page_needs_nothing_from_outside() -> None:
    page = shelf.files()["report-fr.html"].decode()
    assert "<script" not in page
    assert set(re.findall(r'(?:src|href)="([^"#]+)', page)) == set()
    assert "default-src &#39;none&#39;" in page


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl")])
def test_the_page_says_its_language_and_direction(language: str, direction: str) -> None:
    assert dict(_page(language).attrib) == {"lang": language, "dir": direction}


def test_every_picture_has_an_alternative_and_a_table_with_the_same_figures() -> None:
    page = _page("fr")
    for figure in page.iter("figure"):
        assert figure.get("role") == "img"
        assert figure.get("aria-label")
        table = etree.tostring(figure.getparent().find(".//table"), encoding="unicode", method="text")
        words = {"".join(text.itertext()) for text in figure.iter("text")}
        drawn = {word for word in words if re.search(r"\d", word)}
        assert drawn
        assert all(value in table for value in drawn)


def test_every_table_has_a_caption_and_headers_for_rows_and_columns() -> None:
    for table in _page("ar").iter("table"):
        assert table.findtext("caption")
        assert {cell.get("scope") for cell in table.iter("th")} == {"col", "row"}
        assert all(row.find("th") is not None for row in table.iter("tr"))


def test_the_report_has_the_figures_of_the_tables() -> None:
    results, page = _figures("results.csv"), _page("fr")
    city = page.find(".//section[@id='ville']")
    for row in city.iterfind(".//table//tr"):
        words = ["".join(cell.itertext()) for cell in row]
        found = results.get(("Ensemble", "À l'école, vous sentez-vous écouté ?", words[0]))
        if found and found["pourcentage"].isdecimal() and found["effectif"] != "0":
            assert words[1] == found["effectif"]
            assert re.sub(r"\D", "", words[2]) == found["pourcentage"]
            assert re.findall(r"\d+", words[3]) == [found["au moins (%)"], found["au plus (%)"]]


def test_what_is_withheld_says_why_and_is_never_zero() -> None:
    south = next(part for part in _page("fr").iter("section") if part.findtext("h2") == "Nantes-sud")
    assert "non montré : Trop peu de réponses. Il en faut au moins 10." in "".join(south.itertext())
    assert south.find(".//table") is None
    missing = next(part for part in _page("fr").iter("section") if part.get("id") == "absents")
    assert "Nantes-sud" in "".join(missing.itertext())


def test_proposals_that_cannot_be_told_apart_are_said_to_be_level() -> None:
    assert "On ne peut pas départager : " in shelf.as_text("report-fr.pdf", shelf.files()["report-fr.pdf"])


@pytest.mark.parametrize("language", shelf.REPORTS)
def test_the_pdf_is_made_for_screen_readers(language: str) -> None:
    """What can be seen from outside of PDF/UA-1; typst refuses to write the rest wrongly."""
    reader = PdfReader(io.BytesIO(shelf.files()[f"report-{language}.pdf"]))
    root = reader.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].split("-")[0] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert reader.metadata.title
    tags = list(_tags(root["/StructTreeRoot"].get_object()))
    kinds = {str(tag["/S"]) for tag in tags}
    assert {"/H1", "/H2", "/P", "/L", "/Table", "/TH", "/TD", "/Figure"} <= kinds
    assert all(str(tag.get("/Alt", "")) for tag in tags if tag["/S"] == "/Figure")
    assert all(page["/Tabs"] == "/S" for page in reader.pages)


@pytest.mark.parametrize(("alternative", "title"), [("", "Titre"), ("Un carré", "")])
def test_a_pdf_that_screen_readers_could_not_read_is_not_written(alternative: str, title: str) -> None:
    square = Picture('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>', alternative)
    shown = Exhibit("Question", Table("Table", ("a", "b"), (("1", "2"),)), square)
    said = Document(title, "x", "fr", False, "2026-11-22", "b", "c", (), (Section("a", "t", (shown,)),))
    with pytest.raises(typst.TypstError, match="PDF/UA-1"):
        pdf(said, rasters((square,)))


def _tags(node: DictionaryObject) -> list[DictionaryObject]:
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    found = [kid.get_object() for kid in kids]
    below = [kid for kid in found if isinstance(kid, DictionaryObject) and "/S" in kid]
    return [*below, *(tag for kid in below for tag in _tags(kid))]


def test_a_sign_without_a_shape_does_not_stop_the_report() -> None:
    said = Document(
        "Été 😀 中", "x", "fr", False, "2026-11-22", "b", "c", (), (Section("a", "t", (Paragraph("ok\ufffe"),)),)
    )
    text = PdfReader(io.BytesIO(pdf(said, []))).pages[0].extract_text()
    assert "Été" in text
    assert "□" in text


def test_words_of_two_scripts_stand_in_one_chart() -> None:
    """The letters are there: a line with brackets is as dark as the same words without."""
    plain, mixed = ((charts.Share(words, "", 0),) for words in ("سنوات الروضة", "سنوات (الروضة)"))
    first, second = rasters(tuple(Picture(charts.bars(one, rtl=True), "") for one in (plain, mixed)))
    assert len(second) > len(first)


def test_the_docx_has_headings_header_rows_and_alternatives() -> None:
    content = shelf.files()["report-ar.docx"]
    document = docx.Document(io.BytesIO(content))
    assert {line.style.name for line in document.paragraphs} >= {"Title", "Heading 1", "Heading 2", "List Bullet"}
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert xml.count("<w:tblHeader/>") == xml.count("<w:tbl>") == xml.count("<w:bidiVisual/>")
    assert all(re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', xml))
    assert xml.count("<pic:pic") == xml.count("descr=")
    assert document.core_properties.language == "ar"


def test_a_report_in_an_unread_translation_says_so() -> None:
    assert "لم يراجع هذه الترجمة" in shelf.files()["report-ar.html"].decode()
    assert "n'a pas encore été relue" not in shelf.files()["report-fr.html"].decode()


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if tag != "fr"])
def test_the_words_of_the_report_exist_in_every_language(language: str) -> None:
    written = edition(language)
    same = written.text("Comment lire ce rapport") == "Comment lire ce rapport"
    assert same == language.startswith("fr")


def test_markup_in_a_question_is_words() -> None:
    asked = questionnaire(
        district_item(("nord",)),
        Single(name="odd", text=Text({"fr": "<script>alert(1)</script> #let x = 1 $y$"}), choices=choices("ab")),
    )
    built = build(study(asked), parents(asked, 60), PUBLIC, reports=("fr",))
    assert isinstance(built, Release)
    assert "<script" not in built.files["report-fr.html"].decode()
    assert "#let x = 1 $y$" in shelf.as_text("report-fr.pdf", built.files["report-fr.pdf"])


def test_nobody_counted_gives_a_report_that_says_so() -> None:
    asked = questionnaire(
        district_item(("nord",)), Single(name="odd", text=Text({"fr": "Où ?"}), choices=choices("ab"))
    )
    built = build(study(asked), parents(asked, 3), PUBLIC, reports=("fr",))
    assert isinstance(built, Release)
    assert "Trop peu de réponses pour montrer des résultats." in built.files["report-fr.html"].decode()
