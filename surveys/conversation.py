"""The conversation: one input at a time, from one interview to the next.

`advance` is pure and total: the same questionnaire, interview and input always give the same step, and no input raises.
"""

from dataclasses import replace
from typing import assert_never

from surveys.answers import Chosen, Missing
from surveys.choosing import chose, picked, skipped, validated
from surveys.conditions import Scope
from surveys.effects import Ask, Redraw, Remark, Retract, Tell
from surveys.inputs import (
    Began,
    ChangedLanguage,
    Chose,
    Expired,
    Input,
    Picked,
    Replied,
    Resumed,
    Revisited,
    Skipped,
    Stopped,
    Validated,
    WentBack,
    Withdrew,
)
from surveys.interview import Disposition, Interview
from surveys.items import Consent, FollowUp, Item, Multiple, Notice, is_answerable
from surveys.questionnaire import Questionnaire
from surveys.routing import ahead, behind
from surveys.step import Situation, Step, arrive, ask_again, close, stay, travel
from surveys.writing import replied

__all__ = ["Step", "advance"]

_MAY_RETURN = frozenset({Disposition.REFUSED, Disposition.BROKEN_OFF, Disposition.EXPIRED})

Tap = Chose | Picked | Validated | Skipped


def advance(questionnaire: Questionnaire, interview: Interview, given: Input) -> Step:
    """The step that `given` makes. `questionnaire` has passed its checks: its expressions compile."""
    if isinstance(given, Withdrew):
        return _withdraw(interview)
    if interview.disposition is not Disposition.OPEN:
        return _closed(questionnaire, interview, given)
    match given:
        case Stopped():
            return close(interview, Disposition.BROKEN_OFF, Tell(Remark.STOPPED))
        case Expired():
            return close(interview, Disposition.EXPIRED)
        case ChangedLanguage(language):
            return _speak(questionnaire, interview, language)
        case _:
            item = _open_item(questionnaire, interview)
            if item is None:
                return _begin(questionnaire, interview)
            return _given(Situation(questionnaire, interview, item), given)


def _withdraw(interview: Interview) -> Step:
    """Nothing of the person is kept, at whatever point they ask."""
    if interview.disposition is Disposition.ERASED:
        return Step(interview, (Tell(Remark.ERASED),))
    return close(interview, Disposition.ERASED, Retract(), Tell(Remark.ERASED))


def _closed(questionnaire: Questionnaire, interview: Interview, given: Input) -> Step:
    """After the end. Who said no or stopped may open the link again: the consent is asked again, answers are kept."""
    if isinstance(given, Began) and interview.disposition in _MAY_RETURN:
        again = replace(interview, disposition=Disposition.OPEN, position=None, draft=(), trail=())
        return _begin(questionnaire, again)
    return Step(interview, () if isinstance(given, Expired) else (Tell(Remark.CLOSED),))


def _open_item(questionnaire: Questionnaire, interview: Interview) -> Item | None:
    """The item that waits for an answer; None before the first."""
    if interview.position is None or not questionnaire.has(interview.position):
        return None
    item = questionnaire.item(interview.position)
    return None if isinstance(item, Notice) else item


def _given(situation: Situation, given: Began | Resumed | Replied | WentBack | Revisited | Tap) -> Step:
    match given:
        case Began() | Resumed():
            return ask_again(situation)
        case Replied(text):
            return replied(situation, text)
        case WentBack():
            return _back(situation)
        case Revisited(name):
            return _revisit(situation, name)
        case Chose() | Picked() | Validated() | Skipped():
            return _tapped(situation, given) if given.item == situation.item.name else _late(situation, given)
        case _:
            assert_never(given)


def _tapped(situation: Situation, given: Tap) -> Step:
    match given:
        case Chose(_, choice, on):
            return chose(situation, choice, on)
        case Picked(_, choices):
            return picked(situation, choices)
        case Validated():
            return validated(situation)
        case Skipped():
            return skipped(situation)
        case _:
            assert_never(given)


def _begin(questionnaire: Questionnaire, interview: Interview) -> Step:
    begun = replace(interview, revision=interview.revision + 1, misses=0)
    scope = Scope(questionnaire, interview.answers)
    return travel(begun, scope, ahead(questionnaire, begun, scope, 0), ())


def _speak(questionnaire: Questionnaire, interview: Interview, language: str) -> Step:
    if language not in questionnaire.languages or language == interview.language:
        return Step(interview, ())
    changed = replace(interview, language=language, revision=interview.revision + 1, misses=0)
    return Step(changed, (Redraw(interview.position),) if interview.position else ())


def _back(situation: Situation) -> Step:
    interview, questionnaire = situation.interview, situation.questionnaire
    trail = behind(questionnaire, interview, situation.scope)
    if not trail:
        return stay(situation, Tell(Remark.NO_WAY_BACK, situation.item.name))
    return _move(situation, trail[-1], trail[:-1])


def _revisit(situation: Situation, name: str) -> Step:
    """Go to an item seen before. The item left is remembered as seen, so that "back" returns to it; a follow-up left
    open is not, since being behind is what settles it."""
    interview, questionnaire = situation.interview, situation.questionnaire
    seen = name in interview.answers or name in interview.trail
    if not seen or not questionnaire.has(name) or name == situation.item.name:
        return ask_again(situation)
    if not situation.scope.applies(questionnaire.item(name)):
        return ask_again(situation)
    if isinstance(situation.item, (Consent, FollowUp)):
        return _move(situation, name, interview.trail)
    left = situation.item.name
    return _move(situation, name, (*(other for other in interview.trail if other != left), left))


def _move(situation: Situation, name: str, trail: tuple[str, ...]) -> Step:
    moved = replace(situation.interview, revision=situation.interview.revision + 1, misses=0)
    item = situation.questionnaire.item(name)
    return Step(arrive(moved, situation.scope, item, trail), (Ask(name),))


def _late(situation: Situation, given: Tap) -> Step:
    """A tap on another item than the open one. The same answer again is a double tap: nobody needs to hear of it."""
    if not situation.questionnaire.has(given.item):
        return ask_again(situation)
    if _repeats(situation, given):
        return stay(situation)
    return stay(situation, Tell(Remark.LATE, given.item))


def _repeats(situation: Situation, given: Tap) -> bool:
    """Whether `given` says what is settled already. The choices of a follow-up are not kept: any of them counts as the
    same when it is sent whole."""
    item = situation.questionnaire.item(given.item)
    stored = situation.interview.answers.get(given.item)
    match given:
        case Chose(_, choice, on):
            if isinstance(item, Consent):
                return choice == "yes" and _is_behind(situation, given.item)
            return isinstance(stored, Chosen) and (choice in stored.choices) == on
        case Picked(_, choices):
            if isinstance(item, (Consent, FollowUp)):
                return (choices == ("yes",) or isinstance(item, FollowUp)) and _is_behind(situation, given.item)
            same = sorted if isinstance(item, Multiple) else tuple
            return isinstance(stored, Chosen) and same(choices) == same(stored.choices)
        case Validated():
            return isinstance(stored, Chosen) or (not is_answerable(item) and _is_behind(situation, given.item))
        case Skipped():
            return stored is Missing.SKIPPED or (isinstance(item, FollowUp) and _is_behind(situation, given.item))
        case _:
            assert_never(given)


def _is_behind(situation: Situation, name: str) -> bool:
    """Whether the item was settled on the way here; one left open to change another is not."""
    place = situation.questionnaire.place
    return name in situation.interview.trail and place(name) < place(situation.item.name)
