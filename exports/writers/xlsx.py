"""One workbook for people who read spreadsheets: what it is, who took part, what they answered."""

import io
from collections.abc import Sequence
from datetime import datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from exports.protected import Protected
from exports.study import Study, Translate
from exports.writers.csv import header, row
from exports.writers.words import answer_lines, banner, head_lines

PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDTHS = (34, 48, 44, 12, 14, 12, 60, 12)


def results_xlsx(study: Study, protected: Protected, _: Translate) -> bytes:
    """The same lines as results.csv, with a sheet of head-counts."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, PLAIN)
    # The day of the build, not of the writing: the same release is the same bytes.
    book.set_properties({"title": study.release, "created": datetime.combine(study.built, time())})
    mark = _("SYNTHÉTIQUE") + " " if study.synthetic else ""
    _notice(book.add_worksheet(mark + _("Lisez-moi")), study, _)
    zero = _("moins de {number}").format(number=protected.policy.step)
    count = book.add_format({"num_format": f'[=0]"{zero}";0', "align": "right"})
    bold = book.add_format({"bold": True, "bottom": 1})
    columns = header(_)
    people = [[line[0], *line[3:4], *line[5:]] for line in (row(x, study, _) for x in head_lines(protected, _))]
    names, widths = [columns[0], columns[3], *columns[5:]], (*WIDTHS[:1], *WIDTHS[3:4], *WIDTHS[5:])
    _fill(book.add_worksheet(mark + _("Participation")), names, people, widths, 1, bold, count)
    lines = [row(line, study, _) for line in answer_lines(protected, _)]
    _fill(book.add_worksheet(mark + _("Résultats")), columns, lines, WIDTHS, 3, bold, count)
    book.close()
    return out.getvalue()


def _notice(sheet: Worksheet, study: Study, _: Translate) -> None:
    lines = (
        banner(study, _),
        study.release,
        _("Les chiffres sont arrondis. Le bordereau et la note de méthode disent comment."),
        _("« non montré » ne veut pas dire zéro."),
    )
    sheet.set_column(0, 0, 100)
    for place, line in enumerate(lines):
        sheet.write_string(place, 0, line)


def _fill(
    sheet: Worksheet,
    names: Sequence[str],
    rows: Sequence[Sequence[str | int]],
    widths: Sequence[int],
    counted: int,
    bold: Format,
    count: Format,
) -> None:
    """`counted`: the column of counts, where 0 reads "fewer than"."""
    for column, (name, width) in enumerate(zip(names, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, bold)
    for place, values in enumerate(rows, start=1):
        for column, value in enumerate(values):
            if isinstance(value, int):
                sheet.write_number(place, column, value, count if column == counted else None)
            else:
                sheet.write_string(place, column, value)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(rows)), len(names) - 1)
