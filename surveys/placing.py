"""Typed replies where a district is asked: its names, its number, or a place in it."""

from dataclasses import replace

from surveys.answers import Chosen, Missing
from surveys.choosing import picked
from surveys.districts import Place, find
from surveys.effects import Effect, Remark, Tell
from surveys.inputs import Replied
from surveys.items import District
from surveys.replies import Read, read_one
from surveys.step import Situation, Step, record, tell


def placed(situation: Situation, item: District, given: Replied) -> Step | None:
    """The step that a name on the map makes; None where the text is to be read like that of any choice. Who cannot be
    understood twice goes on without a district: nobody is held up by a name."""
    offered = {choice.name for choice in situation.offered}
    named = find(given.text)
    if named in offered and named:
        return picked(situation, (named,))
    reading = read_one(given.text, situation.offered, situation.interview.language)
    places = tuple(place for place in given.places if place.district in offered)
    if isinstance(reading, Read) or not places:
        return _pass_over(situation, item) if reading is None and situation.interview.misses else None
    among = tuple(dict.fromkeys(place.district for place in places))
    if len(among) == 1:
        return picked(situation, among)
    step = tell(situation, Remark.WHICH_PLACE, choices=among)
    return replace(step, effects=tuple(_naming(effect, places) for effect in step.effects))


def _naming(effect: Effect, places: tuple[Place, ...]) -> Effect:
    if isinstance(effect, Tell) and effect.remark is Remark.WHICH_PLACE:
        return replace(effect, places=places)
    return effect


def _pass_over(situation: Situation, item: District) -> Step | None:
    """Without the district: as "I don't know" where that is proposed, else as skipped, where that is allowed."""
    unknown = next((choice.name for choice in situation.offered if choice.missing is Missing.DONT_KNOW), None)
    if unknown is None and item.required:
        return None
    step = record(situation, Missing.SKIPPED if unknown is None else Chosen((unknown,)))
    kept, *then = step.effects
    return replace(step, effects=(kept, Tell(Remark.PASSED_OVER, item.name), *then))
