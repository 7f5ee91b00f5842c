"""An author may leave a warning as it is, and says why. The reason stays with the questionnaire."""

import pytest

import questionnaires
from bot import keyboards
from services.authoring import examine
from services.forms.problem_texts import told
from services.sheets import to_xlsx
from services.sheets.reader import Reading
from storage.questionnaires import Shelf, keep
from storage.transaction import Database
from surveys import limits
from surveys.definition import from_plain, to_plain
from surveys.fingerprint import fingerprint
from surveys.items import WithChoices
from surveys.problems import Level
from surveys.questionnaire import Acceptance
from tests.authoring import open_warnings, serious

REASON = "Cinq parents l'ont lu et compris."


def examined(accepted: str, choice: str = "", setting: str = "") -> Reading:
    return examine(
        f"""
| survey |
| | type | name | label::Français (fr) | accepted | colour |
| | select_one meals | meals | Que pensez-vous du périscolaire ? | {accepted} | rouge |
| choices |
| | list_name | name | label::Français (fr) | accepted |
| | meals | good | C'est bien | |
| | meals | long | C'est parfois bien, et parfois pas bien du tout | {choice} |
| settings |
| | form_id | accepted |
| | repas | {setting} |
""",
        "essai",
    )


def test_a_reason_answers_the_warning_of_its_row() -> None:
    first = examined("")
    assert [one.code for one in open_warnings(first.problems)] == ["column_ignored", "jargon", "long_label"]
    reading = examined(f"jargon: {REASON}", f"long_label : {REASON}", "column_ignored: pour nous")
    assert open_warnings(reading.problems) == []
    assert {one.code: one.accepted for one in serious(reading.problems)} == {
        "column_ignored": "pour nous",
        "jargon": REASON,
        "long_label": REASON,
    }


def test_the_reason_is_kept_in_the_stored_questionnaire(database: Database) -> None:
    form = examined(f"jargon: {REASON}", f"long_label: {REASON}", "column_ignored: pour nous").questionnaire
    assert form is not None
    kept = database.write(lambda t: keep(t, form)).result()
    stored = database.read(lambda t: Shelf().get(t, kept))
    assert stored == form
    assert stored.accepted == (
        Acceptance("column_ignored", "", "pour nous"),
        Acceptance("jargon", "meals", REASON),
        Acceptance("long_label", "meals/long", REASON),
    )


def test_no_reason_leaves_a_questionnaire_as_it_was() -> None:
    form = questionnaires.load("every-kind")
    assert form.accepted == ()
    assert "accepted" not in to_plain(form)
    assert fingerprint(form) == fingerprint(from_plain(to_plain(form)))


def test_several_reasons_stand_on_lines_of_their_own_and_survive_the_spreadsheet() -> None:
    form = """
| survey |
| | type | name | label::Français (fr) | accepted |
| | text | q | Votre nom ? Et le PEdT ? | asks_name: voulu<br>jargon: dit: avant<br>two_questions: oui |
"""
    workbook = to_xlsx(form)
    assert isinstance(workbook, bytes)
    for written in (form, workbook):
        problems = serious(examine(written, "essai").problems)
        assert {one.code: one.accepted for one in problems} == {
            "asks_name": "voulu",
            "jargon": "dit: avant",
            "two_questions": "oui",
        }


def test_an_error_cannot_be_accepted() -> None:
    row = f"| | note | n | {'mot ' * 21} | too_long_sentence: si |"
    problems = examine(f"| survey |\n| | type | name | label::Français (fr) | accepted |\n{row}", "essai").problems
    assert [(one.code, one.level, one.accepted) for one in problems][:2] == [
        ("too_long_sentence", Level.ERROR, ""),
        ("acceptance_idle", Level.NOTE, ""),
    ]


@pytest.mark.parametrize("written", ["jargon", "jargon:", ": parce que"])
def test_a_reason_without_code_or_text_is_told(written: str) -> None:
    codes = [one.code for one in open_warnings(examined(written).problems)]
    assert "acceptance_without_reason" in codes
    assert "jargon" in codes


def test_a_reason_that_nothing_needs_any_more_is_a_note() -> None:
    note = next(one for one in examined("many_questions: courtes").problems if one.level is Level.NOTE)
    assert (note.code, note.place.row, note.place.column) == ("acceptance_idle", 2, "accepted")


def test_what_is_said_of_the_whole_form_is_accepted_in_its_settings() -> None:
    rows = "".join(f"| | text | q{place} | Pourquoi ? |\n" for place in range(13))
    settings = "| settings |\n| | form_id | accepted |\n| | treize | many_questions: elles sont courtes |\n"
    form = f"| survey |\n| | type | name | label::Français (fr) |\n{rows}\n{settings}"
    (problem,) = serious(examine(form, "essai").problems)
    assert (problem.code, problem.accepted) == ("many_questions", "elles sont courtes")


def test_the_line_an_author_reads_shows_the_code_or_the_reason() -> None:
    (_, jargon, _) = serious(examined("").problems)
    assert told(jargon, str).endswith("Écrivez par exemple : avant et après l'école. [jargon]")
    (_, jargon, _) = serious(examined(f"jargon: {REASON}").problems)
    assert told(jargon, str).endswith(f"Accepté : {REASON}")


@pytest.mark.parametrize("name", questionnaires.names())
def test_nothing_shipped_has_a_warning_without_a_reason(name: str) -> None:
    reading = examine(questionnaires.text(name), name)
    assert reading.questionnaire is not None
    assert [one for one in reading.problems if one.level is Level.ERROR] == []
    assert open_warnings(reading.problems) == []


def test_a_label_that_passes_the_check_fits_on_the_button() -> None:
    """The widest mark is a tick with a place in two digits."""
    assert limits.LONGEST_LABEL + limits.units("⬜ 12. ") <= keyboards.LABEL
    assert limits.LONGEST_LABEL + limits.units("✅ 1\ufe0f\u20e3 ") <= keyboards.LABEL
    validate, back, skip, more = 1, 1, 1, 1
    assert limits.MOST_CHOICES + validate + back + skip + more <= keyboards.MOST
    assert limits.units("👋") == 2


def test_all_choices_of_a_list_get_a_button() -> None:
    rows = "".join(f"| | many | c{place} | Choix {place} |\n" for place in range(limits.MOST_CHOICES + 1))
    form = f"""
| survey |
| | type | name | label::fr | choice_filter |
| | select_one many | q | Lequel ? | FILTER |
| choices |
| | list_name | name | label::fr |
{rows}"""
    assert [one.code for one in serious(examine(form.replace("FILTER", ""), "essai").problems)] == ["many_choices"]
    filtered = examine(form.replace("FILTER", "name = 'c1' or name = 'c2'"), "essai")
    assert serious(filtered.problems) == ()
    assert filtered.questionnaire is not None
    assert isinstance(filtered.questionnaire.items[0], WithChoices)
