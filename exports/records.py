"""Respondents as the analysis sees them: answers, and nothing that names anyone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from exports.study import Study as Study
from surveys.answers import Answer, Missing, is_spoken


class Counted(IntEnum):
    """Where a respondent was counted in earlier releases of the campaign."""

    NOT_YET = 0
    GROUP = 1  # with their group, and in the city
    CITY = 2  # in the city only
    REST = 3  # with their group, and in no class of it that is shown


@dataclass(frozen=True, slots=True)
class Mode:
    """How somebody answered. channel: "telegram", "web", ... assisted: somebody helped."""

    channel: str = ""
    assisted: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One respondent. `answers` has every answerable item: a value, or the reason why there is none.

    number: tells respondents apart, and nothing else. mark: of the answers as they were when first counted (see
    `exports.tabulate`), empty before that. mode: for a comparison of ways to answer.
    """

    answers: Mapping[str, Answer]
    complete: bool
    number: int = 0
    counted: Counted = Counted.NOT_YET
    mark: bytes = b""
    mode: Mode = Mode()

    @property
    def spoken(self) -> frozenset[str]:
        """The items answered aloud, whether or not somebody has written them down yet."""
        aloud = (name for name, answer in self.answers.items() if is_spoken(answer))
        return frozenset(aloud)

    @property
    def counts(self) -> bool:
        """Complete, or partial with at least half of the questions that applied answered.

        "I don't know" and "I prefer not to say" are answers here; "skipped" and "not asked" are not.
        """
        if self.complete:
            return True
        applied = [answer for answer in self.answers.values() if answer is not Missing.NOT_APPLICABLE]
        given = sum(answer is not Missing.SKIPPED and answer is not Missing.NOT_ASKED for answer in applied)
        return bool(applied) and 2 * given >= len(applied)
