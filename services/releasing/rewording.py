"""The words of frozen results in the language of whoever reads: from the codebook that was frozen beside them, and from
the catalogue. What neither knows keeps the words it was frozen with, which are French."""

from collections.abc import Mapping
from dataclasses import dataclass

from exports.edition import Edition
from exports.plan import TOTAL, Category, Measure
from exports.writers.words import answer, asked, district
from services.releasing import frozen
from services.releasing.frozen import Asked, Book, Item, Table, Told
from surveys.answers import Missing
from surveys.districts import DISTRICTS
from surveys.texts import FRENCH, Text

_ON_THE_MAP = {each.slug for each in DISTRICTS}  # their names are French in every language
_MEASURES = {each.value: each for each in Measure}
_REASONS = {each.value: each for each in Missing}


@dataclass(frozen=True, slots=True)
class Words:
    """Of one release. language: of questions and answers. items, tables: as the codebook has them, by name."""

    edition: Edition
    language: str
    items: Mapping[str, Item]
    tables: Mapping[str, Table]

    def question(self, table: Asked) -> str:
        """As asked in a table of the results."""
        item, measure = self.items.get(table.item), _MEASURES.get(table.measure)
        if item is None or measure is None:
            return table.question or table.table
        return asked(Text(item.text).in_(self.language), measure, self.edition.text)

    def answer(self, table: Asked, row: Told) -> str:
        """What a line of a table says."""
        known = self.tables[table.table].categories if table.table in self.tables else ()
        said = (self._said(table.item, category) for category in known if category.name == row.category)
        return next(said, "") or row.answer or row.category

    def line(self, row: Told) -> str:
        """The group that a line is about: a district, or the whole."""
        if row.district == TOTAL:
            return district(None, self.edition.text)
        if row.district in _ON_THE_MAP:
            return row.name or row.district
        told = district(Category(row.district), self.edition.text)
        return row.name if row.name and told == row.district else told

    def _said(self, item: str, category: frozen.Category) -> str:
        """Nothing where the codebook does not have it."""
        if category.choice is None:
            reason = _REASONS.get(category.missing or "")
            is_known = reason is not None or category.missing is None
            return answer(Category(category.name, missing=reason), self.edition.text) if is_known else ""
        choices = self.items[item].choices if item in self.items else ()
        texts = (Text(choice.text) for choice in choices if choice.name == category.choice)
        return next((text.in_(self.language) for text in texts), "")


def words(book: Book, edition: Edition) -> Words:
    """For the results that were frozen with `book`."""
    language = edition.language if edition.language in book.languages else FRENCH
    items, tables = {each.name: each for each in book.items}, {each.name: each for each in book.tables}
    return Words(edition, language, items, tables)
