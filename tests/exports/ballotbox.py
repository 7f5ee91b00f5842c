"""Made-up votes with known strengths, and their figures rounded as a release would, for the tests of priorities."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from exports.statistics.ballots import Ballot
from exports.statistics.strengths import Floats
from surveys.design import sets

STEP = 5


@dataclass(frozen=True)
class Votes:
    """Per person and proposal: 1 for, -1 against, 0 neither. Shape (people, proposals)."""

    signs: np.ndarray
    ends: bool
    sided: bool

    def ballot(self, draw: np.random.Generator) -> Ballot:
        """As released: every count rounded up or down to a multiple of 5, by chance and without bias."""
        people = _rounded(np.array([len(self.signs)]), draw)[0]
        pro, contra = (_rounded((self.signs == side).sum(axis=0), draw) for side in (1, -1))
        base = float(pro.sum() if self.ends else people)
        names = tuple("abcdefghijkl"[: self.signs.shape[1]])
        return Ballot(names, np.minimum(pro / base, 1), np.minimum(contra / base, 1), base, STEP, self.ends, self.sided)


def _rounded(counts: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    low = counts // STEP * STEP
    return low + STEP * (draw.random(counts.shape) < (counts - low) / STEP)


def orders(strengths: Floats, people: int, draw: np.random.Generator) -> np.ndarray:
    """One order for each person, best first (Plackett-Luce)."""
    return np.argsort(-(strengths + draw.gumbel(size=(people, len(strengths)))), axis=1)


def best_worst(strengths: Floats, people: int, draw: np.random.Generator) -> Votes:
    """Of each order the first and the last."""
    found = orders(strengths, people, draw)
    signs = np.zeros(found.shape, dtype=int)
    np.put_along_axis(signs, found[:, :1], 1, axis=1)
    np.put_along_axis(signs, found[:, -1:], -1, axis=1)
    return Votes(signs, ends=True, sided=True)


def three_best(strengths: Floats, people: int, draw: np.random.Generator) -> Votes:
    found = orders(strengths, people, draw)
    signs = np.zeros(found.shape, dtype=int)
    np.put_along_axis(signs, found[:, :3], 1, axis=1)
    return Votes(signs, ends=False, sided=False)


def pairs(strengths: Floats, people: int, draw: np.random.Generator) -> Votes:
    """Eight pairs for each person, as the conversation draws them."""
    count = len(strengths)
    net = np.zeros((people, count), dtype=int)
    for person in range(people):
        for one, other in sets(int(draw.integers(10**9)), "duel", count, 2, 8):
            wins = draw.random() < 1 / (1 + np.exp(strengths[other] - strengths[one]))
            net[person, one if wins else other] += 1
            net[person, other if wins else one] -= 1
    return Votes(np.sign(net), ends=False, sided=True)


KINDS: dict[str, Callable[[Floats, int, np.random.Generator], Votes]] = {
    "best_worst": best_worst,
    "three_best": three_best,
    "pairs": pairs,
}


def true_scores(kind: str, strengths: Floats) -> Floats:
    """What the scores come to when very many answer."""
    votes = KINDS[kind](strengths, 20_000 if kind != "pairs" else 4_000, np.random.default_rng(0))
    scores: Floats = votes.signs.mean(axis=0)
    return scores
