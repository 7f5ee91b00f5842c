"""What earlier releases have settled about the lines of a table: figures that stay, and figures that must not fall."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from exports.history import PastTable
from exports.plan import TOTAL
from exports.rounding import CITY, REST, Figures
from exports.tables import Flags


@dataclass(frozen=True, slots=True)
class Ages:
    """names: of the lines. as_of: per line, the release whose figures it has, None when it is not counted."""

    names: list[str]
    as_of: Sequence[str | None]

    def same(self, past: PastTable) -> Flags:
        """Lines that nobody joined since."""
        pairs = zip(self.names, self.as_of, strict=True)
        return np.array([now is not None and past.as_of.get(line) == now for line, now in pairs], dtype=np.bool_)

    def unmoved(self, past: PastTable) -> bool:
        """Whether nobody joined any line since."""
        pairs = zip(self.names, self.as_of, strict=True)
        return past.as_of == {line: now for line, now in pairs if now is not None}

    def settled(self, past: PastTable, hidden: Flags) -> tuple[Figures, Figures]:
        """Figures that must stay, and those that must not fall."""
        same = self.same(past)
        kept: Figures = {}
        least: Figures = {}
        for place in np.flatnonzero(~hidden).tolist():
            if (figures := past.figures(self.names[place])) is not None:
                (kept if same[place] else least)[place] = figures
        if past.is_local:
            return kept, least
        veiled = {line for line, is_hidden, now in zip(self.names, hidden, self.as_of, strict=True)
                  if is_hidden and now is not None}  # fmt: skip
        if veiled and veiled == past.hidden and all(same[self.names.index(line)] for line in veiled):
            kept[REST] = past.rest()
        city = past.figures(TOTAL)
        assert city is not None, "a past table has a city line"
        (kept if self.unmoved(past) else least)[CITY] = city
        return kept, least
