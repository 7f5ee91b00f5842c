"""Any bytes may arrive as a questionnaire."""

import io
import zipfile
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import questionnaires
from services.sheets import read, to_xlsx
from services.sheets.workbook import MAX_BYTES, MAX_CELLS, MAX_CHARS
from tests.sheets import errors

FORM = questionnaires.text("every-kind")


@cache
def workbook() -> bytes:
    written = to_xlsx(FORM)
    assert isinstance(written, bytes)
    return written


def zip_of(size: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * size)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        ("  \n", "empty_file"),
        (b"hello", "not_a_form"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not_utf8"),
        ("é;à".encode("cp1252"), "not_utf8"),
        (b"a\0b", "not_a_form"),
        (b"PK\x03\x04 and then nothing", "not_a_form"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "not_a_form"),
        (zip_of(10), "not_a_form"),
        (zip_of(30_000_000), "file_too_large"),
        (b"|" * (MAX_BYTES + 1), "file_too_large"),
        (f"| survey |\n| | type | name |\n| | note | {'x' * (MAX_CHARS + 1)} |", "cell_too_long"),
        ("| choices |\n| | list_name | name | label |\n| | a | b | c |", "no_survey_sheet"),
        ("| survey |\n| | type | name | label::fr |", "no_questions"),
        ("| survey |\n| | type | name | label::fr |\n" + "| | note | | a |\n" * (MAX_CELLS // 3 + 1), "too_many_cells"),
    ],
)
def test_what_is_no_form_is_refused_with_a_reason(data: bytes | str, code: str) -> None:
    reading = read(data, "essai")
    assert reading.questionnaire is None
    assert [code_ for code_, *_ in errors(reading)] == [code]


def test_a_workbook_written_from_a_text_form_reads_the_same() -> None:
    for name in questionnaires.names():
        written = to_xlsx(questionnaires.text(name))
        assert isinstance(written, bytes)
        assert read(written, name).questionnaire == questionnaires.load(name)


def test_a_text_form_may_begin_with_a_byte_order_mark() -> None:
    assert read("\ufeff" + FORM, "essai").questionnaire == questionnaires.load("every-kind")


def test_formulas_are_written_as_text() -> None:
    written = to_xlsx("| survey |\n| | type | name | label::fr |\n| | note | n | =1+1 |")
    assert isinstance(written, bytes)
    reading = read(written, "essai")
    assert reading.questionnaire is not None
    assert reading.questionnaire.items[0].text.in_("fr") == "=1+1"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400) | st.text("|\n ,survtypename${}()", max_size=400))
def test_random_content_never_raises(data: bytes | str) -> None:
    reading = read(data, "essai")
    assert reading.questionnaire is not None or errors(reading)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 255)), min_size=1, max_size=8), st.integers(0, 9000))
def test_a_damaged_workbook_never_raises(changes: list[tuple[int, int]], cut: int) -> None:
    content = bytearray(workbook())
    for place, byte in changes:
        content[place % len(content)] = byte
    reading = read(bytes(content[: len(content) - cut // 2 % 4500]), "essai")
    assert reading.questionnaire is not None or errors(reading)


CELL = st.sampled_from(["", "text", "select_one travel", "begin_group", "end_group", "${x}", "likert", "a b", "(", "="])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL | st.text(max_size=6), min_size=9, max_size=9), max_size=6))
def test_any_cells_in_the_right_sheets_never_raise(rows: list[list[str]]) -> None:
    header = "type,name,label::fr,hint::fr,relevant,constraint,appearance,parameters,calculation"
    lines = "\n".join("," + ",".join('"' + cell.replace('"', "'") + '"' for cell in row) for row in rows)
    reading = read(f"survey\n,{header}\n{lines}\nchoices\n,list_name,name,label::fr\n,travel,a,A\n", "essai")
    assert reading.questionnaire is not None or errors(reading)
