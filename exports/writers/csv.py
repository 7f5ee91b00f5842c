"""CSV: a header, and no cell that starts a formula in a spreadsheet. With commas, or as a French Excel reads it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from exports.plan import DISTRICT
from exports.protected import Figure, Protected
from exports.study import Study, Translate
from exports.writers.entries import cells
from exports.writers.words import Line, answer_lines, head_lines, origin

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
Value = str | int | float


@dataclass(frozen=True, slots=True)
class Dialect:
    """separator: between cells. decimal: of numbers. mark: bytes first, by which a program knows UTF-8."""

    separator: str
    decimal: str
    mark: bytes


PLAIN = Dialect(",", ".", b"")
EXCEL = Dialect(";", ",", b"\xef\xbb\xbf")  # what a double click opens well in a French Excel


def sheet(header: Sequence[str], rows: Iterable[Sequence[Value]], dialect: Dialect = PLAIN) -> bytes:
    """A CSV file."""
    cells = [[_written(value, dialect) for value in row] for row in rows]
    frame = pd.DataFrame(cells, columns=[safe(name) for name in header], dtype=object)
    return dialect.mark + frame.to_csv(index=False, sep=dialect.separator, lineterminator="\r\n").encode()


def _written(value: Value, dialect: Dialect) -> str | int:
    if isinstance(value, float):
        return str(value).replace(".", dialect.decimal)
    return value if isinstance(value, int) else safe(value)


def safe(text: str) -> str:
    """The text, behind an apostrophe when a spreadsheet would compute it. Negative whole numbers stay."""
    is_number = text.startswith("-") and text[1:].isdecimal()
    return f"'{text}" if text.startswith(FORMULA) and not is_number else text


def cells_csv(study: Study, protected: Protected) -> bytes:
    """Every cell, in the tidy layout that an outside checker reads."""
    dimensions = cell_dimensions(protected)
    rows: list[list[Value]] = []
    for entry in cells(protected):
        place = entry.coordinates(protected.plan)
        value = entry.cell.value if isinstance(entry.cell, Figure) else ""
        where = [place.get(dimension, "") for dimension in dimensions]
        rows.append([study.release, entry.table_name, *where, value, status(entry.cell)])
    return sheet(["release", "table", *dimensions, "value", "status"], rows)


def cell_dimensions(protected: Protected) -> list[str]:
    """Columns of cells.csv between the table and the value: read from the plan, whatever was answered."""
    axis = [DISTRICT] if protected.plan.axis is not None else []
    crossed = [protected.plan.crossing.column] if protected.plan.crossing is not None else []
    return [*axis, *crossed, *(table.name for table in protected.plan.tables)]


def status(cell: object) -> str:
    """`suppressed`, `rounded:5`, or `rounded:5:K1` when one more step was needed in this class of cells (K2: two)."""
    if not isinstance(cell, Figure):
        return "suppressed"
    return f"rounded:{cell.step}:K{cell.wide}" if cell.wide else f"rounded:{cell.step}"


def header(_: Translate) -> list[str]:
    return [
        _("quartier"), _("question"), _("réponse"), _("effectif"), _("pourcentage"), _("au moins (%)"),
        _("au plus (%)"), _("état"), _("remarque"), _("données"),
    ]  # fmt: skip


def row(line: Line, study: Study, _: Translate) -> list[str | int]:
    """A readable line. What is withheld is a word, never 0 and never empty."""
    hidden, none = _("non montré"), _("pas de pourcentage")
    missing = hidden if line.count is None else none
    figures = [missing if value is None else value for value in (line.percent, line.low, line.high)]
    count = hidden if line.count is None else line.count
    return [line.district, line.question, line.answer, count, *figures, line.state, line.remark, origin(study, _)]


def results_csv(study: Study, protected: Protected, _: Translate, dialect: Dialect = PLAIN) -> bytes:
    """One line per district and answer, in words; head-counts first."""
    lines = [*_participation(protected, _), *answer_lines(protected, _)]
    return sheet(header(_), (row(line, study, _) for line in lines), dialect)


def _participation(protected: Protected, _: Translate) -> Iterable[Line]:
    for line in head_lines(protected, _):
        yield replace(line, answer=_("Personnes comptées"))
