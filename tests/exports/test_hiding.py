from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from exports.hiding import hidden_answers, hidden_groups
from exports.policy import LOCAL_GROUP, PUBLIC


def _hidden(*heads, residual=(), policy=PUBLIC):
    flags = np.array([place in residual for place in range(len(heads))])
    return np.flatnonzero(hidden_groups(np.array(heads), flags, np.zeros_like(flags), policy)).tolist()


def test_groups_with_enough_people_are_all_shown():
    assert _hidden(10, 40, 12) == []


def test_one_small_group_takes_the_cheapest_other_with_it():
    assert _hidden(9, 40, 12, 30) == [0, 2]


def test_small_groups_that_are_enough_together_need_no_other():
    assert _hidden(6, 40, 5, 12) == [0, 2]


def test_a_group_that_is_no_district_is_given_up_first():
    assert _hidden(9, 14, 20, residual=(2,)) == [0, 2]


def test_an_empty_group_needs_no_other():
    assert _hidden(0, 40, 12) == [0]


def test_the_local_group_sees_groups_of_five():
    assert _hidden(5, 40, 9, policy=LOCAL_GROUP) == []


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8))
def test_the_hidden_are_nobody_or_enough_and_as_few_as_possible(heads):
    people = np.array(heads)
    none = np.zeros(len(heads), dtype=bool)
    hidden = hidden_groups(people, none, none, PUBLIC)
    small = people < PUBLIC.floor
    assert hidden[small].all()
    if people.sum() >= PUBLIC.floor:
        assert people[hidden].sum() == 0 or people[hidden].sum() >= PUBLIC.floor
        others = np.flatnonzero(~small)
        need = PUBLIC.floor - people[small].sum()
        if 0 < need < PUBLIC.floor:
            cheapest = min(
                sum(people[list(some)]) + PUBLIC.floor * len(some)
                for size in range(len(others) + 1)
                for some in combinations(others, size)
                if people[list(some)].sum() >= need
            )
            extra = hidden & ~small
            assert people[extra].sum() + PUBLIC.floor * extra.sum() == cheapest


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
