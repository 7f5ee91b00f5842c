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
    """Who is counted, class by class; then every question, for the classes with a share of it."""
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
    for asked in questions(inner):
        told = [place for place in range(len(classes)) if any(map(_is_told, asked.lines[place].entries))]
        if told:
            names = (*(named[place] for place in told), named[-1])
            lines = [*(asked.lines[place] for place in told), asked.city]
            yield _beside(subject, f"{subject.asked(asked.city)} ({title})", names, lines)


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
