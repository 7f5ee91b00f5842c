"""A data package (frictionless, version 1): what each table file holds, column by column, for other programs."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from exports.codebook import HEADER
from exports.protected import Protected
from exports.study import Study, Translate
from exports.writers import priorities
from exports.writers.csv import EXCEL, PLAIN, Dialect, cell_dimensions, header

RESULTS, PRIORITIES = frozenset({3, 4, 5, 6}), frozenset({3, 4, 5, 6, 7, 8, 9})  # columns of numbers


def datapackage(study: Study, protected: Protected, files: Mapping[str, bytes], _: Translate) -> dict[str, Any]:
    """As data. files: those of the release that are tables."""
    cells = ["release", "table", *cell_dimensions(protected), "value", "status"]
    words = [_("non montré"), _("pas de pourcentage")]
    tables: tuple[tuple[str, Dialect, Sequence[str], Iterable[int], list[str]], ...] = (
        ("cells.csv", PLAIN, cells, {len(cells) - 2}, [""]),
        ("codebook.csv", PLAIN, HEADER, (), []),
        ("results.csv", PLAIN, header(_), RESULTS, words),
        ("results-excel.csv", EXCEL, header(_), RESULTS, words),
        ("priorities.csv", PLAIN, priorities.header(_), PRIORITIES, words),
    )
    return {
        "profile": "tabular-data-package",
        "name": study.release.lower(),
        "title": study.questionnaire.title.in_("fr") or study.questionnaire.name,
        "version": study.version,
        "created": f"{study.built.isoformat()}T00:00:00Z",
        "release": study.release,
        "synthetic": study.synthetic,
        "resources": [_resource(files, *table) for table in tables],
    }


def _resource(
    files: Mapping[str, bytes],
    path: str,
    dialect: Dialect,
    columns: Sequence[str],
    numbers: Iterable[int],
    missing: list[str],
) -> dict[str, Any]:
    """missing: words that stand where no number is."""
    content, whole = files[path], frozenset(numbers)
    kinds = ("integer" if place in whole else "string" for place in range(len(columns)))
    return {
        "profile": "tabular-data-resource",
        "name": path.removesuffix(".csv"),
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": dialect.separator, "lineTerminator": "\r\n"},
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [{"name": name, "type": kind} for name, kind in zip(columns, kinds, strict=True)],
            "missingValues": missing,
        },
    }
