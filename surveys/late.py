"""Taps on another item than the open one: an old keyboard, or a second tap that a first one overtook."""

from dataclasses import replace
from typing import assert_never

from surveys.answers import Chosen, Missing
from surveys.effects import Remark, Tell
from surveys.inputs import Chose, Kept, Picked, Skipped, Validated
from surveys.items import Consent, FollowUp, Multiple, is_answerable
from surveys.step import Situation, Step, ask_again, stay

Tap = Chose | Picked | Validated | Skipped | Kept


def late(situation: Situation, given: Tap) -> Step:
    """No answer changes. The same one again is a double tap: nobody needs to hear of it. What is said changes from one
    to the next: nobody hears the same three times."""
    if not situation.questionnaire.has(given.item):
        return ask_again(situation)
    if _repeats(situation, given):
        return stay(situation)
    interview = situation.interview
    said = Remark.LATE_STILL if interview.late % 2 else Remark.LATE
    return Step(replace(interview, late=interview.late + 1), (Tell(said, given.item),))


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
        case Kept():
            return stored is not None
        case _:
            assert_never(given)


def _is_behind(situation: Situation, name: str) -> bool:
    """Whether the item was settled on the way here; one left open to change another is not."""
    place = situation.questionnaire.place
    return name in situation.interview.trail and place(name) < place(situation.item.name)
