"""What the readable files say, in plain words."""

from dataclasses import dataclass

from exports.plan import ANSWERED, NO_CLASS, NO_DISTRICT, Category, Measure, Table
from exports.policy import Policy
from exports.protected import Cell, Figure, Protected, Reason
from exports.study import Study, Translate
from exports.writers.entries import Entry, answers, heads, is_elsewhere
from surveys.answers import Missing
from surveys.texts import FRENCH


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a readable file. count, percent: None when withheld or not computed. low, high: what the percentage
    may be, None when there is none."""

    district: str
    question: str
    answer: str
    count: int | None
    percent: int | None
    low: int | None
    high: int | None
    state: str
    remark: str


def head_lines(protected: Protected, _: Translate, language: str = FRENCH) -> list[Line]:
    """Head-counts: every group, then the city."""
    return [_line(entry, protected.policy, _, language) for entry in heads(protected)]


def answer_lines(protected: Protected, _: Translate, language: str = FRENCH) -> list[Line]:
    """One line per question, answer and group that is asked. A reason for having no answer that is rare in the city has
    no line."""
    common = {
        (entry.table_name, entry.category and entry.category.name)
        for entry in answers(protected)
        if entry.group is None and isinstance(entry.cell, Figure) and entry.cell.value
    }
    return [
        _line(entry, protected.policy, _, language)
        for entry in answers(protected)
        if entry.table is not None and entry.category is not None and not is_elsewhere(entry.cell)
        if entry.category.choice or entry.category.name == ANSWERED or (entry.table_name, entry.category.name) in common
    ]


def _line(entry: Entry, policy: Policy, _: Translate, language: str) -> Line:
    count = entry.cell.value if isinstance(entry.cell, Figure) else None
    low, high = (entry.range.low, entry.range.high) if entry.range else (None, None)
    asked, given = question(entry.table, _, language), answer(entry.category, _, language)
    state, remark = state_and_remark(entry.cell, policy, _)
    return Line(district(entry.group, _, language), asked, given, count, entry.percent, low, high, state, remark)


def state_and_remark(cell: Cell, policy: Policy, _: Translate) -> tuple[str, str]:
    """Whether a figure is shown; when not, why, and what would show it."""
    if isinstance(cell, Figure):
        if cell.value == 0:
            few = (1 + cell.wide) * policy.step
            return _("affiché"), _("Moins de {number} personnes.").format(number=few)
        if cell.wide:
            return _("affiché"), _("Arrondi à {number} près, parfois un peu plus.").format(number=policy.step)
        return _("affiché"), ""
    return _("caché"), reason(cell.reason, policy, _)


def reason(why: Reason, policy: Policy, _: Translate) -> str:
    """Why a figure is not shown, and what would show it."""
    match why:
        case Reason.TOO_FEW:
            told = _("Trop peu de réponses. Il en faut au moins {number}.")
        case Reason.PROTECTS:
            told = _("Caché pour protéger d'autres réponses. Visible quand il y en aura plus.")
        case Reason.CROSSED:
            told = _("Ces réponses sont montrées quartier par quartier, comme groupes.")
        case Reason.ELSEWHERE:
            told = _("Question posée dans certains quartiers seulement.")
        case Reason.AGREEMENT:
            told = _("Réponses trop semblables, ici ou dans un groupe à protéger. Visible avec des avis plus variés.")
    return told.format(number=policy.floor)


def reason_named(name: str, policy: Policy, _: Translate) -> str:
    """The same by its name in a file of a release."""
    return reason(Reason(name), policy, _)


def district(group: Category | None, _: Translate, language: str = FRENCH) -> str:
    """Name of a group, or of the whole."""
    if group is None:
        return _("Ensemble")
    if group.name == NO_DISTRICT and group.text is None:
        return _("Sans quartier de Nantes")
    if group.name == NO_CLASS and group.text is None:
        return _("Autre, plusieurs, ou pas de réponse")
    return group.text.in_(language) if group.text else group.name


def question(table: Table | None, _: Translate, language: str = FRENCH) -> str:
    """The question as asked."""
    if table is None:
        return _("Participation")
    return asked(table.text.in_(language), table.measure, _)


def asked(text: str, measure: Measure, _: Translate) -> str:
    """The words of a question, with what a table counts of its answers."""
    asides = {
        Measure.FIRST: _("{question} (mis en premier)"),
        Measure.LAST: _("{question} (mis en dernier)"),
        Measure.AHEAD: _("{question} (plutôt choisi)"),
        Measure.BEHIND: _("{question} (plutôt laissé)"),
    }
    return asides.get(measure, "{question}").format(question=text)


def answer(category: Category | None, _: Translate, language: str = FRENCH) -> str:
    """The answer in words."""
    if category is None:
        return _("Ensemble")
    if category.text is not None:
        return category.text.in_(language)
    reasons = {
        None: _("A répondu"),
        Missing.SKIPPED: _("Question passée"),
        Missing.DONT_KNOW: _("Ne sait pas"),
        Missing.REFUSED: _("Ne veut pas répondre"),
        Missing.NOT_APPLICABLE: _("Pas concerné"),
        Missing.NOT_ASKED: _("Question pas posée"),
    }
    return reasons[category.missing]


def banner(study: Study, _: Translate) -> str:
    """Said first in every readable file."""
    if study.synthetic:
        return _("DONNÉES SYNTHÉTIQUES : réponses inventées pour un essai, aucun vrai parent.")
    return _("Réponses de parents volontaires, comptées et protégées.")


def origin(study: Study, _: Translate) -> str:
    """Said on every line of a table."""
    return _("synthétique") if study.synthetic else _("réelle")
