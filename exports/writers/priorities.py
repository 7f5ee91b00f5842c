"""What counts most for whom, in words: places that cannot be told apart are shown as one."""

from collections.abc import Iterator
from dataclasses import dataclass

from exports.plan import TOTAL
from exports.policy import Policy
from exports.protected import Priorities, Protected, Range, Ranked, Standing
from exports.study import Study, Translate
from exports.writers.csv import PLAIN, Dialect, Value, sheet
from exports.writers.words import district, origin, reason
from surveys.items import WithChoices
from surveys.texts import FRENCH


@dataclass(frozen=True, slots=True)
class Order:
    """One priority question in one line, in words. proposals: best first, with their wording; none when withheld.
    remark: what the order is good for, or why there is none."""

    of: Priorities
    district: str
    question: str
    proposals: tuple[tuple[str, Ranked], ...]
    remark: str


def orders(study: Study, protected: Protected, _: Translate, language: str = FRENCH) -> Iterator[Order]:
    """Every priority question in every line, as the release has them."""
    groups = {group.name: group for group in protected.groups}
    for found in protected.derived.priorities:
        item = study.questionnaire.item(found.item)
        wordings = {choice.name: choice.text for choice in item.choices} if isinstance(item, WithChoices) else {}
        proposals = tuple((wordings[each.choice].in_(language), each) for each in found.ranked)
        where = _("Ensemble") if found.line == TOTAL else district(groups[found.line], _, language)
        yield Order(found, where, item.text.in_(language), proposals, remark(found, protected.policy, _))


def remark(found: Priorities, policy: Policy, _: Translate) -> str:
    """What limits an order, "" when nothing does; when there is none, why."""
    if found.standing is Standing.WITHHELD:
        return reason(found.reason, policy, _) if found.reason else _("Trop peu de réponses pour un ordre.")
    early = _("Premières tendances. Trop tôt pour un ordre.") if found.standing is Standing.TRENDS else ""
    pooled = _("Peu de réponses : l'avis de l'ensemble compte pour {share} %.") if found.pooled else ""
    return " ".join(filter(None, (early, pooled.format(share=found.pooled))))


def places(ranks: Range, _: Translate) -> str:
    """ "2", or "de 1 à 3" when chance decides."""
    if ranks.low == ranks.high:
        return str(ranks.low)
    return _("de {low} à {high}").format(low=ranks.low, high=ranks.high)


def header(_: Translate) -> list[str]:
    return [
        _("quartier"), _("question"), _("proposition"), _("rang, au mieux"), _("rang, au pire"), _("groupe d'ex aequo"),
        _("score"), _("score, au moins"), _("score, au plus"), _("chances sur 100 d'être dans les 3 premières"),
        _("état"), _("remarque"), _("données"),
    ]  # fmt: skip


def rows(study: Study, protected: Protected, _: Translate, language: str = FRENCH) -> Iterator[list[Value]]:
    """One line per district and proposal; one line that says why where nothing is shown."""
    hidden, shown, mark = _("non montré"), _("affiché"), origin(study, _)
    for order in orders(study, protected, _, language):
        where = [order.district, order.question]
        for words, each in order.proposals:
            ranks, range_ = (each.ranks.low, each.ranks.high), (each.range.low, each.range.high)
            figures = [*ranks, each.tie, each.score, *range_, each.first_three]
            yield [*where, words, *figures, shown, order.remark, mark]
        if not order.proposals:
            yield [*where, *[hidden] * 8, _("caché"), order.remark, mark]


def priorities_csv(study: Study, protected: Protected, _: Translate, dialect: Dialect = PLAIN) -> bytes:
    """The same columns whether there is a priority question or none."""
    return sheet(header(_), rows(study, protected, _), dialect)
