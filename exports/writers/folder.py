"""The files of a release that people read, from protected figures alone."""

from collections.abc import Mapping, Sequence
from typing import Any

from exports.edition import Edition, edition, is_french
from exports.protected import Protected
from exports.study import Study, Translate
from exports.writers.csv import EXCEL, results_csv
from exports.writers.ddi import ddi
from exports.writers.json import dump, results_json
from exports.writers.note import note
from exports.writers.package import datapackage
from exports.writers.priorities import priorities_csv
from exports.writers.xlsx import codebook_xlsx, results_xlsx
from surveys.texts import FRENCH


def readable(
    study: Study,
    protected: Protected,
    book: dict[str, Any],
    tables: Mapping[str, bytes],
    _: Translate,
    reports: Sequence[str],
) -> dict[str, bytes]:
    """By name. book: the codebook as data. tables: files that are there already. reports: languages of the reports."""
    french = Edition(FRENCH, _)
    files = {
        "codebook.xlsx": codebook_xlsx(study, book, french),
        "ddi-codebook.xml": ddi(study, protected, book, french),
        "methode.md": note(study, protected, book["fingerprint"], _),
        "priorities.csv": priorities_csv(study, protected, _),
        "results-excel.csv": results_csv(study, protected, _, EXCEL),
        "results.csv": results_csv(study, protected, _),
        "results.json": results_json(study, protected, _),
        "results.xlsx": results_xlsx(study, protected, french),
    }
    files["datapackage.json"] = dump(datapackage(study, protected, {**tables, **files}, _))
    for language in reports:
        if not is_french(language):
            files[f"results-{language}.xlsx"] = results_xlsx(study, protected, edition(language))
    return files
