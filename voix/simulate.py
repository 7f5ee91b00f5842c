"""Talk to a questionnaire in the terminal, as a parent would, or let made-up parents talk; keep the transcripts."""

from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from services import fitting
from services.fitting import Limits
from services.personas import PERSONAS, Coverage, Persona, coverage, play
from services.simulation import Simulation
from services.transcripts import PARENT, as_text, head, reply
from surveys.questionnaire import Questionnaire
from voix.terminal import write
from voix.words import gettext as _

__all__ = ["EACH", "PERSONAS", "coverage", "played", "table", "talk"]
EACH = 5  # conversations of each made-up parent behind a report


def talk(form: Questionnaire, language: str, seed: int, console: Console, limits: Limits | None = None) -> str:
    """Until the end of the questionnaire or of the input; the transcript. `[label]` taps a button, anything else is
    written. limits: of the channel as which messages are printed, None for all they hold."""
    simulation = Simulation(form, language, seed)
    console.print(
        _("Écrivez une réponse, ou [le texte d'un bouton] pour le toucher. Ctrl+D pour partir."), markup=False
    )
    transcript = [head(form, language, seed)]
    said = simulation.begin()
    while True:
        lines = [as_text(each) for each in said]
        for line in lines if limits is None else (fitting.as_text(each.message, limits) for each in said):
            console.print(line, markup=False)
        transcript.extend(lines)
        if simulation.is_over:
            break
        try:
            typed = console.input("> ")
        except EOFError:
            console.print()
            break
        transcript.append(PARENT + typed)
        said = reply(simulation, typed)
    return "\n".join(transcript) + "\n"


def played(form: Questionnaire, who: str, language: str, seed: int, folder: Path | None, console: Console) -> None:
    """What made-up parents say (`who`: one, or "all"), in `language` if one is named. Printed, or kept in `folder`, one
    file each."""
    for persona in PERSONAS.values() if who == "all" else (PERSONAS[who],):
        transcript = play(form, _speaking(persona, language), seed).transcript
        if folder is None:
            console.print(transcript, markup=False, end="")
        else:
            write(folder / f"{form.name}.{persona.name}.{seed}.txt", transcript.encode())


def _speaking(persona: Persona, language: str) -> Persona:
    return replace(persona, language=language) if language else persona


def table(found: Coverage) -> Table:
    """What the made-up parents went through, a line for each item."""
    shown = Table(_("Question"), _("Posée à"), _("Passée par"), _("Jamais"), title=_title(found), title_justify="left")
    for item in found.items:
        never = [_("personne n'y arrive")] if item.asked == 0 else list(item.gaps)
        if item.conditional and not item.passed and item.asked:
            never.append(_("sa condition est toujours vraie"))
        shown.add_row(item.item, str(item.asked), str(item.passed), ", ".join(never))
    return shown


def _title(found: Coverage) -> str:
    return _("{parents} parents fictifs, {stuck} bloqués").format(parents=found.parents, stuck=found.stuck)
