"""The files of a release that people read, from protected figures alone."""

from collections.abc import Sequence
from typing import Any

from exports.protected import Protected
from exports.study import Study, Translate
from exports.writers.csv import results_csv
from exports.writers.json import results_json
from exports.writers.note import note
from exports.writers.xlsx import results_xlsx


def readable(
    study: Study, protected: Protected, book: dict[str, Any], _: Translate, reports: Sequence[str]
) -> dict[str, bytes]:
    """By name. book: the codebook as data. reports: languages of the reports."""
    return {
        "methode.md": note(study, protected, book["fingerprint"], _),
        "results.csv": results_csv(study, protected, _),
        "results.json": results_json(study, protected, _),
        "results.xlsx": results_xlsx(study, protected, _),
    }
