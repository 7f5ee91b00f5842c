"""Typed replies to the open item."""

from dataclasses import replace
from typing import assert_never

from surveys.answers import Counted, Dated, Spoken, Written
from surveys.choosing import picked, validated
from surveys.effects import Record, Remark, Tell
from surveys.identifying import is_identifying
from surveys.inputs import Replied
from surveys.items import (
    BestWorst,
    Comparison,
    Consent,
    Date,
    District,
    FollowUp,
    Multiple,
    Notice,
    Number,
    Open,
    Ranking,
    Rating,
    Review,
    Single,
    takes_voice,
)
from surveys.placing import placed
from surveys.quantities import read_date, read_number
from surveys.replies import Read, Reading, Unclear, read_one, read_several
from surveys.step import Situation, Step, ask_again, record, tell, tell_and_ask
from surveys.vocabulary import is_no, is_yes


def replied(situation: Situation, given: Replied) -> Step:
    """What was typed, read as an answer to the open item."""
    item, language, text = situation.item, situation.interview.language, given.text
    match item:
        case District():
            return placed(situation, item, given) or _take(situation, read_one(text, situation.offered, language))
        case Consent():
            return _take(situation, _yes_or_no(text) or read_one(text, situation.offered, language))
        case Single() | Rating():
            return _take(situation, read_one(text, situation.offered, language))
        case Multiple() | Ranking() | BestWorst() | Comparison() | FollowUp():
            return _take(situation, read_several(text, situation.offered, language))
        case Open():
            return _own_words(situation, item, text)
        case Number():
            number = read_number(text, language, item.whole)
            return _unreadable(situation, Remark.NOT_A_NUMBER) if number is None else record(situation, Counted(number))
        case Date():
            day = read_date(text)
            return _unreadable(situation, Remark.NOT_A_DATE) if day is None else record(situation, Dated(day))
        case Review():
            return validated(situation) if is_yes(text) else _unreadable(situation, Remark.UNREADABLE)
        case Notice():
            return ask_again(situation)
        case _:
            assert_never(item)


def spoke(situation: Situation) -> Step:
    """What was said aloud answers a question that takes own words; elsewhere the parent hears what does."""
    if not takes_voice(situation.item):
        return tell(situation, Remark.NOT_SPOKEN)
    return record(situation, Spoken())


def _yes_or_no(text: str) -> Reading:
    """What a consent understands beside its choices, in any language."""
    return Read(("yes",)) if is_yes(text) else Read(("no",)) if is_no(text) else None


def _take(situation: Situation, reading: Reading) -> Step:
    match reading:
        case Read(names):
            return picked(situation, names)
        case Unclear(names):
            return tell(situation, Remark.AMBIGUOUS, choices=names)
        case None:
            return _unreadable(situation, Remark.UNREADABLE)
        case _:
            assert_never(reading)


def _own_words(situation: Situation, item: Open, text: str) -> Step:
    """Kept as they are, less what no database or file can hold: NUL and halves of characters. Words that may name
    somebody are kept too; the parent is told, and may write them otherwise."""
    written = text.replace("\0", "").encode("utf-8", "ignore").decode()
    if not written.strip():
        return _unreadable(situation, Remark.UNREADABLE)
    if len(written) > item.max_chars:
        return tell(situation, Remark.TOO_LONG, item.max_chars)
    step = record(situation, Written(written))
    if not is_identifying(written) or not isinstance(step.effects[0], Record):
        return step
    stored, *then = step.effects
    return replace(step, effects=(stored, Tell(Remark.IDENTIFYING, item.name), *then))


def _unreadable(situation: Situation, remark: Remark) -> Step:
    """Say what is expected, in other words the second time, and show the question anew."""
    if remark is Remark.UNREADABLE and situation.interview.misses % 3 == 1:
        remark = Remark.UNREADABLE_STILL
    return tell_and_ask(situation, remark)
