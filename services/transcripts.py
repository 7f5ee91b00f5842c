"""Conversations as text: lines that a parent writes, what the bot says to them, and the same said again.

A transcript is a head (`# form language seed`), what the bot says (`< `, `~ ` where it replaced an earlier message),
and what the parent does (`> `): `> [label]` taps a button, anything else is written.
"""

from services.messages import Role
from services.simulation import Said, Simulation
from surveys.questionnaire import Questionnaire

PARENT = "> "


def head(form: Questionnaire, language: str, seed: int) -> str:
    """The first line of a transcript."""
    return f"# {form.name} {language} {seed}"


def reply(simulation: Simulation, typed: str) -> list[Said]:
    """One line of a parent: a tap when it is a label in brackets that is on screen, else a text."""
    label = typed.strip()[1:-1] if typed.strip().startswith("[") and typed.strip().endswith("]") else ""
    return simulation.tap(label) if label in simulation.labels else simulation.type(typed)


def replay(form: Questionnaire, transcript: str) -> str:
    """The transcript that today's software gives for the parent's lines of a kept one (the golden test)."""
    first, *lines = transcript.splitlines()
    _hash, _name, language, seed = first.split()
    simulation = Simulation(form, language, int(seed))
    written = [first, *map(as_text, simulation.begin())]
    for line in lines:
        if line.startswith(PARENT):
            written.append(line)
            written.extend(map(as_text, reply(simulation, line.removeprefix(PARENT))))
    return "\n".join(written) + "\n"


def as_text(said: Said) -> str:
    """One message as lines of a transcript: text, numbered options, footer, buttons in brackets."""
    message = said.message
    lines = [*message.paragraphs, *message.options]
    if message.footer:
        lines.append(message.footer)
    row = [
        _button(button.label, button.chosen, button.badge)
        for button in message.buttons
        if button.role is not Role.LANGUAGE
    ]
    languages = [f"[{button.label}]" for button in message.buttons if button.role is Role.LANGUAGE]
    lines.extend(" ".join(buttons) for buttons in (row, languages) if buttons)
    mark = "~ " if said.edited else "< "
    return "\n".join(
        ("" if not line else (mark if place == 0 else "  ") + line)
        for place, line in enumerate("\n".join(lines).split("\n"))
    )


def _button(label: str, chosen: bool, badge: str) -> str:
    mark = f"{badge}: " if badge else "x " if chosen else ""
    return f"[{mark}{label}]"
