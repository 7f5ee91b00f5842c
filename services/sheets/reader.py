"""A workbook becomes a questionnaire, or problems that say where and what."""

from dataclasses import dataclass, field

from services.sheets import languages
from services.sheets.acceptances import Accepted, read_accepted, stored
from services.sheets.choices import FIELDS as CHOICE_FIELDS
from services.sheets.choices import read_lists
from services.sheets.findings import Findings
from services.sheets.formulas import Formulas
from services.sheets.kinds import Form
from services.sheets.layout import Line, languages_of, names_no_language, read_lines
from services.sheets.rows import FIELDS as SURVEY_FIELDS
from services.sheets.rows import Rows
from services.sheets.types import Kind, asked
from services.sheets.wordings import Sources, by_name
from services.sheets.workbook import Workbook, complaint, open_workbook
from surveys.items import CLASS_COLUMN
from surveys.problems import Place, Problem
from surveys.questionnaire import Questionnaire
from surveys.texts import Text

_SETTINGS = frozenset({"form_title", "form_id", "default_language", "accepted", "translation"})


@dataclass(frozen=True, slots=True)
class Reading:
    """questionnaire: None when a problem is an error. sources: the rows it came of. accepted: the author's reasons."""

    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...]
    sources: Sources = field(default_factory=Sources)
    accepted: tuple[Accepted, ...] = ()


def read(data: bytes | str, name: str) -> Reading:
    """Read an XLSForm: .xlsx, .xls, .csv or pyxform's Markdown form. Whatever the bytes are, nothing is raised.

    name: of the questionnaire when its settings sheet has no form_id.
    """
    workbook = open_workbook(data)
    if isinstance(workbook, Problem):
        return Reading(None, (workbook,))
    findings = Findings()
    settings = _settings(workbook, name, findings)
    survey = read_lines(workbook.survey, SURVEY_FIELDS, settings.language, findings)
    choices = read_lines(workbook.choices, CHOICE_FIELDS, settings.language, findings)
    tags = languages_of((*survey, *choices), settings.language)
    columns = frozenset(title for line in choices for title in line.extra)
    lists = read_lists(choices, findings)
    form = Form(tags, lists, columns, Formulas(findings), findings)
    rows = Rows(form)
    for line in survey:
        rows.take(line)
    rows.finish()
    _report_idle_columns(survey, columns, form)
    _ask_pyxform(workbook, survey, choices, form)
    lines = (settings.line, *survey, *choices)
    accepted = read_accepted(lines, findings)
    questionnaire = Questionnaire(
        settings.name, settings.title, tags, tuple(rows.items), tuple(rows.calculations), stored(accepted, lines)
    )
    kept = by_name(choices, {name: [choice.name for choice in members] for name, members in lists.items()})
    sources = Sources(rows.lines, rows.lists, kept, settings.line)
    return Reading(None if findings.refused else questionnaire, tuple(findings.problems), sources, accepted)


@dataclass(frozen=True, slots=True)
class _Settings:
    name: str
    title: Text
    language: str  # of columns that name none
    line: Line


def _settings(workbook: Workbook, name: str, findings: Findings) -> _Settings:
    given = _line(workbook, languages.DEFAULT, Findings()).get("default_language")
    language = languages.tag_of(given) if given else languages.DEFAULT
    line = _line(workbook, language, findings)
    if not language:
        place = line.place("default_language")
        findings.error("language_without_tag", place, column="default_language", language=given)
    if not given and any(names_no_language(sheet) for sheet in (workbook.survey, workbook.choices)):
        findings.warn("language_assumed", Place("survey", 1, "label"), language=languages.DEFAULT)
    for title in line.extra:
        findings.warn("setting_ignored", Place("settings", 1, title), setting=title)
    for other in workbook.others:
        if not other.startswith("_"):
            findings.warn("sheet_ignored", Place(other))
    called = line.get("form_id") or name
    return _Settings(called, line.texts.get("form_title") or Text({language: called}), language, line)


def _line(workbook: Workbook, language: str, findings: Findings) -> Line:
    """The one row of the settings sheet."""
    lines = read_lines(workbook.settings, _SETTINGS, language, findings)
    return lines[0] if lines else Line("settings", 2, {}, {})


def _report_idle_columns(survey: tuple[Line, ...], columns: frozenset[str], form: Form) -> None:
    """Columns that mean nothing in the survey sheet, and those of the choices sheet that no filter or release reads."""
    for title in dict.fromkeys(title for line in survey for title in line.extra):
        form.findings.warn("column_ignored", Place("survey", 1, title), column=title)
    for title in sorted(columns - form.formulas.filter_columns - {CLASS_COLUMN}):
        form.findings.warn("column_unused", Place("choices", 1, title), column=title)


def _ask_pyxform(workbook: Workbook, survey: tuple[Line, ...], choices: tuple[Line, ...], form: Form) -> None:
    """pyxform's own refusal, unless a problem of ours says why already. The district list may be left out."""
    headers = choices[0].headers if choices else {}
    selects = ((asked(line.get("type")), line.get("appearance").lower().split()) for line in survey)
    lists = {what.list_name for what, words in selects if what.kind is Kind.ONE and "district" in words}
    implied = [
        {
            headers.get("list_name", "list_name"): name,
            headers.get("name", "name"): "any",
            headers.get("label", "label"): "-",
        }
        for name in sorted(lists - form.lists.keys())
    ]
    problem = complaint(workbook, implied)
    if problem is None:
        return
    place = problem.place
    if form.findings.errs_at(place.sheet, place.row) if place.row else form.findings.refused:
        return
    form.findings.problems.append(problem)
