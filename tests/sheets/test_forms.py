"""Forms other people wrote: imported, or refused with a reason that says where."""

import warnings as python_warnings
from pathlib import Path

import pytest

from services.problem_texts import sentence
from services.sheets import read
from tests.sheets import errors

FORMS = Path(__file__).parent / "forms"
IMPORTED = {
    "cascading_select_test_equivalent.xls": ["Single"] * 7,
    "extra_sheet_names.xlsx": ["Open"],
    "group.md": ["Open", "Number"],
    "specify_other.xlsx": ["Single"],
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


def test_every_form_of_the_folder_is_in_a_table() -> None:
    assert {path.name for path in FORMS.iterdir()} - {"README.md"} == IMPORTED.keys() | REFUSED.keys()


@pytest.mark.parametrize("name", IMPORTED)
def test_imported(name: str) -> None:
    reading = read((FORMS / name).read_bytes(), name)
    assert reading.questionnaire is not None
    assert [type(item).__name__ for item in reading.questionnaire.items] == IMPORTED[name]


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_place_and_a_sentence(name: str) -> None:
    with python_warnings.catch_warnings():
        python_warnings.simplefilter("ignore")  # openpyxl's, on extensions of spreadsheet programs
        reading = read((FORMS / name).read_bytes(), name)
    assert reading.questionnaire is None
    assert REFUSED[name] in errors(reading)
    assert all(
        sentence(problem, str).endswith(".") or problem.code == "expression_pattern" for problem in reading.problems
    )
