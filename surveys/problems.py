"""What an author can mend: a code with a place and values, never a sentence (`services.wording` has the sentences)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Level(Enum):
    ERROR = "error"  # refuses the questionnaire
    WARNING = "warning"  # the author mends it, or says why it stays
    NOTE = "note"  # good to know; nothing to do


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the workbook. Rows count from 1 as a spreadsheet shows them; 0 or "" when not known."""

    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` is a stable word such as "unsupported_type"; `values` fill its sentence.

    accepted: why the author leaves a warning as it is; "" as long as they did not say.
    """

    code: str
    place: Place = Place()
    values: Mapping[str, str] = field(default_factory=dict)
    level: Level = Level.ERROR
    accepted: str = ""
