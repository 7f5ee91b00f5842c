"""Where one conversation stands. Answers are the truth; everything else is position, language, revision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from surveys.answers import Answer


class Disposition(Enum):
    """Final or current state of an interview (AAPOR words where they exist)."""

    OPEN = "open"
    COMPLETE = "complete"
    REFUSED = "refused"  # said no to the consent
    SCREENED_OUT = "screened_out"  # ineligible: nothing is kept but this count
    BROKEN_OFF = "broken_off"  # stopped by the parent
    ERASED = "erased"  # asked for erasure: nothing is kept
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Interview:
    """One conversation.

    position: name of the item being asked, None once closed. draft: choices set so far on that item (in order of taps).
    trail: items really seen before, oldest first, for "back". seed: draws the order of choices. revision: grows by one
    at each accepted input, so that a late tap is recognised. misses: replies in a row that did not fit. late: taps on
    questions answered before. reachable:
    whether the channel can be written to later (follow-up promises depend on it). paused: the parent asked for a pause;
    what they write next ends it and answers nothing. puzzled: items the parent did not understand. submitted: it was
    complete before and is being changed.
    """

    language: str
    seed: int
    reachable: bool = True
    position: str | None = None
    draft: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    disposition: Disposition = Disposition.OPEN
    revision: int = 0
    misses: int = 0
    late: int = 0
    paused: bool = False
    puzzled: tuple[str, ...] = ()
    submitted: bool = False
