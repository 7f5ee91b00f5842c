"""The way out for a number: records to protected files, attacked before they leave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exports.auditing import Finding, audit, words
from exports.codebook import HEADER, codebook, lines
from exports.manifest import manifest
from exports.plan import DISTRICT, TOTAL, plan
from exports.policy import Policy
from exports.protected import Figure, Protected
from exports.records import Record, Study
from exports.study import Translate
from exports.suppression import NOTHING, Withheld, protect
from exports.tabulate import tabulate
from exports.writers.csv import cells_csv, results_csv, sheet
from exports.writers.json import cells_json, dump, results_json
from exports.writers.note import note
from exports.writers.xlsx import results_xlsx
from surveys.problems import Problem

ATTEMPTS = 4  # the attacker's findings are withheld too, and the release is attacked again
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """Of released figures only. city: people, None when withheld. withheld: cells without a figure, of `cells`."""

    release: str
    city: int | None
    cells: int
    withheld: int


@dataclass(frozen=True, slots=True)
class Release:
    """Finished files by name."""

    files: Mapping[str, bytes]
    summary: Summary


@dataclass(frozen=True, slots=True)
class Refused:
    """The attacker found something. No bytes leave."""

    problems: tuple[Problem, ...]


def build(study: Study, records: Iterable[Record], policy: Policy, _: Translate = str) -> Release | Refused:
    """Tables of the district plan, protected, written and attacked. `_` words the readable files."""
    tables, withheld = tabulate(plan(study.questionnaire), records), NOTHING
    for _attempt in range(ATTEMPTS):
        protected = protect(tables, policy, study.key, withheld)
        files = _files(study, protected, _)
        found = audit(files, policy)
        if not found.findings:
            files["manifest.json"] = dump(manifest(study, policy, files, found.checked))
            return Release(files, _summary(study, protected))
        withheld |= _to_withhold(found.findings, protected)
    return Refused(tuple(_problem(finding) for finding in found.findings))


def media_type(name: str) -> str:
    """Media type of a file of a release."""
    return MEDIA_TYPES[name.rpartition(".")[2]]


def _to_withhold(findings: tuple[Finding, ...], protected: Protected) -> Withheld:
    """What would close the gaps: the group for that question; the whole group when only its size is open."""
    items = {table.table.name: table.table.item for table in protected.tables}
    asked = set()
    for finding in findings:
        place = dict(finding.cell)
        group = place.pop(DISTRICT, TOTAL)
        asked |= {(items[name], group) for name in place}
    sizes = {("", dict(finding.cell).get(DISTRICT, TOTAL)) for finding in findings}
    return frozenset(asked or sizes)


def _problem(finding: Finding) -> Problem:
    values = {"cell": words(finding.cell), "range": f"{finding.low}..{finding.high}"}
    return Problem(f"disclosure_{finding.code}", values=values)


def _files(study: Study, protected: Protected, _: Translate) -> dict[str, bytes]:
    book = codebook(study, protected.plan)
    return {
        "cells.csv": cells_csv(study, protected),
        "cells.json": cells_json(study, protected),
        "codebook.csv": sheet(HEADER, lines(book)),
        "codebook.json": dump(book),
        "methode.md": note(study, protected, book["fingerprint"], _),
        "results.csv": results_csv(study, protected, _),
        "results.json": results_json(study, protected, _),
        "results.xlsx": results_xlsx(study, protected, _),
    }


def _summary(study: Study, protected: Protected) -> Summary:
    figures = [*protected.heads, *(cell for table in protected.tables for row in table.rows for cell in row)]
    city = protected.heads[-1]
    shown = sum(isinstance(cell, Figure) for cell in figures)
    return Summary(study.release, city.value if isinstance(city, Figure) else None, len(figures), len(figures) - shown)
