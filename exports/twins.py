"""Cells that count the same people: those a filter leaves out of a question, when they all gave one earlier answer."""

from collections.abc import Mapping

from exports.classes import condition_of
from exports.plan import Measure, Plan
from surveys.answers import Missing
from surveys.questionnaire import Questionnaire

Cell = tuple[str, int]  # table, place of the category


def twins(questionnaire: Questionnaire, plan: Plan) -> Mapping[Cell, Cell]:
    """A cell of a filtered question to the cell of the question that it depends on."""
    firsts = {block[0].item: block[0] for block in plan.blocks}
    found: dict[Cell, Cell] = {}
    for item in questionnaire.items:
        filtered, condition = firsts.get(item.name), condition_of(item)
        if filtered is None or condition is None:
            continue
        asked = firsts.get(next(iter(condition.names), ""))
        if asked is None or len(condition.names) != 1 or asked.measure is not Measure.SINGLE:
            continue
        out = [
            place
            for place, one in enumerate(asked.categories)
            if one.missing is not Missing.NOT_ASKED and not condition.holds({asked.item: one.choice or ""})
        ]
        for place, one in enumerate(filtered.categories):
            if one.missing is Missing.NOT_APPLICABLE and one.choice is None and len(out) == 1:
                found[filtered.name, place] = (asked.name, out[0])
    return found
