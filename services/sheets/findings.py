"""Where the problems of one workbook are gathered while it is read."""

from dataclasses import dataclass, field

from surveys.problems import Level, Place, Problem

_NOWHERE = Place()
_TOLD_ONCE = {"appearance_ignored"}  # how a screen would show it ("minimal", "field-list"): each word once


@dataclass(slots=True)
class Findings:
    """Problems in the order they were met. `refused`: at least one of them is an error."""

    problems: list[Problem] = field(default_factory=list)

    def error(self, code: str, place: Place = _NOWHERE, **values: str) -> None:
        """Something that refuses the questionnaire."""
        self.problems.append(Problem(code, place, values))

    def warn(self, code: str, place: Place = _NOWHERE, **values: str) -> None:
        """Something that is imported otherwise than written, or not at all."""
        if code in _TOLD_ONCE and any((one.code, one.values) == (code, values) for one in self.problems):
            return
        self.problems.append(Problem(code, place, values, Level.WARNING))

    @property
    def refused(self) -> bool:
        return any(problem.level is Level.ERROR for problem in self.problems)

    def errs_at(self, sheet: str, row: int) -> bool:
        """Whether an error stands on this row already."""
        return any(
            problem.level is Level.ERROR and (problem.place.sheet, problem.place.row) == (sheet, row)
            for problem in self.problems
        )
