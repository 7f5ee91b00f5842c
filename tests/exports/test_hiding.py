import numpy as np

from exports.hiding import hidden_answers
from exports.policy import PUBLIC


def test_a_group_that_agrees_is_hidden_with_one_that_does_not():
    heads, counts = np.array([20, 15, 30]), np.array([[20, 0], [8, 7], [15, 15]])
    hidden = hidden_answers(heads[:, None] - counts, heads, np.zeros(3, dtype=bool), PUBLIC)
    assert hidden.tolist() == [True, True, False]


def test_two_groups_that_agree_on_different_answers_protect_each_other():
    heads, counts = np.array([20, 15, 30]), np.array([[20, 0], [0, 15], [15, 15]])
    hidden = hidden_answers(heads[:, None] - counts, heads, np.zeros(3, dtype=bool), PUBLIC)
    assert hidden.tolist() == [True, True, False]


def test_groups_hidden_for_being_small_must_not_agree_together_either():
    heads, counts = np.array([6, 6, 15, 30]), np.array([[6, 0], [6, 0], [9, 6], [15, 15]])
    already = np.array([True, True, False, False])
    hidden = hidden_answers(heads[:, None] - counts, heads, already, PUBLIC)
    assert hidden.tolist() == [True, True, True, False]


def test_a_group_whose_answers_are_out_already_protects_nobody():
    heads, counts = np.array([20, 15, 30]), np.array([[20, 0], [8, 7], [15, 15]])
    others, nobody = heads[:, None] - counts, np.zeros(3, dtype=bool)
    out = np.array([False, True, False])
    hidden = hidden_answers(others, heads, nobody, PUBLIC, others * ~out[:, None], out)
    assert hidden.tolist() == [True, False, True]
    assert hidden_answers(others, heads, nobody, PUBLIC, others * 0, np.array([False, True, True])) is None
