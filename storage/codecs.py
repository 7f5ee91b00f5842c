"""Answers as small integers: position of the choice in the frozen questionnaire, or a negative reason for no value."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from surveys.answers import Answer, Chosen, Counted, Dated, Missing, Spoken, Written
from surveys.items import Date, Item, Number

REASONS = {Missing.SKIPPED: -1, Missing.DONT_KNOW: -2, Missing.REFUSED: -3, Missing.NOT_APPLICABLE: -4}
_MEANING = {code: reason for reason, code in REASONS.items()}
IN_WORDS = -9  # the value is in the sealed table
SPOKEN = -10  # said aloud, not written down yet
TRANSCRIBED = -11  # said aloud; what a person wrote down is in the sealed table
SEALED = (IN_WORDS, TRANSCRIBED)


def codes(item: Item, answer: Answer) -> list[int]:
    """Codes of an answer, one per place (ranks keep their order)."""
    match answer:
        case Missing():
            return [REASONS[answer]]
        case Chosen(choices=taken):
            places = {choice.name: place for place, choice in enumerate(getattr(item, "choices", ()))}
            return [places[name] for name in taken]
        case Spoken():
            return [SPOKEN]
        case Written(spoken=True):
            return [TRANSCRIBED]
        case Written() | Counted() | Dated():
            return [IN_WORDS]


def in_words(answer: Answer) -> str | None:
    """What has to be sealed; None for answers that codes say fully."""
    match answer:
        case Written(text=text):
            return text
        case Counted(value=value):
            return str(value)
        case Dated(value=value):
            return value.isoformat()
        case _:
            return None


def answer(item: Item, stored: Iterable[int], text: str | None) -> Answer:
    """The answer that `codes` and `in_words` came from. `text` may be None when the words are not needed."""
    taken = list(stored)
    if taken and taken[0] in _MEANING:
        return _MEANING[taken[0]]
    if taken == [SPOKEN]:
        return Spoken()
    if taken == [TRANSCRIBED]:
        return Written(text or "", spoken=True)
    if taken == [IN_WORDS]:
        if text is None:
            return Written("")
        if isinstance(item, Number):
            return Counted(Decimal(text))
        if isinstance(item, Date):
            return Dated(date.fromisoformat(text))
        return Written(text)
    choices = getattr(item, "choices", ())
    return Chosen(tuple(choices[code].name for code in taken))
