"""`voix clips …`: questions read aloud, put in from a folder, listed, and missed."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated

import typer

from services.accounts.staff import COMMAND_LINE
from surveys.questionnaire import Questionnaire
from voix import forms, settings
from voix.build import House, open_house
from voix.terminal import content, fail, out
from voix.words import gettext as _

app = typer.Typer(no_args_is_help=True, help="Questions lues à voix haute")

Name = Annotated[str, typer.Argument(help="Code d'une campagne, questionnaire livré, ou fichier de questionnaire.")]


@app.command()
def add(
    name: Name,
    folder: Annotated[Path, typer.Argument(help="Dossier de fichiers QUESTION.LANGUE.ogg (OGG/Opus).")],
    synthetic: Annotated[bool, typer.Option("--synthetic", help="Lues par une machine, pas encore vérifiées.")] = False,
) -> None:
    """Ajoute les enregistrements d'un dossier. Ceux qui ne vont pas sont dits, les autres sont pris."""
    from services.recordings import clips

    if not folder.is_dir():
        raise fail(_("{folder} n'est pas un dossier.").format(folder=folder))
    files = {path.name: path for path in sorted(folder.iterdir()) if path.is_file()}
    with _asked(name) as (house, form):
        meant = clips.named(form, files)
        strays = [file for file in files if file not in meant]
        refused = [_("{file} : aucune question de ce nom dans cette langue.").format(file=file) for file in strays]
        for file, (item, language) in meant.items():
            refused += _added(house, form, files[file], item, language, synthetic=synthetic)
    for line in refused:
        out.print(f"✗ {line}", markup=False)
    out.print(_("Enregistrements ajoutés : {count}.").format(count=len(files) - len(refused)), markup=False)
    if refused:
        raise typer.Exit(1)


def _added(house: House, form: Questionnaire, path: Path, item: str, language: str, *, synthetic: bool) -> list[str]:
    """Add one file; what is wrong with it."""
    from services.recordings import clips
    from services.recordings.sound import Flaw

    recording = content(path)
    try:
        house.do(
            lambda t: clips.add(t, house.context, COMMAND_LINE, form, item, language, recording, synthetic=synthetic)
        )
    except clips.BadClip as error:
        why = {
            Flaw.NOT_OPUS: _("ce n'est pas un son OGG/Opus."),
            Flaw.TOO_LONG: _("trop long : {count} secondes au maximum.").format(count=clips.MOST_SECONDS),
            Flaw.TOO_LARGE: _("trop grand : 1 Mo au maximum."),
            Flaw.EMPTY: _("vide."),
        }[error.flaw]
        return [f"{path.name} : {why}"]
    return []


@app.command("list")
def list_(name: Name) -> None:
    """Montre ce qui s'écoute : question, langue, durée, voix."""
    from services.recordings import clips

    with _asked(name) as (house, form):
        places = house.do(lambda t: clips.places(t, form))
    for place in places:
        if place.clip is not None:
            voice = _("machine, à vérifier") if place.clip.synthetic else _("vérifiée")
            out.print(f"{place.item}.{place.language}  {place.clip.seconds} s  {voice}", markup=False)


@app.command()
def missing(name: Name) -> None:
    """Montre ce qui manque, langue par langue. Termine avec 1 s'il manque quelque chose."""
    from services.forms.problem_texts import sentence
    from services.recordings import clips

    with _asked(name) as (house, form):
        found = house.do(lambda t: clips.missing(t, form))
    for problem in found:
        out.print(sentence(problem, _), markup=False)
    if found:
        raise typer.Exit(1)
    out.print(_("Toutes les questions s'écoutent, dans toutes les langues."), markup=False)


@contextmanager
def _asked(name: str) -> Iterator[tuple[House, Questionnaire]]:
    """The open house, and the questionnaire of a campaign, by name or from a file."""
    from services.errors import NotFound
    from services.recordings import clips

    with closing(open_house(settings.read())) as house:
        try:
            form = house.do(lambda t: clips.form_of(t, house.context, COMMAND_LINE, name))
        except NotFound:
            form = forms.named(name)
        yield house, form
