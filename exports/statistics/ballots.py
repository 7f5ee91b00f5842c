"""What a priority question says in one line: people for each proposal and people against it.

One shape for all ways of asking: the most important ones (for), the most and the least (for, against), an order (first,
last), comparisons (rather taken, rather left).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from exports.protected import Reason
from exports.statistics.chance import rounding_variance
from exports.statistics.shown import ShownTable
from exports.statistics.strengths import Floats, bradley_terry, luce

PENALTY = 0.5  # of strengths; as heavy as the answer of one person or two


@dataclass(frozen=True, slots=True)
class Ballot:
    """pro, contra: shares of the people who answered, one per proposal. ends: whether each person named exactly one for
    and one against (or only one for). people: that the shares are of; in effect, when other lines speak along.
    reach: of the figures. sided: whether one could be against."""

    choices: tuple[str, ...]
    pro: Floats
    contra: Floats
    people: float
    reach: int
    ends: bool
    sided: bool

    @property
    def scores(self) -> Floats:
        """Share for less share against, -1..1."""
        found: Floats = self.pro - self.contra
        return found

    def strengths(self) -> Floats:
        pro, contra = self.pro * self.people, self.contra * self.people
        if self.ends:
            return luce(pro, contra, PENALTY)
        if self.sided:
            return bradley_terry(pro, contra, PENALTY)
        # Who took some put each of them before each of the others.
        taken = float(self.pro.sum())
        return bradley_terry(pro * (len(pro) - taken), (self.people - pro) * taken, PENALTY)

    def covariance(self) -> Floats:
        """Of the scores: what chance and rounding make of them."""
        people = self.people
        pro, contra = ((share * people + 1) / (people + 2) for share in (self.pro, self.contra))
        contra = contra if self.sided else np.zeros(len(pro))
        scores = pro - contra
        variances = np.maximum(pro + contra - scores**2, 1 / (people + 2))
        joint = _ends(pro, contra, scores) if self.ends else _sides(variances)
        np.fill_diagonal(joint, variances)
        error = rounding_variance(self.reach) * (1 + self.sided + self.scores**2) / people**2
        found: Floats = joint / people + np.diag(error)
        return found


def _ends(pro: Floats, contra: Floats, scores: Floats) -> Floats:
    """Covariances when each person is for one and against another, the latter drawn among the rest."""
    both = pro[:, np.newaxis] * contra / np.maximum(1 - contra[:, np.newaxis], 0.05)
    found: Floats = -(both + both.T) - np.outer(scores, scores)
    return found


def _sides(variances: Floats) -> Floats:
    """Covariances when each person is for about as many as any other is (Hajek's for sampling without replacement)."""
    count = len(variances)
    found: Floats = -np.outer(variances, variances) / variances.sum() * count / (count - 1)
    return found


def ballot(tables: Sequence[ShownTable], line: str) -> Ballot | Reason:
    """What the tables of one item say in a line, or why it is withheld."""
    hidden = next((table for table in tables if line not in table.rows), None)
    if hidden is not None:
        return hidden.reasons[line]
    by_side = {side: [table for table in tables if table.measure in side] for side in (_PRO, _CONTRA)}
    pros, contras = (_figures(by_side[side], line) for side in (_PRO, _CONTRA))
    first = tables[0]
    answered = first.rows[line].values[0] if first.measure == "reply" else sum(value for _name, value in pros)
    if answered == 0:
        return Reason.TOO_FEW
    pro = np.array([value for _name, value in pros], dtype=np.float64) / answered
    contra = np.array([value for _name, value in contras], dtype=np.float64) / answered
    return Ballot(
        choices=tuple(name for name, _value in pros),
        pro=np.minimum(pro, 1.0),
        contra=np.minimum(contra, 1.0) if contras else np.zeros(len(pros)),
        people=float(answered),
        reach=max(table.rows[line].reach for table in tables),
        ends=first.measure != "reply",
        sided=bool(contras),
    )


def is_priority(tables: Sequence[ShownTable]) -> bool:
    """Whether an item asks what matters most: several proposals, and a limit or two sides."""
    proposals = [answer for table in tables if table.measure in _PRO for answer in table.answers if answer.is_real]
    limited = tables[0].measure != "reply" or tables[0].at_most is not None or any(t.measure == "ahead" for t in tables)
    return len(proposals) > 1 and limited


_PRO, _CONTRA = ("choice", "best", "first", "ahead"), ("worst", "last", "behind")


def _figures(tables: Sequence[ShownTable], line: str) -> list[tuple[str, int]]:
    """(choice, figure) of the real choices."""
    return [
        (answer.choice or "", value)
        for table in tables
        for answer, value in zip(table.answers, table.rows[line].values, strict=True)
        if answer.is_real
    ]
