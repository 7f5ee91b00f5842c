"""Parents' own words in a release: each was read and let go by a person, and stands with its question alone.

No district, no stage, no role, no day: a quote tells its words and nothing about who wrote them."""

from collections.abc import Sequence

from exports.study import Quote, Study, Translate
from exports.writers.csv import Dialect, sheet
from exports.writers.words import origin

FILE, EXCEL_FILE = "quotes.csv", "quotes-excel.csv"


def header(_: Translate) -> list[str]:
    return [_("question"), _("parole"), _("langue"), _("traduction"), _("données")]


def quotes_csv(study: Study, quotes: Sequence[Quote], _: Translate, dialect: Dialect) -> bytes:
    """By question, then by the words themselves, so that no order tells who wrote them."""
    asked = {item.name: (place, item.text.in_("fr")) for place, item in enumerate(study.questionnaire.items)}
    ordered = sorted(quotes, key=lambda quote: (asked[quote.item][0], quote.text))
    rows = ([asked[one.item][1], one.text, one.language, one.translation, origin(study, _)] for one in ordered)
    return sheet(header(_), rows, dialect)
