"""Which lines a question hides: those that answered too much alike, and the cheapest others that protect them."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from exports.policy import Policy
from exports.tables import Counts, Flags


def hidden_answers(
    others: Counts, heads: Counts, already: Flags, policy: Policy, news: Counts | None = None, shut: Flags | None = None
) -> Flags | None:
    """Lines to hide for one question, shape (lines,): also those that answered too much alike, alone or together.

    others: people of each line who did not give each answer, shape (lines, answers). already: hidden in any case. news:
    the part of `others` that no earlier release lets a reader subtract (all of it when there was none). shut: lines
    that an earlier release settled; they can protect nobody. None when nothing protects enough. The whole city must
    not have answered too much alike (see `agrees`).
    """
    settled = np.zeros_like(already) if shut is None else shut
    unknown = others if news is None else news
    alike = already | ((others < policy.dissent).any(axis=1) & ~settled)
    if heads[alike & ~settled].sum() == 0 or not (unknown[alike].sum(axis=0) < policy.dissent).any():
        return alike
    return _cover(heads, alike, alike | ~settled, unknown.T, policy.dissent)


def agrees(others: Counts, policy: Policy) -> bool:
    """Whether some answer was given by (nearly) everybody. others: people who did not give each answer."""
    return bool((others < policy.dissent).any())


def _cover(cost: Counts, must: Flags, may: Flags, gains: Counts, least: int) -> Flags | None:
    """The cheapest choice of lines between `must` and `may` that adds up to `least` on every row of `gains`."""
    # Earlier lines first at equal cost: the same counts always give the same choice.
    weights = cost + np.arange(len(cost)) / (10 * len(cost))
    found = milp(
        weights,
        integrality=np.ones(len(cost), dtype=np.int64),
        bounds=Bounds(must.astype(float), may.astype(float)),
        constraints=LinearConstraint(gains, lb=least),
    )
    if found.x is None:
        return None
    chosen: Flags = found.x > 0.5
    return chosen
