"""What authors are told. Small forms in text, and what is found in them."""

from services.authoring import examine
from surveys.problems import Level, Problem

SCALE = """
| choices |
| | list_name | name | label::Français (fr) |
| | scale | 1 | Jamais |
| | scale | 2 | Parfois |
| | scale | 3 | Souvent |
| | yes_no | yes | Oui |
| | yes_no | no | Non |
"""


def found(survey: str, rest: str = SCALE) -> tuple[Problem, ...]:
    """The errors and warnings of a form whose survey sheet has these rows."""
    return serious(examine(f"| survey |\n{survey.strip()}\n{rest}", "essai").problems)


def serious(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """What is more than a note."""
    return tuple(problem for problem in problems if problem.level is not Level.NOTE)


def codes(survey: str, rest: str = SCALE) -> list[str]:
    return [problem.code for problem in found(survey, rest)]


def asking(label: str, kind: str = "text", more: str = "", column: str = "") -> list[str]:
    """The codes of a form with one question."""
    heads = f"| | type | name | label::Français (fr) |{f' {column} |' if column else ''}"
    return codes(f"{heads}\n| | {kind} | q | {label} |{f' {more} |' if column else ''}")


def open_warnings(problems: tuple[Problem, ...]) -> list[Problem]:
    """The warnings that nobody gave a reason for."""
    return [problem for problem in problems if problem.level is Level.WARNING and not problem.accepted]
