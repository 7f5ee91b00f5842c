"""Expressions in cells: checked when read, and taken apart where they bound a number of choices or characters."""

import re
from collections.abc import Collection

from services.sheets.findings import Findings
from services.sheets.layout import Line
from surveys.expressions import ExpressionError, compile_
from surveys.problems import Place

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})  # spreadsheets curl quotes
_BOUND = r"\s*{function}\(\s*\.\s*\)\s*(<=|>=|<|>|=)\s*(\d+)\s*"


class Formulas:
    """Reads expressions, and remembers which names they use until all names are known."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._used: list[tuple[str, Place]] = []
        self.filter_columns: set[str] = set()

    def read(self, line: Line, field: str, columns: Collection[str] = ()) -> str:
        """The expression in a cell, "" when there is none or it is faulty (which is reported).

        columns: bare names that may stand in it (columns of the choices sheet, for a choice filter).
        """
        written = line.get(field).translate(_STRAIGHT).strip()
        place = line.place(field)
        try:
            expression = compile_(written)
        except ExpressionError as error:
            self._findings.error(f"expression_{error.code}", place, detail=error.detail)
            return ""
        for name in sorted(expression.columns - set(columns)):
            self._findings.error("unknown_column" if field == "choice_filter" else "bare_name", place, name=name)
        if field == "choice_filter":
            self.filter_columns |= expression.columns
        self._used += [(name, place) for name in sorted(expression.names)]
        return written

    def check_names(self, known: Collection[str], in_doubt: Collection[str]) -> None:
        """Report names that no imported row bears; `in_doubt` are names of rows refused for another reason."""
        for name, place in self._used:
            if name not in known and name not in in_doubt:
                self._findings.error("unknown_name", place, name=name)


def all_of(conditions: Collection[str]) -> str:
    """One condition that holds when all hold."""
    given = [condition for condition in conditions if condition]
    return given[0] if len(given) == 1 else " and ".join(f"({condition})" for condition in given)


def bounds(constraint: str, function: str) -> tuple[int | None, int | None, str]:
    """(least, most, what is left) of a constraint such as `count-selected(.) <= 3 and ...` on `function`(.)."""
    least, most, rest = None, None, []
    pattern = re.compile(_BOUND.format(function=re.escape(function)))
    for part in _conjuncts(constraint):
        match = pattern.fullmatch(part)
        if match is None:
            rest.append(part)
            continue
        sign, limit = match[1], int(match[2])
        if sign in ("<", "<=", "="):
            most = limit - (sign == "<")
        if sign in (">", ">=", "="):
            least = limit + (sign == ">")
    return least, most, " and ".join(part.strip() for part in rest)


def _conjuncts(constraint: str) -> list[str]:
    """Parts joined by `and`, when nothing else joins them; else the whole."""
    parts = re.split(r"\band\b", constraint)
    return parts if all(map(_is_simple, parts)) else [constraint]


def _is_simple(part: str) -> bool:
    return part.count("(") == part.count(")") and not re.search(r"\bor\b|['\"]", part)
