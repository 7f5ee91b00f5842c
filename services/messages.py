"""What one message says, in one language, for any channel: plain text and buttons, no mark-up.

Messages and buttons are structs of msgspec, as immutable as a frozen dataclass: a question has ten buttons, and a
struct is made seven times faster. `msgspec.structs.replace` gives a changed copy.
"""

from enum import Enum

from msgspec import Struct


class Role(Enum):
    """What a button is for, so that a channel can lay it out."""

    CHOICE = "choice"  # one tap answers
    TOGGLE = "toggle"  # sets a choice of several on or off
    RANK = "rank"  # next place in an order
    VALIDATE = "validate"  # submit what is set
    NAVIGATE = "navigate"  # back, skip, change
    LISTEN = "listen"  # hear the question
    HELP = "help"  # why, in other words
    LANGUAGE = "language"  # a language by its own name
    LINK = "link"  # leads elsewhere: its token is an address


class Button(Struct, frozen=True):
    """`token` is opaque and comes back with a tap. `number` is the one printed in the text (0: none).

    chosen: the choice is set now. badge: its place in an order, "" when none.
    """

    label: str
    token: str
    role: Role
    number: int = 0
    chosen: bool = False
    badge: str = ""


class Expects(Enum):
    """What the open prompt waits for besides taps."""

    NOTHING = "nothing"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


class Clip(Struct, frozen=True):
    """A recording that reads a question aloud. key: its name. synthetic: a machine reads, and nobody has checked it."""

    key: str
    synthetic: bool = False


class Message(Struct, frozen=True):
    """One message. `paragraphs` first, then `options`, then `footer` (what can be done, progress).

    options: one line each, its number already in it ("2. Un père"): a channel prints them as they are. A button's label
    is the bare text of the choice ("Un père"); a channel adds `number`, `badge` and the mark of `chosen`.

    language: BCP 47 tag of the words (direction follows from it). question: whether it asks for an answer.
    Right-to-left messages come with their foreign runs isolated already (FSI ... PDI).
    """

    language: str
    paragraphs: tuple[str, ...]
    options: tuple[str, ...] = ()
    footer: str = ""
    buttons: tuple[Button, ...] = ()
    expects: Expects = Expects.NOTHING
    max_chars: int = 0
    voice_minutes: int = 0  # how long the answer may be spoken, 0 where it may not
    question: bool = False
    clip: Clip | None = None
    key: str = ""  # what it is about (name of the item), for tests and transcripts
