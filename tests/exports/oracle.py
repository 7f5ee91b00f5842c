"""Truth for the tests, counted from the records in the plainest way; shares nothing with exports but the layout."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable

from exports.records import Record
from surveys.answers import Chosen, Missing
from surveys.items import BestWorst, Comparison, District, Multiple, Ranking, is_answerable
from surveys.questionnaire import Questionnaire

Key = frozenset[tuple[str, str]]
FIXED = ("release", "table", "value", "status")


def lines(cells_csv: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(cells_csv.decode(), newline="")))


def key(line: dict[str, str]) -> Key:
    return frozenset((n, v) for n, v in line.items() if n not in FIXED and v not in ("", "TOTAL"))


def truth(asked: Questionnaire, records: Iterable[Record], floor: int) -> Counter[Key]:
    """People in each cell, by its set of (dimension, category), in a first and last release.

    The people of groups that are too small are counted in the city only, if they are enough together, else nowhere.
    """
    counts: Counter[Key] = Counter()
    who = [(record, _district(asked, record)) for record in records if record.counts]
    sizes = Counter(district for _record, district in who)
    left = sum(size for district, size in sizes.items() if size < floor or not district)
    for record, district in who:
        small = sizes[district] < floor or not district
        if small and left < floor:
            continue
        answered: list[tuple[str, str]] = []
        for item in asked.items:
            if is_answerable(item) and not isinstance(item, District):
                answered += _columns(item, record.answers[item.name])
        for place in (frozenset(), *([] if small else [frozenset({("district", district)})])):
            counts[place] += 1
            for column in answered:
                counts[place | {column}] += 1
    return counts


def _district(asked: Questionnaire, record: Record) -> str:
    """The district of a respondent, "no_district", or "" where none is asked."""
    item = next((item for item in asked.items if isinstance(item, District)), None)
    if item is None:
        return ""
    answer = record.answers[item.name]
    real = {choice.name for choice in item.choices if choice.missing is None and not choice.last}
    return answer.choices[0] if isinstance(answer, Chosen) and answer.choices[0] in real else "no_district"


def _columns(item: object, answer: object) -> list[tuple[str, str]]:
    name = f"q_{item.name}"
    taken = answer.choices if isinstance(answer, Chosen) else ()
    reason = answer.value if isinstance(answer, Missing) else ""
    match item:
        case Multiple():
            substantive = [choice for choice in taken if choice != "dk"]
            reply = "answered" if substantive else (reason if reason else "dk")
            return [(name, "dk" if reply == "dont_know" else reply), *((f"{name}__{c}", "yes") for c in substantive)]
        case BestWorst():
            return [(f"{name}_best", taken[0] if taken else reason), (f"{name}_worst", taken[1] if taken else reason)]
        case Ranking():
            ends = ("first", "last") if len(item.choices) > 2 else ("first",)
            return [(f"{name}_{end}", taken[end == "last" and -1] if taken else reason) for end in ends]
        case Comparison():
            sets = [taken[at : at + item.size] for at in range(0, len(taken), item.size)]
            net = Counter(one[0] for one in sets)
            net.subtract(one[-1] for one in sets)
            sides = [(f"{name}__{c}_{'ahead' if n > 0 else 'behind'}", "yes") for c, n in net.items() if n]
            return [(name, "answered" if taken else reason), *sides]
        case _ if hasattr(item, "choices"):
            return [(name, taken[0] if taken else reason)]
    return []


def complaints(asked: Questionnaire, records: list[Record], cells_csv: bytes, floor: int) -> list[str]:
    """Everything that is wrong with a cells.csv, in words."""
    true, found = truth(asked, records, floor), []
    figures: dict[Key, int] = {}
    hidden: dict[str, set[Key]] = defaultdict(set)
    for line in lines(cells_csv):
        cell = key(line)
        if line["status"] == "suppressed":
            hidden[line["table"]].add(cell)
            found += [f"a withheld cell has a value: {line}"] if line["value"] else []
            continue
        value, width = int(line["value"]), 10 if line["status"].endswith("K1") else 5
        found += [f"no multiple of 5: {line}"] if value % 5 else []
        found += [f"too far from {true[cell]}: {line}"] if abs(value - true[cell]) >= width else []
        found += [f"two figures for one cell: {line}"] if figures.setdefault(cell, value) != value else []
        if line["table"] == "heads" and true[cell] < floor:
            found.append(f"a group of {true[cell]} is shown")
    together = sum(true[cell] for cell in hidden["heads"] if cell)
    found += [f"{together} people are hidden together"] if 0 < together < floor and frozenset() in figures else []
    return found + _sums(cells_csv, figures, hidden)


def _sums(cells_csv: bytes, figures: dict[Key, int], hidden: dict[str, set[Key]]) -> list[str]:
    found, lines_of = [], defaultdict(set)
    for line in lines(cells_csv):
        cell = key(line)
        for dimension, category in cell:
            lines_of[line["table"], dimension, cell - {(dimension, category)}].add(cell)
    for (table, dimension, total), parts in lines_of.items():
        if hidden[table] & (parts | {total}):
            continue
        amount = sum(figures[part] for part in parts)
        if "__" in dimension:
            found += [f"more takers than people: {table} {set(total)}"] if amount > figures[total] else []
        elif amount != figures[total]:
            found.append(f"{table}, {dimension}, {set(total)}: {amount} is not {figures[total]}")
    return found
