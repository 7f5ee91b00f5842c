"""In which places a proposal may be, which ones cannot be told apart, and who may be among the first three.

Ranges of places after Mogstad, Romano, Shaikh and Wilhelm, "Inference for ranks" (Review of Economic Studies 2024): one
bound for all differences at once, drawn from a normal distribution with the covariance of the scores; a proposal stands
behind those that are better beyond that bound, and before those that are worse. Unlike ranks drawn again and again,
such ranges hold when scores are equal or nearly so. The seed is fixed: the same figures give the same ranges.
"""

from dataclasses import dataclass

import numpy as np

from exports.statistics.chance import DIGITS
from exports.statistics.strengths import Floats

DRAWS = 1000
SEED = 11
LEVEL = 0.90  # chance that the places of all proposals of a question are in their ranges
FIRST = 3
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Places:
    """Per proposal. low, high: places that it may have. first_three: chance in 100, 1..99. tie: number of its group."""

    low: tuple[int, ...]
    high: tuple[int, ...]
    first_three: tuple[int, ...]
    tie: tuple[int, ...]


def places(scores: Floats, covariance: Floats) -> Places:
    scores = np.round(scores, DIGITS)
    drawn = _draws(covariance)
    variances = np.diag(covariance)
    spread = np.sqrt(np.maximum(variances[:, np.newaxis] + variances - 2 * covariance, _TINY))
    gaps = scores[:, np.newaxis] - scores  # of row over column
    apart = np.abs(drawn[:, :, np.newaxis] - drawn[:, np.newaxis, :]) / spread
    bound = float(np.quantile(apart.reshape(DRAWS, -1).max(axis=1), LEVEL))
    better = gaps > bound * spread
    low, high = 1 + better.sum(axis=0), len(scores) - better.sum(axis=1)
    lows, highs = tuple(map(int, low)), tuple(map(int, high))
    return Places(lows, highs, _first_three(scores + drawn), _ties(scores, lows, highs))


def _draws(covariance: Floats) -> Floats:
    """Shape (DRAWS, proposals), around 0."""
    values, vectors = np.linalg.eigh(covariance)
    root = vectors @ np.diag(np.sqrt(np.maximum(values, 0))) @ vectors.T
    found: Floats = np.random.default_rng(SEED).standard_normal((DRAWS, len(covariance))) @ root
    return found


def _first_three(drawn: Floats) -> tuple[int, ...]:
    order = np.argsort(-drawn, axis=1, kind="stable")[:, :FIRST]
    hits = np.bincount(order.ravel(), minlength=drawn.shape[1])
    return tuple(min(99, max(1, int((100 * hit + DRAWS // 2) // DRAWS))) for hit in hits)


def _ties(scores: Floats, low: tuple[int, ...], high: tuple[int, ...]) -> tuple[int, ...]:
    """Number of the group of each: a new group begins where all before stand certainly before all that follow."""
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    ties, group = [0] * len(order), 1
    for position, place in enumerate(order):
        before, after = order[:position], order[position:]
        is_cut = all(high[one] <= position for one in before) and all(low[one] > position for one in after)
        group += bool(before) and is_cut
        ties[place] = group
    return tuple(ties)
