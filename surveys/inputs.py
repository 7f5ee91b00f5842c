"""What can happen to a conversation. `given` of `advance(questionnaire, interview, given)`."""

from dataclasses import dataclass

from surveys.districts import Place


@dataclass(frozen=True, slots=True)
class Began:
    """The parent opened the link: greet and ask the first item."""


@dataclass(frozen=True, slots=True)
class Replied:
    """Typed text, exactly as received. places: which of the places known to the city it may name; they matter where a
    district is asked."""

    text: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoke:
    """A recording of what the parent says."""


@dataclass(frozen=True, slots=True)
class Amended:
    """A message sent before was changed afterwards, where the channel lets people do so."""


@dataclass(frozen=True, slots=True)
class Showed:
    """Something that is no text: a sticker, a photo ..."""


@dataclass(frozen=True, slots=True)
class Chose:
    """A tap on one choice of `item`. `on` is what the tap sets (never toggles), for items with several choices."""

    item: str
    choice: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class Picked:
    """All choices of `item` at once (a web form): replaces the draft and validates."""

    item: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Validated:
    """The validate button of `item` (submit button of a review)."""

    item: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """The skip button of `item`."""

    item: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer given to `item` before is right: go on."""

    item: str


@dataclass(frozen=True, slots=True)
class Wondered:
    """Why is `item` asked?"""

    item: str


@dataclass(frozen=True, slots=True)
class Puzzled:
    """I do not understand `item`."""

    item: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Show my answers."""


@dataclass(frozen=True, slots=True)
class WentBack:
    """Back to the item really seen before."""


@dataclass(frozen=True, slots=True)
class Revisited:
    """Change the answer to `item`, then come back to where the conversation stood."""

    item: str


@dataclass(frozen=True, slots=True)
class ChangedLanguage:
    language: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """Ask the open item again (after a help text, an unknown message)."""


@dataclass(frozen=True, slots=True)
class Paused:
    """The parent goes on later."""


@dataclass(frozen=True, slots=True)
class Restarted:
    """Erase the answers and begin again; `sure` only after being asked whether they mean it."""

    sure: bool = False


@dataclass(frozen=True, slots=True)
class Stopped:
    """The parent wants no more."""


@dataclass(frozen=True, slots=True)
class Withdrew:
    """The parent wants everything they answered to be erased."""


@dataclass(frozen=True, slots=True)
class Expired:
    """Nothing came for too long."""


Input = (
    Began
    | Replied
    | Spoke
    | Showed
    | Amended
    | Chose
    | Picked
    | Validated
    | Skipped
    | Kept
    | Wondered
    | Puzzled
    | Listed
    | WentBack
    | Revisited
    | ChangedLanguage
    | Resumed
    | Paused
    | Restarted
    | Stopped
    | Withdrew
    | Expired
)
