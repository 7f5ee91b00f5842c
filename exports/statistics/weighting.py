"""The city as if its districts had answered in proportion to their people (raking to one margin, with trimming).

Computed from released figures: a weight belongs to a district, never to a person. Margins of other variables cannot be
weighted to without crossing questions with them, which the plan does not allow; they are shown beside the answers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exports.protected import Composition, Share, Weighting
from exports.statistics.chance import normal_range, points, share_variance
from exports.statistics.margins import Margins
from exports.statistics.shares import Weighted, base_of
from exports.statistics.shown import CITY, Shown, ShownTable

DISTRICT = "district"
LOWEST, HIGHEST = 0.3, 3.0  # weights beyond are cut inside the loop (Izrael, Battaglia and Frankel 2009)
ROUNDS = 50
CLOSE = 1e-6
COVERED = 0.9  # share of the weighted people whose districts must be shown for a question


@dataclass(frozen=True, slots=True)
class Weights:
    """by_line: weight of each district that is shown; the mean over its people is 1."""

    by_line: Mapping[str, float]
    trimmed: tuple[str, ...]


def weights(heads: Mapping[str, int], people: Mapping[str, int]) -> Weights:
    """heads: released people of the districts that are shown. people: those who live there."""
    answered = {line: heads[line] for line in people if heads.get(line)}
    living, total = sum(people[line] for line in answered), sum(answered.values())
    wanted = {line: people[line] / living / (count / total) for line, count in answered.items()}
    found = dict(wanted)
    for _round in range(ROUNDS):
        cut = {line: min(HIGHEST, max(LOWEST, weight)) for line, weight in found.items()}
        mean = sum(cut[line] * count for line, count in answered.items()) / total
        following = {line: weight / mean for line, weight in cut.items()}
        is_settled = all(abs(following[line] - found[line]) < CLOSE for line in found)
        found = following
        if is_settled:
            break
    trimmed = tuple(line for line, weight in wanted.items() if not LOWEST <= weight <= HIGHEST)
    return Weights(found, trimmed)


def effective(heads: Mapping[str, int], found: Weights) -> int:
    """People that the weighted answers are worth: Kish's size."""
    first = sum(heads[line] * weight for line, weight in found.by_line.items())
    second = sum(heads[line] * weight**2 for line, weight in found.by_line.items())
    return int(first**2 / second)


def weighting(shown: Shown, margins: Margins) -> tuple[Weighting | None, Weighted]:
    """What was done, and the city's weighted shares. Nothing when no district of the margins is shown."""
    people = margins.people.get(DISTRICT, {})
    if not any(shown.heads.get(line) for line in people):
        return None, {}
    found = weights(shown.heads, people)
    told = Weighting(
        source=margins.source,
        day=margins.day,
        effective=effective(shown.heads, found),
        smallest=round(min(found.by_line.values()), 2),
        largest=round(max(found.by_line.values()), 2),
        trimmed=found.trimmed,
        missing=tuple(line for line in people if line not in found.by_line),
        covered=points(sum(people[line] for line in found.by_line), sum(people.values())),
    )
    crowd = {line: weight * shown.heads[line] for line, weight in found.by_line.items()}
    shares = {
        (table.name, answer): share
        for tables in shown.of_item().values()
        for table in tables
        if table.measure != "reply"
        for answer, share in _shares(table, tables[0], crowd, shown.rules.percent_base)
    }
    return told, shares


def _shares(
    table: ShownTable, first: ShownTable, crowd: Mapping[str, float], least: int
) -> Iterator[tuple[str, Share]]:
    bases = {line: base for line in crowd if (base := base_of(table, first, line))}
    weight, base = sum(crowd[line] for line in bases), sum(bases.values())
    city = base_of(table, first, CITY)
    if city is None or min(base, city) < least or weight < COVERED * sum(crowd.values()):
        return
    for place, answer in enumerate(table.answers):
        if answer.in_base:
            parts = [(crowd[line] / weight, table.rows[line], bases[line]) for line in bases]
            share = sum(part * min(1.0, row.values[place] / own) for part, row, own in parts)
            spread = sum(part**2 * share_variance(row.values[place], own, row.reach) for part, row, own in parts)
            yield answer.name, Share(points(round(1e6 * share), 10**6), normal_range(share, spread))


def composition(shown: Shown, margins: Margins) -> Iterator[Composition]:
    """Who answered beside who lives there."""
    for variable, people in margins.people.items():
        counts = shown.heads if variable == DISTRICT else _counts(shown, variable)
        answered, living = sum(counts.get(name, 0) for name in people), sum(people.values())
        for name, number in people.items():
            share = points(counts[name], answered) if name in counts and answered >= shown.rules.percent_base else None
            yield Composition(variable, name, share, points(number, living))


def _counts(shown: Shown, item: str) -> Mapping[str, int]:
    """The city's figures of a question with one answer."""
    table = next(table for table in shown.tables if table.item == item)
    row = table.rows.get(CITY)
    return dict(zip((answer.name for answer in table.answers), row.values, strict=True)) if row else {}
