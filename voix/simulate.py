"""Talk to a questionnaire in the terminal, as a parent would, and keep the transcript."""

from rich.console import Console

from services.simulation import Said, Simulation, as_text
from surveys.questionnaire import Questionnaire
from voix.words import gettext as _


def talk(form: Questionnaire, language: str, seed: int, console: Console) -> str:
    """Until the end of the questionnaire or of the input; the transcript. `[label]` taps a button, anything else is
    written."""
    simulation = Simulation(form, language, seed)
    console.print(
        _("Écrivez une réponse, ou [le texte d'un bouton] pour le toucher. Ctrl+D pour partir."), markup=False
    )
    transcript = [f"# {form.name} {language} {seed}"]
    said = simulation.begin()
    while True:
        lines = [as_text(each) for each in said]
        for line in lines:
            console.print(line, markup=False)
        transcript.extend(lines)
        if simulation.is_over:
            break
        try:
            typed = console.input("> ")
        except EOFError:
            console.print()
            break
        transcript.append(f"> {typed}")
        said = reply(simulation, typed)
    return "\n".join(transcript) + "\n"


def reply(simulation: Simulation, typed: str) -> list[Said]:
    """One line of a transcript: a tap when it is a label in brackets that is on screen, else a text."""
    label = typed.strip()[1:-1] if typed.strip().startswith("[") and typed.strip().endswith("]") else ""
    return simulation.tap(label) if label in simulation.labels else simulation.type(typed)


def replay(form: Questionnaire, transcript: str) -> str:
    """The transcript that today's software gives for the parent's lines of a kept one (the golden test)."""
    head, *lines = transcript.splitlines()
    _hash, _name, language, seed = head.split()
    simulation = Simulation(form, language, int(seed))
    written = [head, *map(as_text, simulation.begin())]
    for line in lines:
        if line.startswith("> "):
            written.append(line)
            written.extend(map(as_text, reply(simulation, line[2:])))
    return "\n".join(written) + "\n"
