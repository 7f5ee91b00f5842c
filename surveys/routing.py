"""What comes next, what was seen before, how far along."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from surveys.conditions import Scope
from surveys.design import shown
from surveys.interview import Interview
from surveys.items import Consent, FollowUp, Item, Notice, Review, WithChoices, is_answerable
from surveys.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Road:
    """What lies ahead: the notices to tell on the way, then the item to ask, or None at the end."""

    notices: tuple[str, ...]
    item: Item | None


def ahead(questionnaire: Questionnaire, interview: Interview, scope: Scope, start: int) -> Road:
    """The first item from place `start` on that applies and is not settled.

    A notice introduces what follows it: one that stands before a settled item was told already.
    """
    notices: list[str] = []
    for item in questionnaire.items[start:]:
        if not scope.applies(item):
            continue
        if isinstance(item, Notice):
            notices.append(item.name)
        elif _is_settled(item, interview):
            notices.clear()
        elif _can_be_asked(item, interview, scope):
            return Road(tuple(notices), item)
    return Road(tuple(notices), None)


def _is_settled(item: Item, interview: Interview) -> bool:
    """A review never is: what was changed behind it is reviewed again."""
    if isinstance(item, (Consent, FollowUp)):
        return item.name in interview.trail
    return not isinstance(item, Review) and item.name in interview.answers


def _can_be_asked(item: Item, interview: Interview, scope: Mapping[str, str]) -> bool:
    """Whether any choice is left to propose."""
    return not isinstance(item, WithChoices) or bool(shown(item, interview.seed, scope, interview.reachable))


def behind(questionnaire: Questionnaire, interview: Interview, scope: Scope) -> tuple[str, ...]:
    """The trail up to the item to go back to, which is its last; empty when there is none."""
    for length in range(len(interview.trail), 0, -1):
        name = interview.trail[length - 1]
        if name != interview.position and questionnaire.has(name) and scope.applies(questionnaire.item(name)):
            return interview.trail[:length]
    return ()


def progress(questionnaire: Questionnaire, interview: Interview) -> tuple[int, int]:
    """(n, N): the open item is the n-th of the N questions that there are; (0, 0) when it does not count as a question
    (consent, review, nothing open). Questions that do not apply are counted too: n leaps over them, N never moves."""
    counted = _counted(questionnaire)
    place = counted.get(interview.position or "", 0)
    return (place, len(counted)) if place else (0, 0)


@lru_cache(maxsize=64)
def _counted(questionnaire: Questionnaire) -> Mapping[str, int]:
    items = [item.name for item in questionnaire.items if is_answerable(item) or isinstance(item, FollowUp)]
    return {name: place for place, name in enumerate(items, start=1)}


def given(questionnaire: Questionnaire, interview: Interview, scope: Scope) -> tuple[str, ...]:
    """Names of the items answered on the road really taken, in the order of the sheet: the list a parent sees."""
    return tuple(
        item.name
        for item in questionnaire.items
        if item.name in interview.answers and is_answerable(item) and scope.applies(item)
    )
