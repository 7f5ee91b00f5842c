"""The commands `voix survey`: check a questionnaire, write a shipped one as a workbook."""

from pathlib import Path
from typing import Annotated

import typer

from surveys.problems import Level, Problem
from voix.terminal import content, fail, out, write
from voix.words import gettext as _

app = typer.Typer(no_args_is_help=True, help="Questionnaires")
_MARKS = {Level.ERROR: "✗", Level.WARNING: "!", Level.NOTE: "·"}


@app.command()
def check(file: Annotated[Path, typer.Argument(help="Questionnaire (.xlsx, .xls, .csv, .md).")]) -> None:
    """Dit ce qui empêche ou gêne l'ouverture d'une campagne avec ce questionnaire."""
    from services.authoring import examine

    reading = examine(content(file), file.stem)
    show(reading.problems)
    form = reading.questionnaire
    if form is None or any(problem.level is Level.ERROR for problem in reading.problems):
        raise typer.Exit(1)
    out.print(
        _("✓ {file} : {count} éléments, langues {languages}.").format(
            file=file, count=len(form.items), languages=", ".join(form.languages)
        ),
        markup=False,
    )


def show(problems: tuple[Problem, ...]) -> None:
    """One line per problem: ✗ refuses, ! is to be mended or accepted, · is told only."""
    from services.forms.problem_texts import told

    for problem in problems:
        mark = _MARKS[Level.NOTE] if problem.accepted else _MARKS[problem.level]
        out.print(f"{mark} {told(problem, _)}", markup=False)


@app.command()
def xlsx(
    name: Annotated[str, typer.Argument(help="Questionnaire livré : bien-grandir, crise ou every-kind.")],
    file: Annotated[Path, typer.Argument(help="Classeur à écrire.")],
) -> None:
    """Écrit un questionnaire livré comme classeur, pour le modifier dans un tableur."""
    import questionnaires
    from services.sheets import to_xlsx

    if name not in questionnaires.names():
        known = ", ".join(questionnaires.names())
        raise fail(_("Il n'y a pas de questionnaire « {name} ». Choisissez : {known}.").format(name=name, known=known))
    workbook = to_xlsx(questionnaires.text(name))
    assert isinstance(workbook, bytes), "a shipped questionnaire is a form"
    write(file, workbook)
