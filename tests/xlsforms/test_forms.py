"""Forms other people wrote: imported, or refused with a reason that says where."""

from pathlib import Path

import pytest

from services.forms.problem_texts import sentence
from surveys.problems import Level
from tests.sheets import errors
from tests.xlsforms import FOLDER, FORMS
from tests.xlsforms.reference import PAGE, blocks, reading_of, written

IMPORTED = {
    "cascading_select_test_equivalent.xls": ["Single"] * 7,
    "extra_sheet_names.xlsx": ["Open"],
    "group.md": ["Open", "Number"],
    "specify_other.xlsx": ["Single", "Open"],
    "text_and_integer.xls": ["Open", "Number"],
    "utf_csv.csv": ["Open"],
    "yes_or_no_question.md": ["Single"],
}
REFUSED = {
    "UCL_Biomass_Plot_Form.xlsx": ("unsupported_file_choices", "survey", 16, "type"),
    "bad_calc.xlsx": ("expression_syntax", "survey", 2, "calculation"),
    "case_insensitivity.csv": ("unsupported_file_choices", "survey", 3, "TYPE"),
    "duplicate_columns.xlsx": ("duplicate_column", "", 1, "label"),
    "fruits.csv": ("not_a_form", "", 0, ""),
    "group_name_test.xls": ("invalid_name", "survey", 3, "name"),
    "loop.md": ("unsupported_repeat", "survey", 3, "type"),
    "or_other.xlsx": ("unknown_column", "survey", 3, "choice_filter"),
    "pull_data.xlsx": ("expression_unknown_function", "survey", 2, "calculation"),
    "simple_loop.csv": ("unsupported_repeat", "survey", 2, "type"),
    "widgets.csv": ("unsupported_time", "survey", 6, "type"),
}


def test_at_least_thirty_forms_of_others_are_tried() -> None:
    assert len(FORMS) >= 30
    assert {path.name for path in FORMS} >= IMPORTED.keys() | REFUSED.keys()


@pytest.mark.parametrize("name", IMPORTED)
def test_imported(name: str) -> None:
    reading = reading_of(FOLDER / name)
    assert reading.questionnaire is not None
    assert [type(item).__name__ for item in reading.questionnaire.items] == IMPORTED[name]


@pytest.mark.parametrize("name", REFUSED)
def test_refused_for_the_right_reason(name: str) -> None:
    reading = reading_of(FOLDER / name)
    assert reading.questionnaire is None
    assert REFUSED[name] in errors(reading)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_each_is_imported_or_refused_with_a_place_and_a_remedy(path: Path) -> None:
    reading = reading_of(path)
    found = [problem for problem in reading.problems if problem.level is Level.ERROR]
    assert (reading.questionnaire is None) is bool(found)
    assert all(problem.place.row for problem in found if problem.code != "not_a_form")
    for problem in reading.problems:
        assert sentence(problem, str).endswith(".") or problem.code == "expression_pattern"


def test_the_page_says_what_the_code_does() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert written(page) == page, "python -m tests.xlsforms, then read the difference"


def test_a_table_gone_stale_is_seen() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, text in blocks().items():
        assert text in page, name
        assert written(page.replace(text, "| something | else |")) == page
