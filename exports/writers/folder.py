"""The files of a release that people read, from protected figures alone."""

from collections.abc import Mapping, Sequence
from typing import Any

from exports.edition import Edition, edition, is_french
from exports.protected import Protected
from exports.study import Study, Translate
from exports.writers import crossed
from exports.writers.csv import EXCEL, PLAIN, results_csv
from exports.writers.ddi import ddi
from exports.writers.json import dump, results_json
from exports.writers.note import note
from exports.writers.package import datapackage
from exports.writers.priorities import priorities_csv
from exports.writers.quotes import EXCEL_FILE, FILE, Told, quotes_csv
from exports.writers.report.content import document
from exports.writers.report.docx import docx_
from exports.writers.report.html import html
from exports.writers.report.pdf import pdf, rasters
from exports.writers.xlsx import codebook_xlsx, results_xlsx
from surveys.texts import FRENCH


def readable(
    study: Study,
    protected: Protected,
    book: dict[str, Any],
    tables: Mapping[str, bytes],
    _: Translate,
    reports: Sequence[str],
    told: Sequence[Told] = (),
) -> dict[str, bytes]:
    """By name. book: the codebook as data. tables: files that are there already. reports: languages of the reports.
    told: own words that may leave; no file of theirs where there are none."""
    french = Edition(FRENCH, _)
    files = {
        "codebook.xlsx": codebook_xlsx(study, book, french),
        "ddi-codebook.xml": ddi(study, protected, book, french),
        "methode.md": note(study, protected, book["fingerprint"], _),
        "priorities.csv": priorities_csv(study, protected, _),
        "results-excel.csv": results_csv(study, protected, _, EXCEL),
        "results.csv": results_csv(study, protected, _),
        "results.json": results_json(study, protected, _),
        "results.xlsx": results_xlsx(study, protected, french, told),
    }
    if told:
        files |= {FILE: quotes_csv(study, told, _, PLAIN), EXCEL_FILE: quotes_csv(study, told, _, EXCEL)}
    if protected.within:
        files[crossed.FILE] = crossed.crossed_csv(study, protected, _)
        files[crossed.EXCEL_FILE] = crossed.crossed_csv(study, protected, _, EXCEL)
    files["datapackage.json"] = dump(datapackage(study, protected, {**tables, **files}, _))
    for written in map(edition, reports):
        files |= _report(study, protected, written, told)
    return files


def report_name(language: str) -> str:
    """Of the page; the PDF and the DOCX differ in their ending."""
    return f"report-{language}.html"


def _report(study: Study, protected: Protected, written: Edition, quotes: Sequence[Told]) -> dict[str, bytes]:
    """The report in one language, and the workbook where that language is not French."""
    told, page = document(study, protected, written, quotes), report_name(written.language)
    name = page.removesuffix(".html")
    drawn = rasters(told.pictures)
    files = {page: html(told), f"{name}.pdf": pdf(told, drawn), f"{name}.docx": docx_(told, drawn)}
    if not is_french(written.language):
        files[f"results-{written.language}.xlsx"] = results_xlsx(study, protected, written, quotes)
    return files
