"""The files open in LibreOffice, with the same figures. One start each: an office program is slow to wake up."""

import csv
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from exports.policy import PUBLIC
from exports.release import Release, build
from tests.exports import shelf
from tests.exports.campaigns import study
from tests.exports.test_crossing import PLACES, asked, people

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
IS_REQUIRED = os.environ.get("CI", "").lower() in ("1", "true", "yes")
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
ONE_TABLE = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"
FRENCH_TABLE = "Text - txt - csv (StarCalc):59,34,76"

pytestmark = [
    pytest.mark.skipif(not OFFICE and not IS_REQUIRED, reason="needs LibreOffice"),
    pytest.mark.xdist_group("office"),
]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"-env:UserInstallation={tmp_path_factory.mktemp('office').as_uri()}"


def _converted(profile: str, folder: Path, name: str, *how: str, files: Mapping[str, bytes] | None = None) -> Path:
    assert OFFICE, (
        "These tests need LibreOffice: apt-get install --no-install-recommends libreoffice-calc libreoffice-writer"
    )
    (folder / name).write_bytes((files or shelf.files())[name])
    out = folder / "out"
    command = [OFFICE, profile, "--headless", "--norestore", *how, "--outdir", str(out), str(folder / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def _released() -> list[list[str]]:
    return list(csv.reader(shelf.files()["results.csv"].decode().splitlines()))


def test_the_workbook_opens_with_the_same_figures(profile: str, tmp_path: Path) -> None:
    out = _converted(profile, tmp_path, "results.xlsx", "--convert-to", EVERY_SHEET)
    people = len([row for row in _released() if row[1] == "Participation"])
    assert _rows(out / "results-Résultats.csv") == [row for row in _released() if row[1] != "Participation"]
    assert len(_rows(out / "results-Participation.csv")) == people + 1


def test_the_csv_for_excel_opens_with_the_same_figures(profile: str, tmp_path: Path) -> None:
    out = _converted(profile, tmp_path, "results-excel.csv", f"--infilter={FRENCH_TABLE}", "--convert-to", ONE_TABLE)
    assert _rows(out / "results-excel.csv") == _released()


def test_the_workbook_of_a_crossed_release_opens_with_the_same_figures(profile: str, tmp_path: Path) -> None:
    of = asked()
    given = people({(place, role): 25 for place in PLACES for role in "mpo"}, of)
    built = build(replace(study(of), crossing="role"), given, PUBLIC)
    assert isinstance(built, Release)
    out = _converted(profile, tmp_path, "results.xlsx", "--convert-to", EVERY_SHEET, files=built.files)
    assert _rows(out / "results-Groupe.csv") == list(csv.reader(built.files["crossing.csv"].decode().splitlines()))


@pytest.mark.parametrize("language", shelf.REPORTS)
def test_the_docx_opens_with_the_same_figures(language: str, profile: str, tmp_path: Path) -> None:
    name = f"report-{language}.docx"
    out = _converted(profile, tmp_path, name, "--convert-to", "txt:Text (encoded):UTF8")
    opened = (out / f"report-{language}.txt").read_text(encoding="utf-8-sig")
    lines = shelf.as_text(name, shelf.files()[name]).splitlines()
    written = re.findall(r"\d+", " ".join(line.partition(": ")[2] or line for line in lines))
    assert re.findall(r"\d+", opened) == written
