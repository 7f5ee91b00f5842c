"""`voix demo`: made-up parents on the real road, marked as made up wherever they show."""

import sqlite3
import zipfile
from pathlib import Path

import pytest

from surveys.districts import DISTRICTS
from tests.journeys.process import Voix

FILES = {
    "cells.csv",
    "cells.json",
    "codebook.csv",
    "codebook.json",
    "codebook.xlsx",
    "datapackage.json",
    "ddi-codebook.xml",
    "estimates.json",
    "manifest.json",
    "methode.md",
    "priorities.csv",
    "report-fr-x-falc.docx",
    "report-fr-x-falc.html",
    "report-fr-x-falc.pdf",
    "report-fr.docx",
    "report-fr.html",
    "report-fr.pdf",
    "results-excel.csv",
    "results.csv",
    "results.json",
    "results.xlsx",
}
MARKS = ("synthetic", "synthétique")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Voix:
    """An installation after one demo of 24 parents, its release in `out`."""
    voix = Voix(tmp_path_factory.mktemp("demo"))
    done = voix.run("demo", "--parents", "24", "--no-serve", "--out", "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert "La campagne NANTES est ouverte." in done.stdout
    return voix


def count(voix: Voix, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(voix.folder / "data" / "voix.db") as database:
        return database.execute(query).fetchall()


def text_of(path: Path) -> str:
    """Everything written in a file; of a workbook or a document, in all its parts; of a PDF, what it says of itself."""
    if path.suffix not in (".xlsx", ".docx"):
        return path.read_text(encoding="utf-8", errors="replace")
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_the_release_is_whole_and_names_all_eleven_districts(demo: Voix) -> None:
    out = demo.folder / "out"
    assert {path.name for path in out.iterdir()} == FILES
    cells = text_of(out / "cells.csv")
    assert [district.slug for district in DISTRICTS if f",{district.slug}," not in cells] == []
    for name in ("results.csv", "results.json", "results.xlsx"):
        written = text_of(out / name)
        assert [district.name for district in DISTRICTS if district.name not in written] == []


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_says_that_the_parents_are_made_up(demo: Voix, name: str) -> None:
    written = text_of(demo.folder / "out" / name).lower()
    assert any(mark in written for mark in MARKS)


def test_the_database_says_it_of_every_interview(demo: Voix) -> None:
    assert count(demo, "SELECT count(*), min(synthetic), max(synthetic) FROM interview") == [(24, 1, 1)]
    assert count(demo, "SELECT code, synthetic FROM campaign") == [("NANTES", 1)]


def test_no_arrival_and_no_message_is_left_over(demo: Voix) -> None:
    assert count(demo, "SELECT DISTINCT state FROM inbox") == [("done",)]
    assert count(demo, "SELECT count(*) FROM outbox WHERE state IN ('queued', 'leased')") == [(0,)]


def test_running_it_again_adds_who_is_missing_and_doubles_nobody(demo: Voix) -> None:
    before = count(demo, "SELECT id FROM interview ORDER BY id")
    done = demo.run("demo", "--parents", "26", "--no-serve", "--out", "again")
    assert (done.returncode, done.stderr) == (0, "")
    assert "La campagne NANTES est déjà ouverte." in done.stdout
    after = count(demo, "SELECT id FROM interview")
    assert len(after) == 26
    assert set(before) < set(after)
    assert {path.name for path in (demo.folder / "again").iterdir()} == FILES


def test_the_other_questionnaire_opens_under_two_codes(tmp_path: Path) -> None:
    voix = Voix(tmp_path)
    done = voix.run("demo", "--questionnaire", "every-kind", "--parents", "3", "--no-serve", "--out", "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert count(voix, "SELECT code, state, synthetic FROM campaign ORDER BY id") == [
        ("ESSAI", "open", 1),
        ("ESSAI2", "open", 1),
    ]
    assert "ESSAI" in text_of(tmp_path / "out" / "manifest.json")
