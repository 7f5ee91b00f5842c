"""The questionnaire that is launched: the chosen one, with the local questions and in the languages of a plan."""

from collections.abc import Collection
from dataclasses import fields, is_dataclass, replace
from typing import Any

from services.campaigning.plans import LocalQuestion, Plan
from surveys.items import Choice, District, FollowUp, Item, Notice, Open, Review, Single
from surveys.questionnaire import Questionnaire
from surveys.texts import FRENCH, Text

LOCAL = "local_"  # the names of local questions begin so: they belong to one district, and to no total of the city


def woven(form: Questionnaire, plan: Plan) -> Questionnaire:
    """`form` as the campaign of `plan` asks it: local questions, each for its district alone, then what ends it; no
    wording in a language that is not offered."""
    end = _end(form)
    axis = next((item.name for item in form.items if isinstance(item, District)), "")
    local = tuple(_item(question, axis, number) for number, question in enumerate(plan.questions, start=1))
    whole = replace(form, items=(*form.items[:end], *local, *form.items[end:]))
    offered = tuple(tag for tag in form.languages if tag in plan.languages) if plan.languages else form.languages
    return whole if offered == form.languages else replace(_only(whole, {*offered, FRENCH}), languages=offered)


def _end(form: Questionnaire) -> int:
    """Where the thanks, the review and what follows begin."""
    place = len(form.items)
    while place and isinstance(form.items[place - 1], Notice | Review | FollowUp):
        place -= 1
    return place


def _item(question: LocalQuestion, axis: str, number: int) -> Item:
    name = f"{LOCAL}{question.district.replace('-', '_')}_{number}"
    asked = f"${{{axis}}} = '{question.district}'" if axis else ""
    text = Text({FRENCH: question.text})
    if not question.choices:
        return Open(name=name, text=text, relevant=asked)
    named = enumerate(question.choices, start=1)
    choices = tuple(Choice(name=f"c{place}", text=Text({FRENCH: label})) for place, label in named)
    return Single(name=name, text=text, relevant=asked, choices=choices)


def _only(value: Any, languages: Collection[str]) -> Any:
    """`value` with the wordings of these languages alone."""
    if isinstance(value, Text):
        return Text({tag: words for tag, words in value.wordings.items() if tag in languages})
    if isinstance(value, tuple):
        return tuple(_only(part, languages) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _only(getattr(value, field.name), languages) for field in fields(value)})
    return value
