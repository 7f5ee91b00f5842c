"""Of a crossed release, the classes of one district beside one another."""

from collections.abc import Iterator, Sequence

from exports.plan import Category
from exports.protected import Figure
from exports.writers.entries import Entry, heads
from exports.writers.questions import Line, is_said, questions
from exports.writers.report.document import Block, Exhibit, Table
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
    named = [*(district(entry.group, _, language) for entry in classes), district(group, _, language)]
    rows = tuple(zip(named, map(subject.people, (*classes, whole)), strict=True))
    notes = dict.fromkeys(subject.why(entry.cell) for entry in classes if not isinstance(entry.cell, Figure))
    yield Exhibit(title, Table(title, (_("Groupe"), _("Personnes")), rows, tuple(notes)))
    places = [place for place, entry in enumerate(classes) if isinstance(entry.cell, Figure)]
    for asked in questions(inner):
        lines = [asked.lines[place] for place in places]
        if any(_is_told(entry) for line in lines for entry in line.entries):
            names = (*(named[place] for place in places), named[-1])
            yield _beside(subject, f"{subject.asked(asked.city)} ({title})", names, [*lines, asked.city])


def _is_told(entry: Entry) -> bool:
    return isinstance(entry.cell, Figure) and entry.percent is not None


def _beside(subject: Subject, title: str, names: Sequence[str], lines: Sequence[Line]) -> Exhibit:
    """A row per answer, a column per class, the district last."""
    _ = subject.written.text
    rows = []
    for number, said in enumerate(lines[-1].entries):
        if is_said(said):
            rows.append((subject.answer(said), *(subject.share_and_range(line.entries[number]) for line in lines)))
    header = (_("réponse").capitalize(), *names)
    return Exhibit(title, Table(title, header, tuple(rows)))
