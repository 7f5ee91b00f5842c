"""How strong each of several proposals is, on one scale for all ways of asking.

Strengths are logarithms of worths: i is put before j with chance worth_i / (worth_i + worth_j) (Bradley and Terry
1952); i is the best of a set with chance worth_i / sum of worths (Luce 1959, Plackett 1975), and its worst likewise
with 1 / worth. A penalty on their squares keeps them finite when a proposal was never, or always, taken.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, softmax

Floats = NDArray[np.float64]
STEPS = 60
CLOSE = 1e-10


def luce(best: Floats, worst: Floats, penalty: float) -> Floats:
    """Strengths from how many people put each first, and how many last (or nobody): the likeliest, less
    `penalty` times the sum of squares."""
    strengths = np.zeros(len(best))
    for _turn in range(STEPS):
        up, down = _softmax(strengths), _softmax(-strengths)
        slope = best - best.sum() * up - worst + worst.sum() * down - 2 * penalty * strengths
        bend = best.sum() * (np.diag(up) - np.outer(up, up)) + worst.sum() * (np.diag(down) - np.outer(down, down))
        step = _step(bend, slope, penalty)
        strengths = strengths + step
        if np.abs(step).max() < CLOSE:
            break
    return strengths


def bradley_terry(wins: Floats, losses: Floats, penalty: float) -> Floats:
    """Strengths from how often each won and lost, when all met about equally often: their totals are then all that
    the meetings have to tell (sufficient statistics)."""
    count = len(wins)
    met = (wins + losses) / (count - 1)
    meetings = (met[:, np.newaxis] + met) / 2
    np.fill_diagonal(meetings, 0.0)
    strengths = np.zeros(count)
    for _turn in range(STEPS):
        before = _before(strengths)
        slope = (wins - losses) / 2 - (meetings * (before - 0.5)).sum(axis=1) - 2 * penalty * strengths
        weight = meetings * before * (1 - before)
        step = _step(np.diag(weight.sum(axis=1)) - weight, slope, penalty)
        strengths = strengths + step
        if np.abs(step).max() < CLOSE:
            break
    return strengths


def chances(strengths: Floats) -> Floats:
    """That each is put before another one drawn at random (the score of All Our Ideas, Salganik and Levy 2015)."""
    before = _before(strengths)
    found: Floats = (before.sum(axis=1) - 0.5) / (len(strengths) - 1)
    return found


def _before(strengths: Floats) -> Floats:
    return np.asarray(expit(strengths[:, np.newaxis] - strengths), dtype=np.float64)


def _softmax(values: Floats) -> Floats:
    return np.asarray(softmax(values), dtype=np.float64)


def _step(bend: Floats, slope: Floats, penalty: float) -> Floats:
    """Newton's step, no longer than 1 in any strength."""
    found = np.asarray(np.linalg.solve(bend + 2 * penalty * np.eye(len(slope)), slope), dtype=np.float64)
    return found / max(1.0, float(np.abs(found).max()))
