"""The section of the whole city: who took part where, what counts most, every question."""

from collections.abc import Iterator

from exports.plan import TOTAL, Category
from exports.protected import Compared, Figure, Ranked, Suppressed, Wave
from exports.writers.entries import heads
from exports.writers.priorities import Order, orders, places
from exports.writers.questions import Question, is_said, questions
from exports.writers.report import charts
from exports.writers.report.document import Block, Exhibit, Picture, Refusal, Section, Table
from exports.writers.report.figures import NONE, Subject
from exports.writers.report.spoken import quoted, untabulated
from exports.writers.words import answer, district, question
from surveys.districts import DISTRICTS
from surveys.items import District


def city(subject: Subject) -> Section:
    """Pictures with their tables."""
    _ = subject.written.text
    blocks: list[Block] = [participation(subject)]
    blocks += _rankings(subject)
    asked = questions(subject.protected)
    for place, one in enumerate(asked):
        blocks += [_question(subject, one)] if one.city.is_asked else []
        if one.table.item not in {other.table.item for other in asked[place + 1 :]}:
            blocks += quoted(subject, one.table.item, None)
    blocks += untabulated(subject)
    blocks += [_wave(subject, wave) for wave in subject.protected.derived.waves]
    return Section("ville", _("Toute la ville"), tuple(blocks))


def participation(subject: Subject) -> Exhibit:
    """Who is counted, by district."""
    _, written = subject.written.text, subject.written
    rows, notes, people = [], [], {}
    for entry in heads(subject.protected):
        name = district(entry.group, _, written.language)
        words = subject.people(entry)
        rows.append((name, words))
        if isinstance(entry.cell, Suppressed):
            notes.append(f"{name} : {subject.why(entry.cell)}")
        if entry.group:
            told = (entry.cell.value if isinstance(entry.cell, Figure) else None, words)
            people[entry.group.name] = (name, *told)
            people |= {one: (own, told[0], f"{words} *") for one, own in _members(subject, entry.group)}
            if entry.group.members:
                notes.append(_("* {districts} : quartiers réunis, un seul chiffre pour tous.").format(districts=name))
    header = (_("quartier").capitalize(), _("Personnes"))
    table = Table(_("Personnes comptées par quartier"), header, tuple(rows), tuple(notes))
    alt = _("Carte des quartiers en carreaux. Le tableau donne les mêmes chiffres.")
    known = {one.slug for one in DISTRICTS} & people.keys()
    return Exhibit(_("Participation"), table, Picture(charts.tiles(people), alt) if known else None)


def _members(subject: Subject, group: Category) -> Iterator[tuple[str, str]]:
    """The districts of a merged group, each with its name: on the map they have their own place."""
    if group.members:
        asked = subject.study.questionnaire.item(subject.protected.plan.axis or "")
        choices = asked.choices if isinstance(asked, District) else ()
        yield from ((one.name, one.text.in_(subject.written.language)) for one in choices if one.name in group.members)


def _rankings(subject: Subject) -> Iterator[Block]:
    """The priority questions: best first, with what cannot be told apart."""
    for order in found_orders(subject, TOTAL):
        yield _order(subject, order)


def found_orders(subject: Subject, line: str) -> list[Order]:
    """The priority questions of a line."""
    found = orders(subject.study, subject.protected, subject.written.text, subject.written.language)
    return [order for order in found if order.of.line == line]


def order_title(subject: Subject, order: Order) -> str:
    _ = subject.written.text
    return _("Ce qui compte le plus : {question}").format(question=order.question)


def level(order: Order) -> list[tuple[str, ...]]:
    """The proposals by what cannot be told apart, best first."""
    return [
        tuple(name for name, each in order.proposals if each.tie == tie)
        for tie in sorted({each.tie for _name, each in order.proposals})
    ]


