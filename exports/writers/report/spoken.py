"""What parents wrote, under its question: words that a person has read and let go."""

from collections.abc import Iterator, Sequence

from exports.plan import Category
from exports.writers.quotes import Told, theme
from exports.writers.report.document import Block, Quote, Quotes
from exports.writers.report.figures import Subject
from exports.writers.words import district
from locales.languages import is_rtl
from surveys.texts import FRENCH


def quoted(subject: Subject, item: str, group: Category | None) -> Iterator[Block]:
    """Of one question: those that name this district, or those that name none."""
    told = [one for one in subject.told if one.quote.item == item and one.group == group]
    if told:
        yield _quotes(subject, item, told)


def untabulated(subject: Subject) -> Iterator[Block]:
    """Of the questions that have no figures."""
    counted = {table.table.item for table in subject.protected.tables}
    for item in dict.fromkeys(one.quote.item for one in subject.told if one.quote.item not in counted):
        yield from quoted(subject, item, None)


def _quotes(subject: Subject, item: str, told: Sequence[Told]) -> Quotes:
    _ = subject.written.text
    asked = subject.study.questionnaire.item(item).text.in_(subject.written.language)
    title = _("Des parents ont écrit : {question}").format(question=asked)
    return Quotes(title, tuple(_quote(subject, one) for one in told))


def _quote(subject: Subject, told: Told) -> Quote:
    _, language = subject.written.text, subject.written.language
    place = district(told.group, _, language) if told.group else ""
    about = " · ".join(filter(None, (theme(told, language), place)))
    said = told.quote
    translation = _("En français : {text}").format(text=said.translation) if said.translation else ""
    known = said.language or FRENCH
    return Quote(said.text, known, "rtl" if is_rtl(known) else "ltr", about, translation)
