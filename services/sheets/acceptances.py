"""The column `accepted`: the author's reasons for leaving a warning as it is.

One reason a line, `code: reason`; the code stands at the end of the warning. A reason counts for the warnings of its
own row; one of the settings sheet counts for those that have no row (a column, the whole form).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from services.sheets.findings import Findings
from services.sheets.layout import Line
from services.sheets.workbook import with_line_breaks
from surveys.problems import Level, Place, Problem
from surveys.questionnaire import Acceptance

FIELD = "accepted"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A reason, and the place of the cell that gives it."""

    code: str
    reason: str
    place: Place

    def covers(self, problem: Problem) -> bool:
        """Whether it is said of this problem. Row 1 holds headers, which no question owns."""
        if problem.level is not Level.WARNING or problem.code != self.code:
            return False
        if self.place.sheet == "settings":
            return problem.place.row <= 1 or problem.place.sheet == "settings"
        return (problem.place.sheet, problem.place.row) == (self.place.sheet, self.place.row)


def read_accepted(lines: Iterable[Line], findings: Findings) -> tuple[Accepted, ...]:
    """What the `accepted` cells of these rows say; a line without a code or a reason is told."""
    return tuple(accepted for line in lines for accepted in _read(line, findings))


def _read(line: Line, findings: Findings) -> Iterator[Accepted]:
    for written in with_line_breaks(line.get(FIELD)).splitlines():
        code, colon, reason = (part.strip() for part in written.partition(":"))
        if colon and code and reason:
            yield Accepted(code, reason, line.place(FIELD))
        elif written.strip():
            findings.warn("acceptance_without_reason", line.place(FIELD), written=written.strip())


def stored(accepted: Iterable[Accepted], lines: Iterable[Line]) -> tuple[Acceptance, ...]:
    """The reasons as the questionnaire keeps them: by name, whatever row it was."""
    owners = {(line.sheet, line.number): _owner(line) for line in lines}
    return tuple(Acceptance(one.code, owners.get((one.place.sheet, one.place.row), ""), one.reason) for one in accepted)


def _owner(line: Line) -> str:
    return "/".join(part for part in (line.get("list_name"), line.get("name")) if part)


def settled(problems: Iterable[Problem], accepted: Iterable[Accepted]) -> tuple[Problem, ...]:
    """The problems, the accepted warnings with their reason, and a note for each reason that no warning needs."""
    reasons = tuple(accepted)
    told = tuple(replace(problem, accepted=_reason(problem, reasons)) for problem in problems)
    idle = (one for one in reasons if not any(one.covers(problem) for problem in told))
    notes = tuple(Problem("acceptance_idle", one.place, {"code": one.code}, Level.NOTE) for one in idle)
    return told + notes


def _reason(problem: Problem, reasons: tuple[Accepted, ...]) -> str:
    return next((one.reason for one in reasons if one.covers(problem)), "")
