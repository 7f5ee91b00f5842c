"""What the world has to do after a step. Values, in order; the core does none of it."""

from dataclasses import dataclass
from enum import Enum

from surveys.answers import Answer
from surveys.districts import Place
from surveys.interview import Disposition
from surveys.items import Purpose


class Remark(Enum):
    """Things the bot says besides questions. Each has one wording per language in `services.wording`."""

    MORE = "more"  # the long text behind a consent
    WHY = "why"  # why an item is asked
    PLAINLY = "plainly"  # an item in other words, for who does not understand it
    GUIDED = "guided"  # the same person again: what can be done, and a human contact
    ANSWERS = "answers"  # the answers given so far, each to be changed
    PAUSED = "paused"
    RESUMED = "resumed"  # where the conversation stood; the question follows
    RESTART = "restart"  # beginning again erases the answers: really?
    IDENTIFYING = "identifying"  # own words that may name somebody: how to change them
    NOTICE = "notice"  # a notice item, passed on the way
    UNREADABLE = "unreadable"  # the reply fits no choice: what is expected
    UNREADABLE_STILL = "unreadable_still"  # the second time, in other words
    UNREADABLE_AGAIN = "unreadable_again"  # the third time: a way around, and a human contact
    NOT_TEXT = "not_text"  # a sticker, a photo ...
    AMENDED = "amended"  # a message changed after it was sent
    NOT_SPOKEN = "not_spoken"  # a recording, where the answer is not in own words
    AMBIGUOUS = "ambiguous"  # several choices fit: did you mean ...
    WHICH_PLACE = "which_place"  # places of several districts fit: which of them?
    PASSED_OVER = "passed_over"  # the district could not be found twice: going on without it
    TOO_MANY = "too_many"  # more choices than allowed
    TOO_FEW = "too_few"
    TOO_LONG = "too_long"  # own words beyond the limit
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DATE = "not_a_date"
    OUT_OF_RANGE = "out_of_range"  # the item's constraint refuses it
    NOT_SKIPPABLE = "not_skippable"
    NO_WAY_BACK = "no_way_back"  # already at the first item
    LATE = "late"  # a tap on a question answered before: how to change it
    LATE_STILL = "late_still"  # the next one, in other words
    CLOSED = "closed"  # a tap or text after the end
    CLOSED_STILL = "closed_still"  # the next one, in other words
    FINISHED = "finished"
    DECLINED = "declined"
    SCREENED_OUT = "screened_out"
    STOPPED = "stopped"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask `item` in a message of its own."""

    item: str


@dataclass(frozen=True, slots=True)
class Redraw:
    """Show the open prompt of `item` anew, in place: its draft (or language) changed."""

    item: str


@dataclass(frozen=True, slots=True)
class Tell:
    """Say something. `item` is what it is about; `choices` the ones meant (ambiguous), `limit` the number meant;
    `places` those that fit (which place)."""

    remark: Remark
    item: str | None = None
    choices: tuple[str, ...] = ()
    limit: int | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Store this answer, replacing an earlier one; the prompt of `item` then shows the answer."""

    item: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Settle:
    """`item` was settled without an answer being stored (consent, follow-up, review): its prompt shows `choices`."""

    item: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Count, without the person, that `item` was not understood."""

    item: str


@dataclass(frozen=True, slots=True)
class Agree:
    """The person agreed to `purposes` (never part of the answers)."""

    purposes: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True)
class Retract:
    """Delete every answer of this interview."""


@dataclass(frozen=True, slots=True)
class Close:
    disposition: Disposition


Effect = Ask | Redraw | Tell | Record | Settle | NotUnderstood | Agree | Retract | Close
