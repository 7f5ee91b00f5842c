"""A file with a fault is refused whole, with the line it is on; what might be meant is told and taken."""

import pytest

from services.forms.problem_texts import sentence
from services.sheets import to_xlsx
from services.translating import export, merge
from surveys.problems import Level
from tests.translating import FORM
from tests.translating.test_round_trip import changed_xlsx, reading, row_of, texts

PO = export(reading(), "en", ".po").decode()


def line_of(piece: str, po: str) -> int:
    return po[: po.index(piece)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Questionnaire: repas", "Questionnaire: autre", "other_questionnaire"),
        ("Language: en", "Language: fr", "french_not_translated"),
        ("# Questionnaire: repas\n", "", "not_translations"),
        ("survey/meals/label", "survey/snacks/label", "unknown_text"),
        ("survey/idea/label", "survey/meals/label", "text_twice"),
        ('"Voir www.nantes.fr"\nmsgstr ""', '"Voir www.nantes.fr"\nmsgstr "www.nates.fr"', "placeholders_differ"),
        ('msgstr "Meals', 'msgstr "Meals ${meals}', "placeholders_differ"),
        ('msgid "Une idée ?"\nmsgstr ""', f'msgid "Une idée ?"\nmsgstr "{"word " * 800}"', "long_text"),
        ('msgctxt "survey/idea/label"', '# state: fine\nmsgctxt "survey/idea/label"', "bad_value"),
    ],
)
def test_a_po_file_is_refused_with_a_line(old: str, new: str, code: str) -> None:
    assert old in PO
    merged = merge(FORM.encode(), "repas", PO.replace(old, new).encode())
    assert merged.form is None
    (problem, *_) = (problem for problem in merged.problems if problem.level is Level.ERROR)
    assert problem.code == code
    assert problem.place.row or code in {"other_questionnaire", "french_not_translated", "not_translations"}
    assert sentence(problem, str).endswith(".")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('msgstr "One | two"', f'msgstr "{"One or two " * 5}"', "long_button"),
        ('msgstr "One | two"', 'msgstr ""', "emptied"),
        ('msgstr "Meals, 1 to 3?"', 'msgstr "Meals, 1 to 4?"', "numbers_differ"),
    ],
)
def test_what_may_be_meant_is_told_and_taken(old: str, new: str, code: str) -> None:
    assert old in PO
    merged = merge(FORM.encode(), "repas", PO.replace(old, new).encode())
    assert [(problem.code, problem.level) for problem in merged.problems] == [(code, Level.WARNING)]
    assert merged.problems[0].place.row == line_of('msgid "', PO[: PO.index(old)]) or merged.problems[0].place.row > 0
    assert merged.form is not None
    if code == "emptied":
        assert merged.form == FORM.encode()


def test_digits_of_another_script_are_the_same_numbers() -> None:
    po = export(reading(), "ar", ".po").decode().replace("من 1 إلى 3", "من ١ إلى ٣")
    merged = merge(FORM.encode(), "repas", po.encode())
    assert (merged.problems, merged.changed) == ((), 1)


def test_texts_left_out_of_the_file_stay() -> None:
    start = PO.index('#. survey 2\nmsgctxt "survey/meals/label"')
    short = PO[:start] + PO[PO.index("#. survey 3") :]
    merged = merge(FORM.encode(), "repas", short.encode())
    assert [(problem.code, problem.level, problem.values) for problem in merged.problems] == [
        ("texts_left_out", Level.NOTE, {"count": "2"})
    ]
    assert merged.form == FORM.encode()


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xfe\0", b"PK\x03\x04 nothing", FORM.encode(), b'msgid "a'])
def test_what_is_no_translation_is_refused(data: bytes) -> None:
    merged = merge(FORM.encode(), "repas", data)
    assert merged.form is None
    assert [problem.code for problem in merged.problems] in (["not_translations"], ["not_a_form"])


def test_the_form_itself_is_no_translation() -> None:
    workbook = to_xlsx(FORM)
    assert isinstance(workbook, bytes)
    assert [problem.code for problem in merge(FORM.encode(), "repas", workbook).problems] == ["not_translations"]


def test_a_form_with_errors_takes_nothing() -> None:
    merged = merge(b"| survey |\n| | type | name | label::fr |\n| | geopoint | q | Ou ? |", "repas", PO.encode())
    assert merged.form is None
    assert [problem.code for problem in merged.problems] == ["unsupported_location"]


def test_a_workbook_is_refused_with_its_row() -> None:
    def spoil(page: object) -> None:
        page.cell(row_of(page, "survey/idea/label"), 5).value = "finished"  # type: ignore[attr-defined]

    merged = merge(FORM.encode(), "repas", changed_xlsx(export(reading(), "en", ".xlsx"), spoil))
    (problem,) = merged.problems
    assert (merged.form, problem.code) == (None, "bad_value")
    assert (problem.place.sheet, problem.place.row, problem.place.column) == ("translation", 5, "state")


def test_nothing_is_changed_by_half() -> None:
    good = PO.replace('msgid "Trois"\nmsgstr ""', 'msgid "Trois"\nmsgstr "Three"')
    assert texts(merge(FORM.encode(), "repas", good.encode()).form or b"", "en")["choices/meals/many/label"] == "Three"
    bad = good.replace("survey/idea/label", "survey/none/label")
    assert merge(FORM.encode(), "repas", bad.encode()).form is None


def test_a_text_that_was_worked_on_and_left_unsure_is_told() -> None:
    state = '# state: machine\nmsgctxt "survey/idea/label"\nmsgid "Une idée ?"\nmsgstr "An idea?"'
    po = PO.replace('msgctxt "survey/idea/label"\nmsgid "Une idée ?"\nmsgstr ""', state)
    assert po != PO
    merged = merge(FORM.encode(), "repas", po.encode())
    assert [(problem.code, problem.level) for problem in merged.problems] == [("left_unsure", Level.NOTE)]
    assert merged.changed == 1
