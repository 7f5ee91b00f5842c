"""Groups, calculations, languages, settings, and what is imported otherwise than written."""

import pytest

from exports.plan import crossable
from services.authoring import examine
from services.sheets import read
from surveys.items import Open, Single
from surveys.texts import Text
from tests.sheets import YES_NO, errors, warnings


def test_conditions_of_groups_reach_their_questions() -> None:
    reading = read(
        """
| survey |
| | type | name | label::fr | relevant | calculation |
| | select_one yes_no | has | Un enfant ? | | |
| | begin_group | child | | ${has} = 'yes' | |
| | begin_group | school | | ${has} != 'no' | |
| | integer | age | Son âge ? | 1 = 1 | |
| | calculate | months | | | ${age} * 12 |
| | end_group | | | | |
| | end_group | | | | |
| | text | end | Autre chose ? | | |
"""
        + YES_NO,
        "essai",
    )
    assert reading.problems == ()
    assert reading.questionnaire is not None
    conditions = "(${has} = 'yes') and (${has} != 'no')"
    assert [item.relevant for item in reading.questionnaire.items] == ["", f"{conditions} and (1 = 1)", ""]
    (months,) = reading.questionnaire.calculations
    assert (months.name, months.expression) == ("months", f"if({conditions}, ${{age}} * 12, '')")


def test_languages_come_from_the_headers_and_the_written_one_is_first() -> None:
    reading = read(
        """
| survey |
| | type | name | label::English (en) | label::Français (fr) | label::Français facile (FR-X-falc) | label::ar |
| | text | idea | Your idea? | Votre idée ? | Une idée ? | فكرتكم؟ |
| settings |
| | form_id | form_title::Français (fr) | form_title::English (en) | default_language |
| | ideas | Idées | Ideas | Français (fr) |
""",
        "file-name",
    )
    assert reading.problems == ()
    questionnaire = reading.questionnaire
    assert questionnaire is not None
    assert questionnaire.languages == ("fr", "en", "fr-x-falc", "ar")
    assert (questionnaire.name, questionnaire.title) == ("ideas", Text({"fr": "Idées", "en": "Ideas"}))
    assert questionnaire.items[0].text.in_("ar") == "فكرتكم؟"


def test_a_form_without_languages_is_taken_for_french_and_says_so() -> None:
    reading = read("| survey |\n| | type | name | label |\n| | text | idea | Votre idée ? |", "essai")
    assert warnings(reading) == [("language_assumed", "survey", 1, "label")]
    assert reading.questionnaire is not None
    assert (reading.questionnaire.name, reading.questionnaire.languages) == ("essai", ("fr",))


def test_old_headers_are_understood_and_unknown_languages_are_not_guessed() -> None:
    old = read("| survey |\n| | type | name | label:English |\n| | text | idea | Idea? |", "essai")
    assert warnings(old) == [("language_guessed", "survey", 1, "label:English")]
    assert old.questionnaire is not None
    assert old.questionnaire.languages == ("en",)
    strange = read("| survey |\n| | type | name | label::Klingonais |\n| | text | idea | nuq? |", "essai")
    assert ("language_without_tag", "survey", 1, "label::Klingonais") in errors(strange)


def test_choices_keep_flags_reasons_and_columns_for_filters() -> None:
    reading = read(
        """
| survey |
| | type | name | label::fr | choice_filter |
| | select_one city | city | Ville ? | |
| | select_one school | school | École ? | city = ${city} or city = '' |
| choices |
| | list_name | name | label::fr | city | missing | last | screens_out |
| | city | nantes | Nantes | | | | |
| | city | none | Aucune | | not_applicable | yes | TRUE |
| | school | a | École A | nantes | | | |
| | school | b | École B | | | | |
""",
        "essai",
    )
    assert reading.problems == ()
    assert reading.questionnaire is not None
    city, school = reading.questionnaire.items
    assert isinstance(city, Single)
    assert isinstance(school, Single)
    assert (city.choices[1].last, city.choices[1].screens_out) == (True, True)
    assert school.choice_filter == "city = ${city} or city = ''"
    assert [dict(choice.columns) for choice in school.choices] == [{"city": "nantes"}, {}]


