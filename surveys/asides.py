"""What a parent can ask for beside answering; the open question stays where it is."""

from dataclasses import replace

from surveys.effects import Ask, NotUnderstood, Remark, Tell
from surveys.step import Situation, Step, ask_again, record, stay, tell


def why(situation: Situation, name: str) -> Step:
    """Why an item is asked, then the open question again. Nothing changes."""
    if not situation.questionnaire.has(name):
        return ask_again(situation)
    return stay(situation, Tell(Remark.WHY, name), Ask(situation.item.name))


def puzzled(situation: Situation, name: str) -> Step:
    """The item in other words; whoever asks again is led to a person. Counted once a parent and item."""
    interview = situation.interview
    if not situation.questionnaire.has(name):
        return ask_again(situation)
    if name in interview.puzzled:
        return stay(situation, Tell(Remark.GUIDED, name), Ask(situation.item.name))
    after = replace(interview, puzzled=(*interview.puzzled, name))
    return Step(after, (NotUnderstood(name), Tell(Remark.PLAINLY, name), Ask(situation.item.name)))


def kept(situation: Situation) -> Step:
    """The stored answer stands: record it once more and go on."""
    stored = situation.interview.answers.get(situation.item.name)
    return ask_again(situation) if stored is None else record(situation, stored)


def listed(situation: Situation) -> Step:
    """The answers so far, then the open question again."""
    return stay(situation, Tell(Remark.ANSWERS), Ask(situation.item.name))


def paused(situation: Situation) -> Step:
    """Until later: what is written next ends the pause and answers nothing."""
    return Step(replace(situation.interview, paused=True, misses=0), (Tell(Remark.PAUSED, situation.item.name),))


def resumed(situation: Situation) -> Step:
    """Where the conversation stood, then its question. Whoever answered nothing yet just hears the question."""
    recap = (Tell(Remark.RESUMED, situation.item.name),) if situation.interview.trail else ()
    return stay(situation, *recap, Ask(situation.item.name))


def not_text(situation: Situation) -> Step:
    """A sticker, a photo: say what can be read. The question still stands above."""
    return tell(situation, Remark.NOT_TEXT)


def amended(situation: Situation) -> Step:
    """A message changed after it was sent: say how an answer is changed."""
    return tell(situation, Remark.AMENDED)
