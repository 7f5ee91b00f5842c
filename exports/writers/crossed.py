"""What a crossed release says of the classes of each district, line by line."""

from collections.abc import Iterator

from exports.protected import Protected
from exports.study import Study, Translate
from exports.writers.csv import PLAIN, Dialect, Value, row, sheet
from exports.writers.csv import header as results_header
from exports.writers.entries import inner_ones
from exports.writers.words import answer_lines, district, head_lines
from surveys.texts import FRENCH

FILE, EXCEL_FILE = "crossing.csv", "crossing-excel.csv"


def header(_: Translate) -> list[str]:
    """As in results.csv, with the class beside the district."""
    first, *others = results_header(_)
    return [first, _("Groupe").lower(), *others]


def rows(study: Study, protected: Protected, _: Translate, language: str = FRENCH) -> Iterator[list[Value]]:
    """Of each district its classes: people first, then every question that is crossed."""
    whole = district(None, _, language)
    for group, inner in inner_ones(protected):
        name = district(group, _, language)
        for line in (*head_lines(inner, _, language), *answer_lines(inner, _, language)):
            if line.district != whole:
                yield [name, *row(line, study, _)]


def crossed_csv(study: Study, protected: Protected, _: Translate, dialect: Dialect = PLAIN) -> bytes:
    return sheet(header(_), rows(study, protected, _), dialect)
