"""How many people live in priority neighbourhoods: three more columns of the file of inhabitants, `priority`,
`priority_source` and `priority_date`, as another office counts them, of another day.

What is known is where people live, never who answered from there: nobody is asked, and no answer is counted by it
(domain D-04)."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.context import Transaction
from storage import turnout
from storage.turnout import Population
from surveys.problems import Place, Problem

PEOPLE, SOURCE, DAY = "priority", "priority_source", "priority_date"


def read(content: bytes, inhabitants: Mapping[str, int]) -> Population | tuple[Problem, ...] | None:
    """None for a file without these columns. content: a file of inhabitants without any mistake. inhabitants: by
    district. Everything that is wrong is said at once."""
    text = content.decode("utf-8-sig")
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    named = [{(name or "").strip(): (value or "").strip() for name, value in row.items()} for row in table]
    lines = [(number, row) for number, row in enumerate(named, start=2) if row["category"] in inhabitants]
    if not any(row.get(PEOPLE) for _number, row in lines):
        return None
    problems = tuple(_problems(lines, inhabitants))
    first = lines[0][1]
    return problems or Population(
        {row["category"]: int(row[PEOPLE]) for _number, row in lines}, first[SOURCE], date.fromisoformat(first[DAY])
    )


def _problems(lines: Sequence[tuple[int, Mapping[str, str]]], inhabitants: Mapping[str, int]) -> Iterator[Problem]:
    first = lines[0][1]
    for number, row in lines:
        people, source, day = (row.get(name, "") for name in (PEOPLE, SOURCE, DAY))
        if not (people.isascii() and people.isdecimal()):
            yield Problem("margins_not_a_number", Place(row=number, column=PEOPLE), {"value": people})
        elif int(people) > inhabitants[row["category"]]:
            most = str(inhabitants[row["category"]])
            yield Problem("priority_too_many", Place(row=number, column=PEOPLE), {"count": people, "most": most})
        if not source or source != first.get(SOURCE):
            yield Problem("margins_no_source", Place(row=number, column=SOURCE))
        if not _is_day(day) or day != first.get(DAY):
            yield Problem("margins_no_date", Place(row=number, column=DAY), {"value": day})


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Living:
    """Who lives where, as far as somebody counted. population: everybody. priority: in priority neighbourhoods."""

    population: Population | None
    priority: Population | None

    @property
    def inhabitants(self) -> dict[str, int]:
        """Per cent of the city's inhabitants, by district."""
        everybody = sum(self.population.people.values()) if self.population else 0
        return {slug: round(100 * count / everybody) for slug, count in _people(self.population).items()}

    @property
    def shares(self) -> dict[str, int]:
        """Per cent of a district's inhabitants who live in priority neighbourhoods."""
        known = _people(self.population)
        return {slug: round(100 * count / known[slug]) for slug, count in _people(self.priority).items()}

    @property
    def above(self) -> frozenset[str]:
        """The districts in which this share is higher than in the whole city."""
        known, there = _people(self.population), _people(self.priority)
        city, of_them = sum(known.values()), sum(there.values())
        return frozenset(slug for slug, count in there.items() if count * city > of_them * known[slug])


def living(transaction: Transaction) -> Living:
    """What was handed in last."""
    return Living(turnout.known_population(transaction), turnout.known_priority(transaction))


def _people(counted: Population | None) -> Mapping[str, int]:
    return counted.people if counted else {}
