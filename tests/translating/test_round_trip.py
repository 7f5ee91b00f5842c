"""A translator's file goes out and comes back: what was not touched is the same, to the byte."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from babel.messages.pofile import read_po, write_po
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import questionnaires
from services.authoring import examine
from services.sheets import read, to_xlsx
from services.sheets.reader import Reading
from services.translating import FORMATS, export, merge
from services.translating.exporting import sheaf
from services.translating.records import State, digest
from surveys.problems import Level
from tests.translating import FORM, KEYS

SUFFIXES = sorted(FORMATS)


def reading(form: str | bytes = FORM) -> Reading:
    found = read(form, "repas")
    assert found.questionnaire is not None, found.problems
    return found


def states(form: str | bytes, language: str) -> dict[str, State]:
    return {entry.key: entry.state for entry in sheaf(reading(form), language).entries}


def texts(form: str | bytes, language: str) -> dict[str, str]:
    return {entry.key: entry.text for entry in sheaf(reading(form), language).entries}


def changed_xlsx(data: bytes, change: Callable[[Any], None]) -> bytes:
    """A workbook after somebody worked in it."""
    book = load_workbook(io.BytesIO(data))
    change(book.worksheets[0])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def row_of(page: Any, key: str) -> int:
    return next(row for row in range(2, page.max_row + 1) if page.cell(row, 1).value == key)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("language", ["en", "ar", "fr-x-falc", "so"])
def test_sent_out_and_taken_back_unchanged_a_form_is_the_same(suffix: str, language: str) -> None:
    for form in (FORM.encode(), to_xlsx(FORM)):
        assert isinstance(form, bytes)
        merged = merge(form, "repas", export(reading(form), language, suffix))
        assert (merged.form, merged.problems, merged.changed) == (form, (), 0)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", questionnaires.names())
def test_so_is_every_shipped_questionnaire(suffix: str, name: str) -> None:
    form = questionnaires.text(name).encode()
    for language in questionnaires.load(name).languages[1:4]:  # plain French, English, Arabic
        assert merge(form, name, export(reading(form), language, suffix)).form == form


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\xa0"), max_size=20)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=WORDS, target=WORDS, suffix=st.sampled_from(SUFFIXES), state=st.sampled_from(["machine", "reviewed"]))
def test_any_text_comes_back_as_it_went(source: str, target: str, suffix: str, state: str) -> None:
    cells = [text.replace("|", "\\|").replace("${", "$ {").strip(" \\") for text in (source, target)]
    french = f"mot {cells[0]}"
    record = f"label: {state} {digest(' '.join(french.split()))}"
    form = (
        "| survey |\n| | type | name | label::fr | label::en | translation::en |\n"
        f"| | note | n | {french} | {cells[1]} | {record} |\n"
    ).encode()
    before = read(form, "essai")
    if before.questionnaire is None:
        return
    merged = merge(form, "essai", export(before, "en", suffix))
    assert (merged.form, merged.changed) == (form, 0)


@pytest.mark.parametrize("language", ["ar", "so"])
def test_a_workbook_filled_in_fills_the_form(language: str) -> None:
    def translate(page: Any) -> None:
        assert [page.cell(row, 1).value for row in range(2, page.max_row + 1)] == list(KEYS)
        page.cell(row_of(page, "survey/idea/label"), 4).value = "فكرة؟"
        page.cell(row_of(page, "survey/idea/label"), 5).value = "reviewed"
        page.cell(row_of(page, "choices/meals/many/label"), 4).value = "=ثلاثة | أكثر"

    merged = merge(FORM.encode(), "repas", changed_xlsx(export(reading(), language, ".xlsx"), translate))
    assert merged.form is not None
    assert merged.changed == 2
    form = merged.form.decode()
    assert form.startswith("# Un essai. Les remarques restent.\n")
    assert texts(form, language)["survey/idea/label"] == "فكرة؟"
    assert texts(form, language)["choices/meals/many/label"] == "=ثلاثة | أكثر"
    assert states(form, language)["survey/idea/label"] is State.REVIEWED
    assert states(form, language)["choices/meals/many/label"] is State.TRANSLATED
    assert texts(form, "en") == texts(FORM, "en"), "no other language moved"
    again = merge(merged.form, "repas", export(reading(form), language, ".xlsx"))
    assert again.form == merged.form


def test_a_po_file_filled_in_fills_a_workbook_and_keeps_the_rest_of_it() -> None:
    written = to_xlsx(FORM)
    assert isinstance(written, bytes)
    book = load_workbook(io.BytesIO(written))
    book.create_sheet("notes").append(["à nous"])
    buffer = io.BytesIO()
    book.save(buffer)
    form = buffer.getvalue()
    po = export(reading(form), "en", ".po").decode()
    assert 'msgctxt "survey/idea/label"\nmsgid "Une idée ?"\nmsgstr ""' in po
    merged = merge(form, "repas", po.replace('"Une idée ?"\nmsgstr ""', '"Une idée ?"\nmsgstr "An idea?"').encode())
    assert merged.form is not None
    assert merged.changed == 1
    assert texts(merged.form, "en")["survey/idea/label"] == "An idea?"
    kept = load_workbook(io.BytesIO(merged.form))
    assert kept["notes"]["A1"].value == "à nous"
    assert kept["survey"].freeze_panes == "C2"


def test_french_that_changes_makes_its_translations_stale() -> None:
    reviewed = export(reading(), "en", ".po").replace(
        b'msgctxt "survey/meals/label"', b'# state: reviewed\nmsgctxt "survey/meals/label"'
    )
    form = merge(FORM.encode(), "repas", reviewed).form
    assert form is not None
    assert states(form, "en")["survey/meals/label"] is State.REVIEWED
    changed = form.replace(b"Repas,", "Goûters,".encode())
    assert states(changed, "en")["survey/meals/label"] is State.STALE
    (stale,) = (problem for problem in examine(changed, "repas").problems if problem.code == "stale_wording")
    assert (stale.level, stale.place.row, stale.place.column) == (Level.WARNING, 2, "label::English (en)")
    po = export(reading(changed), "en", ".po")
    fuzzy = [message.context for message in read_po(io.BytesIO(po)) if message.id and message.fuzzy]
    assert fuzzy == ["survey/meals/label"]
    assert merge(changed, "repas", po).form == changed, "and stays so until somebody says otherwise"
    mended = merge(changed, "repas", po.replace(b"#, fuzzy\n", b"")).form
    assert mended is not None
    assert states(mended, "en")["survey/meals/label"] is State.TRANSLATED


def test_a_translation_of_yesterdays_french_is_taken_as_stale() -> None:
    sent = export(reading(), "en", ".xlsx")
    changed = FORM.replace("Repas,", "Goûters,").encode()

    def review(page: Any) -> None:
        page.cell(row_of(page, "survey/meals/label"), 5).value = "reviewed"

    merged = merge(changed, "repas", changed_xlsx(sent, review))
    assert [(problem.code, problem.level) for problem in merged.problems] == [("source_changed", Level.WARNING)]
    assert merged.form is not None
    assert states(merged.form, "en")["survey/meals/label"] is State.STALE


def test_states_are_told_when_a_form_is_checked() -> None:
    record = f"label: machine {digest('Une idée ?')}"
    form = FORM.replace(
        "| hint::Français (fr) |", "| hint::Français (fr) | translation::English (en) | translation::العربية (ar) |"
    ).replace("| Une idée ? | | | |", f"| Une idée ? | An idea? | فكرة؟ | | {record} | n'importe quoi |")
    found = [
        (problem.code, problem.level.value, problem.values.get("languages"))
        for problem in examine(form, "repas").problems
        if problem.code in {"machine_translations", "unreviewed", "unreadable_record"}
    ]
    assert found == [
        ("machine_translations", "warning", "en (1)"),
        ("unreadable_record", "warning", None),
        ("unreviewed", "note", "en (2), ar (3)"),
    ]


def test_a_workbook_shows_a_translator_what_is_missing_and_how_long_a_button_is() -> None:
    page = load_workbook(io.BytesIO(export(reading(), "ar", ".xlsx"))).worksheets[0]
    few, idea = row_of(page, "choices/meals/few/label"), row_of(page, "survey/idea/label")
    assert page.cell(1, 4).value == "العربية (ar)"
    assert (page.cell(few, 6).value, page.cell(idea, 6).value) == (40, None)
    assert (page.cell(few, 5).value, page.cell(idea, 5).value) == ("translated", "missing")
    assert page.cell(idea, 4).fill.start_color.rgb == "00FFE0E0"
    assert page.cell(few, 4).alignment.readingOrder == 2
    assert (page.cell(few, 3).protection.locked, page.cell(few, 4).protection.locked) == (True, False)


def test_another_tool_may_wrap_and_sort_a_po_file() -> None:
    catalogue = read_po(io.BytesIO(export(reading(), "ar", ".po")))
    rewritten = io.BytesIO()
    write_po(rewritten, catalogue, width=40, sort_output=True)
    merged = merge(FORM.encode(), "repas", rewritten.getvalue())
    assert (merged.form, merged.problems, merged.changed) == (FORM.encode(), (), 0)


def test_languages_a_form_has_not_are_named() -> None:
    (note,) = (problem for problem in examine(FORM, "repas").problems if problem.code == "languages_absent")
    assert note.level is Level.NOTE
    assert "tr" in note.values["languages"].split(", ")
    assert not {"fr", "en", "ar"} & set(note.values["languages"].split(", "))
