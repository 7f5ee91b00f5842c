"""The texts of one questionnaire in one language, as they travel in a file."""

from dataclasses import dataclass

from services.sheets.reader import Reading
from services.sheets.wordings import Wording
from services.translating.records import State, state_of
from surveys.limits import LONGEST_LABEL
from surveys.texts import FRENCH


@dataclass(frozen=True, slots=True)
class Entry:
    """One text. key: names it in the form. source: French. where: in the form, for people. most: characters that a
    button shows, 0 when the text stands on none. row: in the file it was read from."""

    key: str
    source: str
    text: str
    state: State
    where: str = ""
    most: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Sheaf:
    """questionnaire: its name. language: tag."""

    questionnaire: str
    language: str
    entries: tuple[Entry, ...]


def translatable(reading: Reading) -> dict[str, Wording]:
    """The texts of a form by key. One without French has nothing to be translated from and is left out."""
    return {wording.key: wording for wording in reading.sources.wordings() if wording.text.has(FRENCH)}


def entry(wording: Wording, language: str) -> Entry:
    """A text of the form as it goes out."""
    return Entry(
        wording.key,
        wording.text.wordings.get(FRENCH, ""),
        wording.text.wordings.get(language, ""),
        state_of(wording, language),
        f"{wording.line.sheet} {wording.line.number}",
        LONGEST_LABEL if wording.line.sheet == "choices" else 0,
    )
