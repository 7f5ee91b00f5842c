"""The questionnaires that come with the software. One folder each, holding `form.md`: an XLSForm in text. Beside them,
some places of Nantes."""

from functools import cache
from importlib.resources import files

from services.sheets import read
from surveys.questionnaire import Questionnaire

PLACES = "nantes"  # the name of the list of places that comes with the software
_FORM = "form.md"
_LIST = "places.csv"


def names() -> tuple[str, ...]:
    """Names that `load` knows, in alphabetical order."""
    return tuple(sorted(entry.name for entry in files(__name__).iterdir() if entry.joinpath(_FORM).is_file()))


def text(name: str) -> str:
    """The form itself. KeyError when there is none of that name."""
    if name not in names():
        raise KeyError(name)
    return files(__name__).joinpath(name, _FORM).read_text(encoding="utf-8")


def places() -> bytes:
    """Some schools of Nantes and their district, each with the public page that says so. The city replaces it by its
    own list."""
    return files(__name__).joinpath(_LIST).read_bytes()


@cache
def load(name: str) -> Questionnaire:
    """A shipped questionnaire. KeyError when there is none of that name; a form with errors is a bug of ours."""
    reading = read(text(name), name)
    assert reading.questionnaire is not None, reading.problems
    return reading.questionnaire
