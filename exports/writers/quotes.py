"""Parents' own words in a release: each was read and let go by a person, and says nothing about who wrote them.

A quote stands with its question, and with one theme where people sorted the answers: "theme and city", or "theme and
district" where at least `CROWD` people of a district answered. Never with a stage, a role or a day; words in another
language than French never with a district, as their language is a trait already. And never do quotes tell a count:
there are no more of them beside a figure than the figure lets everybody know anyway.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from exports.plan import Category, Measure
from exports.protected import Figure, Protected, ProtectedTable
from exports.study import Quote, Study, Translate
from exports.writers.csv import Dialect, Value, safe, sheet
from exports.writers.words import district, origin
from surveys.texts import FRENCH

FILE, EXCEL_FILE = "quotes.csv", "quotes-excel.csv"
CROWD = 30  # released people who answered, in a district that a quote may name
CITY = -1  # the place of the city's line
Files = Mapping[str, bytes]  # of a release, by name


@dataclass(frozen=True, slots=True)
class Told:
    """A quote as it leaves. group: its district, None for the whole city."""

    quote: Quote
    theme: Category | None = None
    group: Category | None = None


def tell(quotes: Iterable[Quote], protected: Protected) -> tuple[Told, ...]:
    """The quotes with what may stand beside them, by question and by the words themselves, so that no order tells who
    wrote them. Those that would tell a count stay."""
    room = _Room(protected)
    places = {table.table.item: place for place, table in enumerate(protected.tables)}
    ordered = sorted(quotes, key=lambda one: (places.get(one.item, len(places)), one.item, one.text))
    return tuple(told for quote in ordered if (told := room.placed(quote)))


def crowded(protected: Protected, study: Study, earlier: Sequence[Files]) -> frozenset[str]:
    """Items of which more quotes are out than a figure of who answered leaves room for."""
    words: Counter[str] = Counter(question for question, _text in {one for files in earlier for one in out(files)})
    room, form = _Room(protected), study.questionnaire
    return frozenset(item for item in room.items if words[safe(form.item(item).text.in_(FRENCH))] > room.of(item))


def out(files: Files) -> set[tuple[str, str]]:
    """Question and words of the quotes of a release."""
    rows = list(csv.reader(io.StringIO(files[FILE].decode(), newline=""))) if FILE in files else []
    return {(row[0], row[1]) for row in rows[1:]}


def is_out(study: Study, quote: Quote, files: Files) -> bool:
    """Whether a release has these words."""
    return (safe(study.questionnaire.item(quote.item).text.in_(FRENCH)), safe(quote.text)) in out(files)


class _Room:
    """How many quotes may stand beside each figure: as many people as it surely counts."""

    def __init__(self, protected: Protected) -> None:
        replies = (one for one in protected.tables if one.table.measure is Measure.REPLY)
        self._replies = {one.table.item: one for one in replies if isinstance(one.rows[CITY][0], Figure)}
        themes = (one for one in protected.tables if one.table.measure is Measure.CHOICE)
        self._themes = {(one.table.item, one.table.choice.name): one for one in themes if one.table.choice}
        self._groups = protected.groups
        self._taken: Counter[tuple[str, int]] = Counter()

    @property
    def items(self) -> Iterable[str]:
        return self._replies

    def of(self, item: str) -> int:
        """Beside the city's figure of who answered."""
        return _least(self._replies[item], CITY)

    def placed(self, quote: Quote) -> Told | None:
        reply = self._replies.get(quote.item)
        if reply is None:
            return Told(quote)
        if not self._takes(reply, CITY):
            return None
        self._take(reply, CITY)
        known = (self._themes.get((quote.item, theme)) for theme in quote.themes)
        theme = next((one for one in known if one and self._takes(one, CITY)), None)
        if theme is None:
            return Told(quote)
        self._take(theme, CITY)
        place = self._district(quote, reply, theme)
        if place is None:
            return Told(quote, theme.table.categories[0])
        self._take(theme, place)
        self._take(reply, place)
        return Told(quote, theme.table.categories[0], self._groups[place])

    def _district(self, quote: Quote, reply: ProtectedTable, theme: ProtectedTable) -> int | None:
        if quote.language != FRENCH or not quote.district:
            return None
        for place, group in enumerate(self._groups):
            base = reply.rows[place][0]
            is_large = isinstance(base, Figure) and base.value >= CROWD
            if quote.district in group.choices and is_large:
                return place if self._takes(reply, place) and self._takes(theme, place) else None
        return None

    def _takes(self, table: ProtectedTable, place: int) -> bool:
        return self._taken[table.table.name, place] < _least(table, place)

    def _take(self, table: ProtectedTable, place: int) -> None:
        self._taken[table.table.name, place] += 1


def _least(table: ProtectedTable, place: int) -> int:
    """How many people the first figure of a line counts at least, as everybody knows."""
    cell = table.rows[place][0]
    return cell.value - (1 + cell.wide) * cell.step + 1 if isinstance(cell, Figure) else 0


def header(_: Translate) -> list[str]:
    return [_("question"), _("parole"), _("langue"), _("traduction"), _("thème"), _("quartier"), _("données")]


def rows(study: Study, told: Sequence[Told], _: Translate, language: str = FRENCH) -> list[list[Value]]:
    """One per quote, as in `header`. language: of what stands around the words."""
    return [
        [
            study.questionnaire.item(one.quote.item).text.in_(language),
            one.quote.text,
            one.quote.language,
            one.quote.translation,
            theme(one, language),
            district(one.group, _, language),
            origin(study, _),
        ]
        for one in told
    ]


def theme(told: Told, language: str) -> str:
    """In words, "" for none."""
    return told.theme.text.in_(language) if told.theme and told.theme.text else ""


def quotes_csv(study: Study, told: Sequence[Told], _: Translate, dialect: Dialect) -> bytes:
    return sheet(header(_), rows(study, told, _), dialect)