def test_or_other_adds_a_last_choice_and_asks_which_in_each_language() -> None:
    reading = read(
        """
| survey |
| | type | name | label::fr | label::en |
| | select_one yes_no or_other | ok | ? | ? |
| choices |
| | list_name | name | label::fr | label::en |
| | yes_no | yes | Oui | Yes |
""",
        "essai",
    )
    assert warnings(reading) == []
    assert reading.questionnaire is not None
    item, which = reading.questionnaire.items
    assert isinstance(item, Single)
    assert (item.choices[-1].name, item.choices[-1].last) == ("other", True)
    assert set(item.choices[-1].text.wordings) == {"fr", "en"}
    assert isinstance(which, Open)
    assert (which.name, which.relevant) == ("ok_other", "selected(${ok}, 'other')")
    assert set(which.text.wordings) == {"fr", "en"}


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("start | s | | | | |", "metadata_ignored", "type"),
        ("phonenumber | p | | | | |", "identifying_ignored", "type"),
        ("text | t | ? | numbers | | |", "appearance_ignored", "appearance"),
        ("text | t | ? | | rows=3 | |", "parameter_ignored", "parameters"),
        ("text | t | ? | | | ${ok} = 'yes' |", "required_expression", "required"),
        ("acknowledge | t | ? | | | |", "acknowledge_not_stored", "type"),
        ("note | t | Du **gras** | | | |", "markup", "label::fr"),
    ],
)
def test_what_a_chat_does_not_take_over_gives_a_warning(row: str, code: str, column: str) -> None:
    form = f"""
| survey |
| | type | name | label::fr | appearance | parameters | required |
| | select_one yes_no | ok | ? | | | |
| | {row}
"""
    reading = read(form + YES_NO, "essai")
    assert reading.questionnaire is not None
    assert (code, "survey", 3, column) in warnings(reading)


def test_ignored_columns_settings_and_sheets_are_named() -> None:
    reading = read(
        """
| survey |
| | type | name | label::fr | default | image |
| | select_one yes_no | ok | ? | yes | a.png |
| choices |
| | list_name | name | label::fr | colour |
| | yes_no | yes | Oui | red |
| | yes_no | no | Non | blue |
| settings |
| | style |
| | pages |
| entities |
| | list_name | label |
| | people | x |
""",
        "essai",
    )
    assert warnings(reading) == [
        ("setting_ignored", "settings", 1, "style"),
        ("sheet_ignored", "entities", 0, ""),
        ("media_ignored", "survey", 1, "image"),
        ("column_ignored", "survey", 1, "default"),
        ("column_unused", "choices", 1, "colour"),
    ]


def test_a_question_whose_choices_have_groups_may_cross_the_others() -> None:
    reading = read(
        """
| survey |
| | type | name | label::fr |
| | select_multiple ages | stage | Quel âge ? |
| choices |
| | list_name | name | label::fr | release_class |
| | ages | baby | 0 à 2 ans | small |
| | ages | child | 3 à 5 ans | small |
| | ages | teen | 11 ans | tall |
| | ages | other | Autre | |
""",
        "essai",
    )
    assert warnings(reading) == []
    assert reading.questionnaire is not None
    assert crossable(reading.questionnaire) == ("stage",)


def test_examine_puts_the_checks_on_the_cell_of_their_item() -> None:
    reading = examine(
        "| survey |\n| | type | name | label::en |\n| | note | n | Hello |\n| | text | t | Hi? |", "essai"
    )
    told = [(one.code, one.place.row) for one in reading.problems]
    assert told == [("no_french", 0), ("bot_unreviewed", 0), ("languages_absent", 0)]
    reading = examine(
        """
| survey |
| | type | name | label::fr | label::en |
| | note | n | Bonjour | Hello |
| | text | t | | Hi? |
""",
        "essai",
    )
    assert errors(reading) == [("missing_wording", "survey", 3, "label::fr")]


def test_a_word_on_every_row_is_told_once() -> None:
    rows = "".join(f"| | text | q{place} | Pourquoi ? | minimal |\n" for place in range(3))
    reading = read(f"| survey |\n| | type | name | label::fr | appearance |\n{rows}", "essai")
    assert warnings(reading) == [("appearance_ignored", "survey", 2, "appearance")]
