"""The workbooks of a release: what people answered, and what they were asked."""

from collections.abc import Iterator, Sequence
from typing import Any

from exports.edition import Edition, edition
from exports.protected import Figure, Protected
from exports.study import Study, Translate
from exports.writers import crossed, priorities, quotes
from exports.writers.csv import Value, header, row
from exports.writers.entries import Entry
from exports.writers.questions import Question, questions
from exports.writers.words import answer, answer_lines, banner, district, head_lines, question
from exports.writers.workbook import Notice, Sheet, workbook

WIDTHS = (34, 48, 44, 14, 20, 20, 20, 10, 60, 12)
QUOTE_WIDTHS = (48, 80, 10, 60, 30, 24, 12)


def results_xlsx(study: Study, protected: Protected, written: Edition, told: Sequence[quotes.Told] = ()) -> bytes:
    """The same lines as results.csv; then the priorities, a sheet per question with the districts side by side, and
    what parents wrote."""
    _ = written.text
    lines = (
        banner(study, _),
        study.release,
        _("Les chiffres sont arrondis. Le bordereau et la note de méthode disent comment."),
        _("« non montré » ne veut pas dire zéro."),
        _("Chaque question a sa feuille : une ligne par réponse, une colonne par quartier."),
    )
    sheets = [_participation(study, protected, written), _results(study, protected, written)]
    if protected.derived.priorities:
        rows = list(priorities.rows(study, protected, _, written.language))
        widths = (34, 48, 44, *[12] * 8, 60, 12)
        sheets.append(Sheet(_("Priorités"), priorities.header(_), rows, widths, rtl=written.is_rtl))
    if protected.within:
        lines_of = list(crossed.rows(study, protected, _, written.language))
        widths = (WIDTHS[0], *WIDTHS)
        sheets.append(Sheet(_("Groupe"), crossed.header(_), lines_of, widths, frozenset({4}), rtl=written.is_rtl))
    sheets += _by_question(protected, written)
    if told:
        found = quotes.rows(study, told, _, written.language)
        sheets.append(Sheet(_("Paroles"), quotes.header(_), found, QUOTE_WIDTHS, rtl=written.is_rtl))
    zero = _("moins de {number}").format(number=protected.policy.step)
    mark = _("SYNTHÉTIQUE") + " " if study.synthetic else ""
    notice = Notice(_("Lisez-moi"), lines, written.is_rtl)
    return workbook(study.release, study.built, notice, sheets, zero, mark)


def codebook_xlsx(study: Study, book: dict[str, Any], written: Edition) -> bytes:
    """Every question and answer, a sheet per language; right to left where the language is."""
    _ = written.text
    sheets = [_wordings(book, edition(language)) for language in book["languages"]]
    lines = (study.release, _("Les questions et les réponses, une feuille par langue."))
    notice = Notice(_("Lisez-moi"), lines, written.is_rtl)
    return workbook(study.release, study.built, notice, sheets, "0", "")


def _wordings(book: dict[str, Any], written: Edition) -> Sheet:
    _ = written.text
    rows: list[list[Value]] = []
    for item in book["items"]:
        asked = item["text"].get(written.language, "")
        choices = item["choices"] or [{"name": "", "text": {}}]
        answers = ([choice["name"], choice["text"].get(written.language, "")] for choice in choices)
        rows += [[item["name"], asked, *given] for given in answers]
    names = [_("nom"), _("question"), _("valeur"), _("réponse")]
    return Sheet(written.name, names, rows, (18, 70, 18, 50), rtl=written.is_rtl)


def _participation(study: Study, protected: Protected, written: Edition) -> Sheet:
    _ = written.text
    kept = (0, 3, 7, 8, 9)  # of the columns of results.csv
    found = [row(line, study, _) for line in head_lines(protected, _, written.language)]
    rows = [[line[column] for column in kept] for line in found]
    columns, widths = header(_), [WIDTHS[column] for column in kept]
    names = [columns[column] for column in kept]
    return Sheet(_("Participation"), names, rows, widths, frozenset({1}), rtl=written.is_rtl)


def _results(study: Study, protected: Protected, written: Edition) -> Sheet:
    _ = written.text
    rows = [row(line, study, _) for line in answer_lines(protected, _, written.language)]
    return Sheet(_("Résultats"), header(_), rows, WIDTHS, frozenset({3}), rtl=written.is_rtl)


def _by_question(protected: Protected, written: Edition) -> Iterator[Sheet]:
    for number, asked in enumerate(questions(protected), start=1):
        yield _side_by_side(f"Q{number}", asked, written)


def _side_by_side(name: str, asked: Question, written: Edition) -> Sheet:
    """One line per answer, the city and the districts side by side: people first, then percentages."""
    _ = written.text
    lines = [line for line in (asked.city, *asked.lines[:-1]) if line.is_asked]
    places = [district(line.group, _, written.language) for line in lines]
    title = question(asked.table, _, written.language)
    rows: list[list[Value]] = []
    for place, category in enumerate(asked.answers):
        counts, shares = zip(*(_figures(line.entries[place], _) for line in lines), strict=True)
        rows.append([answer(category, _, written.language), *counts, *shares])
    columns = [_("réponse"), *places, *(f"{place} (%)" for place in places)]
    people = frozenset(range(1, len(lines) + 1))
    widths = (44, *[14] * (len(columns) - 1))
    return Sheet(f"{name} {title}", columns, rows, widths, people, (title,), written.is_rtl)


def _figures(entry: Entry, _: Translate) -> tuple[Value, Value]:
    """People and percentage, or the word that stands for them."""
    if not isinstance(entry.cell, Figure):
        return _("non montré"), _("non montré")
    return entry.cell.value, _("pas de pourcentage") if entry.percent is None else entry.percent
