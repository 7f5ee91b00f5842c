"""What cannot be imported: a code, and the sheet, row and column of the fault. Never an exception."""

import pytest

from services.sheets import read
from tests.sheets import YES_NO, errors


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("begin_repeat | r | ? | | | |", "unsupported_repeat", "type"),
        ("geopoint | g | ? | | | |", "unsupported_location", "type"),
        ("geotrace | g | ? | | | |", "unsupported_location", "type"),
        ("geoshape | g | ? | | | |", "unsupported_location", "type"),
        ("image | i | ? | | | |", "unsupported_media", "type"),
        ("audio | i | ? | | | |", "unsupported_media", "type"),
        ("video | i | ? | | | |", "unsupported_media", "type"),
        ("file | i | ? | | | |", "unsupported_media", "type"),
        ("barcode | i | ? | | | |", "unsupported_media", "type"),
        ("time | t | ? | | | |", "unsupported_time", "type"),
        ("dateTime | t | ? | | | |", "unsupported_time", "type"),
        ("select_one_from_file towns.csv | t | ? | | | |", "unsupported_file_choices", "type"),
        ("select_one ${ok} | t | ? | | | |", "unsupported_file_choices", "type"),
        ("xml-external | t | ? | | | |", "unsupported_file_choices", "type"),
        ("hidden | h | ? | | | |", "unsupported_type", "type"),
        ("telepathy | t | ? | | | |", "unknown_type", "type"),
        ("select_one yes_no | s | ? | label | | |", "unsupported_appearance", "appearance"),
        ("select_one yes_no | s | ? | list-nolabel | | |", "unsupported_appearance", "appearance"),
        ("select_one nowhere | s | ? | | | |", "unknown_list", "type"),
        ("text | ok | ? | | | |", "duplicate_name", "name"),
        ("text | 2 fast | ? | | | |", "invalid_name", "name"),
        ("text | | ? | | | |", "invalid_name", "name"),
        ("text | t | | | | |", "missing_label", "label::fr"),
        ("text | t | Bonjour ${ok} | | | |", "answer_in_text", "label::fr"),
        ("text | t | ? | | ${gone} = 1 | |", "unknown_name", "relevant"),
        ("text | t | ? | | ok = 1 | |", "bare_name", "relevant"),
        ("text | t | ? | | ${ok} = ( | |", "expression_syntax", "relevant"),
        ("text | t | ? | | pulldata('a', 'b') = 1 | |", "expression_unknown_function", "relevant"),
        ("text | t | ? | | today() > 1 | |", "expression_clock", "relevant"),
        ("text | t | ? | | selected(${ok}) | |", "expression_arguments", "relevant"),
        ("text | t | ? | | regex(${ok}, '[') | |", "expression_pattern", "relevant"),
        ("range | r | ? | | | start=a end=2 |", "bad_range", "parameters"),
        ("range | r | ? | | | start=0 end=100 |", "long_range", "parameters"),
        ("calculate | c | | | | |", "no_calculation", "calculation"),
        ("begin_group | g | | | | |", "group_not_closed", "type"),
        ("end_group | | | | | |", "group_not_opened", "type"),
        ("| q | ? | | | |", "no_type", "type"),
        ("select_one yes_no | s | ? | consent | | |", "consent_more", "guidance_hint::fr"),
    ],
)
def test_a_row_that_a_chat_cannot_ask_is_refused_at_its_place(row: str, code: str, column: str) -> None:
    guidance = "En détail" if code == "consent_more" else ""
    form = f"""
| survey |
| | type | name | label::fr | appearance | relevant | parameters | calculation | guidance_hint::fr |
| | select_one yes_no | ok | ? | | | | | |
| | {row} | {guidance} |
"""
    reading = read(form + YES_NO, "essai")
    assert reading.questionnaire is None
    assert (code, "survey", 3, column) in errors(reading)


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("yes_no | yes | Encore | | |", "duplicate_choice", "name"),
        ("yes_no | bien sûr | Oui | | |", "invalid_choice_name", "name"),
        ("yes_no | maybe | | | |", "choice_without_label", "label::fr"),
        (" | maybe | Oui | | |", "choice_without_list", "list_name"),
        ("yes_no | dk | ? | unknown | |", "bad_value", "missing"),
        ("yes_no | dk | ? | | maybe |", "bad_value", "exclusive"),
    ],
)
def test_a_faulty_choice_is_refused_at_its_place(row: str, code: str, column: str) -> None:
    reading = read(
        f"""
| survey |
| | type | name | label::fr |
| | select_one yes_no | ok | ? |
| choices |
| | list_name | name | label::fr | missing | exclusive |
| | yes_no | yes | Oui | | |
| | {row}
""",
        "essai",
    )
    assert reading.questionnaire is None
    assert (code, "choices", 3, column) in errors(reading)


def test_all_faults_are_told_at_once() -> None:
    reading = read(
        """
| survey |
| | type | name | label::fr | relevant |
| | geopoint | where | Où ? | |
| | text | why | Pourquoi ? | ${where} != '' |
| | image | photo | Photo ? | ${nothing} = 1 |
| | text | again | Encore ? | ${nothing} = 1 |
""",
        "essai",
    )
    assert errors(reading) == [
        ("unsupported_location", "survey", 2, "type"),
        ("unsupported_media", "survey", 4, "type"),
        ("unknown_name", "survey", 5, "relevant"),
    ]


def test_best_worst_wants_two_questions_on_one_list() -> None:
    reading = read(
        """
| survey |
| | type | name | label::fr | appearance |
| | begin_group | g | | best-worst |
| | select_one yes_no | a | ? | |
| | end_group | | | |
"""
        + YES_NO,
        "essai",
    )
    assert errors(reading) == [("best_worst_members", "survey", 2, "appearance")]


def test_what_only_pyxform_knows_is_passed_on_with_its_place() -> None:
    reading = read("| survey |\n| | type | name | label::fr | trigger |\n| | text | t | ? | ${gone} |", "essai")
    assert errors(reading) == [("xlsform", "survey", 2, "trigger")]
    assert reading.problems[-1].values["message"]
