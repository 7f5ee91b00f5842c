"""WHO is shown: the cheapest set of groups to hide so that what is hidden, taken together, gives nothing away."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from exports.policy import Policy
from exports.tables import Counts

Flags = NDArray[np.bool_]


def hidden_groups(heads: Counts, residual: Flags, already: Flags, policy: Policy) -> Flags:
    """Groups to hide everywhere, shape (groups,): those under the floor, and others until the hidden are enough.

    heads: people per group. residual: the group that is no district, given up first at equal cost. already: hidden in
    any case.
    """
    small = already | (heads < policy.floor)
    if not 0 < heads[small].sum() < policy.floor or small.all():
        return small
    cost = heads + np.where(residual, 0, policy.floor)
    return _cover(cost, small, heads[np.newaxis, :], policy.floor)


def hidden_answers(others: Counts, heads: Counts, already: Flags, policy: Policy) -> Flags:
    """Groups to hide for one question, shape (groups,): also those, alone or together, that answered too much alike.

    others: people of each group who did not give each answer, shape (groups, answers). already: hidden in any case.
    The whole city must not have answered too much alike (see `agrees`).
    """
    alike = already | (others < policy.dissent).any(axis=1)
    if heads[alike].sum() == 0 or not (others[alike].sum(axis=0) < policy.dissent).any():
        return alike
    return _cover(heads, alike, others.T, policy.dissent)


def agrees(others: Counts, policy: Policy) -> bool:
    """Whether some answer was given by (nearly) everybody. others: people who did not give each answer."""
    return bool((others < policy.dissent).any())


def _cover(cost: Counts, must: Flags, gains: Counts, least: int) -> Flags:
    """The cheapest choice of groups that contains `must` and adds up to `least` on every row of `gains`."""
    # Earlier groups first at equal cost: the same counts always give the same choice.
    weights = cost + np.arange(len(cost)) / (10 * len(cost))
    found = milp(
        weights,
        integrality=np.ones(len(cost), dtype=np.int64),
        bounds=Bounds(must.astype(float), 1),
        constraints=LinearConstraint(gains, lb=least),
    )
    if found.x is None:
        raise ArithmeticError(f"no set of groups to hide: {found.message}")
    chosen: Flags = found.x > 0.5
    return chosen
