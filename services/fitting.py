"""A message on a channel that can show less: buttons where they fit, else a list, else numbers to type. Pure.

No such channel is wired; `voix simulate --whatsapp` shows what a questionnaire would look like there. The numbers are
those of the vendor's documentation (buttons: 3 of 20 characters; a list: 10 rows of 24; 1024 characters beside them).
"""

from dataclasses import dataclass

from services.messages import Message, Role


@dataclass(frozen=True, slots=True)
class Limits:
    """How many buttons and rows, of how many characters; how long a text may be with them, and alone."""

    buttons: int
    button_chars: int
    rows: int
    row_chars: int
    body_chars: int
    text_chars: int


WHATSAPP = Limits(buttons=3, button_chars=20, rows=10, row_chars=24, body_chars=1024, text_chars=4096)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Either buttons or rows or neither: then every choice stands in the text under the number to type."""

    text: str
    buttons: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


def fit(message: Message, limits: Limits) -> Fitted:
    """`message` within `limits`. What is not shown as a button can be typed: a number, the text, a word of the help."""
    said = [*message.paragraphs, "\n".join(message.options), message.footer]
    text = "\n\n".join(part for part in said if part)
    choices = [button for button in message.buttons if button.role is Role.CHOICE]
    labels = tuple(button.label for button in choices)
    several = any(button.role in (Role.TOGGLE, Role.RANK) for button in message.buttons)
    if labels and not several and len(text) <= limits.body_chars:
        if len(labels) <= limits.buttons and all(len(label) <= limits.button_chars for label in labels):
            return Fitted(text, buttons=labels)
        if len(labels) <= limits.rows and all(len(label) <= limits.row_chars for label in labels):
            return Fitted(text, rows=labels)
    return Fitted(text[: limits.text_chars])


def as_text(message: Message, limits: Limits) -> str:
    """The same for a terminal: buttons in brackets, rows behind a dot."""
    fitted = fit(message, limits)
    shown = [f"[{label}]" for label in fitted.buttons] + [f"· {label}" for label in fitted.rows]
    return "\n".join((fitted.text, *shown))
