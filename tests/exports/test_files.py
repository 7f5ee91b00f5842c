"""What people find in the files."""

import csv
import hashlib
import io
import json

import openpyxl
import pytest

from exports.policy import PUBLIC
from exports.release import Release, build, media_type
from exports.writers.csv import safe
from surveys.items import Choice, Multiple, Single
from surveys.texts import Text
from tests.exports.campaigns import choices, district_item, parents, parents_questionnaire, questionnaire, study, text
from web.console.files import listed

NAMES = {
    "cells.csv", "cells.json", "codebook.csv", "codebook.json", "codebook.xlsx", "datapackage.json", "ddi-codebook.xml",
    "estimates.json", "manifest.json", "methode.md", "outcomes.json", "priorities.csv", "results-excel.csv",
    "results.csv", "results.json", "results.xlsx",
}  # fmt: skip


@pytest.fixture(scope="module")
def files():
    asked = parents_questionnaire()
    built = build(study(asked), parents(asked, 300), PUBLIC)
    assert isinstance(built, Release)
    return built.files


@pytest.fixture(scope="module")
def synthetic():
    asked = questionnaire(district_item(("nord",)), Single(name="calm", text=text("Calme ?"), choices=choices("ab")))
    built = build(study(asked, synthetic=True), parents(asked, 50), PUBLIC)
    assert isinstance(built, Release)
    return built.files


def _results(files):
    return list(csv.DictReader(io.StringIO(files["results.csv"].decode(), newline="")))


def test_the_files_of_a_release(files):
    assert set(files) == NAMES
    assert all(media_type(name) for name in NAMES)


def test_coordinators_are_told_what_every_file_is_for(files):
    assert all(one.about for one in listed(((name, media_type(name), 1) for name in files), str))


def test_the_manifest_has_the_digest_of_every_other_file(files):
    manifest = json.loads(files["manifest.json"])
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "manifest.json"}
    assert manifest["sha256"] == digests
    assert manifest["policy"] == {
        "name": "public", "floor": 10, "step": 5, "dissent": 3, "percent_base": 20, "candidates": 5,
    }  # fmt: skip
    assert manifest["audit"]["figures_bounded"] > 1000


def test_results_have_one_line_per_district_and_answer(files):
    lines = _results(files)
    places = [(line["quartier"], line["question"], line["réponse"]) for line in lines]
    assert ("Nantes-nord", "Qui ?", "Mother") in places
    assert ("Ensemble", "Participation", "Personnes comptées") in places
    assert {line["données"] for line in lines} == {"réelle"}


def test_what_is_withheld_is_a_word_with_its_reason(files):
    hidden = [line for line in _results(files) if line["état"] == "caché"]
    assert hidden
    assert {line["effectif"] for line in hidden} == {line["pourcentage"] for line in hidden} == {"non montré"}
    assert all(line["remarque"] for line in hidden)


def test_nobody_reads_as_fewer_than_five(files):
    nobody = [line for line in _results(files) if line["effectif"] == "0"]
    assert nobody
    assert {line["remarque"] for line in nobody} == {"Moins de 5 personnes."}


def test_percentages_come_from_released_figures_and_need_a_base_of_twenty(files):
    rows = [r for r in json.loads(files["cells.json"])["cells"] if r["table"] == "q_role" and r["q_role"] != "TOTAL"]
    asked = {"mother", "father", "adult", "resident"}
    for district in {row["district"] for row in rows}:
        line = [row for row in rows if row["district"] == district and row["q_role"] in asked]
        if line[0]["value"] is None:
            assert all(row["percent"] is None for row in line)
            continue
        base = sum(row["value"] for row in line)
        for row in line:
            assert row["percent"] == (int(100 * row["value"] / base + 0.5) if base >= 20 else None)


def test_takers_of_a_choice_are_a_share_of_who_answered(files):
    rows = json.loads(files["cells.json"])["cells"]
    city = {(r["table"], r.get("q_stage"), r.get("q_stage__s0")): r for r in rows if r["district"] == "TOTAL"}
    answered = city["q_stage", "answered", None]["value"]
    takers = city["q_stage__s0", None, "yes"]
    assert takers["percent"] == int(100 * takers["value"] / answered + 0.5)