def _order(subject: Subject, order: Order) -> Block:
    _, title = subject.written.text, order_title(subject, order)
    if not order.proposals:
        return Refusal(title, f"{subject.hidden()} : {order.remark}")
    header = (_("proposition").capitalize(), _("Rang"), _("score").capitalize(), _("Parmi les 3 premières"))
    rows = tuple(
        (name, places(each.ranks, _), _score(subject, each), subject.written.percent(each.first_three))
        for name, each in order.proposals
    )
    notes = [*filter(None, [order.remark]), _("Rang et score : de la plus petite à la plus grande valeur possible.")]
    tied = _("On ne peut pas départager : {names}.")
    notes += [tied.format(names=", ".join(names)) for names in level(order) if len(names) > 1]
    if order.of.people:
        notes.append(_("Réponses : {number}.").format(number=subject.written.number(order.of.people)))
    return Exhibit(title, Table(order.question, header, rows, tuple(notes)), _picture(subject, order))


def _score(subject: Subject, each: Ranked) -> str:
    score, low, high = (subject.written.number(value) for value in (each.score, each.range.low, each.range.high))
    return f"{score} ({low} – {high})"


def _picture(subject: Subject, order: Order) -> Picture:
    _ = subject.written.text
    drawn = [
        charts.Place(name, places(each.ranks, _), each.tie, each.score, each.range.low, each.range.high)
        for name, each in order.proposals
    ]
    alt = _("Points et fourchettes. En premier : {answer}. Le tableau donne les mêmes chiffres.")
    return Picture(charts.order(drawn, subject.written.is_rtl), alt.format(answer=order.proposals[0][0]))


def _question(subject: Subject, asked: Question) -> Block:
    _, line = subject.written.text, asked.city
    title = subject.asked(line)
    if why := subject.withheld(line):
        return Refusal(title, f"{subject.hidden()} : {why}")
    known = subject.estimates(line)
    weighted = any(share.weighted for one in known for share in one.shares.values())
    header = [_("réponse").capitalize(), _("Personnes"), _("Part"), _("Fourchette")] + (
        [_("Part redressée")] if weighted else []
    )
    rows = []
    for entry in line.entries:
        share = subject.of(entry, known)
        row = [subject.answer(entry), subject.people(entry), subject.share(entry), subject.range(entry.range)]
        if weighted:
            row.append(subject.written.percent(share.weighted.percent) if share and share.weighted else "–")
        rows.append(tuple(row))
    table = Table(title, tuple(header), tuple(rows), subject.notes(line))
    return Exhibit(title, table, _bars(subject, asked))


def _bars(subject: Subject, asked: Question) -> Picture:
    _, entries = subject.written.text, [entry for entry in asked.city.entries if is_said(entry)]
    drawn = [
        charts.Share(
            subject.answer(entry),
            subject.people(entry) if subject.share(entry) == NONE else subject.share(entry),
            entry.percent,
            entry.range.low if entry.range else None,
            entry.range.high if entry.range else None,
        )
        for entry in entries
    ]
    first = max(entries, key=lambda entry: -1 if entry.percent is None else entry.percent)
    alt = _("Barres. En premier : {answer}, {value}. Le tableau donne les mêmes chiffres.")
    told = alt.format(answer=subject.answer(first), value=subject.share(first))
    return Picture(charts.bars(drawn, subject.written.is_rtl), told)


def _wave(subject: Subject, wave: Wave) -> Exhibit:
    """Shares of the city in an earlier campaign and in this one."""
    _, written = subject.written.text, subject.written
    tables = {shown.table.name: shown.table for shown in subject.protected.tables}
    compared = {
        Compared.ABOVE: _("plus"),
        Compared.BELOW: _("moins"),
        Compared.ALIKE: _("pareil"),
        None: _("trop peu de réponses pour le dire"),
    }
    rows = []
    for change in (change for change in wave.changes if change.line == TOTAL):
        table = tables[change.table]
        category = next(one for one in table.categories if one.name == change.category)
        asked = f"{question(table, _, written.language)} {answer(category, _, written.language)}"
        shares = written.percent(change.before), written.percent(change.after)
        rows.append((asked, *shares, compared[change.compared]))
    header = (_("réponse").capitalize(), _("Avant"), _("Maintenant"), _("Différence"))
    return Exhibit(_("Ce qui a changé"), Table(_("Depuis {release}").format(release=wave.release), header, tuple(rows)))
