"""How one prompt is laid out on a page: which button goes where. Pure."""

from dataclasses import dataclass

from services.chat import ChatView
from services.messages import Button, Expects, Message, Role
from web.forms import Form

_SHORT = 3  # characters: labels of a scale that fit side by side


@dataclass(frozen=True, slots=True)
class Option:
    """One proposed answer. checked: set now, or ticked in the reply that was refused."""

    button: Button
    checked: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """heading: the first line. lines: the others. taps: choices and ranks. boxes: toggles. sides: skip, back ...
    Language buttons are left out: the page has its own chooser.
    scale: the taps are so short that they stand side by side. typed: words to keep in the field."""

    heading: str
    lines: tuple[str, ...]
    taps: tuple[Option, ...]
    boxes: tuple[Option, ...]
    submits: tuple[Button, ...]
    sides: tuple[Button, ...]
    scale: bool
    typed: str


def layout(view: ChatView, form: Form | None) -> Layout | None:
    """The layout of the open prompt, None without one. `form`: the reply that led here, if any."""
    prompt = view.prompt
    if prompt is None:
        return None
    heading, *lines = [line for paragraph in prompt.paragraphs for line in paragraph.splitlines() if line.strip()] or [
        ""
    ]
    ticked = frozenset(form.all("also")) if form and view.remarks else frozenset[str]()
    again = form is not None and bool(view.remarks) and form.one("about") == prompt.key
    taps = _options(prompt, (Role.CHOICE, Role.RANK), ticked)
    return Layout(
        heading=heading,
        lines=tuple(lines),
        taps=taps,
        boxes=_options(prompt, (Role.TOGGLE,), ticked),
        submits=tuple(button for button in prompt.buttons if button.role is Role.VALIDATE),
        sides=tuple(button for button in prompt.buttons if button.role is Role.NAVIGATE),
        scale=len(taps) > 1 and all(len(option.button.label) <= _SHORT for option in taps),
        typed=form.one("text") if form and again and prompt.expects is not Expects.NOTHING else "",
    )


def _options(prompt: Message, roles: tuple[Role, ...], ticked: frozenset[str]) -> tuple[Option, ...]:
    return tuple(
        Option(button, button.chosen or button.token in ticked) for button in prompt.buttons if button.role in roles
    )
