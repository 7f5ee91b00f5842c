"""A section per district: every question in a small table, beside the whole city."""

from collections.abc import Iterator

from exports.plan import Category
from exports.protected import Figure
from exports.writers.entries import Entry, heads
from exports.writers.priorities import Order
from exports.writers.questions import Question, is_said, questions
from exports.writers.report.city import found_orders, level, order_title
from exports.writers.report.crossed import crossed
from exports.writers.report.document import Bar, Block, Exhibit, Listing, Paragraph, Refusal, Section, Table
from exports.writers.report.figures import Subject
from exports.writers.report.spoken import quoted
from exports.writers.words import district


def districts(subject: Subject) -> Iterator[Section]:
    """In the order of the plan; one that is not shown has a section that says why; people
    without a district have one when they are shown."""
    asked = questions(subject.protected)
    for place, entry in enumerate(heads(subject.protected)):
        if entry.group is not None and (entry.group.text or isinstance(entry.cell, Figure)):
            yield _section(subject, place, entry, entry.group, asked)


def _section(subject: Subject, place: int, entry: Entry, group: Category, asked: tuple[Question, ...]) -> Section:
    _, written = subject.written.text, subject.written
    name = district(group, _, written.language)
    if not isinstance(entry.cell, Figure):
        blocks: list[Block] = [Paragraph(f"{subject.hidden()} : {subject.why(entry.cell)}", strong=True)]
    else:
        counted = _("Personnes comptées : {number}.").format(number=written.number(entry.cell.value))
        blocks = [Paragraph(counted, strong=True), Paragraph(_("Barre : la part du quartier. Trait : toute la ville."))]
        for order in found_orders(subject, group.name):
            blocks += _order(subject, order)
        blocks += [_small(subject, question, place) for question in asked if question.lines[place].is_asked]
        blocks += crossed(subject, group)
        for item in dict.fromkeys(one.quote.item for one in subject.told if one.group == group):
            blocks += quoted(subject, item, group)
    return Section(f"quartier-{place + 1}", name, tuple(blocks), dense=True)


def _order(subject: Subject, order: Order) -> Iterator[Block]:
    """The proposals in lines: those on one line cannot be told apart."""
    _, title = subject.written.text, order_title(subject, order)
    if not order.proposals:
        yield Refusal(title, f"{subject.hidden()} : {order.remark}")
        return
    tied = _("À égalité : {names}")
    lines = (names[0] if len(names) == 1 else tied.format(names=", ".join(names)) for names in level(order))
    numbered = tuple(f"{place}. {words}" for place, words in enumerate(lines, start=1))
    yield Listing(title, numbered, order.remark)


def _small(subject: Subject, asked: Question, place: int) -> Block:
    _, line = subject.written.text, asked.lines[place]
    title = subject.asked(line)
    if why := subject.withheld(line):
        return Refusal(title, f"{subject.hidden()} : {why}")
    rows = []
    for entry, city in zip(line.entries, asked.city.entries, strict=True):
        if not is_said(entry):
            continue
        low, high = (entry.range.low, entry.range.high) if entry.range else (None, None)
        bar = Bar(entry.percent, low, high, city.percent)
        row = (subject.answer(entry), subject.people(entry), subject.share_and_range(entry))
        rows.append((*row, bar, subject.share(city)))
    header = (_("réponse").capitalize(), _("Nombre"), _("Part (fourchette)"), _("Barre"), _("Ville"))
    return Exhibit(title, Table(title, header, tuple(rows), subject.notes(line)))
