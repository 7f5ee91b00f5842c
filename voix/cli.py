"""The commands of `voix`. Each parses, calls one thing, and prints."""

from pathlib import Path
from typing import Annotated

import typer

from services.staff import StaffRole
from surveys.questionnaire import Questionnaire
from voix import deadletters, settings, survey
from voix.terminal import content, fail, out, write
from voix.words import gettext as _

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Onze Voix")
release = typer.Typer(no_args_is_help=True, help="Diffusions")
campaign = typer.Typer(no_args_is_help=True, help="Campagnes")
app.add_typer(survey.app, name="survey")
app.add_typer(release, name="release")
app.add_typer(campaign, name="campaign")
app.add_typer(deadletters.app, name="deadletter")

Out = Annotated[Path, typer.Option("--out", help="Dossier où écrire les fichiers de la diffusion.")]


@app.command()
def demo(
    parents: Annotated[int, typer.Option(min=0, max=100_000, help="Nombre de parents fictifs.")] = 600,
    questionnaire: Annotated[
        str, typer.Option(help="Questionnaire livré : bien-grandir ou every-kind.")
    ] = "bien-grandir",
    no_serve: Annotated[bool, typer.Option("--no-serve", help="S'arrêter après la diffusion.")] = False,
    out_dir: Annotated[Path | None, typer.Option("--out", help="Dossier où écrire la diffusion.")] = None,
) -> None:
    """Ouvre une campagne, fait répondre des parents fictifs, publie, puis sert les pages."""
    from voix import demo as show

    show.run(settings.read(), parents, questionnaire, serve=not no_serve, out_dir=out_dir, console=out)


@app.command()
def serve() -> None:
    """Sert ce que contient le dossier de données : pages, discussion web, robot Telegram."""
    from voix import logs
    from voix.build import open_house
    from voix.links import announce
    from voix.serving import serve as run

    logs.configure()
    house = open_house(settings.read())
    try:
        run(house, announce(out))
    finally:
        house.close()


@app.command()
def key() -> None:
    """Donne une nouvelle clé secrète (pour VOIX_SECRET_KEY ou VOIX_KEY_FILE)."""
    out.print(settings.fresh_key(), markup=False)


@app.command("sign-in")
def sign_in(role: Annotated[StaffRole, typer.Argument(help="officer, coordinator ou operator")]) -> None:
    """Donne un lien de connexion à la console, valable un jour et une seule fois."""
    from services import staff
    from voix.build import open_house

    house = open_house(settings.read())
    token = house.do(lambda transaction: staff.issue_link(transaction, house.context, role))
    out.print(f"{house.context.public_url}/console/enter/{token}", markup=False)
    house.close()


@app.command()
def doctor() -> None:
    """Vérifie l'installation : réglages, base de données, clé, paquets."""
    from voix import doctor as visit

    findings = visit.examine(settings.read())
    for finding in findings:
        out.print(("✓ " if finding.well else "✗ ") + finding.sentence, markup=False)
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)


@app.command()
def simulate(
    file: Annotated[Path, typer.Argument(help="Questionnaire (.xlsx, .xls, .csv, .md).")],
    lang: Annotated[str, typer.Option("--lang", help="Langue du parent, par exemple ar.")] = "fr",
    seed: Annotated[int, typer.Option(help="Tirage de l'ordre des réponses.")] = 1,
    save: Annotated[Path | None, typer.Option(help="Garder la transcription dans ce fichier.")] = None,
) -> None:
    """Parle à un questionnaire dans le terminal, comme un parent."""
    from voix import simulate as simulator

    form = _form(file)
    if lang not in form.languages:
        known = ", ".join(form.languages)
        raise fail(_("{file} n'a pas la langue {lang}. Langues : {known}.").format(file=file, lang=lang, known=known))
    transcript = simulator.talk(form, lang, seed, out)
    if save:
        write(save, transcript.encode())


@campaign.command("open")
def campaign_open(
    code: Annotated[str, typer.Argument(help="Code court que les parents tapent.")],
    file: Annotated[str, typer.Argument(help="Fichier du questionnaire, ou nom d'un questionnaire livré.")],
) -> None:
    """Ouvre une campagne aux parents."""
    from services import campaigns
    from services.errors import Malformed, Taken
    from voix.build import open_house

    form = _form(file)
    house = open_house(settings.read())
    try:
        opened = house.do(lambda t: campaigns.open_campaign(t, house.context, code, form, synthetic=False))
        out.print(opened.web_link, markup=False)
    except Malformed:
        raise fail(_("Un code a 32 signes au plus : lettres sans accent, chiffres, - et _.")) from None
    except Taken:
        raise fail(_("Le code {code} est déjà pris.").format(code=code)) from None
    finally:
        house.close()


@campaign.command("close")
def campaign_close(code: Annotated[str, typer.Argument(help="Code de la campagne.")]) -> None:
    """Ferme une campagne : plus aucune réponse n'entre."""
    from services import campaigns
    from services.errors import NotFound
    from voix.build import open_house

    house = open_house(settings.read())
    try:
        house.do(lambda t: campaigns.close(t, house.context, code))
        out.print(_("La campagne {code} est fermée.").format(code=code), markup=False)
    except NotFound:
        raise fail(_("Il n'y a pas de campagne « {code} ».").format(code=code)) from None
    finally:
        house.close()


@release.command("build")
def release_build(
    code: Annotated[str, typer.Argument(help="Code de la campagne.")],
    out_dir: Out,
    preset: Annotated[str, typer.Option(help="Règles de protection : public ou local-group.")] = "public",
) -> None:
    """Écrit les résultats protégés d'une campagne : CSV, XLSX, JSON, dictionnaire, note de méthode."""
    from voix import releasing

    releasing.run(settings.read(), code, out_dir, preset, out)


def _form(named: Path | str) -> Questionnaire:
    """A shipped questionnaire by name, or one from a file; its errors end the command."""
    import questionnaires
    from services.problem_texts import sentence
    from services.sheets import read

    if str(named) in questionnaires.names():
        return questionnaires.load(str(named))
    reading = read(content(Path(named)), Path(named).stem)
    if reading.questionnaire is None:
        raise fail("\n".join(sentence(problem, _) for problem in reading.problems))
    return reading.questionnaire
