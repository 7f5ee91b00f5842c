"""Figures in the words of a report: what is shown, what is "fewer than five", what is not shown and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from exports.edition import Edition
from exports.plan import TOTAL
from exports.protected import Compared, Estimates, Figure, Protected, Range, Share, Suppressed
from exports.study import Study
from exports.writers.entries import Entry, is_elsewhere
from exports.writers.questions import Line
from exports.writers.quotes import Told
from exports.writers.words import answer, question, reason

NONE = "–"  # no percentage: too few answered, or it would say nothing


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report is about, and the language it is written in. told: parents' own words."""

    study: Study
    protected: Protected
    written: Edition
    told: tuple[Told, ...] = ()

    @property
    def step(self) -> int:
        return self.protected.policy.step

    def hidden(self) -> str:
        _ = self.written.text
        return _("non montré")

    def few(self, steps: int = 1) -> str:
        """What 0 reads as: "moins de 5"."""
        _ = self.written.text
        return _("moins de {number}").format(number=self.written.number(steps * self.step))

    def people(self, entry: Entry) -> str:
        """A count in words."""
        if not isinstance(entry.cell, Figure):
            return self.hidden()
        return self.written.number(entry.cell.value) if entry.cell.value else self.few(1 + entry.cell.wide)

    def share(self, entry: Entry) -> str:
        """A percentage in words. Fewer than five people are no percentage: "0 %" would read as nobody."""
        if is_elsewhere(entry.cell):
            return NONE
        if not isinstance(entry.cell, Figure):
            return self.hidden()
        return NONE if entry.percent is None or not entry.cell.value else self.written.percent(entry.percent)

    def share_and_range(self, entry: Entry) -> str:
        """ "24 % (17 – 33)"."""
        if entry.range is None:
            return self.share(entry)
        low, high = self.written.number(entry.range.low), self.written.number(entry.range.high)
        return f"{self.share(entry)} ({low} – {high})"

    def range(self, range_: Range | None) -> str:
        if range_ is None:
            return NONE
        _ = self.written.text
        return _("de {low} à {high}").format(
            low=self.written.number(range_.low), high=self.written.percent(range_.high)
        )

    def answer(self, entry: Entry) -> str:
        return answer(entry.category, self.written.text, self.written.language)

    def asked(self, line: Line) -> str:
        return question(line.entries[0].table, self.written.text, self.written.language)

    def why(self, cell: Suppressed) -> str:
        return reason(cell.reason, self.protected.policy, self.written.text)

    def withheld(self, line: Line) -> str:
        """Why nothing of a line is shown; "" when something is."""
        reasons = [entry.cell for entry in line.entries if isinstance(entry.cell, Suppressed)]
        return self.why(reasons[0]) if len(reasons) == len(line.entries) else ""

    def estimates(self, line: Line) -> list[Estimates]:
        """What is derived of a line's tables."""
        tables = {entry.table_name for entry in line.entries}
        name = line.group.name if line.group else TOTAL
        return [known for known in self.protected.derived.estimates if known.table in tables and known.line == name]

    def of(self, entry: Entry, known: Iterable[Estimates]) -> Share | None:
        """What is derived of one answer."""
        found = (
            one.shares.get(entry.category.name) for one in known if entry.category and one.table == entry.table_name
        )
        return next((share for share in found if share), None)

    def notes(self, line: Line) -> tuple[str, ...]:
        """What is to be said under the answers of a line."""
        _, known = self.written.text, self.estimates(line)
        found = [_("Réponses : {number}.").format(number=self.written.number(line.base))] if line.base else []
        for mean in (one.mean for one in known if one.mean):
            told = _("Moyenne : {value} (de {low} à {high}), quand la première réponse vaut 1.")
            found.append(told.format(value=_decimal(mean.value), low=_decimal(mean.low), high=_decimal(mean.high)))
        told_by = (
            (Compared.ABOVE, _("Plus que dans le reste de la ville : {names}.")),
            (Compared.BELOW, _("Moins que dans le reste de la ville : {names}.")),
        )
        for compared, words in told_by:
            shares = ((self.answer(entry), self.of(entry, known)) for entry in line.entries)
            names = [name for name, share in shares if share and share.compared is compared]
            if names:
                found.append(words.format(names=", ".join(names)))
        partly = [entry.cell for entry in line.entries if isinstance(entry.cell, Suppressed)]
        found += [f"{self.hidden()} : {self.why(cell)}" for cell in dict.fromkeys(partly)]
        return tuple(found)


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
