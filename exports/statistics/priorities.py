"""Priority questions by line: an order where enough people answered, first trends where fewer did, nothing below.

A small group borrows from the city (partial pooling): the less it has to say, and the more the groups resemble one
another, the more; but groups are never taken to be all alike, so that none is talked over. A group of PEOPLE or more
speaks for itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from exports.protected import Priorities, Range, Ranked, Reason, Standing
from exports.statistics.ballots import Ballot, ballot, is_priority
from exports.statistics.chance import DIGITS, ENOUGH, Z, down, up
from exports.statistics.ranks import places
from exports.statistics.shown import CITY, Shown, ShownTable
from exports.statistics.strengths import Floats, chances

PEOPLE = 100
FEWEST_GROUPS = 3  # under which nothing can be said of how groups differ
DIFFER = 0.1  # how far the scores of groups are apart at least (standard deviation), whatever the figures say


def priorities(shown: Shown) -> Iterator[Priorities]:
    """Every priority question in every line."""
    for item, tables in shown.of_item().items():
        if is_priority(tables):
            yield from _item(item, tables, shown)


def _item(item: str, tables: Sequence[ShownTable], shown: Shown) -> Iterator[Priorities]:
    found = {line: _enough(ballot(tables, line), shown.rules.floor) for line in shown.lines}
    between = _between([one for line, one in found.items() if line != CITY and isinstance(one, Ballot)])
    city = found[CITY]
    for line, one in found.items():
        if one is Reason.ELSEWHERE:
            continue
        if isinstance(one, Reason):
            yield Priorities(item, line, None, Standing.WITHHELD, reason=one)
            continue
        standing = Standing.ORDER if one.people >= ENOUGH else Standing.TRENDS
        own = 1.0
        if line != CITY and one.people < PEOPLE and between is not None and isinstance(city, Ballot):
            own = between / (between + _noise(one))
        pooled, covariance = (one, one.covariance()) if own == 1.0 else _pooled(one, city, own)
        ranked = _ranked(pooled, covariance)
        yield Priorities(item, line, int(one.people), standing, ranked, pooled=round(100 * (1 - own)))


def _enough(one: Ballot | Reason, floor: int) -> Ballot | Reason:
    return Reason.TOO_FEW if isinstance(one, Ballot) and one.people < floor else one


def _noise(one: Ballot) -> float:
    """Variance of a score by chance and rounding, the mean over the proposals."""
    return float(np.diag(one.covariance()).mean())


def _between(groups: Sequence[Ballot]) -> float | None:
    """How much groups truly differ: variance of a score between them (DerSimonian and Laird 1986), the mean over the
    proposals, and DIFFER at least. None when there are too few groups to say."""
    if len(groups) < FEWEST_GROUPS:
        return None
    weights = np.array([1 / _noise(one) for one in groups])
    scores = np.array([one.scores for one in groups])
    centre = weights @ scores / weights.sum()
    excess = float((weights @ (scores - centre) ** 2).mean()) - (len(groups) - 1)
    return max(DIFFER**2, excess / float(weights.sum() - (weights**2).sum() / weights.sum()))


def _pooled(one: Ballot, city: Ballot | Reason, own: float) -> tuple[Ballot, Floats]:
    """The line's shares drawn towards the city's; `own`: its part in them. With the covariance of the scores."""
    assert isinstance(city, Ballot), "lines are pooled with a city that is shown"
    pro, contra = (own * mine + (1 - own) * all_ for mine, all_ in ((one.pro, city.pro), (one.contra, city.contra)))
    covariance = own * one.covariance() + (1 - own) ** 2 * city.covariance()
    return replace(one, pro=pro, contra=contra), covariance


def _ranked(one: Ballot, covariance: Floats) -> tuple[Ranked, ...]:
    scores, where = one.scores, places(one.scores, covariance)
    before = chances(one.strengths())
    half = Z * np.sqrt(np.diag(covariance))
    least = -100 if one.sided else 0
    found: Mapping[int, Ranked] = {
        place: Ranked(
            choice=choice,
            tie=where.tie[place],
            score=_points(scores[place]),
            range=Range(
                max(least, down(100 * (scores[place] - half[place]))), min(100, up(100 * (scores[place] + half[place])))
            ),
            ranks=Range(where.low[place], where.high[place]),
            first_three=where.first_three[place],
            chance=_points(before[place]),
        )
        for place, choice in enumerate(one.choices)
    }
    return tuple(found[place] for place in sorted(found, key=lambda place: (where.tie[place], -scores[place], place)))


def _points(share: float) -> int:
    return round(100 * round(float(share), DIGITS))
