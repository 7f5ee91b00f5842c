"""The commands of `voix`. Each parses, calls one thing, and prints."""

from pathlib import Path
from typing import Annotated

import typer

from services.accounts.staff import StaffRole
from voix import (
    calendar,
    campaign,
    clips,
    deadletters,
    forms,
    places,
    population,
    release_commands,
    reminders,
    settings,
    staff,
    survey,
    translate,
    ways,
)
from voix.terminal import fail, out, write
from voix.words import gettext as _

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Onze Voix")
app.add_typer(survey.app, name="survey")
app.add_typer(translate.app, name="translate")
app.add_typer(release_commands.app, name="release")
app.add_typer(campaign.app, name="campaign")
app.add_typer(reminders.app, name="reminders")
app.add_typer(calendar.app, name="calendar")
app.command("links")(ways.show)
app.command("poster")(ways.poster)
app.command("sheets")(ways.sheets)
app.add_typer(deadletters.app, name="deadletter")
app.add_typer(clips.app, name="clips")
app.add_typer(staff.app, name="staff")
app.add_typer(places.app, name="places")
app.add_typer(population.app, name="population")


@app.command()
def demo(
    parents: Annotated[int, typer.Option(min=0, max=100_000, help="Nombre de parents fictifs.")] = 600,
    questionnaire: Annotated[
        str, typer.Option(help="Questionnaire livré : bien-grandir ou every-kind.")
    ] = "bien-grandir",
    no_serve: Annotated[bool, typer.Option("--no-serve", help="S'arrêter après la diffusion.")] = False,
    out_dir: Annotated[Path | None, typer.Option("--out", help="Dossier où écrire la diffusion.")] = None,
    by: Annotated[str, typer.Option(help="Question dont les groupes croisent les quartiers, par exemple stage.")] = "",
) -> None:
    """Ouvre une campagne, fait répondre des parents fictifs, publie, puis sert les pages."""
    from voix import demo as show

    show.run(settings.read(), parents, questionnaire, serve=not no_serve, out_dir=out_dir, by=by, console=out)


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
def work() -> None:
    """Ajoute un programme qui traite et envoie, à côté de « voix serve » (PostgreSQL seulement)."""
    from voix import logs
    from voix.build import open_house
    from voix.working import work as run

    logs.configure()
    house = open_house(settings.read())
    try:
        run(house, lambda: out.print(_("Au travail. Ctrl+C pour arrêter.")))
    finally:
        house.close()


@app.command()
def key() -> None:
    """Donne une nouvelle clé secrète (pour VOIX_SECRET_KEY ou VOIX_KEY_FILE)."""
    out.print(settings.fresh_key(), markup=False)


@app.command("sign-in")
def sign_in(
    role: Annotated[StaffRole, typer.Argument(help="officer, coordinator ou operator")],
    district: Annotated[list[str] | None, typer.Option(help="Quartier d'un officer (nantes-nord…).")] = None,
) -> None:
    """Donne un lien de connexion à la console sans nommer personne : pour un essai, ou pour le premier jour."""
    staff.anonymous(role, district or [])


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
    lang: Annotated[str, typer.Option("--lang", help="Langue du parent, par exemple ar.")] = "",
    seed: Annotated[int, typer.Option(help="Tirage : le même donne la même discussion.")] = 1,
    persona: Annotated[str, typer.Option(help="Parent fictif qui répond (« all » : tous).")] = "",
    coverage: Annotated[bool, typer.Option("--coverage", help="Dire par où passent tous les parents fictifs.")] = False,
    save: Annotated[Path | None, typer.Option(help="Fichier ou dossier où garder les discussions.")] = None,
    whatsapp: Annotated[bool, typer.Option("--whatsapp", help="Montrer les messages comme sur WhatsApp.")] = False,
) -> None:
    """Parle à un questionnaire dans le terminal, comme un parent, ou laisse parler des parents fictifs."""
    from services.fitting import WHATSAPP
    from voix import simulate as simulator

    form = forms.named(file)
    if lang and lang not in form.languages:
        known = ", ".join(form.languages)
        raise fail(_("{file} n'a pas la langue {lang}. Langues : {known}.").format(file=file, lang=lang, known=known))
    if persona and persona != "all" and persona not in simulator.PERSONAS:
        known = ", ".join((*simulator.PERSONAS, "all"))
        raise fail(
            _("Il n'y a pas de parent « {persona} ». Choisissez : {known}.").format(persona=persona, known=known)
        )
    if coverage:
        out.print(simulator.table(simulator.coverage(form, range(seed, seed + simulator.EACH))))
    if persona:
        simulator.played(form, persona, lang, seed, save, out)
    elif not coverage:
        limits = WHATSAPP if whatsapp else None
        transcript = simulator.talk(form, lang or form.languages[0], seed, out, limits)
        if save:
            write(save, transcript.encode())