def test_the_workbook_opens_without_a_formula_or_a_link(files):
    book = openpyxl.load_workbook(io.BytesIO(files["results.xlsx"]))
    assert book.sheetnames[:4] == ["Lisez-moi", "Participation", "Résultats", "Priorités"]
    assert [name[:2] for name in book.sheetnames[4:]] == [f"Q{n}"[:2] for n in range(1, len(book.sheetnames) - 3)]
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n") and cell.hyperlink is None for cell in row)
    results = book["Résultats"]
    assert results.freeze_panes == "B2"
    assert [cell.value for cell in results[1]][:4] == ["quartier", "question", "réponse", "effectif"]
    assert "non montré" in {row[3].value for row in results.iter_rows(min_row=2)}
    assert {row[3].number_format for row in results.iter_rows(min_row=2) if row[3].value == 0} == {'[=0]"moins de 5";0'}


def test_texts_that_look_like_formulas_stay_texts():
    asked = questionnaire(
        district_item(("nord", "sud")),
        Multiple(
            name="sums",
            text=Text({"fr": '=HYPERLINK("http://example.invalid";"clic")'}),
            choices=(
                Choice(name="-1", text=Text({"fr": "+33 240"})),
                Choice(name="=1+2", text=Text({"fr": "@SUM(A1)"})),
            ),
        ),
    )  # fmt: skip
    built = build(study(asked), parents(asked, 60, skew=(0.5, 0.5, 0, 0)), PUBLIC)
    assert isinstance(built, Release)
    for name in ("cells.csv", "results.csv", "codebook.csv"):
        for row in csv.reader(io.StringIO(built.files[name].decode(), newline="")):
            assert not any(cell.startswith(("=", "+", "@", "\t", "-H")) for cell in row)
    book = openpyxl.load_workbook(io.BytesIO(built.files["results.xlsx"]))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("text_", "kept"), [("=1", "'=1"), ("-1", "-1"), ("-1+2", "'-1+2"), ("+1", "'+1"), ("plus", "plus"), ("", "")]
)
def test_only_what_a_spreadsheet_would_compute_is_marked(text_, kept):
    assert safe(text_) == kept


def test_synthetic_answers_are_marked_in_every_file(synthetic):
    on_each_line = {"results.csv", "results-excel.csv", "priorities.csv"}
    packed = {"results.xlsx", "codebook.xlsx"}
    for name in NAMES - on_each_line - packed:
        assert b"SYNTHETIC-" in synthetic[name]
    assert {line["données"] for line in _results(synthetic)} == {"synthétique"}
    book = openpyxl.load_workbook(io.BytesIO(synthetic["results.xlsx"]))
    assert all(name.startswith("SYNTHÉTIQUE") for name in book.sheetnames)
    for name in ("manifest.json", "estimates.json", "outcomes.json"):
        assert json.loads(synthetic[name])["synthetic"] is True


def test_real_answers_are_not_called_synthetic(files):
    assert all(b"SYNTHETIC" not in content for content in files.values())


def test_the_codebook_has_every_wording_and_says_what_is_published(files):
    book = json.loads(files["codebook.json"])
    items = {item["name"]: item for item in book["items"]}
    assert set(items["role"]["text"]) == {"fr", "ar"}
    assert items["voice"]["published"] == "no"
    assert items["district"]["published"] == "district"
    assert items["ind"]["published"] == "q_ind_best q_ind_worst"
    rows = list(csv.DictReader(io.StringIO(files["codebook.csv"].decode(), newline="")))
    assert {row["item"] for row in rows} == set(items)


def test_the_method_note_says_what_a_reader_must_know(files):
    words = files["methode.md"].decode()
    fingerprint = json.loads(files["manifest.json"])["fingerprint"]
    for expected in ("2026-10-01", "2026-11-22", "volontaires", "moitié des questions", fingerprint, "0.1.0", "public"):
        assert expected in words
    assert "Trop peu de réponses" in words


def test_no_file_speaks_of_a_margin_of_error(files):
    for name in NAMES - {"results.xlsx", "codebook.xlsx"}:
        assert "marge d'erreur" not in files[name].decode().casefold()


def test_the_words_of_the_files_come_from_the_catalogue():
    asked = questionnaire(district_item(("nord",)), Single(name="calm", text=text("Calme ?"), choices=choices("ab")))
    built = build(study(asked), parents(asked, 40), PUBLIC, lambda words: f"«{words}»")
    assert isinstance(built, Release)
    assert "«quartier»,«question»" in built.files["results.csv"].decode()
    assert "«Note de méthode»" in built.files["methode.md"].decode()
