"""The questionnaires that come with the software. One folder each, holding `form.md`: an XLSForm in text."""

from functools import cache
from importlib.resources import files

from services.sheets import read
from surveys.questionnaire import Questionnaire

_FORM = "form.md"


def names() -> tuple[str, ...]:
    """Names that `load` knows, in alphabetical order."""
    return tuple(sorted(entry.name for entry in files(__name__).iterdir() if entry.joinpath(_FORM).is_file()))


def text(name: str) -> str:
    """The form itself. KeyError when there is none of that name."""
    if name not in names():
        raise KeyError(name)
    return files(__name__).joinpath(name, _FORM).read_text(encoding="utf-8")


@cache
def load(name: str) -> Questionnaire:
    """A shipped questionnaire. KeyError when there is none of that name; a form with errors is a bug of ours."""
    reading = read(text(name), name)
    assert reading.questionnaire is not None, reading.problems
    return reading.questionnaire
