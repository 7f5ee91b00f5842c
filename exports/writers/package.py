"""A data package (frictionless, version 1): what each table file holds, column by column, and which files hold what was
computed from them, for other programs."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from exports.codebook import HEADER
from exports.protected import Protected
from exports.statistics.deriving import FILE as ESTIMATES
from exports.statistics.deriving import OUTCOMES
from exports.study import Study, Translate
from exports.writers import crossed, priorities, quotes
from exports.writers.csv import EXCEL, PLAIN, Dialect, cell_dimensions, header

COMPUTED = (ESTIMATES, OUTCOMES)
RESULTS, PRIORITIES = frozenset({3, 4, 5, 6}), frozenset({3, 4, 5, 6, 7, 8, 9})  # columns of numbers


def datapackage(study: Study, protected: Protected, files: Mapping[str, bytes], _: Translate) -> dict[str, Any]:
    """As data. files: those of the release that are tables, and what was computed from them."""
    cells = ["release", "table", *cell_dimensions(protected), "value", "status"]
    words = [_("non montré"), _("pas de pourcentage")]
    tables: tuple[tuple[str, Dialect, Sequence[str], Iterable[int], list[str]], ...] = (
        ("cells.csv", PLAIN, cells, {len(cells) - 2}, [""]),
        ("codebook.csv", PLAIN, HEADER, (), []),
        ("results.csv", PLAIN, header(_), RESULTS, words),
        ("results-excel.csv", EXCEL, header(_), RESULTS, words),
        ("priorities.csv", PLAIN, priorities.header(_), PRIORITIES, words),
        (crossed.FILE, PLAIN, crossed.header(_), {1 + column for column in RESULTS}, words),
        (crossed.EXCEL_FILE, EXCEL, crossed.header(_), {1 + column for column in RESULTS}, words),
        (quotes.FILE, PLAIN, quotes.header(_), (), []),
        (quotes.EXCEL_FILE, EXCEL, quotes.header(_), (), []),
    )
    return {
        "profile": "data-package",
        "name": study.release.lower(),
        "title": study.questionnaire.title.in_("fr") or study.questionnaire.name,
        "version": study.version,
        "created": f"{study.built.isoformat()}T00:00:00Z",
        "release": study.release,
        "synthetic": study.synthetic,
        "resources": [
            *(_table(files, *table) for table in tables if table[0] in files),
            *(_tree(files, path) for path in COMPUTED if path in files),
        ],
    }


def _tree(files: Mapping[str, bytes], path: str) -> dict[str, Any]:
    """A JSON file that is no table."""
    return {"profile": "data-resource", **_file(files, path), "mediatype": "application/json"}


def _table(
    files: Mapping[str, bytes],
    path: str,
    dialect: Dialect,
    columns: Sequence[str],
    numbers: Iterable[int],
    missing: list[str],
) -> dict[str, Any]:
    """missing: words that stand where no number is."""
    whole = frozenset(numbers)
    kinds = ("integer" if place in whole else "string" for place in range(len(columns)))
    return {
        "profile": "tabular-data-resource",
        **_file(files, path),
        "mediatype": "text/csv",
        "dialect": {"delimiter": dialect.separator, "lineTerminator": "\r\n"},
        "schema": {
            "fields": [{"name": name, "type": kind} for name, kind in zip(columns, kinds, strict=True)],
            "missingValues": missing,
        },
    }


def _file(files: Mapping[str, bytes], path: str) -> dict[str, Any]:
    name, _dot, ending = path.rpartition(".")
    return {
        "name": name,
        "path": path,
        "format": ending,
        "encoding": "utf-8",
        "bytes": len(files[path]),
        "hash": f"sha256:{hashlib.sha256(files[path]).hexdigest()}",
    }
