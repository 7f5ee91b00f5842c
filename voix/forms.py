"""Questionnaires that commands are told by name or by file."""

from pathlib import Path

from surveys.questionnaire import Questionnaire
from voix.terminal import content, fail
from voix.words import gettext as _


def named(name: Path | str) -> Questionnaire:
    """A shipped questionnaire by name, or one from a file; its errors end the command."""
    import questionnaires
    from services.problem_texts import sentence
    from services.sheets import read

    if str(name) in questionnaires.names():
        return questionnaires.load(str(name))
    reading = read(content(Path(name)), Path(name).stem)
    if reading.questionnaire is None:
        raise fail("\n".join(sentence(problem, _) for problem in reading.problems))
    return reading.questionnaire
