"""How many people live where: known totals that answers are weighted to. A file with its source and its day, or none.

One line per category: `variable,category,people,source,date`, with `;` as well as `,`. The variable is "district", or
a question with one answer, whose shares are then shown beside the known ones. A category TOTAL is held against the sum.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from exports.plan import DISTRICT, Plan
from surveys.problems import Place, Problem

COLUMNS = ("variable", "category", "people", "source", "date")
TOTAL = "TOTAL"
Line = tuple[int, Mapping[str, str]]  # row in the file, values


@dataclass(frozen=True, slots=True)
class Margins:
    """people: per variable and category. source: who counted. day: what the counts are of, ISO."""

    source: str
    day: str
    people: Mapping[str, Mapping[str, int]]


def read_margins(content: bytes, known: Mapping[str, Sequence[str]]) -> Margins | tuple[Problem, ...]:
    """known: the categories of each variable that margins can be about. Everything that is wrong is said at once."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return (Problem("margins_not_text"),)
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [name.strip() for name in table.fieldnames or ()]
    if missing := [name for name in COLUMNS if name not in names]:
        return tuple(Problem("margins_no_column", Place(row=1), {"column": name}) for name in missing)
    table.fieldnames = names
    rows = [
        (number, {name: (row[name] or "").strip() for name in COLUMNS}) for number, row in enumerate(table, start=2)
    ]
    problems = (*_lines(rows, known), *_whole(rows, known)) if rows else (Problem("margins_empty"),)
    return problems or _margins(rows)


def together(margins: Margins, made: Plan) -> Margins:
    """Where districts are merged, the people of all of them."""
    if DISTRICT not in margins.people or not any(group.members for group in made.groups):
        return margins
    living = margins.people[DISTRICT]
    merged = {group.name: sum(living[one] for one in group.choices) for group in made.groups if group.choices}
    return replace(margins, people={**margins.people, DISTRICT: merged})


def _lines(rows: Sequence[Line], known: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """What is wrong with a line by itself."""
    seen: set[tuple[str, str]] = set()
    for number, row in rows:
        variable, category = row["variable"], row["category"]
        if variable not in known:
            yield _at(number, "variable", "margins_unknown_variable", name=variable)
        elif category not in (*known[variable], TOTAL):
            yield _at(number, "category", "margins_unknown_category", name=category)
        elif (variable, category) in seen:
            yield _at(number, "category", "margins_twice", name=category)
        seen.add((variable, category))
        if not (row["people"].isascii() and row["people"].isdecimal() and int(row["people"])):
            yield _at(number, "people", "margins_not_a_number", value=row["people"])
        if not row["source"] or row["source"] != rows[0][1]["source"]:
            yield _at(number, "source", "margins_no_source")
        if not _is_day(row["date"]) or row["date"] != rows[0][1]["date"]:
            yield _at(number, "date", "margins_no_date", value=row["date"])


def _whole(rows: Sequence[Line], known: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """What is wrong with the lines together: categories without a line, sums that are not their total."""
    given: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for number, row in rows:
        if row["variable"] in known and row["people"].isascii() and row["people"].isdecimal():
            given[row["variable"]][row["category"]] = (number, int(row["people"]))
    totals: set[int] = set()
    for variable, found in given.items():
        for category in known[variable]:
            if category not in found:
                yield Problem("margins_missing", values={"variable": variable, "name": category})
        total = sum(people for category, (_number, people) in found.items() if category != TOTAL)
        number, said = found.get(TOTAL, (0, total))
        if said != total:
            yield _at(number, "people", "margins_wrong_sum", sum=str(total), total=str(said))
        totals.add(total)
    if len(totals) > 1:
        yield Problem("margins_differ", values={"sums": ", ".join(map(str, sorted(totals)))})


def _margins(rows: Sequence[Line]) -> Margins:
    people: dict[str, dict[str, int]] = {}
    for _number, row in rows:
        if row["category"] != TOTAL:
            people.setdefault(row["variable"], {})[row["category"]] = int(row["people"])
    return Margins(rows[0][1]["source"], rows[0][1]["date"], people)


def _at(row: int, column: str, code: str, **values: str) -> Problem:
    return Problem(code, Place(row=row, column=column), values)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
