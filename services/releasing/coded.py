"""Own words as the themes that people found in them: at the border to `exports`, an open question becomes one with
several answers, and everything that protects those protects these. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from storage.themes import Theme
from surveys.answers import Answer, Chosen, Missing, Spoken, Written
from surveys.expressions import compile_
from surveys.items import Choice, Item, Multiple, Open
from surveys.questionnaire import Questionnaire
from surveys.texts import FRENCH, Text

NONE = "none"  # the choice of answers in which no theme was found
_NONE_OF_THEM = "Aucun de ces thèmes"


@dataclass(frozen=True, slots=True)
class Coded:
    """One question, done. found: ids of themes, by interview; none of them is a reading as well."""

    item: str
    themes: tuple[Theme, ...]
    found: Mapping[int, tuple[int, ...]]


def codable(form: Questionnaire) -> tuple[Open, ...]:
    """Questions in own words whose themes can be counted. Where a condition reads the words themselves, themes in
    their place would change who was asked what."""
    conditions = [item.relevant for item in form.items if item.relevant]
    conditions += [calculation.expression for calculation in form.calculations]
    read = frozenset(name for condition in conditions for name in compile_(condition).names)
    return tuple(item for item in form.items if isinstance(item, Open) and item.name not in read)


def asked(form: Questionnaire, coded: Sequence[Coded]) -> Questionnaire:
    """The questionnaire with the themes as choices."""
    by_name = {one.item: one for one in coded}
    items = (_asked(item, by_name[item.name]) if item.name in by_name else item for item in form.items)
    return replace(form, items=tuple(items))


def answered(answers: Mapping[str, Answer], number: int, coded: Sequence[Coded]) -> dict[str, Answer]:
    """What an interview stands at, with the themes of its words. Words that nobody could read count as passed over."""
    found = dict(answers)
    for one in coded:
        if isinstance(answers[one.item], Written | Spoken):
            found[one.item] = _themes(one.found.get(number))
    return found


def names(themes: Sequence[int]) -> tuple[str, ...]:
    """The choices that stand for themes."""
    return tuple(f"t{theme}" for theme in themes)


def _themes(found: tuple[int, ...] | None) -> Answer:
    return Missing.SKIPPED if found is None else Chosen(names(found) or (NONE,))


def _asked(item: Item, coded: Coded) -> Multiple:
    choices = (Choice(name=f"t{theme.id}", text=Text({FRENCH: theme.name})) for theme in coded.themes)
    other = Choice(name=NONE, text=Text({FRENCH: _NONE_OF_THEM}), exclusive=True, last=True)
    return Multiple(name=item.name, text=item.text, relevant=item.relevant, choices=(*choices, other))
