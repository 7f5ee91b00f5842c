"""How one prompt is laid out on a page: which button goes where. Pure."""

from dataclasses import dataclass

from services.chat import ChatView
from services.messages import Button, Message, Role
from web.forms import Form

_SHORT = 3  # characters: labels of a scale that fit side by side


@dataclass(frozen=True, slots=True)
class Option:
    """One proposed answer. checked: set now, or ticked in the reply that was refused."""

    button: Button
    checked: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """heading: the first line. lines: the others. hints: what to do. taps: choices and ranks. boxes: toggles.
    sides: skip, back ... helps: why, in other words.
    Language buttons are left out: the page has its own chooser.
    recap: the prompt is the list of the answers; the page shows it as turns, each with its own way to change it.
    scale: the taps are so short that they stand side by side. typed: words to keep in the field. refused: the last
    reply did not do, and the remarks say why."""

    heading: str
    lines: tuple[str, ...]
    hints: tuple[str, ...]
    taps: tuple[Option, ...]
    boxes: tuple[Option, ...]
    submits: tuple[Button, ...]
    sides: tuple[Button, ...]
    helps: tuple[Button, ...]
    scale: bool
    recap: bool
    typed: str
    refused: bool


def layout(view: ChatView, form: Form | None) -> Layout | None:
    """The layout of the open prompt, None without one. `form`: the reply that led here, if any."""
    prompt = view.prompt
    if prompt is None:
        return None
    heading, *lines = (line for paragraph in prompt.paragraphs for line in paragraph.splitlines() if line.strip())
    ticked = frozenset(form.all("also")) if form and view.remarks else frozenset[str]()
    again = form is not None and bool(view.remarks) and form.one("about") == prompt.key
    taps = _options(prompt, (Role.CHOICE, Role.RANK), ticked)
    boxes = _options(prompt, (Role.TOGGLE,), ticked)
    offered = {turn.change for turn in view.turns}  # a review proposes again what the turns propose
    recap = bool(prompt.options) and not taps and not boxes
    return Layout(
        heading=heading,
        lines=tuple(lines),
        hints=_hints(prompt, view.progress),
        taps=taps,
        boxes=boxes,
        submits=tuple(button for button in prompt.buttons if button.role is Role.VALIDATE),
        sides=tuple(each for each in prompt.buttons if each.role is Role.NAVIGATE and each.token not in offered),
        helps=tuple(button for button in prompt.buttons if button.role is Role.HELP),
        scale=len(taps) > 1 and all(len(option.button.label) <= _SHORT for option in taps),
        recap=recap,
        typed=form.one("text") if form and again else view.written,
        refused=again or bool(ticked),
    )


def _hints(prompt: Message, progress: tuple[int, int]) -> tuple[str, ...]:
    """The foot of the prompt without its last line, the progress, which the page shows at its head."""
    lines = prompt.footer.splitlines()
    return tuple(lines[:-1] if progress[1] else lines)


def _options(prompt: Message, roles: tuple[Role, ...], ticked: frozenset[str]) -> tuple[Option, ...]:
    return tuple(
        Option(button, button.chosen or button.token in ticked) for button in prompt.buttons if button.role in roles
    )
