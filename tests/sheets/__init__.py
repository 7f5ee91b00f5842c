"""Forms are written inline, as pyxform's Markdown tables."""

from services.sheets import Reading, read
from surveys.items import Item
from surveys.problems import Level

YES_NO = """
| choices |
| | list_name | name | label::Français (fr) |
| | yes_no | yes | Oui |
| | yes_no | no | Non |
"""


def only_item(form: str) -> Item:
    """The single item of a form that reads without any problem."""
    reading = read(form, "essai")
    assert reading.questionnaire is not None, reading.problems
    assert reading.problems == ()
    (item,) = reading.questionnaire.items
    return item


def errors(reading: Reading) -> list[tuple[str, str, int, str]]:
    """(code, sheet, row, column) of each error."""
    return _found(reading, Level.ERROR)


def warnings(reading: Reading) -> list[tuple[str, str, int, str]]:
    return _found(reading, Level.WARNING)


def _found(reading: Reading, level: Level) -> list[tuple[str, str, int, str]]:
    problems = [problem for problem in reading.problems if problem.level is level]
    return [(one.code, one.place.sheet, one.place.row, one.place.column) for one in problems]
