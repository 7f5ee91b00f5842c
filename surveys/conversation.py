"""The conversation: one input at a time, from one interview to the next.

`advance` is pure and total: the same questionnaire, interview and input always give the same step, and no input raises.
"""

from dataclasses import replace
from typing import assert_never

from surveys import asides
from surveys.choosing import chose, picked, skipped, validated
from surveys.conditions import Scope
from surveys.effects import Ask, Effect, Redraw, Remark, Retract, Tell
from surveys.inputs import (
    Amended,
    Began,
    ChangedLanguage,
    Chose,
    Expired,
    Input,
    Kept,
    Listed,
    Paused,
    Picked,
    Puzzled,
    Replied,
    Restarted,
    Resumed,
    Revisited,
    Showed,
    Skipped,
    Spoke,
    Stopped,
    Validated,
    WentBack,
    Withdrew,
    Wondered,
)
from surveys.interview import Disposition, Interview
from surveys.items import Consent, FollowUp, Item, Notice
from surveys.late import Tap, late
from surveys.questionnaire import Questionnaire
from surveys.routing import ahead, behind
from surveys.step import Situation, Step, arrive, ask_again, close, tell, travel
from surveys.writing import replied, spoke

__all__ = ["Step", "advance"]

_MAY_RETURN = frozenset({Disposition.REFUSED, Disposition.BROKEN_OFF, Disposition.EXPIRED})

_Answer = Replied | Spoke
_Aside = Showed | Amended | Wondered | Puzzled | Listed | Paused | Restarted


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
            situation = Situation(questionnaire, replace(interview, paused=False), item)
            if interview.paused and isinstance(given, _Answer):
                return asides.resumed(situation)
            return _given(situation, given)


def _withdraw(interview: Interview) -> Step:
    """Nothing of the person is kept, at whatever point they ask."""
    if interview.disposition is Disposition.ERASED:
        return Step(interview, (Tell(Remark.ERASED),))
    return close(interview, Disposition.ERASED, Retract(), Tell(Remark.ERASED))


def _closed(questionnaire: Questionnaire, interview: Interview, given: Input) -> Step:
    """After the end. Who said no or stopped may open the link again: the consent is asked again, answers are kept. Who
    answered to the end may change an answer."""
    if isinstance(given, Began) and interview.disposition in _MAY_RETURN:
        again = replace(interview, disposition=Disposition.OPEN, position=None, draft=(), trail=())
        return _begin(questionnaire, again)
    if isinstance(given, Expired):
        return Step(interview, ())
    if interview.disposition is Disposition.COMPLETE:
        if isinstance(given, Listed):
            return Step(interview, (Tell(Remark.ANSWERS),))
        if isinstance(given, Revisited) and given.item in interview.answers and questionnaire.has(given.item):
            return _reopen(questionnaire, interview, given.item)
    said = Remark.CLOSED_STILL if interview.misses % 2 else Remark.CLOSED
    return Step(replace(interview, misses=interview.misses + 1), (Tell(said),))


def _reopen(questionnaire: Questionnaire, interview: Interview, name: str) -> Step:
    """Back to one answer of an interview that was complete; it is complete again when nothing is left to ask."""
    again = replace(interview, disposition=Disposition.OPEN, submitted=True)
    situation = Situation(questionnaire, again, questionnaire.item(name))
    if not situation.scope.applies(situation.item):
        return Step(interview, (Tell(Remark.ANSWERS),))
    return _move(situation, name, tuple(seen for seen in interview.trail if seen != name))


def _open_item(questionnaire: Questionnaire, interview: Interview) -> Item | None:
    """The item that waits for an answer; None before the first."""
    if interview.position is None or not questionnaire.has(interview.position):
        return None
    item = questionnaire.item(interview.position)
    return None if isinstance(item, Notice) else item


def _given(situation: Situation, given: Began | Resumed | _Answer | WentBack | Revisited | Tap | _Aside) -> Step:
    match given:
        case Began():
            return asides.resumed(situation)
        case Resumed():
            return ask_again(situation)
        case Replied():
            return replied(situation, given)
        case Spoke():
            return spoke(situation)
        case WentBack():
            return _back(situation)
        case Revisited(name):
            return _revisit(situation, name)
        case Chose() | Picked() | Validated() | Skipped() | Kept():
            return _tapped(situation, given) if given.item == situation.item.name else late(situation, given)
        case _:
            return _beside(situation, given)


def _beside(situation: Situation, given: _Aside) -> Step:
    match given:
        case Showed():
            return asides.not_text(situation)
        case Amended():
            return asides.amended(situation)
        case Wondered(name):
            return asides.why(situation, name)
        case Puzzled(name):
            return asides.puzzled(situation, name)
        case Listed():
            return asides.listed(situation)
        case Paused():
            return asides.paused(situation)
        case Restarted(sure):
            return _restart(situation, sure)
        case _:
            assert_never(given)


def _restart(situation: Situation, sure: bool) -> Step:
    """From the beginning: the answers are erased, which the parent has to mean. Who gave none just begins again."""
    interview = situation.interview
    if interview.answers and not sure:
        return Step(interview, (Tell(Remark.RESTART, situation.item.name),))
    fresh = replace(interview, answers={}, position=None, draft=(), trail=(), puzzled=(), submitted=False)
    step = _begin(situation.questionnaire, fresh)
    retracted: tuple[Effect, ...] = (Retract(),) if interview.answers else ()
    return replace(step, effects=(*retracted, *step.effects))


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
        case Kept():
            return asides.kept(situation)
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
        return tell(situation, Remark.NO_WAY_BACK)
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
