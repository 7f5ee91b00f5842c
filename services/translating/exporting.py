"""A form's texts in one language as a file for a translator."""

from collections.abc import Callable, Mapping

from services.sheets.reader import Reading
from services.translating import po, xlsx
from services.translating.sheaf import Sheaf, entry, translatable

FORMATS: Mapping[str, Callable[[Sheaf], bytes]] = {".po": po.write, ".xlsx": xlsx.write}


def export(reading: Reading, language: str, suffix: str) -> bytes:
    """Everything there is in French, with what there is in `language`. suffix: one of FORMATS.

    The form was read without an error.
    """
    assert reading.questionnaire is not None, "a form with errors has no texts to translate"
    return FORMATS[suffix](sheaf(reading, language))


def sheaf(reading: Reading, language: str) -> Sheaf:
    """The texts of a form in one language."""
    assert reading.questionnaire is not None
    wordings = translatable(reading).values()
    return Sheaf(reading.questionnaire.name, language, tuple(entry(wording, language) for wording in wordings))
