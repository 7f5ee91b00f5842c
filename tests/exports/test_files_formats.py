"""Files for other programs: Excel in French, archives, data packages, workbooks."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from frictionless import Package
from lxml import etree

from tests.exports import shelf

DDI = "{ddi:codebook:2_5}"
# The order of elements in the schema of DDI-Codebook 2.5, as far as we use them.
ORDER = {
    "codeBook": ("docDscr", "stdyDscr", "fileDscr", "dataDscr"),
    "citation": ("titlStmt", "prodStmt", "verStmt"),
    "titlStmt": ("titl", "parTitl", "IDNo"),
    "prodStmt": ("prodDate", "software"),
    "stdyDscr": ("citation", "stdyInfo", "method", "dataAccs"),
    "stdyInfo": ("abstract", "sumDscr"),
    "sumDscr": ("collDate", "nation", "geogCover", "geogUnit", "universe", "dataKind"),
    "dataColl": ("sampProc", "collMode", "resInstru"),
    "fileTxt": ("fileName", "dimensns", "fileType"),
    "var": ("labl", "qstn", "catgry", "varFormat"),
    "catgry": ("catValu", "labl", "catStat"),
}


def _rows(name: str, **how: str) -> list[dict[str, str]]:
    text = shelf.files()[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), **how))  # type: ignore[arg-type]


def test_excel_in_french_gets_its_own_csv() -> None:
    assert shelf.files()["results-excel.csv"].startswith(b"\xef\xbb\xbfquartier;question;")
    assert _rows("results-excel.csv", delimiter=";") == _rows("results.csv")


def test_a_data_package_describes_every_table_and_its_columns(tmp_path: Path) -> None:
    for name, content in shelf.files().items():
        (tmp_path / name).write_bytes(content)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    assert [task.name for task in report.tasks] == [
        "cells", "codebook", "results", "results-excel", "priorities", "quotes", "quotes-excel", "estimates",
        "outcomes",
    ]  # fmt: skip


def test_a_data_package_that_says_something_else_is_caught(tmp_path: Path) -> None:
    for name, content in shelf.files().items():
        (tmp_path / name).write_bytes(content.replace(b"rounded:5", b"rounded:50") if name == "cells.csv" else content)
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_what_is_withheld_is_no_number_in_the_data_package() -> None:
    package = json.loads(shelf.files()["datapackage.json"])
    results = next(one for one in package["resources"] if one["name"] == "results")
    assert results["schema"]["missingValues"] == ["non montré", "pas de pourcentage"]
    assert {line["effectif"] for line in _rows("results.csv") if line["état"] == "caché"} == {"non montré"}


def test_the_archive_file_keeps_to_the_order_of_the_schema() -> None:
    root = etree.fromstring(shelf.files()["ddi-codebook.xml"])
    assert root.tag == f"{DDI}codeBook"
    seen = set()
    for element in root.iter():
        name = etree.QName(element).localname
        if name in ORDER:
            seen.add(name)
            places = [ORDER[name].index(etree.QName(child).localname) for child in element]
            assert places == sorted(places), name
    assert seen == set(ORDER)


def test_the_archive_file_has_every_wording_and_the_released_counts() -> None:
    root = etree.fromstring(shelf.files()["ddi-codebook.xml"])
    asked = next(var for var in root.iter(f"{DDI}var") if var.get("name") == "q_listened")
    words = {one.get("{http://www.w3.org/XML/1998/namespace}lang"): one.text for one in asked.iter(f"{DDI}qstnLit")}
    assert words == shelf.TEXTS["listened"]
    counts = {one.findtext(f"{DDI}catValu"): one.findtext(f"{DDI}catStat") for one in asked.iter(f"{DDI}catgry")}
    line = next(row for row in _rows("cells.csv") if row["q_listened"] == "never" and row["district"] == "TOTAL")
    assert counts["never"] == line["value"]


@pytest.mark.parametrize(("name", "sheet"), [("codebook.xlsx", "العربية"), ("results-ar.xlsx", "النتائج")])
def test_arabic_sheets_run_from_right_to_left(name: str, sheet: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(shelf.files()[name]))
    assert book[sheet].sheet_view.rightToLeft


def test_french_sheets_do_not() -> None:
    book = openpyxl.load_workbook(io.BytesIO(shelf.files()["results.xlsx"]))
    assert not any(sheet.sheet_view.rightToLeft for sheet in book)


def test_each_question_has_a_sheet_with_the_districts_side_by_side() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(shelf.files()["results.xlsx"]))[
        "Q1 À l'école, vous sentez-vous".replace("'", " ")
    ]
    assert sheet.freeze_panes == "B3"
    header = [cell.value for cell in sheet[2]]
    assert header[:3] == ["réponse", "Ensemble", "Centre-ville"]
    never = next(row for row in _rows("results.csv") if (row["quartier"], row["réponse"]) == ("Ensemble", "Never"))
    assert [str(cell.value) for cell in sheet[3]][:2] == ["Never", never["effectif"]]


def test_columns_do_not_depend_on_what_was_answered() -> None:
    """A question that nobody came to has its columns all the same."""
    header = shelf.files()["cells.csv"].decode().splitlines()[0].split(",")
    assert [name for name in header if name.startswith("q_actions")] == [
        "q_actions",
        *(f"q_actions__{c}" for c in "abc"),
    ]
