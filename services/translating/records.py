"""What a form remembers of each translation: its state, and which French text it was made of.

It stands in the form itself, in one column per language, `translation::العربية (ar)`: one line per text of the row,
such as `label: reviewed 3f2a9c1b`, where the last word is the beginning of a digest of the French text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

from services.sheets.layout import Line
from services.sheets.wordings import Wording
from surveys.texts import FRENCH

FIELD = "translation"
_LINE = re.compile(r"(\w+)\s*:\s*(\w+)\s+([0-9a-f]{8})")


class State(Enum):
    """How far a translation is. What no record speaks of was translated, by nobody knows whom."""

    MISSING = "missing"  # there is none
    STALE = "stale"  # the French text was changed since
    MACHINE = "machine"  # a program's, which no person read
    TRANSLATED = "translated"  # a person's
    REVIEWED = "reviewed"  # read by a second person who speaks the language


KEPT = {state.value: state for state in (State.MACHINE, State.TRANSLATED, State.REVIEWED)}


@dataclass(frozen=True, slots=True)
class Record:
    """digest: of the French text the translation was made of, see `digest`."""

    state: State
    digest: str


def digest(source: str) -> str:
    """Eight hexadecimal digits that tell one French text from another."""
    return sha256(source.encode()).hexdigest()[:8]


def records(line: Line, language: str) -> dict[str, Record]:
    """Field -> record, of one row."""
    return {
        match[1]: Record(KEPT[match[2]], match[3]) for match in _lines(line, language) if match and match[2] in KEPT
    }


def unreadable(line: Line, language: str) -> bool:
    """Whether the cell says something that is no record."""
    return any(match is None or match[2] not in KEPT for match in _lines(line, language))


def _lines(line: Line, language: str) -> Iterator[re.Match[str] | None]:
    written = line.texts[FIELD].wordings.get(language, "") if FIELD in line.texts else ""
    for one in written.splitlines():
        if one.strip():
            yield _LINE.fullmatch(one.strip())


def as_cell(kept: Mapping[str, Record]) -> str:
    """The text of the cell that holds these records."""
    return "\n".join(f"{name}: {record.state.value} {record.digest}" for name, record in sorted(kept.items()))


def state_of(wording: Wording, language: str) -> State:
    """Where the translation of one text stands."""
    if not wording.text.has(language):
        return State.MISSING
    record = records(wording.line, language).get(wording.field)
    if record is None:
        return State.TRANSLATED
    return record.state if record.digest == digest(wording.text.wordings.get(FRENCH, "")) else State.STALE
