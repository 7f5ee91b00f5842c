"""Questionnaires that commands are told by name or by file."""

from pathlib import Path

from surveys.questionnaire import Questionnaire
from voix.terminal import content, fail
from voix.words import gettext as _


def named(name: Path | str) -> Questionnaire:
    """A shipped questionnaire by name, or one from a file; its errors end the command."""
    import questionnaires
    from services.forms.problem_texts import sentence
    from services.sheets import read

    if str(name) in questionnaires.names():
        return questionnaires.load(str(name))
    reading = read(content(Path(name)), Path(name).stem)
    if reading.questionnaire is None:
        raise fail("\n".join(sentence(problem, _) for problem in reading.problems))
    return reading.questionnaire


def launchable(name: Path | str) -> Questionnaire:
    """The same for parents: what is wrong for them (too many questions, no French ...) ends the command as well."""
    import questionnaires
    from services.authoring import examine
    from services.forms.problem_texts import sentence
    from surveys.problems import Level

    if str(name) not in questionnaires.names():
        problems = examine(content(Path(name)), Path(name).stem).problems
        errors = [sentence(problem, _) for problem in problems if problem.level is Level.ERROR]
        if errors:
            raise fail("\n".join(errors))
    return named(name)
