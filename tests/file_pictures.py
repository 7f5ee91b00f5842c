"""Takes the pictures of docs/coordinator.md: `python -m tests.file_pictures`. Look before committing.

Needs pdftoppm (poppler-utils) and LibreOffice besides the tests' browser. The parents are made up.
"""

import subprocess
import tempfile
from datetime import date
from pathlib import Path

import questionnaires
from exports.policy import PUBLIC
from exports.release import Release, build
from exports.study import Study
from tests.exports.campaigns import parents
from tests.web.browser import chromium

IMAGES = Path(__file__).parents[1] / "docs" / "images"
SKEW = (0.11, 0.1, 0.12, 0.13, 0.1, 0.05, 0.08, 0.12, 0.08, 0.06, 0.01, 0.02, 0.02)


def release() -> Release:
    """600 parents; the smallest district has too few."""
    form = questionnaires.load("bien-grandir")
    days = date(2026, 10, 1), date(2026, 11, 22)
    about = Study("NANTES", form, form.languages, *days, True, "0.1.0", b"a key of thirty-two bytes, for us")
    built = build(about, parents(form, 600, skew=SKEW), PUBLIC, reports=("fr", "ar"))
    assert isinstance(built, Release)
    return built


def page(folder: Path) -> None:
    """The report in a browser, at the city's participation."""
    with chromium() as browser:
        shown = browser.new_context(viewport={"width": 1000, "height": 900}).new_page()
        shown.goto((folder / "report-fr.html").as_uri())
        shown.evaluate("document.querySelector('#ville').scrollIntoView()")
        shown.screenshot(path=IMAGES / "report.png")


def paper(document: Path, number: int, name: str) -> None:
    """One page of a PDF."""
    command = ["pdftoppm", "-png", "-r", "72", "-f", str(number), "-l", str(number), "-singlefile", str(document)]
    subprocess.run([*command, str(IMAGES / name)], check=True, capture_output=True)


def workbook(folder: Path) -> None:
    """The first page of the results, as LibreOffice prints them."""
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "results.xlsx")], check=True, capture_output=True)
    paper(folder / "results.pdf", 3, "workbook")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in release().files.items():
            (folder / file).write_bytes(content)
        page(folder)
        paper(folder / "report-fr.pdf", 6, "report-district")
        paper(folder / "report-ar.pdf", 2, "report-ar")
        workbook(folder)


if __name__ == "__main__":
    main()
