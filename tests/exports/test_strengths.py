"""Strengths of proposals, held against choix, the reference for such models."""

import choix
import numpy as np
import pytest

from exports.statistics.strengths import bradley_terry, chances, luce
from tests.exports.ballotbox import orders

TRUE = np.array([1.2, 0.5, 0.1, -0.3, -0.6, -0.9])


def test_first_places_give_the_strengths_that_choix_gives():
    firsts = orders(TRUE, 400, np.random.default_rng(1))[:, 0]
    others = [[place for place in range(6) if place != first] for first in firsts]
    expected = choix.opt_top1(6, list(zip(firsts, others, strict=True)), alpha=0.5)
    counts = np.bincount(firsts, minlength=6).astype(float)
    assert luce(counts, np.zeros(6), 0.5) == pytest.approx(expected - expected.mean(), abs=1e-4)


def test_totals_of_balanced_pairs_give_the_strengths_that_choix_gives_for_the_pairs_themselves():
    draw = np.random.default_rng(2)
    meetings = [(i, j) for i in range(6) for j in range(i) for _ in range(60)]
    won = [(i, j) if draw.random() < 1 / (1 + np.exp(TRUE[j] - TRUE[i])) else (j, i) for i, j in meetings]
    expected = choix.opt_pairwise(6, won, alpha=0.5)
    wins, losses = (np.bincount([pair[side] for pair in won], minlength=6).astype(float) for side in (0, 1))
    assert bradley_terry(wins, losses, 0.5) == pytest.approx(expected - expected.mean(), abs=1e-4)


def test_the_first_and_the_last_tell_nearly_what_whole_orders_tell():
    # A release keeps of a ranking what was put first and what was put last; choix reads all of it.
    found = orders(TRUE, 2000, np.random.default_rng(3))
    whole = choix.ilsr_rankings(6, found)
    ends = luce(*(np.bincount(found[:, side], minlength=6).astype(float) for side in (0, -1)), 0.5)
    assert np.corrcoef(whole, ends)[0, 1] > 0.98
    assert list(np.argsort(-ends)) == list(np.argsort(-whole)) == list(range(6))


@pytest.mark.parametrize("of", [luce, bradley_terry])
def test_what_nobody_took_has_a_finite_strength(of):
    found = of(np.array([40.0, 5, 0]), np.array([0.0, 5, 40]), 0.5)
    assert np.isfinite(found).all()
    assert list(np.argsort(-found)) == [0, 1, 2]


@pytest.mark.parametrize("of", [luce, bradley_terry])
def test_the_order_of_the_proposals_does_not_matter(of):
    pro, contra = np.array([30.0, 12, 8, 3]), np.array([2.0, 10, 9, 25])
    assert of(pro[::-1], contra[::-1], 0.5)[::-1] == pytest.approx(of(pro, contra, 0.5))


def test_equal_proposals_have_even_chances():
    assert chances(np.zeros(5)) == pytest.approx([0.5] * 5)
    assert chances(np.array([9.0, 0, -9])) == pytest.approx([1, 0.5, 0], abs=1e-3)
