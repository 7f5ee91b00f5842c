"""Of a crossed release, the classes of one district beside one another."""

from collections.abc import Iterator

from exports.plan import Category
from exports.protected import Figure
from exports.writers.entries import Entry, heads
from exports.writers.questions import Question, is_said, questions
from exports.writers.report.document import Block, Exhibit, Paragraph, Table
from exports.writers.report.figures import Subject
from exports.writers.words import district


def crossed(subject: Subject, group: Category) -> Iterator[Block]:
    """Who is counted, class by class; then every question that has a figure, for the classes that are shown."""
    _, language = subject.written.text, subject.written.language
    crossing, inner = subject.protected.plan.crossing, subject.protected.within.get(group.name)
    if crossing is None or inner is None:
        return
    title = subject.study.questionnaire.item(crossing.item).text.in_(language)
    *classes, whole = heads(inner)
    rows = tuple((district(entry.group, _, language), subject.people(entry)) for entry in (*classes, whole))
    notes = dict.fromkeys(subject.why(entry.cell) for entry in classes if not isinstance(entry.cell, Figure))
    yield Exhibit(title, Table(title, (_("Groupe"), _("Personnes")), rows, tuple(notes)))
    places = [place for place, entry in enumerate(classes) if isinstance(entry.cell, Figure)]
    if places:
        yield Paragraph(title, strong=True)
        for asked in questions(inner):
            if any(_is_told(entry) for place in places for entry in asked.lines[place].entries):
                yield _beside(subject, asked, places)


def _is_told(entry: Entry) -> bool:
    return isinstance(entry.cell, Figure) and entry.percent is not None


def _beside(subject: Subject, asked: Question, places: list[int]) -> Exhibit:
    """A line per answer, a column per class, the district last."""
    _, language = subject.written.text, subject.written.language
    lines = [*(asked.lines[place] for place in places), asked.city]
    title = subject.asked(asked.city)
    rows = []
    for number, first in enumerate(asked.city.entries):
        if is_said(first):
            rows.append((subject.answer(first), *(subject.share_and_range(line.entries[number]) for line in lines)))
    header = (_("réponse").capitalize(), *(district(line.group, _, language) for line in lines))
    return Exhibit(title, Table(title, header, tuple(rows)))
